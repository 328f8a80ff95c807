"""Findings as a table of comma-separated values (RFC 4180), for spreadsheets."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import CheckedDocument
from toolkit.plugins.contracts import DocumentsReport
from toolkit.plugins.spreadsheets import csv_cell
from toolkit.reports.documents.rows import COLUMNS, Cell, rows


@dataclass(frozen=True, slots=True)
class Csv:
    """findings.csv: a row for each finding, with both texts of its unit; UTF-8 with the mark that spreadsheets want.

    A text that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-``, ``@`` or a tab) has an
    apostrophe before it.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "findings.csv"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return the whole table, with a head line."""
        out = io.StringIO()
        table = csv.writer(out, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for row in rows(documents):
            table.writerow([_harmless(row[name]) for name in COLUMNS])
        return "\ufeff" + out.getvalue()


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, int):
        return cell
    return csv_cell(cell.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8"))


PLUGIN: type[DocumentsReport] = Csv
