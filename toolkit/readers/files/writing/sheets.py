"""A workbook with other words in some of its cells: each is written into its sheet, and no other cell shares it.

A library that saves workbooks leaves out what it does not know (charts, rules, comments of threads); here no byte of a
part changes but those of the cells. ISO/IEC 29500, SpreadsheetML: a text may stand in the cell itself (``inlineStr``).
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from posixpath import join, normpath
from typing import NamedTuple

from toolkit.errors import InputError
from toolkit.model import Document, Edit
from toolkit.model.places import place, shown, where
from toolkit.readers.files.archives import Archive, opened
from toolkit.readers.files.wordprocessing.elements import descendants, value
from toolkit.readers.files.workbooks import workbook
from toolkit.readers.files.writing.texts import escaped, spliced
from toolkit.readers.files.writing.zipped import with_parts

_CELL = re.compile(
    r"<((?:\w+:)?)c\b((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?:/>|>(.*?)</\1c\s*>)", re.DOTALL
)
_SHARED = re.compile(r"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", re.DOTALL)
_FORM = re.compile(r"<(?:\w+:)?rPr\b")
_FORMULA = re.compile(r"<(?:\w+:)?f\b")
_NAME = re.compile(r"""\br\s*=\s*["']([A-Z]{1,3}\d{1,7})["']""")
_TYPE = re.compile(r"""\s+t\s*=\s*["'](\w+)["']""")
_INDEX = re.compile(r"<(?:\w+:)?v\s*>\s*(\d+)\s*</")
_BOOK = "xl/workbook.xml"


class _Cell(NamedTuple):
    sheet: str
    name: str


def rewritten_cells(path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
    """Return the bytes of a workbook with edits in its cells, of which a landmark of the document names each.

    Raises InputError for a formula, and for a cell whose words have several forms, which would be lost.
    """
    cells = {
        f"sheet {sheet.title}, cell {cell.name}": (_Cell(sheet.title, cell.name), cell.text)
        for sheet in workbook(path).sheets
        for _, row in sheet.rows
        for cell in row
    }
    starts = {landmark.name: landmark.start for landmark in document.landmarks}
    wanted: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        name = where(place(document, edit.start, edit.end), document)
        at = starts[name]
        if name not in cells or edit.end - at > len(cells[name][1]):
            raise InputError(f"{path}: {shown(place(document, edit.start, edit.end), document)}: no cell of its own")
        wanted[name].append(Edit(edit.start - at, edit.end - at, edit.text))
    texts = {cells[name][0]: spliced(cells[name][1], own) for name, own in wanted.items()}
    with opened(path) as archive:
        return with_parts(archive, _parts(archive, texts))


def _parts(archive: Archive, texts: Mapping[_Cell, str]) -> dict[str, bytes]:
    shared = (archive.part("xl/sharedStrings.xml") or b"").decode("utf-8", "replace")
    forms = [_FORM.search(one[0]) is not None for one in _SHARED.finditer(shared)]
    found: dict[str, bytes] = {}
    for title, name in _sheets(archive).items():
        own = {cell.name: text for cell, text in texts.items() if cell.sheet == title}
        if own:
            sheet = _Written(archive.path, title, own, forms)
            try:
                found[name] = _CELL.sub(sheet.cell, (archive.part(name) or b"").decode("utf-8")).encode("utf-8")
            except UnicodeDecodeError:
                sheet.done.clear()
            if len(sheet.done) < len(own):
                advice = "open it in its program and save it anew"
                raise InputError(f"{archive.path}: sheet {title} is written oddly; {advice}")
    return found


class _Written:
    """A sheet of which some cells get other texts; ``done`` are those that were there."""

    def __init__(self, path: Path, title: str, texts: Mapping[str, str], forms: Sequence[bool]) -> None:
        self.path, self.title, self.texts, self.forms = path, title, texts, forms
        self.done: set[str] = set()

    def cell(self, match: re.Match[str]) -> str:
        """Return what is written for a cell."""
        named = _NAME.search(match[2])
        if named is None or named[1] not in self.texts:
            return match[0]
        _require_bare(self.path, f"sheet {self.title}, cell {named[1]}", match, self.forms)
        self.done.add(named[1])
        return _inline(match[1], match[2], self.texts[named[1]])


def _require_bare(path: Path, name: str, match: re.Match[str], forms: Sequence[bool]) -> None:
    """Raise InputError for a cell that is more than its words."""
    inside, kind = match[3] or "", _TYPE.search(match[2])
    index = _INDEX.search(inside) if kind and kind[1] == "s" else None
    number = int(index[1]) if index else -1
    if _FORMULA.search(inside):
        raise InputError(f"{path}: {name}: a formula; change what it is computed from")
    if _FORM.search(inside) or (0 <= number < len(forms) and forms[number]):
        raise InputError(f"{path}: {name}: its words have several forms, which would be lost; change it in its program")


def _inline(prefix: str, attributes: str, text: str) -> str:
    kept = _TYPE.sub("", attributes)
    inside = f'<{prefix}is><{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t></{prefix}is>'
    return f'<{prefix}c{kept} t="inlineStr">{inside}</{prefix}c>'


def _sheets(archive: Archive) -> dict[str, str]:
    """Return the names of the parts of the sheets by their titles."""
    book, related = archive.xml(_BOOK), archive.xml("xl/_rels/workbook.xml.rels")
    if book is None or related is None:
        raise archive.other()
    targets = {value(one, "Id"): value(one, "Target") for one in descendants(related, "Relationship")}
    found = {}
    for sheet in descendants(book, "sheet"):
        target = targets.get(next((held for key, held in sheet.attrib.items() if key.endswith("}id")), ""), "")
        found[value(sheet, "name")] = target[1:] if target.startswith("/") else normpath(join("xl", target))
    return found
