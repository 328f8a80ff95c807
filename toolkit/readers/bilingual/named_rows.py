"""Rows whose cells have names: tables with a header (csv, tsv, xlsx) and JSON Lines, each cell with its place."""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model.places import Lines
from toolkit.readers.bilingual.cells import Cell, delimiter_of, require_whole, rows
from toolkit.readers.files.decoding import decode
from toolkit.readers.files.json_lines import Wording, read_objects
from toolkit.readers.files.workbooks import Sheet, SheetCell, formula_cells, workbook

TEXT_TABLES = {".csv": "", ".tsv": "\t", ".tab": "\t"}
"""Endings of tables as text, and the sign between their cells, "" where the header decides."""
_WORKBOOKS = (".xlsx", ".xlsm")
ENDINGS = (*TEXT_TABLES, *_WORKBOOKS, ".jsonl", ".ndjson")
"""All endings of files that have rows with names."""
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d")
_WORDING = Wording(
    no_object='not a JSON object; it wants a row such as {"translation": "a.en.txt"}',
    empty="no rows in it; it wants one JSON object a line",
    folder="this is a folder; name a file in it",
)


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row: what its cells say by their columns; ``number`` counts from 1, header and all.

    ``place`` is that of the row, ``at`` gives that of a cell. ``odd`` says of cells what is no plain text in them.
    """

    number: int
    place: str
    values: Mapping[str, str]
    at: Callable[[str], str]
    odd: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamedRows:
    """The header, each name with its place, and the rows, which are read as they are asked for.

    JSON Lines have no header; a file may have several, one a sheet: then these are the columns of the first.
    """

    header: Sequence[tuple[str, str]]
    rows: Iterator[NamedRow]


def named_rows(path: Path, is_header: Callable[[Sequence[str]], bool]) -> NamedRows:
    """Return the rows of a file by its ending; raises InputError for what is no such file, or holds nothing.

    ``is_header`` says whether names are those of the columns: so the sign between cells, and the sheets, are told.
    """
    ending = path.suffix.lower()
    if ending in TEXT_TABLES:
        return _of_text(path, TEXT_TABLES[ending], is_header)
    if ending in _WORKBOOKS:
        return _of_workbook(path, is_header)
    return NamedRows((), _of_objects(path))


def _of_text(path: Path, delimiter: str, is_header: Callable[[Sequence[str]], bool]) -> NamedRows:
    text = decode(path)
    lines = Lines(text)
    sign = delimiter or delimiter_of(text, is_header) or ","

    def where(offset: int) -> str:
        return ":".join(map(str, (path, *lines.at(offset))))

    found = ((number, row) for number, row in enumerate(rows(text, sign), 1) if any(c.value(text).strip() for c in row))
    _, head = next(found)
    header = [(cell.value(text).strip(), where(cell.start)) for cell in head]

    def body() -> Iterator[NamedRow]:
        for number, row in found:
            require_whole(path, text, row, len(header), strict=sign != "\t")
            cells = dict(zip((name for name, _ in header), row, strict=False))
            line = lines.at(row[0].start)[0]

            def at(name: str, cells: Mapping[str, Cell] = cells, line: int = line) -> str:
                return where(cells[name].start) if name in cells else f"{path}:{line}"

            yield NamedRow(number, f"{path}:{line}", {name: cell.value(text) for name, cell in cells.items()}, at)

    return NamedRows(header, body())


def _of_workbook(path: Path, is_header: Callable[[Sequence[str]], bool]) -> NamedRows:
    sheets = workbook(path).sheets
    chosen = [sheet for sheet in sheets if is_header([name.strip() for name in sheet.header])] or sheets[:1]
    header = [(cell.text.strip(), _cell(path, chosen[0], cell.name)) for cell in chosen[0].rows[0][1]]
    formulas = formula_cells(path)
    return NamedRows(header, (row for sheet in chosen for row in _of_sheet(path, sheet, formulas)))


def _cell(path: Path, sheet: Sheet, name: str) -> str:
    return f"{path}: sheet {sheet.title}, cell {name}"


def _of_sheet(path: Path, sheet: Sheet, formulas: Container[tuple[str, str]]) -> Iterator[NamedRow]:
    names = [name.strip() for name in sheet.header]
    for number, row in sheet.rows[1:]:
        cells = dict(zip(names, row, strict=False))
        beyond = next((cell for cell in row[len(names) :] if cell.text.strip()), None)
        if beyond is not None:
            raise InputError(f"{_cell(path, sheet, beyond.name)}: {beyond.text.strip()!r} stands in no column")
        place = f"{path}: sheet {sheet.title}, row {number}"

        def at(name: str, cells: Mapping[str, SheetCell] = cells, place: str = place) -> str:
            return _cell(path, sheet, cells[name].name) if name in cells else place

        odd = {name: kind for name, cell in cells.items() if (kind := _odd(cell, sheet, formulas))}
        yield NamedRow(number, place, {name: cell.text for name, cell in cells.items()}, at, odd)


def _odd(cell: SheetCell, sheet: Sheet, formulas: Container[tuple[str, str]]) -> str:
    if not cell.text:
        return "a formula without a value" if (sheet.title, cell.name) in formulas else ""
    if cell.is_text or _NUMBER.fullmatch(cell.text):
        return ""
    return "a date" if _DATE.match(cell.text) else "no text"


def _of_objects(path: Path) -> Iterator[NamedRow]:
    for number, (place, row) in enumerate(read_objects(path, _WORDING), 1):
        texts = {name: str(value) if type(value) is int else value for name, value in row.items() if value is not None}
        odd = {name: "no text" for name, value in texts.items() if not isinstance(value, str)}
        values = {name: value for name, value in texts.items() if name not in odd}

        def at(_name: str, place: str = place) -> str:
            return place

        yield NamedRow(number, place, values | dict.fromkeys(odd, ""), at, odd)
