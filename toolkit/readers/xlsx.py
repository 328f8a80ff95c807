"""Workbooks (.xlsx): an original and its translation in two columns, or the texts of all cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import BilingualDocument, Document, Edit, Landmark
from toolkit.plugins.contracts import Reader
from toolkit.readers.bilingual.given_units import WrittenUnit, both_sides
from toolkit.readers.bilingual.marked_text import MarkedText
from toolkit.readers.files.archives import names_in
from toolkit.readers.files.extracts import Extract
from toolkit.readers.files.tables import Columns, has_header, side_of, sides
from toolkit.readers.files.workbooks import Sheet, SheetCell, Workbook, workbook
from toolkit.readers.files.writing.sheets import rewritten_cells


@dataclass(frozen=True, slots=True)
class Xlsx:
    """Reads workbooks: a unit for each row, from the columns that hold the two sides, in every sheet that has them.

    They are called source (or original) and translation (or target), or by their language ("en", "en-GB", "English").
    ``columns`` names others, by header or by number from 1: {source: 2, translation: 3}; so does --columns. Nothing is
    guessed. Beside --source, a column that is called by its language is read, or else the texts of all cells.
    """

    columns: dict[str, str | int] | None = None
    """Which columns hold the two sides, by header or number: {source: 2, translation: 3}."""
    suffixes: tuple[str, ...] = (".xlsx", ".xlsm", ".xltx", ".xltm")
    """The endings of the names of files that it reads, with the dot."""

    def recognises(self, path: Path | None, head: bytes) -> bool:
        """Whether it is an archive with a workbook in it."""
        return "xl/workbook.xml" in names_in(path, head)

    def read(self, path: Path, language: str) -> Document:
        """Return the texts in this language; raises InputError (see ``toolkit.readers.files.workbooks``)."""
        book = workbook(path)
        extract, notes = Extract(), _left_out(book)
        for sheet in book.sheets:
            column = _column(sheet, self.columns, language, path)
            if column is not None:
                notes.append(f"of sheet {sheet.title!r}, column {sheet.header[column]!r} is read")
            for _, row in _body(sheet, self.columns, (language,)) if column is not None else sheet.rows:
                for cell in row if column is None else row[column : column + 1]:
                    if cell.is_text:
                        extract.add(cell.text, _place(sheet, cell), aside=column is not None)
        return extract.document(str(path), language, tuple(notes))

    def read_both(self, path: Path, source_language: str, translation_language: str) -> BilingualDocument:
        """Return both columns and the rows as units; raises InputError, which lists the headers."""
        languages = source_language, translation_language
        book = workbook(path)
        found, without = _with_sides(book, self.columns, languages, path)
        notes = (*_left_out(book), *(f"sheet {title!r} has no such columns and is left out" for title in without))
        written, rows = _written(found, self.columns, languages)
        both = both_sides(path, "".join(written.parts), [unit for unit, _ in rows], languages)
        source, translation = (
            replace(
                document,
                lined=False,
                landmarks=tuple(Landmark(mark.start, named[mark.name]) for mark in document.landmarks),
                notes=notes if document is both.translation else (),
            )
            for document, named in (
                (both.source, {unit.place: names[0] for unit, names in rows}),
                (both.translation, {unit.place: names[1] for unit, names in rows}),
            )
        )
        return BilingualDocument(source, translation, both.units)

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the workbook with these edits in its cells."""
        return rewritten_cells(path, document, edits)


def _left_out(book: Workbook) -> list[str]:
    return [f"hidden sheet {title!r} is left out" for title in book.hidden]


def _column(sheet: Sheet, columns: Columns | None, language: str, path: Path) -> int | None:
    """Return the number of the column that is in a language, None where no header says so."""
    if columns is None and len(sheet.header) < 2:
        return None
    try:
        return side_of(sheet.header, columns, language, path)
    except InputError:
        if columns is not None:
            raise
        return None


def _with_sides(
    book: Workbook, columns: Columns | None, languages: tuple[str, str], path: Path
) -> tuple[list[tuple[Sheet, tuple[int, int]]], list[str]]:
    """Return the sheets that have both columns, and which these are, and the titles of all others."""
    found, without = [], []
    problem: InputError | None = None
    for sheet in book.sheets:
        try:
            found.append((sheet, sides(sheet.header, columns, *languages, path)))
        except InputError as error:
            problem = problem or error
            without.append(sheet.title)
    if not found and problem is not None:
        raise problem
    return found, without


def _body(
    sheet: Sheet, columns: Columns | None, languages: Sequence[str]
) -> Iterator[tuple[int, tuple[SheetCell, ...]]]:
    """Yield the rows below the header, where there is one."""
    yield from sheet.rows[int(has_header(sheet.header, columns, languages)) :]


@dataclass(slots=True)
class _Written:
    """The text that the cells make, one a line."""

    parts: list[str]
    size: int = 0

    def add(self, text: str) -> tuple[int, int]:
        """Add a cell; return its range."""
        start = self.size
        self.parts += text, "\n"
        self.size += len(text) + 1
        return start, start + len(text)


def _written(
    found: Sequence[tuple[Sheet, tuple[int, int]]], columns: Columns | None, languages: tuple[str, str]
) -> tuple[_Written, list[tuple[WrittenUnit, tuple[str, str]]]]:
    """Return the text of all units, and each unit with the names of its two cells."""
    written = _Written([])
    planned = []
    for sheet, (left, right) in found:
        for number, row in _body(sheet, columns, languages):
            cells = [row[column] if column < len(row) else SheetCell("", "") for column in (left, right)]
            name = f"row {number}" if len(found) == 1 else f"sheet {sheet.title}, row {number}"
            places = tuple(_place(sheet, cell) if cell.name else name for cell in cells)
            planned.append((name, [written.add(cell.text) for cell in cells], places))
    text = "".join(written.parts)
    return written, [
        (
            WrittenUnit(name, name, spans[0][0], _marked(text, spans[0]), _marked(text, spans[1])),
            (places[0], places[1]),
        )
        for name, spans, places in planned
    ]


def _marked(text: str, span: tuple[int, int]) -> MarkedText | None:
    marked = MarkedText(text)
    marked.add(*span)
    return marked


def _place(sheet: Sheet, cell: SheetCell) -> str:
    return f"sheet {sheet.title}, cell {cell.name}"


PLUGIN: type[Reader] = Xlsx
