"""Documents of word processors (docx, odt), written anew: the words change inside their runs, all else is copied."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from toolkit.model import Sentence
from toolkit.plugins import require
from toolkit.run.rewriting.edits import Edit, Replacement

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "content.xml")
_PARAGRAPHS = frozenset(("p", "h"))
_GONE = frozenset(("del", "moveFrom", "Fallback", "rPr", "pPr", "annotation", "tracked-changes"))
_SIGNS = frozenset(("tab", "br", "cr", "s", "line-break"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class _Slot:
    """A stretch of a paragraph's text: where the tree keeps it (None: a sign that is an element), and its start."""

    element: Any
    attribute: str | None
    text: str
    start: int


@dataclass(slots=True)
class _Paragraph:
    slots: list[_Slot] = field(default_factory=list)
    changes: list[Replacement] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(slot.text for slot in self.slots)

    def add(self, element: Any, attribute: str | None, text: str) -> None:
        if text:
            last = self.slots[-1] if self.slots else None
            self.slots.append(_Slot(element, attribute, text, last.start + len(last.text) if last else 0))

    def write(self) -> None:
        """Put the changes into the tree, the last first."""
        for change in sorted(self.changes, reverse=True):
            self._write(change)

    def _write(self, change: Replacement) -> None:
        words = change.text
        kept = [slot for slot in self.slots if slot.attribute]
        touched = [slot for slot in kept if slot.start < change.end and change.start < slot.start + len(slot.text)]
        if not touched:  # between two words: they go to the end of what stands before them
            before = [slot for slot in kept if slot.start <= change.start <= slot.start + len(slot.text)]
            touched = before[:1]
        for slot in touched:
            first, last = max(0, change.start - slot.start), min(len(slot.text), change.end - slot.start)
            slot.text = slot.text[:first] + words + slot.text[max(first, last) :]
            words = ""
            setattr(slot.element, slot.attribute or "text", slot.text)
            if slot.attribute == "text" and _local(slot.element) == "t":
                slot.element.set(_SPACE, "preserve")


def is_office_file(path: Path) -> bool:
    """Whether a file is an archive with the text of a word processor in it."""
    try:
        with ZipFile(path) as archive:
            return "word/document.xml" in archive.namelist() or _is_text(archive)
    except (OSError, ValueError):
        return False
    except Exception:  # what zipfile raises for a damaged file has no common class
        return False


def _is_text(archive: ZipFile) -> bool:
    return "mimetype" in archive.namelist() and archive.read("mimetype").endswith(b"opendocument.text")


def with_edits(path: Path, sentences: Sequence[Sentence], edits: Sequence[tuple[Sequence[Sentence], Edit]]) -> bytes:
    """Return the bytes of the file with the edits in it; ``sentences`` are all of the document, as they were read.

    An edit whose words are not found is left out; whoever asks reads the file again and sees it.
    """
    etree = require("lxml.etree", "documents")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with ZipFile(path) as archive:
        roots = {name: etree.fromstring(archive.read(name), parser) for name in _PARTS if name in archive.namelist()}
        paragraphs = [one for root in roots.values() for one in _paragraphs(root)]
        _place_all(paragraphs, sentences, edits)
        for paragraph in paragraphs:
            paragraph.write()
        written = io.BytesIO()
        with ZipFile(written, "w") as new:
            for info in archive.infolist():
                data = archive.read(info.filename)
                if info.filename in roots:
                    data = etree.tostring(roots[info.filename], xml_declaration=True, encoding="UTF-8", standalone=True)
                new.writestr(info, data)
    return written.getvalue()


def _place_all(
    paragraphs: Sequence[_Paragraph], sentences: Sequence[Sentence], edits: Sequence[tuple[Sequence[Sentence], Edit]]
) -> None:
    """Find each sentence in its paragraph, in order, and leave the changes of those that are edited there."""
    folded = [_folded(paragraph.text) for paragraph in paragraphs]
    where: dict[int, tuple[int, list[int]]] = {}
    number = at = 0
    for sentence in sentences:
        found = _find(folded, sentence.text, number, at)
        if found is not None:
            number, at = found
            where[sentence.body.start] = number, folded[number][1][at : at + len(sentence.text) + 1]
            at += len(sentence.text)
    for own, edit in edits:
        places = [where.get(sentence.body.start) for sentence in own]
        if any(place is None for place in places):
            continue
        for change in edit.replacements():
            for place, part in _by_sentence(own, places, change):
                paragraphs[place].changes.append(part)


def _by_sentence(
    sentences: Sequence[Sentence], places: Sequence[tuple[int, list[int]] | None], change: Replacement
) -> Iterator[tuple[int, Replacement]]:
    """Yield the parts of a change by sentence, as ranges of the paragraphs' texts."""
    start, words = 0, change.text
    for sentence, place in zip(sentences, places, strict=True):
        end = start + len(sentence.text)
        inside = start <= change.start <= end or (change.start < start < change.end)
        if inside and place is not None and (words or change.end > start):
            number, offsets = place
            first, last = max(change.start, start) - start, min(change.end, end) - start
            origin = offsets[first] if first < len(sentence.text) else offsets[-2] + 1
            stop = offsets[last - 1] + 1 if last > first else origin
            yield number, Replacement(origin, stop, words)
            words = ""
        start = end + 1


def _find(folded: Sequence[tuple[str, list[int]]], text: str, number: int, at: int) -> tuple[int, int] | None:
    """Return the paragraph and the position of a sentence, from a place on or else from the start."""
    for first in (number, 0):
        for place in range(first, len(folded)):
            found = folded[place][0].find(text, at if place == first == number else 0)
            if found >= 0:
                return place, found
    return None


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text with single spaces, and where in it each sign stood, with one more entry for its end."""
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        if sign.isspace():
            if not signs or signs[-1] == " ":
                continue
            sign = " "  # noqa: PLW2901 - all white space is one space
        signs.append(sign)
        places.append(at)
    return "".join(signs), [*places, len(text)]


def _paragraphs(root: Any) -> Iterator[_Paragraph]:
    for element in root.iter():
        if _local(element) in _PARAGRAPHS and not any(_local(above) in _GONE for above in element.iterancestors()):
            paragraph = _Paragraph()
            office_open = "wordprocessingml" in element.tag
            _fill(paragraph, element, office_open=office_open)
            yield paragraph


def _fill(paragraph: _Paragraph, element: Any, *, office_open: bool) -> None:
    if not office_open:
        paragraph.add(element, "text", element.text or "")
    for inner in element:
        name = _local(inner)
        if name in _SIGNS:
            paragraph.add(inner, None, " ")
        elif name == "t" and office_open:
            paragraph.add(inner, "text", inner.text or "")
        elif name not in _GONE | _PARAGRAPHS | {"txbxContent", "note"}:
            _fill(paragraph, inner, office_open=office_open)
        if not office_open:
            paragraph.add(inner, "tail", inner.tail or "")


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
