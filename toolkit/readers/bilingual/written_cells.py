"""Cells of a table as text with other words in them: quoted where they must be, and as they were else."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import Document, Edit
from toolkit.model.places import place
from toolkit.readers.bilingual.cells import Cell, rows
from toolkit.readers.bilingual.table_units import delimiter_for
from toolkit.readers.files.tables import Columns
from toolkit.readers.files.writing.texts import rewritten_text, spliced


def rewritten_table(
    path: Path, document: Document, edits: Sequence[Edit], columns: Columns | None, delimiters: str = ""
) -> bytes:
    """Return the bytes of a table with edits in its cells; raises InputError for what reaches beyond one."""
    delimiter = delimiter_for(path, document.text, columns, (document.language,), delimiters) or "\t"
    cells = [cell for row in rows(document.text, delimiter) for cell in row]
    at = 0

    def cell_of(edit: Edit) -> Cell:
        nonlocal at
        while at < len(cells) and cells[at].end < edit.start:
            at += 1
        if at < len(cells) and cells[at].start <= edit.start and edit.end <= cells[at].end:
            return cells[at]
        line, column, *_ = place(document, edit.start, edit.end)
        raise InputError(f"{path}:{line}:{column}: the end of a cell stands there; mend it in the program it is from")

    written = [
        one
        for cell, inside in groupby(edits, cell_of)
        for one in _in_cell(document.text, cell, list(inside), delimiter)
    ]
    return rewritten_text(path, document, written)


def _in_cell(text: str, cell: Cell, edits: Sequence[Edit], delimiter: str) -> Iterator[Edit]:
    if cell.is_quoted:
        yield from (edit._replace(text=edit.text.replace('"', '""')) for edit in edits)
        return
    own = [Edit(edit.start - cell.start, edit.end - cell.start, edit.text) for edit in edits]
    value = spliced(text[cell.start : cell.end], own)
    if value.startswith('"') or any(sign in value for sign in (delimiter, "\r", "\n")):
        quoted = value.replace('"', '""')
        yield Edit(cell.start, cell.end, f'"{quoted}"')
    else:
        yield from edits
