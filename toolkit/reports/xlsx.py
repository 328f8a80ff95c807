"""Findings as a workbook (Office Open XML): for those who sort and tick them off in a spreadsheet."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from toolkit.model import CheckedDocument
from toolkit.plugins import require
from toolkit.plugins.contracts import DocumentsReport
from toolkit.plugins.xml_characters import holdable
from toolkit.reports.documents.archives import archive, parts_of
from toolkit.reports.documents.rows import COLUMNS, Cell, rows

_LONGEST = 32_767  # characters that a cell may hold
_MOST = 1_048_575  # rows below the head
_TINTS = {"error": "F8D0CC", "warning": "FCEBB6", "info": "D6E8F5"}
_WIDTHS = {"message": 60, "original": 50, "translation": 50, "words": 30, "suggestion": 24, "category": 32, "file": 28}
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EPOCH = rb"\g<1>1980-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Xlsx:
    """findings.xlsx: a row for each finding, its severity coloured, filters set, the head fixed.

    Texts are texts: none becomes a formula or a link. A text longer than a cell can hold (32,767 characters) is cut.
    """

    binary: ClassVar[bool] = True

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "findings.xlsx"

    def problem(self) -> str | None:
        """Return why it cannot be written here, or None."""
        require("openpyxl", "documents")
        return None

    def render_documents(self, documents: Sequence[CheckedDocument]) -> bytes:
        """Return the workbook."""
        openpyxl: Any = require("openpyxl", "documents")
        styles: Any = require("openpyxl.styles", "documents")
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "findings"
        sheet.append(list(COLUMNS))
        for cell in sheet[1]:
            cell.font = styles.Font(bold=True)
        top = styles.Alignment(vertical="top", wrap_text=True)
        tints = {name: styles.PatternFill("solid", start_color=colour) for name, colour in _TINTS.items()}
        for number, row in enumerate(rows(documents), 2):
            if number > _MOST + 1:
                break
            for place, name in enumerate(COLUMNS, 1):
                cell = sheet.cell(number, place)
                _write(cell, row[name])
                cell.alignment = top
                if name == "severity":
                    cell.fill = tints[str(row[name])]
        for place, name in enumerate(COLUMNS, 1):
            sheet.column_dimensions[sheet.cell(1, place).column_letter].width = _WIDTHS.get(name, 14)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        out = io.BytesIO()
        book.save(out)
        return archive({name: _MODIFIED.sub(_EPOCH, data) for name, data in sorted(parts_of(out.getvalue()).items())})


def _write(cell: Any, value: Cell) -> None:
    if isinstance(value, int):
        cell.value = value
    elif value:
        cell.value = None
        cell._value, cell.data_type = holdable(value)[:_LONGEST], "s"
        cell.quotePrefix = True  # a text even when somebody edits it


PLUGIN: type[DocumentsReport] = Xlsx
