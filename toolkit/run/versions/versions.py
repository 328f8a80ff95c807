"""Several translations of one original, laid beside each other row by row: as documents, or as lines of segments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.analysis.text.identification import require_language
from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.model import Comparison, Finding, Readable, Unit
from toolkit.plugins.plurals import counted
from toolkit.readers.files.documents import content, read
from toolkit.readers.splitting.sentences import split
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress, compare, silent
from toolkit.run.inputs import stem
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.pairs.check_pairs import TextPair, answers
from toolkit.run.stages.opening import open_documents
from toolkit.run.stages.quality import COSTS, quality
from toolkit.run.stages.requirements import require
from toolkit.run.versions.rows import Row, rows


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What a version has for one row: its text ("" where it lacks it), and what is said of that.

    ``added`` is the part of the text that translates nothing of the original; ``quality`` is None without a witness.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    suspicion: float | None = None
    quality: float | None = None
    added: str = ""

    @property
    def cost(self) -> float:
        """What the findings cost, an error 1."""
        return sum(COSTS[finding.severity] for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Version:
    """A translation with its name; ``comparison`` is None where only lines were given."""

    name: str
    rows: tuple[VersionRow, ...]
    comparison: Comparison | None = None

    def count(self, severity: str) -> int:
        """Return how many findings of a severity it has."""
        return sum(finding.severity == severity for row in self.rows for finding in row.findings)


@dataclass(frozen=True, slots=True)
class Versions:
    """All translations and, row by row, the original and a human reference; either is None where nobody gave one.

    ``documents`` says of each row which document it is of, where there are several.
    """

    versions: tuple[Version, ...]
    source: tuple[str, ...] | None
    reference: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.versions[0].rows)


def compare_versions(
    translations: Mapping[str, Readable],
    source: Readable,
    config: Config,
    cache: Cache | None = None,
    progress: Progress = silent,
    *,
    reference: Readable | None = None,
) -> Versions:
    """Take each translation the whole way and lay them beside each other; raises ToolkitError as ``compare`` does."""
    _require_several(translations)
    skipped = require(config)
    outcomes: dict[str, Comparison] = {}
    for name, translation in translations.items():
        progress(name)
        outcomes[name] = compare(translation, source, config, cache, progress, skipped=skipped)
    original = split(read(source, config.source_language, config.readers))
    sentences = tuple(sentence for sentence in original if sentence.kind != "credit")
    every = [outcome.units for outcome in outcomes.values()]
    wanted: tuple[Unit, ...] | None = None
    if reference is not None:
        progress("reference")
        wanted = open_documents(reference, source, config.pair, config.aligner, config.readers, cache).units
        every.append(wanted)
    found = rows(sentences, every)
    return Versions(
        tuple(
            Version(name, _version_rows(outcome, found, place), outcome)
            for place, (name, outcome) in enumerate(outcomes.items())
        ),
        tuple(" ".join(sentence.text for sentence in sentences[slice(*row.source)]) for row in found),
        None if wanted is None else tuple(_joined(wanted, row.units[len(outcomes)]) for row in found),
    )


def compare_lines(
    translations: Mapping[str, Readable],
    config: Config,
    progress: Progress = silent,
    *,
    source: Readable | None = None,
    reference: Readable | None = None,
    documents: Readable | None = None,
) -> Versions:
    """Lay files beside each other that have a segment a line (as WMT has them), the texts as they stand.

    With a ``source``, what checks and witnesses say of each pair goes with it; ``documents`` is a file with the name of
    each segment's document. Raises InputError where the files have not the same number of lines, or nothing judges.
    """
    _require_several(translations)
    if source is None and reference is None:
        raise InputError("lines want an original (--source), a human reference (--reference), or both")
    texts = {name: lines_of(translation) for name, translation in translations.items()}
    given = {"source": source, "reference": reference, "documents": documents}
    sides = {name: lines_of(side) for name, side in given.items() if side is not None}
    _require_equal({**{str(translations[name]): lines for name, lines in texts.items()}, **sides})
    languages = {"source": config.source_language, "reference": config.translation_language}
    for name, lines in texts.items():
        require_language(str(translations[name]), " ".join(lines), config.translation_language)
    for name, language in languages.items():
        if name in sides:
            require_language(str(given[name]), " ".join(sides[name]), language)
    if "documents" in sides:
        _require_named(str(documents), sides["documents"])
    versions = []
    for name, lines in texts.items():
        progress(name)
        said = _answers(lines, sides["source"], config, progress) if source is not None else None
        versions.append(Version(name, _line_rows(lines, said)))
    return Versions(
        tuple(versions),
        tuple(sides["source"]) if source is not None else None,
        tuple(sides["reference"]) if reference is not None else None,
        tuple(sides["documents"]) if documents is not None else None,
    )


def names_of(translations: Sequence[Path], language: str) -> dict[str, Path]:
    """Return the translations by the names of their files; those that share one by their folders or numbers, too."""
    found: dict[str, Path] = {}
    for path in translations:
        name = stem(path, language)
        if name in found and path.parent.name:
            name = f"{path.parent.name}/{name}"
        number = 2
        while name in found:
            name, number = f"{stem(path, language)} {number}", number + 1
        found[name] = path
    return found


def lines_of(readable: Readable) -> list[str]:
    """Return the lines of a file of segments, as they stand; raises InputError as a reader does.

    Only what ends a line is gone, as Windows writes it, too: a file is no other translation for that.
    """
    lines = content(readable).removeprefix("\ufeff").removesuffix("\n").split("\n")
    return [line.removesuffix("\r") for line in lines]


def _require_several(translations: Mapping[str, Readable]) -> None:
    if len(translations) < 2:
        raise InputError("several translations are wanted, or there is nothing to compare with each other")


def _require_equal(files: Mapping[str, Sequence[str]]) -> None:
    (first, lines), *others = files.items()
    for name, other in others:
        if len(other) != len(lines):
            there = counted(len(other), "line")
            raise InputError(f"{name}: {there}, and {first} has {len(lines)}; with --lines, a line is one segment")


def _require_named(path: str, documents: Sequence[str]) -> None:
    """Raise InputError for a segment without a document: all such would be drawn as one document."""
    for number, name in enumerate(documents, 1):
        if not name.strip():
            raise InputError(f"{path}:{number}: no name; write the name of its document for each segment, one a line")


def _joined(units: Sequence[Unit], places: Sequence[int]) -> str:
    return " ".join(text for at in places if (text := units[at].translation_text))


def _version_rows(outcome: Comparison, found: Sequence[Row], place: int) -> tuple[VersionRow, ...]:
    findings: dict[int, list[Finding]] = {unit.index: [] for unit in outcome.units}
    for finding in outcome.findings:
        findings[finding.unit].append(finding)
    return tuple(
        VersionRow(
            _joined(outcome.units, row.units[place]),
            tuple(finding for at in row.units[place] for finding in findings[outcome.units[at].index]),
            max((outcome.suspicion[at] for at in row.units[place]), default=None),
            _quality(outcome, findings, row.units[place]),
            _joined(outcome.units, row.added[place]),
        )
        for row in found
    )


def _quality(outcome: Comparison, findings: Mapping[int, Sequence[Finding]], places: Sequence[int]) -> float | None:
    """Return the mean quality of units; None without a witness, and where nothing is translated."""
    if not outcome.witnesses:
        return None
    known = [
        value
        for at in places
        if outcome.units[at].translation
        and (value := quality(outcome.witnesses[at], findings[outcome.units[at].index])) is not None
    ]
    return sum(known) / len(known) if known else None


def _answers(lines: Sequence[str], source: Sequence[str], config: Config, progress: Progress) -> list[PairAnswer]:
    languages = config.source_language, config.translation_language
    pairs = [
        TextPair(str(number), original, line, *languages)
        for number, (original, line) in enumerate(zip(source, lines, strict=True), 1)
    ]
    return list(answers(pairs, config, progress))


def _line_rows(lines: Sequence[str], said: Sequence[PairAnswer] | None) -> tuple[VersionRow, ...]:
    if said is None:
        return tuple(map(VersionRow, lines))
    return tuple(
        VersionRow(line, answer.findings, answer.suspicion, answer.quality)
        for line, answer in zip(lines, said, strict=True)
    )
