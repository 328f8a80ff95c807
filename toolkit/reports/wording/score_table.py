"""The scores of a comparison as a table: a row for each route, a column for each view and metric."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.model import Comparison, Score, View
from toolkit.reports.wording.makers import reasons
from toolkit.reports.wording.verdict import faulty_routes, is_route

VIEW_NAMES: dict[View, str] = {
    "source-translation": "translation ~ source",
    "source-back": "back ~ source",
    "translation-return": "return ~ translation",
    "draft-translation": "draft ~ translation",
}
_NAMES = {"chrf": "chrF", "bleu": "BLEU", "ter": "TER"}
_OF_A_HUNDRED = frozenset(_NAMES)
LOWER_IS_BETTER = frozenset({"ter"})


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One route (None: no route). ``faults`` says why there are no values, if a guard failed or it broke.

    ``own`` says why the values are not to be used: an engine of the route's families may have made the translation.
    ``with_all`` are the values in which such an engine has a part, where ``values`` have those without or none.
    """

    route: str | None
    values: dict[tuple[View, str], float]
    faults: tuple[str, ...] = ()
    own: str = ""
    with_all: dict[tuple[View, str], float] = field(default_factory=dict)

    def shown(self, view: View, metric: str) -> str:
        """Return a value as text; empty where there is none."""
        return shown(metric, self.values.get((view, metric)))

    def shown_with_all(self, view: View, metric: str) -> str:
        """Return the value in which engines of the own family have a part; empty where there is none such."""
        return shown(metric, self.with_all.get((view, metric)))


@dataclass(frozen=True, slots=True)
class Table:
    """Views in a fixed order, metrics in that of the configuration; only those that have a value.

    ``standing`` says of each metric whether its sentences have percentiles: "calibrated", "partly calibrated" (for some
    routes or views) or "uncalibrated". A document's own figures never have one.
    """

    views: tuple[View, ...]
    metrics: tuple[str, ...]
    rows: tuple[ScoreRow, ...]
    standing: Mapping[str, str] = field(default_factory=dict)

    def standings(self, metrics: Sequence[str]) -> str:
        """Return "chrF, cosine: calibrated; BLEU: uncalibrated" for these metrics."""
        groups: dict[str, list[str]] = {}
        for metric in metrics:
            name = metric_name(metric) + " (lower is better)" * (metric in LOWER_IS_BETTER)
            groups.setdefault(self.standing.get(metric, "uncalibrated"), []).append(name)
        return "; ".join(f"{', '.join(names)}: {standing}" for standing, names in groups.items())

    @property
    def routes(self) -> tuple[ScoreRow, ...]:
        """The rows of routes, without the one that needs no engine."""
        return tuple(row for row in self.rows if row.route is not None)


def score_table(comparison: Comparison) -> Table:
    """Return the document's scores. A route that failed a guard or broke down has its faults instead of values."""
    faults: dict[str | None, tuple[str, ...]] = dict(faulty_routes(comparison).items())
    faults.update({route: (reason,) for route, reason in comparison.failed.items() if is_route(route)})
    values: dict[str | None, dict[tuple[View, str], float]] = {}
    sound = [score for score in comparison.scores if score.route not in faults]
    for score in sound:
        values.setdefault(score.route, {})[score.view, score.metric] = score.corpus
    routes = dict.fromkeys([None, *(trip.route for trip in comparison.trips), *values, *faults])
    rows = [_without_own(comparison, ScoreRow(route, values.get(route, {}), faults.get(route, ()))) for route in routes]
    cells = [cell for row in [*rows[1:], rows[0]] for cell in (*row.values, *row.with_all)]
    return Table(
        tuple(view for view in VIEW_NAMES if any(view == other for other, _ in cells)),
        tuple(dict.fromkeys(metric for _, metric in cells)),
        tuple(row for row in rows if row.route is not None or row.values or row.with_all),
        {metric: _standing([score for score in sound if score.metric == metric]) for _, metric in cells},
    )


def _without_own(comparison: Comparison, row: ScoreRow) -> ScoreRow:
    """Return a row with what engines that may have made the translation say of it told from the rest."""
    found = comparison.impartial
    if found is None:
        return row
    if row.route is not None:
        return replace(row, own=reasons(comparison.makers)) if row.route in found.routes else row
    with_all = {(score.view, score.metric): score.corpus for score in found.superseded if score.route is None}
    others = {cell: value for cell, value in row.values.items() if cell not in with_all}
    fair = {(score.view, score.metric): score.corpus for score in found.scores}
    return replace(row, values={**others, **fair}, with_all=with_all)


def _standing(scores: Sequence[Score]) -> str:
    known = [any(value is not None for value in score.percentiles) for score in scores]
    return "calibrated" if all(known) else "partly calibrated" if any(known) else "uncalibrated"


def usual(percentile: float) -> str:
    """Return "lower than 97 %" or "higher than 60 %": of clean sentences as long, whichever says more.

    From 1 to 99: the ends of what was seen on a few hundred sentences are no limits.
    """
    lower = percentile < 50
    share = math.floor(100 - percentile if lower else percentile)
    return f"{'lower' if lower else 'higher'} than {min(share, 99)} %"


def metric_name(metric: str) -> str:
    """Return a metric's name as the field writes it."""
    return _NAMES.get(metric, metric)


def shown(metric: str, value: float | None) -> str:
    """Return "61.2" for a metric of 0 to 100 and ".91" for one of 0 to 1; empty for None or no number."""
    if value is None or not math.isfinite(value):
        return ""
    if metric in _OF_A_HUNDRED or abs(value) > 1:
        return f"{value:.1f}"
    return f"{value:.2f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.2f}"
