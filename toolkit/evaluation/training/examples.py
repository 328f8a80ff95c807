"""From clean pairs to what the heads are trained on: the pairs as they are, and with a fault put into each."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.analysis.channels.figures import UnitRows, unit_rows
from toolkit.analysis.channels.sight import usable
from toolkit.errors import InputError
from toolkit.evaluation.rows import document_of
from toolkit.evaluation.training.damage import Damaged, Damager
from toolkit.evaluation.training.parts_of_speech import tagged
from toolkit.evaluation.training.training import Example, train
from toolkit.model import LanguagePair, Sentence, Unit
from toolkit.model.witness import Witness
from toolkit.plugins.plurals import counted
from toolkit.readers.files.documents import folded
from toolkit.run.pairs.rows import read_pairs
from toolkit.run.stages.requirements import Skipped, require
from toolkit.run.stages.witnesses import ask_witnesses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from toolkit.config.settings import Config

    Flags = NDArray[np.bool_]

_AT_ONCE = 100
_FEWEST = 100
# From how much a word of a draft counts as rendered by the clean translation.
_RENDERED = 0.3


class Clean(NamedTuple):
    """A pair that is right, and the document it is from; ``languages`` are its own."""

    document: str
    source: str
    translation: str
    languages: LanguagePair


def read_clean(path: Path, source_language: str, translation_language: str, fewest: int | None = None) -> list[Clean]:
    """Read pairs from JSON Lines, or from a table of tabs: source, translation.

    The document is the id up to its last slash; where there is none, twenty pairs in a row count as one document.
    Raises InputError that names the file and the line, and for fewer than a training wants, or than ``fewest``.
    """
    if path.suffix == ".jsonl":
        pairs = [
            (pair.id, pair.source, pair.translation, LanguagePair(pair.source_language, pair.translation_language))
            for pair in read_pairs(path, source_language, translation_language)
        ]
    else:
        pairs = [
            ("", *_cells(path, number, line), LanguagePair(source_language, translation_language))
            for number, line in enumerate(_lines(path), 1)
            if line.strip()
        ]
    found = [
        Clean(document_of(name, number), folded(source).text, folded(translation).text, languages)
        for number, (name, source, translation, languages) in enumerate(pairs)
    ]
    if fewest is not None and len(found) < fewest:
        raise InputError(f"{path}: {counted(len(found), 'pair')}; at least {fewest} are wanted")
    if fewest is None and len(found) < _FEWEST:
        raise InputError(
            f"{path}: {counted(len(found), 'pair')}; training wants at least {_FEWEST}, and 1,000 are better"
        )
    return found


def trained(path: Path, config: "Config", progress: Callable[[str], None]) -> dict[str, Any]:
    """Return heads trained on the clean pairs of a file, as plain data, the form of ``heads.json``.

    Pairs of several languages may stand in one file: what is the same in all directions generalises. Raises InputError
    for the file, MissingDependency without scikit-learn or without the witnesses' engines.
    """
    by_languages: dict[LanguagePair, list[Clean]] = {}
    for clean in read_clean(path, config.source_language, config.translation_language):
        by_languages.setdefault(clean.languages, []).append(clean)
    turned = [(config.turned(languages), pairs) for languages, pairs in by_languages.items()]
    settings = [(one, pairs, require(one, metrics=False)) for one, pairs in turned]
    examples = [example for one, pairs, skipped in settings for example in lessons(pairs, one, skipped, progress)]
    progress("training")
    if not any(example.kind for example in examples):
        raise InputError(
            f"{path}: no pair of it could be used: the witnesses must have depth full, the texts be English"
        )
    return train(examples)


def lessons(
    pairs: Sequence[Clean], config: "Config", skipped: Skipped, progress: Callable[[str], None]
) -> Iterator[Example]:
    """Yield each pair as its witnesses see it, and then the same pair with each kind of fault."""
    texts = [pair.translation for pair in pairs]
    damager, parts = Damager(texts), dict(zip(texts, tagged(texts), strict=True))
    for start in range(0, len(pairs), _AT_ONCE):
        progress(f"pairs {start + 1} to {min(start + _AT_ONCE, len(pairs))} of {len(pairs)}")
        some = pairs[start : start + _AT_ONCE]
        heard = _hear([(pair.source, pair.translation) for pair in some], config, skipped)
        faults = [
            (pair, witnesses, fault)
            for pair, witnesses in zip(some, heard, strict=True)
            if usable(witnesses)
            for fault in (
                *damager.omissions(pair.translation, parts[pair.translation]),
                *damager.additions(pair.translation),
                *damager.insertions(pair.translation),
                *damager.exchanges(pair.translation),
            )
        ]
        for pair, witnesses in zip(some, heard, strict=True):
            if usable(witnesses):
                reading = unit_rows(witnesses)
                yield Example(pair.document, None, reading, _no_marks(reading))
        damaged = _hear([(pair.source, fault.text) for pair, _, fault in faults], config, skipped)
        for (pair, clean, fault), witnesses in zip(faults, damaged, strict=True):
            if usable(witnesses):
                reading = unit_rows(witnesses)
                yield Example(pair.document, fault.kind, reading, marks(reading, fault, pair.translation, clean))


def marks(reading: UnitRows, fault: Damaged, translation: str, clean: Sequence[Witness]) -> "dict[str, list[Flags]]":
    """Return the rows of each head where the fault is.

    A draft's word is left out where the clean translation rendered it, and the token that did is gone.
    """
    import numpy as np

    found = _no_marks(reading)
    if fault.kind != "omission":
        inside = [start < fault.end and end > fault.start for start, end in reading.words.spans]
        found[fault.kind] = [np.array(inside, bool)]
        return found
    after = [number for number, (start, _) in enumerate(reading.gaps.spans) if start >= fault.start]
    found["gap"][0][after[:1]] = True
    end = fault.start + len(translation) - len(fault.text)
    for number, (table, witness) in enumerate(zip(reading.drafts, clean, strict=True)):
        gone = _rendered_between(witness, fault.start, end)
        found["draft"][number] = np.array([start in gone for start, _ in table.spans], bool)
    return found


def _rendered_between(witness: Witness, start: int, end: int) -> set[int]:
    from toolkit.analysis.channels.sight import Sight, attended

    sight = Sight(witness)
    looked = attended(sight)
    return {
        word.start
        for word in sight.sources
        if word.rendered > _RENDERED and start <= sight.tokens[looked.get(word.start, 0)].start < end
    }


def _no_marks(reading: UnitRows) -> "dict[str, list[Flags]]":
    import numpy as np

    words, gaps = len(reading.words.spans), len(reading.gaps.spans)
    return {
        "gap": [np.zeros(gaps, bool)],
        "draft": [np.zeros(len(table.spans), bool) for table in reading.drafts],
        "addition": [np.zeros(words, bool)],
        "mistranslation": [np.zeros(words, bool)],
    }


def _hear(texts: Sequence[tuple[str, str]], config: "Config", skipped: Skipped) -> Sequence[tuple[Witness, ...]]:
    units = [
        Unit(number, (Sentence(folded(source), paragraph=number),), (Sentence(folded(translation), paragraph=number),))
        for number, (source, translation) in enumerate(texts)
    ]
    testimony = ask_witnesses(units, config.witnesses, config.pair, skipped.witnesses, lambda _: None)
    return testimony.witnesses or [()] * len(texts)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); convert it first") from None


def _cells(path: Path, number: int, line: str) -> tuple[str, str]:
    cells = line.split("\t")
    if len(cells) < 2:
        raise InputError(f"{path}:{number}: no tab; a line is the source, a tab, the translation")
    return cells[0], cells[1]
