"""The files of a batch: ``index.html``, a table of the documents for people, and ``summary.json`` for programs."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from toolkit.model import Comparison, View
from toolkit.plugins.plurals import counted
from toolkit.reports.page.template import page
from toolkit.reports.wording.score_table import VIEW_NAMES, metric_name, score_table, shown
from toolkit.reports.wording.signature_lines import score_line
from toolkit.reports.wording.verdict import NAMES, faulty_routes

VERSION = 1
_HEADLINERS = ("chrf", "cosine")


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A document's score in one metric on one view of one route (None: no engine involved), with its signature."""

    route: str | None
    view: View
    metric: str
    corpus: float
    signature: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What became of one document: ``report`` is the link to its page, ``failure`` why it, or a route, failed.

    ``units`` is None where there is no comparison at all; ``suspicion`` is that of its worst unit; ``faulty`` names
    the routes that failed a guard and therefore have no scores. ``id`` is the name of its folder, ``run`` that of its
    run. ``versions`` is how many versions of it are laid beside each other: its findings are those of all of them.
    """

    path: str
    report: str | None = None
    failure: str | None = None
    units: int | None = None
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suspicion: float = 0.0
    scores: tuple[ShownValue, ...] = ()
    faulty: tuple[str, ...] = ()
    id: str = ""
    run: str | None = None
    versions: int = 0

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "DocumentRow":
        """Return the row of which this is the plain data; raises TypeError for what is none."""
        scores = tuple(ShownValue(**one) for one in data["scores"])
        return cls(**{**data, "scores": scores, "faulty": tuple(data["faulty"])})


def row(
    path: str, comparison: Comparison | None, report: str | None, failure: str | None, name: str = ""
) -> DocumentRow:
    """Return the row of a document; ``comparison`` is None where there is none, ``report`` the link to its page."""
    if comparison is None:
        return DocumentRow(path, failure=failure, id=name)
    severities = [finding.severity for finding in comparison.findings]
    lines = {(score.route, score.view, score.metric): score_line(score, comparison) for score in comparison.scores}
    return DocumentRow(
        path=path,
        report=report,
        failure=failure,
        units=len(comparison.units),
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        infos=severities.count("info"),
        suspicion=max(comparison.suspicion, default=0.0),
        scores=tuple(
            ShownValue(line.route, view, metric, value, lines[line.route, view, metric])
            for line in score_table(comparison).rows
            for (view, metric), value in line.values.items()
            if math.isfinite(value)
        ),
        faulty=tuple(faulty_routes(comparison)),
        id=name,
        run=comparison.provenance.get("run"),
    )


def render_batch(
    rows: Sequence[DocumentRow],
    signature: Mapping[str, Any] | None = None,
    provenance: Mapping[str, Any] | None = None,
    missing: int = 0,
) -> dict[str, str]:
    """Return the batch's files, name -> text; the same rows give the same bytes.

    ``signature`` is what all documents' figures depend on, ``provenance`` what makes the batch again; ``missing`` is
    how many documents are not done yet.
    """
    data = as_data(rows, signature, provenance, missing)
    return {
        "index.html": _index(rows, signature or {}, provenance or {}, missing),
        "summary.json": json.dumps(data, ensure_ascii=False, indent=2) + "\n",
    }


def as_data(
    rows: Sequence[DocumentRow],
    signature: Mapping[str, Any] | None = None,
    provenance: Mapping[str, Any] | None = None,
    missing: int = 0,
) -> dict[str, Any]:
    """Return what ``summary.json`` holds."""
    return {
        "version": VERSION,
        "kind": "batch",
        "documents": [asdict(row) for row in rows],
        "missing": missing,
        "signature": signature,
        "provenance": provenance,
    }


def _index(
    rows: Sequence[DocumentRow], signature: Mapping[str, Any], provenance: Mapping[str, Any], missing: int
) -> str:
    view = _view(rows)
    known = {value.metric for row in rows for value in row.scores if value.view == view}
    metrics = [metric for metric in _HEADLINERS if metric in known] or sorted(known)[:2]
    scored = (value.route for row in rows for value in row.scores if value.route is not None)
    routes = dict.fromkeys([*scored, *(route for row in rows for route in row.faulty)])
    return page(
        "batch",
        "tables",
        rows=[(row, [_cell(row, route, view, metrics) for route in routes]) for row in rows],
        routes=list(routes),
        view=VIEW_NAMES[view],
        headline=_headline(rows),
        failed=sum(row.failure is not None for row in rows),
        missing=missing,
        counted=counted,
        run=provenance,
        engines=signature.get("engines", {}),
        lines=_lines(rows, view, metrics),
    )


def _lines(rows: Sequence[DocumentRow], view: View, metrics: Sequence[str]) -> list[tuple[str, str]]:
    """Return the signatures of the figures that are shown, without the run, which each document has for itself."""
    found = {}
    for row in rows:
        for value in row.scores:
            if value.view == view and value.metric in metrics:
                name = f"{metric_name(value.metric)} · {value.route or 'no engine'}"
                found[name] = value.signature.partition("|run:")[0]
    return list(found.items())


def _view(rows: Sequence[DocumentRow]) -> View:
    """Return the view that every compared document has: the back leg against the source, if all have one."""
    compared = [row for row in rows if row.units is not None and not row.versions]
    with_source = all(any(value.view == "source-back" for value in row.scores) for row in compared)
    return "source-back" if compared and with_source else "translation-return"


def _cell(row: DocumentRow, route: str | None, view: View, metrics: Sequence[str]) -> tuple[str, float | None]:
    """Return what a route's cell shows, and what it is sorted by."""
    if route in row.faulty:
        return "guard failed", None
    values = {value.metric: value.corpus for value in row.scores if (value.route, value.view) == (route, view)}
    figures = [(metric, figure) for metric in metrics if (figure := shown(metric, values.get(metric)))]
    text = "  ".join(f"{metric_name(metric)} {figure}" for metric, figure in figures)
    return text, values.get(metrics[0]) if metrics else None


def _headline(rows: Sequence[DocumentRow]) -> str:
    """Return one sentence on all documents."""
    documents = counted(len(rows), "document")
    bad = sum(row.errors > 0 for row in rows)
    if not any(row.units for row in rows):
        return f"None of {documents} could be compared." if rows else "No documents."
    if not bad:
        return f"No errors found in {documents}."
    errors = sum(row.errors for row in rows)
    return f"{counted(errors, *NAMES['error'])} to look at, in {bad} of {documents}."
