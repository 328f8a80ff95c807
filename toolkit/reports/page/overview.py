"""The page of a batch, ``index.html``: all documents together, by document, by route, by check, and over its runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.model import Sent, View
from toolkit.plugins.plurals import counted
from toolkit.reports.page.batch import DocumentRow, ScoreKey
from toolkit.reports.page.template import page
from toolkit.reports.page.trends import PastRun, trend
from toolkit.reports.wording.score_table import VIEW_NAMES, metric_name, shown
from toolkit.reports.wording.sent_lines import sent_lines
from toolkit.reports.wording.verdict import NAMES

_HEADLINERS = ("chrf", "cosine")


@dataclass(frozen=True, slots=True)
class CheckTotal:
    """How many findings of each severity a check has in all documents, and in how many documents."""

    errors: int
    warnings: int
    infos: int
    documents: int

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "CheckTotal":
        """Return the total of counts by severity."""
        return cls(counts["error"], counts["warning"], counts["info"], counts["documents"])


@dataclass(frozen=True, slots=True)
class RouteTotal:
    """A route over all documents: in how many a guard failed, and its figures on the view of all, by metric.

    A figure is of how many documents, their mean, the least and the most.
    """

    route: str
    faulty: int
    figures: Mapping[str, tuple[int, float, float, float]]


@dataclass(frozen=True, slots=True)
class Totals:
    """What all documents come to; ``view`` is the one that every compared document has figures on.

    ``signatures`` are those of all figures, without their run. ``notes`` are those of engines by route and kind.
    ``known`` is how many findings a baseline knows, which no other count has. ``sent`` is what may have left this
    machine.
    """

    documents: int = 0
    failed: int = 0
    compared: int = 0
    with_errors: int = 0
    units: int = 0
    found: Mapping[str, int] = field(default_factory=dict)
    checks: Mapping[str, CheckTotal] = field(default_factory=dict)
    view: View = "translation-return"
    routes: Sequence[RouteTotal] = ()
    signatures: Mapping[ScoreKey, str] = field(default_factory=dict)
    notes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    known: int = 0
    sent: Sequence[Sent] = ()

    @property
    def metrics(self) -> list[str]:
        """The metrics that are shown throughout: the headliners, where there are some on the view, else two others."""
        known = {metric for _, view, metric in self.signatures if view == self.view}
        return [metric for metric in _HEADLINERS if metric in known] or sorted(known)[:2]


@dataclass(frozen=True, slots=True)
class Failures:
    """Documents that failed for like reasons: how many, what the first says, and the ids of some."""

    count: int
    reason: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page shows. ``rows`` are the documents with most to look at, the worst first.

    ``failures`` and ``contradictions`` are the first groups of so many as the other two figures say. ``missing`` is
    how many documents are not done yet; ``tables`` are the files that hold all. ``runs`` are earlier runs and this one.
    """

    totals: Totals
    rows: Sequence[DocumentRow]
    missing: int = 0
    failures: Sequence[Failures] = ()
    failure_groups: int = 0
    contradictions: Sequence[Mapping[str, Any]] = ()
    contradiction_groups: int = 0
    runs: Sequence[PastRun] = ()
    tables: Sequence[str] = ()


def render_overview(shown_of: Overview, signature: Mapping[str, Any], provenance: Mapping[str, Any]) -> str:
    """Return the page; the same overview gives the same bytes."""
    totals = shown_of.totals
    view, metrics = totals.view, totals.metrics
    routes = [one.route for one in totals.routes]
    return page(
        "batch",
        "tables",
        overview=shown_of,
        totals=totals,
        rows=[(row, [_cell(row, route, view, metrics) for route in routes]) for row in shown_of.rows],
        routes=routes,
        view=VIEW_NAMES[view],
        metrics=[(metric, metric_name(metric)) for metric in metrics],
        figure=shown,
        headline=_headline(totals),
        counted=counted,
        trend=trend(shown_of.runs),
        run=provenance,
        engines=signature.get("engines", {}),
        lines=_lines(totals),
        sent=sent_lines(totals.sent),
    )


def _lines(totals: Totals) -> list[tuple[str, str]]:
    """Return the signatures of the figures that are shown, without the run, which each document has for itself."""
    return [
        (f"{metric_name(metric)} · {route or 'no engine'}", signature)
        for (route, view, metric), signature in totals.signatures.items()
        if view == totals.view and metric in totals.metrics
    ]


def _cell(row: DocumentRow, route: str | None, view: View, metrics: Sequence[str]) -> tuple[str, float | None]:
    """Return what a route's cell shows, and what it is sorted by."""
    if route in row.faulty:
        return "guard failed", None
    values = {value.metric: value.corpus for value in row.scores if (value.route, value.view) == (route, view)}
    figures = [(metric, figure) for metric in metrics if (figure := shown(metric, values.get(metric)))]
    text = "  ".join(f"{metric_name(metric)} {figure}" for metric, figure in figures)
    return text, values.get(metrics[0]) if metrics else None


def _headline(totals: Totals) -> str:
    """Return one sentence on all documents."""
    documents = counted(totals.documents, "document")
    if not totals.units:
        return f"None of {documents} could be compared." if totals.documents else "No documents."
    errors = totals.found["error"]
    known = f" {counted(totals.known, 'known finding is', 'known findings are')} left out." if totals.known else ""
    if not errors:
        return f"No {'new ' * bool(known)}errors found in {documents}.{known}"
    return f"{counted(errors, *NAMES['error'])} to look at, in {totals.with_errors:,} of {documents}.{known}"
