"""The tables as one workbook (XLSX): documents, findings, routes; the head stays in sight, and columns have filters.

Texts stay texts, whatever they begin with. The same rows give the same bytes: no time is in the file.
"""

import re
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.plugins import require
from toolkit.plugins.spreadsheets import is_formula
from toolkit.plugins.xml_characters import holdable
from toolkit.reports.page.overview import Totals
from toolkit.run.batch.outcomes import DocumentOutcome
from toolkit.run.tables.csv_files import headlines
from toolkit.run.tables.rows import DOCUMENTS, FINDINGS, METRICS, document_rows, finding_rows, metric_rows

MOST_ROWS = 1_048_576
"""What a sheet holds (ECMA-376, as Excel reads it), the head among them."""
_MOST_LETTERS = 32_767
_FILLS = {"error": "FBE3DF", "warning": "FBEFD2", "info": "E3EDF6"}
_WIDTHS = {"message": 60, "source": 60, "translation": 60, "failure": 40, "signature": 60, "path": 30, "suggestion": 30}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can say
_LEFT_OUT = "{} more rows do not fit on a sheet; all are in the other files of this folder"


class Workbook:
    """A workbook that is written a document at a time; ``close`` writes the file."""

    def __init__(self, path: Path, totals: Totals) -> None:
        self._path = path
        self._book = require("openpyxl", "tables").Workbook(write_only=True)
        self._headlines: Sequence[tuple[tuple[str | None, str, str], str]] = headlines(totals)
        names = [name for _, name in self._headlines]
        self._documents = _Sheet(self._book, "documents", [*DOCUMENTS, *names])
        self._findings = _Sheet(self._book, "findings", list(FINDINGS))
        self._metrics = _Sheet(self._book, "routes", list(METRICS))

    def add(self, outcome: DocumentOutcome) -> None:
        """Write the rows of a document."""
        known: dict[tuple[str | None, str, str], float] = {
            (one.route, one.view, one.metric): one.corpus for one in outcome.row.scores
        }
        for row in document_rows(outcome):
            severity = "error" if row["failure"] or row["errors"] else "warning" if row["warnings"] else ""
            self._documents.add([*row.values(), *(known.get(key) for key, _ in self._headlines)], severity)
        for row in finding_rows(outcome):
            self._findings.add(list(row.values()), row["severity"])
        for row in metric_rows(outcome):
            self._metrics.add(list(row.values()))

    def close(self) -> None:
        """Write the file."""
        for sheet in (self._documents, self._findings, self._metrics):
            sheet.close()
        whole = self._path.with_name(f"{self._path.name}.part")
        try:
            self._book.save(whole)
            _without_times(whole, self._path)
        finally:
            whole.unlink(missing_ok=True)


class _Sheet:
    """A sheet of a workbook, row after row; what does not fit is counted and said on its last row."""

    def __init__(self, book: Any, name: str, columns: Sequence[str]) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font, PatternFill
        from openpyxl.utils import get_column_letter

        self._cell, self._sheet, self._columns = WriteOnlyCell, book.create_sheet(name), columns
        self._fills = {severity: PatternFill("solid", fgColor=color) for severity, color in _FILLS.items()}
        self._marked = columns.index("severity") if "severity" in columns else 0
        self._rows, self._left_out = 1, 0
        self._sheet.freeze_panes = "B2"
        for number, column in enumerate(columns, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, 16)
        self._last = get_column_letter(len(columns))
        head = [self._text(column) for column in columns]
        for cell in head:
            cell.font = Font(bold=True)
        self._sheet.append(head)

    def add(self, values: Sequence[Any], severity: str = "") -> None:
        if self._rows == MOST_ROWS - 1:
            self._left_out += 1
            return
        self._rows += 1
        cells = [self._text(value) if isinstance(value, str) else value for value in values]
        if severity in self._fills:
            marked = cells[self._marked]
            marked = marked if hasattr(marked, "fill") else self._cell(self._sheet, marked)
            marked.fill = self._fills[severity]
            cells[self._marked] = marked
        self._sheet.append(cells)

    def close(self) -> None:
        self._sheet.auto_filter.ref = f"A1:{self._last}{self._rows}"
        if self._left_out:
            self._sheet.append([self._text(_LEFT_OUT.format(f"{self._left_out:,}"))])

    def _text(self, text: str) -> Any:
        text = holdable(text)
        cell = self._cell(self._sheet, text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…")
        cell.data_type = "s"
        if is_formula(text):
            cell.quotePrefix = True  # also when somebody edits the cell
        return cell


def _without_times(made: Path, path: Path) -> None:
    """Copy an archive without the times of its parts, and the time that the book's properties have."""
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if name == "docProps/core.xml":
                new.writestr(entry, re.sub(rb">[^<]*(?=</dcterms:)", b">1980-01-01T00:00:00Z", old.read(name)))
                continue
            with old.open(name) as source, new.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, 1 << 20)
