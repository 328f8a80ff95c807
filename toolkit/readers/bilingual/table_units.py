"""Tables as text (csv, tsv) -> the units of their rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import BilingualDocument, Document
from toolkit.readers.bilingual.cells import Row, delimiter_of, require_whole, rows
from toolkit.readers.bilingual.given_units import WrittenUnit, both_sides, one_side
from toolkit.readers.bilingual.marked_text import MarkedText
from toolkit.readers.files.decoding import decode
from toolkit.readers.files.tables import Columns, has_header, side_of, sides


def read_both_columns(
    path: Path, columns: Columns | None, languages: tuple[str, str], delimiters: str = ""
) -> BilingualDocument:
    """Return the two columns of a table; an empty cell beside an original is a translation that lacks everything.

    ``delimiters`` are the signs of which the first that stands in the first line is taken, before the content is asked.
    """
    table = _open(path, columns, languages, delimiters)
    left, right = sides(table.header, columns, *languages, path)
    units = [
        WrittenUnit(f"row {number}", f"row {number}", row[0].start, _text(row, left, table), _text(row, right, table))
        for number, row in table.body(path, columns, languages)
    ]
    return both_sides(path, table.text, units, languages)


def read_column(path: Path, columns: Columns | None, language: str, delimiters: str = "") -> Document:
    """Return the column of a table that is in a language."""
    table = _open(path, columns, (language,), delimiters)
    column = side_of(table.header, columns, language, path)
    units = (
        WrittenUnit(f"row {number}", f"row {number}", row[0].start, None, _text(row, column, table))
        for number, row in table.body(path, columns, (language,))
    )
    return one_side(path, table.text, ((unit, unit.translation) for unit in units), language)


@dataclass(frozen=True, slots=True)
class _Table:
    text: str
    delimiter: str
    header: tuple[str, ...]

    def body(self, path: Path, columns: Columns | None, languages: Sequence[str]) -> Iterator[tuple[int, Row]]:
        """Yield the rows below the header with their numbers from 1, the header counted."""
        is_below = not has_header(self.header, columns, languages)
        for number, row in enumerate(rows(self.text, self.delimiter or "\t"), 1):
            if all(not self.text[cell.start : cell.end].strip() for cell in row):
                continue
            if is_below:
                require_whole(path, self.text, row, len(self.header), strict=self.delimiter not in ("", "\t"))
                yield number, row
            is_below = True


def _open(path: Path, columns: Columns | None, languages: Sequence[str], delimiters: str) -> _Table:
    text = decode(path)
    delimiter = delimiter_for(path, text, columns, languages, delimiters)
    filled = (row for row in rows(text, delimiter or "\t") if any(text[one.start : one.end].strip() for one in row))
    header = tuple(cell.value(text).strip() for cell in next(filled, ()))
    return _Table(text, delimiter, header)


def delimiter_for(
    path: Path, text: str, columns: Columns | None, languages: Sequence[str], delimiters: str = ""
) -> str:
    """Return the sign between the cells of a table with these languages, "" of one with one column."""

    def names_columns(header: Sequence[str]) -> bool:
        try:
            if len(languages) == 2:
                sides(header, columns, languages[0], languages[1], path)
            else:
                side_of(header, columns, languages[0], path)
        except InputError:
            return False
        return columns is None or any(isinstance(name, str) for name in columns.values())

    first = text.lstrip("\ufeff\r\n").split("\n", maxsplit=1)[0]
    delimiter = next((sign for sign in delimiters if sign in first), None)
    return delimiter_of(text, names_columns) if delimiter is None else delimiter


def _text(row: Row, column: int, table: _Table) -> MarkedText | None:
    return row[column].marked(table.text) if column < len(row) else None
