"""Tables as CSV (RFC 4180, but for line ends), for spreadsheets: no text of a document becomes a formula."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from toolkit.plugins.spreadsheets import csv_cell
from toolkit.reports.page.overview import Totals
from toolkit.reports.wording.score_table import metric_name
from toolkit.run.tables.rows import DOCUMENTS


def line(values: Iterable[Any]) -> str:
    """Return a line; a text that a spreadsheet would compute has an apostrophe before it, None is empty."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_value(value) for value in values])
    return out.getvalue()


def documents_csv(rows: Iterable[str], totals: Totals) -> Iterator[str]:
    """Yield the lines of ``documents.csv`` from the summary's rows (JSON), with the figures of the page behind them."""
    keys = headlines(totals)
    yield line([*DOCUMENTS, *(name for _, name in keys)])
    for row in map(json.loads, rows):
        compared = row["units"] is not None
        counts = [
            row[key] if compared else None for key in ("units", "errors", "warnings", "infos", "known", "suspicion")
        ]
        known = {(one["route"], one["view"], one["metric"]): one["corpus"] for one in row["scores"]}
        rest = [row["versions"], "; ".join(row["faulty"]), row["report"], row["run"]]
        yield line([row["id"], row["path"], row["failure"], *counts, *rest, *(known.get(key) for key, _ in keys)])


def headlines(totals: Totals) -> Sequence[tuple[tuple[str | None, str, str], str]]:
    """Return which figures stand beside each document, as the page shows them, and what each column is called."""
    return [
        ((one.route, totals.view, metric), f"{metric_name(metric)} {one.route} ({totals.view})")
        for one in totals.routes
        for metric in totals.metrics
    ]


def _value(value: Any) -> Any:
    return csv_cell(value) if isinstance(value, str) else value
