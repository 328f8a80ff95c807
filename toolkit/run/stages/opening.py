"""From files to units: read, split, aligned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.model import Bead, Case, Document, LanguagePair, Readable, Sentence, Unit
from toolkit.plugins.contracts import Aligner
from toolkit.readers.files.documents import read
from toolkit.readers.splitting.sentences import split
from toolkit.run.align import aligned


@dataclass(frozen=True, slots=True)
class OpenedDocuments:
    """A document or a pair of documents, cut into units."""

    document: Document
    source: Document | None
    units: tuple[Unit, ...]
    case: Case


def open_documents(
    translation: Readable, source: Readable | None, pair: LanguagePair, aligner: Aligner
) -> OpenedDocuments:
    """Read, split and align; raises InputError for a document that cannot be used."""
    document, right = _sentences(translation, pair.translation)
    if source is None:
        units = tuple(Unit(index, None, (sentence,)) for index, sentence in enumerate(right))
        return OpenedDocuments(document, None, units, Case(pair.source, pair.translation, units, document))
    original, left = _sentences(source, pair.source)
    beads = aligned(aligner, left, right, pair)
    units = tuple(_units(beads, left, right))
    return OpenedDocuments(document, original, units, Case(pair.source, pair.translation, units, document, original))


def _sentences(path: Readable, language: str) -> tuple[Document, tuple[Sentence, ...]]:
    from toolkit.analysis.text.identification import check_language

    document = read(path, language)
    check_language(document)
    sentences = tuple(sentence for sentence in split(document) if sentence.kind != "credit")
    if not sentences:
        raise InputError(f"{path}: no sentences in it; is it the right file?")
    return document, sentences


def _units(beads: Sequence[Bead], left: Sequence[Sentence], right: Sequence[Sentence]) -> Iterable[Unit]:
    for index, bead in enumerate(beads):
        yield Unit(index, tuple(left[slice(*bead.left)]), tuple(right[slice(*bead.right)]), bead.confidence, bead.moved)
