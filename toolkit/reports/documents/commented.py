"""Copies of documents with the findings as comments at the words, by the reader that knows the kind of file."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit import plugins
from toolkit.errors import InputError
from toolkit.model import CheckedDocument, Comment, ReportedFinding
from toolkit.plugins.contracts import Commenting, Reader, Recognising
from toolkit.plugins.xml_characters import holdable
from toolkit.reports.documents.rows import note

_HEAD_BYTES = 4096
_NO_TEXT = "–"


class Paragraph(NamedTuple):
    """A paragraph of a new document: one line, with nothing in it that XML cannot hold."""

    text: str
    is_heading: bool


def only(documents: Sequence[CheckedDocument], filename: str) -> CheckedDocument:
    """Return the one document that a format holds; raises InputError for several."""
    if len(documents) != 1:
        raise InputError(f"{filename}: it holds one document, and there are {len(documents)}; name one file")
    return documents[0]


def copy_of(document: CheckedDocument, reader_name: str) -> bytes | None:
    """Return the very file that was read, with comments; None where it is of another kind than the reader's.

    Raises InputError where it changed meanwhile, for the comments would stand at other words.
    """
    reader: Reader = plugins.get("readers", reader_name)()
    origin = document.origin
    if origin is None or not isinstance(reader, Commenting) or not _is_own(reader, origin):
        return None
    if reader.read(origin, document.document.language).text != document.document.text:
        raise InputError(f"{origin}: changed while it was checked; check it again")
    comments = [Comment(found.place.start, found.place.end, note(found)) for found in document.told]
    return reader.commented(origin, document.document.language, comments)


def new_one(document: CheckedDocument, reader_name: str, write: Callable[[Sequence[Paragraph]], bytes]) -> bytes:
    """Return a new document made of the paragraphs of the translation, with comments."""
    reader: Reader = plugins.get("readers", reader_name)()
    paragraphs, comments = _paragraphs(document)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"new{reader.suffixes[0]}"
        path.write_bytes(write(paragraphs))
        assert isinstance(reader, Commenting)  # noqa: S101 - those of the toolkit are
        return reader.commented(path, document.document.language, comments)


def _is_own(reader: Reader, path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return False
    recognised = isinstance(reader, Recognising) and reader.recognises(path, head)
    return recognised or (path.suffix.lower() in reader.suffixes and not isinstance(reader, Recognising))


def _paragraphs(document: CheckedDocument) -> tuple[list[Paragraph], list[Comment]]:
    """Return the paragraphs, and the comments by their places in the text of all of them, a line each.

    Sentences of one unit are parted by one character in both, a space or the end of a line.
    """
    lines: list[list[str]] = []
    headings: list[bool] = []
    starts: dict[int, tuple[int, int]] = {}
    size, before = 0, (-1, "")
    for unit in document.units:
        first = size
        for sentence in unit.translation:
            text = holdable(sentence.text)
            if (sentence.paragraph, sentence.kind) != before:
                lines.append([])
                headings.append(sentence.kind == "heading")
                before = sentence.paragraph, sentence.kind
            lines[-1].append(text)
            size += len(text) + 1
        starts[unit.index] = first, max(first, size - 1)
    paragraphs = [Paragraph(" ".join(line), heading) for line, heading in zip(lines, headings, strict=True)]
    return paragraphs or [Paragraph(_NO_TEXT, False)], [_comment(found, starts) for found in document.told]


def _comment(found: ReportedFinding, starts: dict[int, tuple[int, int]]) -> Comment:
    first, last = starts.get(found.finding.unit, (0, 0))
    for span in found.finding.spans:
        if span.side == "translation" and first + span.start < last:
            return Comment(first + span.start, min(first + span.end, last), note(found))
    if first == last:  # what is left out stands behind what comes before it
        return Comment(max(0, first - 1), max(0, first - 1), note(found))
    return Comment(first, last, note(found))
