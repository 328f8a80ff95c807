"""From files to units: read, split, aligned, or as a bilingual file gives them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import (
    Bead,
    BilingualDocument,
    Case,
    Document,
    GivenUnit,
    LanguagePair,
    Readable,
    Sentence,
    Unchecked,
    Unit,
)
from toolkit.plugins.contracts import Aligner
from toolkit.readers.files.documents import AS_THEY_COME, Readers, holds_both, read, read_both
from toolkit.readers.splitting.sentences import sentences_of, split
from toolkit.run.cache.beads import kept_beads
from toolkit.run.cache.cache import Cache

READER = "reader"


@dataclass(frozen=True, slots=True)
class OpenedDocuments:
    """A document or a pair of documents, cut into units.

    ``unchecked`` says which units of a file are left out, and what its reader could read only nearly.
    """

    document: Document
    source: Document | None
    units: tuple[Unit, ...]
    case: Case
    unchecked: tuple[Unchecked, ...] = ()


def open_documents(
    translation: Readable,
    source: Readable | None,
    pair: LanguagePair,
    aligner: Aligner,
    readers: Readers = AS_THEY_COME,
    cache: Cache | None = None,
) -> OpenedDocuments:
    """Read, split and align; raises InputError for a document that cannot be used.

    A bilingual file without another ``source`` has its own units, which are not aligned.
    """
    if source is None and isinstance(translation, Path) and holds_both(translation, readers):
        return _as_given(read_both(translation, pair.source, pair.translation, readers), pair)
    document, right = _sentences(translation, pair.translation, readers)
    if source is None:
        units = tuple(Unit(index, None, (sentence,)) for index, sentence in enumerate(right))
        case = Case(pair.source, pair.translation, units, document)
        return OpenedDocuments(document, None, units, case, tuple(_notes(document, None)))
    original, left = _sentences(source, pair.source, readers)
    beads = kept_beads(cache, aligner, left, right, pair)
    units = tuple(_units(beads, left, right))
    case = Case(pair.source, pair.translation, units, document, original)
    return OpenedDocuments(document, original, units, case, tuple(_notes(document, original)))


def has_original(translation: Readable, source: Readable | None, readers: Readers = AS_THEY_COME) -> bool:
    """Whether the translation is checked against an original, of its own file or of another."""
    return source is not None or (isinstance(translation, Path) and holds_both(translation, readers))


def _sentences(path: Readable, language: str, readers: Readers) -> tuple[Document, tuple[Sentence, ...]]:
    from toolkit.analysis.text.identification import check_language

    document = read(path, language, readers)
    check_language(document)
    sentences = tuple(sentence for sentence in split(document) if sentence.kind != "credit")
    if not sentences:
        raise InputError(f"{path}: no sentences in it; is it the right file?")
    return document, sentences


def _units(beads: Sequence[Bead], left: Sequence[Sentence], right: Sequence[Sentence]) -> Iterable[Unit]:
    for index, bead in enumerate(beads):
        left_side, right_side = tuple(left[slice(*bead.left)]), tuple(right[slice(*bead.right)])
        yield Unit(index, left_side, right_side, bead.confidence, moved=bead.moved)


def _as_given(both: BilingualDocument, pair: LanguagePair) -> OpenedDocuments:
    """Return the units of a bilingual file, but for those that nobody translated yet or that must not be touched."""
    from toolkit.analysis.text.identification import check_language

    check_language(both.source)
    check_language(both.translation)
    translated = [unit for unit in both.units if unit.state == "translated"]
    units = tuple(
        Unit(
            index,
            _of_blocks(both.source, unit.source, index),
            _of_blocks(both.translation, unit.translation, index),
            id=unit.id,
            at=unit.at,
        )
        for index, unit in enumerate(translated)
    )
    case = Case(pair.source, pair.translation, units, both.translation, both.source)
    unchecked = (*_notes(both.translation, None), *_left_out(both.units))
    return OpenedDocuments(both.translation, both.source, units, case, unchecked)


def _of_blocks(document: Document, numbers: tuple[int, int], paragraph: int) -> tuple[Sentence, ...]:
    return tuple(
        sentence
        for block in document.blocks[slice(*numbers)]
        for sentence in sentences_of(block, paragraph, document.language)
    )


def _notes(document: Document, source: Document | None) -> Iterable[Unchecked]:
    """Yield what the readers want the user to know, of the original with its name."""
    yield from (Unchecked(READER, note) for note in document.notes)
    if source is not None:
        yield from (Unchecked(READER, f"{source.path}: {note}") for note in source.notes)


def _left_out(units: Sequence[GivenUnit]) -> Iterable[Unchecked]:
    """Yield why units of a file are not checked, each reason once with its number."""
    for state, wording in (("untranslated", "not translated yet"), ("locked", "marked as not to be translated")):
        names = [unit.id for unit in units if unit.state == state]
        if names:
            shown = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
            yield Unchecked("units", f"{len(names)} {wording}: {shown}")
