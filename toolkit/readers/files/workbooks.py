"""Workbooks -> their sheets as rows of texts, by openpyxl."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.errors import InputError
from toolkit.plugins import require
from toolkit.readers.files.archives import opened


class SheetCell(NamedTuple):
    """What a cell says, "" for nothing; ``is_text`` is False of a number or a date, and what is computed as such."""

    text: str
    name: str
    is_text: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its rows that are not blank, by their numbers from 1."""

    title: str
    rows: tuple[tuple[int, tuple[SheetCell, ...]], ...]

    @property
    def header(self) -> tuple[str, ...]:
        """What stands in the first row."""
        return tuple(cell.text for cell in self.rows[0][1]) if self.rows else ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that are seen and hold something, and the titles of those that are hidden."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...]


def workbook(path: Path) -> Workbook:
    """Return a workbook's sheets; raises InputError, one line, for what is damaged, locked or empty."""
    with opened(path) as archive:
        archive.require_safe_xml()
        if not any(name.startswith("xl/") for name in archive.zipped.namelist()):
            raise archive.other()
    openpyxl = require("openpyxl", "documents")
    try:
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")  # of what it does not know: charts, rules for input
            # Values as they were computed last, not formulas.
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            try:
                found = [(sheet.sheet_state != "visible", _sheet(sheet)) for sheet in book.worksheets]
            finally:
                book.close()
    except Exception as error:  # a library that meets a damaged file raises whatever its code stumbles over
        reason = " ".join(str(error).split()) or type(error).__name__
        raise InputError(f"{path}: damaged ({reason}); open it in its program and save it anew") from None
    sheets = tuple(sheet for is_hidden, sheet in found if not is_hidden and sheet.rows)
    if not sheets:
        raise InputError(f"{path}: nothing in its sheets; is it the right file?")
    return Workbook(sheets, tuple(sheet.title for is_hidden, sheet in found if is_hidden and sheet.rows))


def formula_cells(path: Path) -> frozenset[tuple[str, str]]:
    """Return title of the sheet and name of each cell that is computed; ``workbook`` gives what it came to last."""
    with opened(path) as archive:
        names = [name for name in archive.zipped.namelist() if name.startswith("xl/worksheets/")]
        if not any(re.search(rb"<f[ />]", archive.zipped.read(name)) for name in names):
            return frozenset()
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")
        book = require("openpyxl", "documents").load_workbook(file, read_only=True)
        try:
            cells = ((sheet.title, cell) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
            return frozenset((title, cell.coordinate) for title, cell in cells if cell.data_type == "f")
        finally:
            book.close()


def _sheet(sheet: Any) -> Sheet:
    sheet.reset_dimensions()  # some programs write wrong ones
    rows = ((number, tuple(_cells(row, number))) for number, row in enumerate(sheet.iter_rows(), 1))
    return Sheet(sheet.title, tuple((number, row) for number, row in rows if any(cell.text for cell in row)))


def _cells(row: Any, number: int) -> Iterator[SheetCell]:
    letter = require("openpyxl.utils", "documents").get_column_letter
    unescape = require("openpyxl.utils.escape", "documents").unescape
    for column, cell in enumerate(row, 1):
        value = cell.value
        name = f"{letter(column)}{number}"
        if isinstance(value, str):
            yield SheetCell(unescape(value).replace("\r\n", "\n").replace("\r", "\n"), name)
        else:
            yield SheetCell("" if value is None else str(value), name, is_text=False)
