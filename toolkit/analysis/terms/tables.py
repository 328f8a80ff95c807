"""A glossary as a table: RFC 4180 with commas, semicolons or tabs, and a header.

    source,target,status,case,note

``status`` is preferred (also when empty), admitted, forbidden or keep; ``case`` is yes or no. A spreadsheet's byte
order mark and line ends are taken as they come.
"""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from toolkit.analysis.terms.entries import BadRow, GlossaryRow, Status, checked
from toolkit.errors import InputError
from toolkit.plugins.plurals import counted
from toolkit.plugins.suggestions import did_you_mean

if TYPE_CHECKING:
    from _csv import Reader

COLUMNS = ("source", "target", "status", "case", "note")
_CASE = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True}


def read(path: Path, data: bytes) -> tuple[GlossaryRow, ...]:
    """Return the rows; raises InputError with file, line and column for the first thing that is wrong."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from None
    # Only \n, \r\n and \r end a line of CSV; str.splitlines knows more of them.
    header = next((line for line in StringIO(text, newline="") if line.strip()), None)
    if header is None:
        raise InputError(f"{path}:1: empty; the first line names the columns: {','.join(COLUMNS)}")
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(header), strict=True)
    try:
        return tuple(_rows(path, reader))
    except csv.Error as error:
        raise InputError(f"{path}:{max(1, reader.line_num)}: not CSV: {error}") from None


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _rows(path: Path, reader: "Reader") -> Iterator[GlossaryRow]:
    names: list[str] = []
    before = 0
    for cells in reader:
        line, before = before + 1, reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if not names:
            names = _header(f"{path}:{line}", cells)
            continue
        if len(cells) > len(names):
            raise InputError(
                f"{path}:{line}: column {len(names) + 1}: {counted(len(cells), 'column')} where the header has "
                f"{len(names)}; put a text that holds the separator in double quotes"
            )
        values = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
        yield _row(f"{path}:{line}", f"line {line}", names, values)


def _header(place: str, cells: list[str]) -> list[str]:
    names = [cell.strip().casefold() for cell in cells]
    for number, name in enumerate(names, 1):
        if name not in COLUMNS:
            hint = (
                did_you_mean(name, COLUMNS)
                or f"; the header is {','.join(COLUMNS)}, of which source or target must be there"
            )
            raise InputError(f"{place}: column {number}: unknown column {name!r}{hint}")
        if names.index(name) + 1 != number:
            raise InputError(f"{place}: column {number}: the column {name!r} is there twice")
    if not {"source", "target"} & set(names):
        raise InputError(f"{place}: no column 'source' or 'target'; the header is {','.join(COLUMNS)}")
    return names


def _row(place: str, short: str, names: list[str], values: Mapping[str, str]) -> GlossaryRow:
    case = values.get("case", "").casefold()
    if case not in _CASE:
        raise InputError(f"{place}: column {names.index('case') + 1} (case): {values['case']!r} is neither yes nor no")
    status = cast(Status, values.get("status", "").casefold() or "preferred")
    row = GlossaryRow(
        values.get("source", ""), values.get("target", ""), status, _CASE[case], values.get("note", ""), short
    )
    try:
        return checked(row)
    except BadRow as error:
        name = str(error).split(":", maxsplit=1)[0]
        column = f"column {names.index(name) + 1}: " if name in names else ""
        raise InputError(f"{place}: {column}{error}") from None
