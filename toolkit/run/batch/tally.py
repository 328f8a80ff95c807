"""What the documents of a batch come to together; the same sums in whatever order they come."""

from collections import Counter
from dataclasses import dataclass, field

from toolkit.model import SEVERITIES, Sent, View
from toolkit.reports.page.batch import DocumentRow, ScoreKey
from toolkit.reports.page.overview import CheckTotal, RouteTotal, Totals
from toolkit.run.batch.outcomes import DocumentOutcome
from toolkit.run.sent import together

_MICRO = 1_000_000


@dataclass(slots=True)
class _Sum:
    """Figures in millionths, so that no order of adding leads to another sum; ``first`` is where it was seen first."""

    first: tuple[int, int]
    signature: str
    count: int = 0
    total: int = 0
    least: int | None = None
    most: int | None = None

    def add(self, value: float, seen: tuple[int, int], signature: str) -> None:
        figure = round(value * _MICRO)
        self.count += 1
        self.total += figure
        self.least = figure if self.least is None else min(self.least, figure)
        self.most = figure if self.most is None else max(self.most, figure)
        if seen < self.first:
            self.first, self.signature = seen, signature


@dataclass(slots=True)
class Tally:
    """Counts over all documents; those of findings leave out nothing, ``counting`` those of versions laid beside."""

    documents: int = 0
    failed: int = 0
    compared: int = 0
    alone: int = 0
    with_errors: int = 0
    units: int = 0
    known: int = 0
    found: Counter[str] = field(default_factory=Counter)
    counting: Counter[str] = field(default_factory=Counter)
    _checks: dict[str, Counter[str]] = field(default_factory=dict)
    _scores: dict[ScoreKey, _Sum] = field(default_factory=dict)
    _views: Counter[View] = field(default_factory=Counter)
    _faulty: Counter[str] = field(default_factory=Counter)
    _notes: dict[str, Counter[str]] = field(default_factory=dict)
    _sent: tuple[Sent, ...] = ()

    def add(self, number: int, outcome: DocumentOutcome) -> None:
        """Count in a document."""
        row = outcome.row
        self.documents += 1
        self.failed += row.failure is not None
        if row.units is not None:
            self.compared += 1
            self.alone += not row.versions
            self.units += row.units
            self.known += row.known
            self.with_errors += row.errors > 0
            counts = {"error": row.errors, "warning": row.warnings, "info": row.infos}
            self.found.update(counts)
            self.counting.update({} if row.versions else counts)
        checks = Counter((finding["check"], finding["severity"]) for finding in outcome.findings)
        for check in {check for check, _ in checks}:
            known = self._checks.setdefault(check, Counter())
            known.update({severity: checks[check, severity] for severity in SEVERITIES})
            known["documents"] += 1
        self._figures(number, row)
        for route, kinds in outcome.notes.items():
            self._notes.setdefault(route, Counter()).update(kinds)
        self._sent = together([*self._sent, *outcome.sent]) if outcome.sent else self._sent

    def _figures(self, number: int, row: DocumentRow) -> None:
        for at, value in enumerate(row.scores):
            key = value.route, value.view, value.metric
            seen, signature = (number, at), value.signature.partition("|run:")[0]
            self._scores.setdefault(key, _Sum(seen, signature)).add(value.corpus, seen, signature)
        if row.units is not None and not row.versions:
            self._views.update({value.view for value in row.scores})
        self._faulty.update(row.faulty)

    def totals(self) -> Totals:
        """Return what it comes to, in an order that is always the same."""
        order = sorted(self._scores, key=lambda key: self._scores[key].first)
        view: View = "source-back"
        if not self.alone or self._views["source-back"] < self.alone:
            view = "translation-return"
        routes = dict.fromkeys(route for route, _, _ in order if route is not None)
        routes.update(dict.fromkeys(sorted(set(self._faulty) - set(routes))))
        checks = {name: CheckTotal.of(self._checks[name]) for name in sorted(self._checks)}
        return Totals(
            self.documents,
            self.failed,
            self.compared,
            self.with_errors,
            self.units,
            {severity: self.found[severity] for severity in SEVERITIES},
            dict(sorted(checks.items(), key=lambda item: (-item[1].errors, -item[1].warnings, -item[1].infos))),
            view,
            tuple(RouteTotal(route, self._faulty[route], self._means(route, view, order)) for route in routes),
            {key: self._scores[key].signature for key in order},
            {route: dict(sorted(kinds.items())) for route, kinds in sorted(self._notes.items())},
            self.known,
            self._sent,
        )

    def _means(self, route: str, view: View, order: list[ScoreKey]) -> dict[str, tuple[int, float, float, float]]:
        """Return, by metric, of how many documents a route has figures on a view, their mean, the least, the most."""
        found = {}
        for key in order:
            if key[:2] == (route, view):
                one = self._scores[key]
                mean = one.total / one.count / _MICRO
                found[key[2]] = one.count, mean, (one.least or 0) / _MICRO, (one.most or 0) / _MICRO
        return found
