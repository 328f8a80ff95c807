"""The units of all documents that should be looked at first: by suspicion, by one check, or by a metric of a route."""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit import plugins
from toolkit.errors import InputError
from toolkit.model import SEVERITIES
from toolkit.plugins.suggestions import nearest
from toolkit.reports.wording.score_table import LOWER_IS_BETTER
from toolkit.run.batch.findings import FindingRow
from toolkit.run.batch.outcomes import DocumentOutcome
from toolkit.run.batch.units import KeptUnit
from toolkit.run.tables.rows import place
from toolkit.run.tables.sources import comparison_of, outcomes_of

SUSPICION = "suspicion"
_VIEWS = ("source-back", "translation-return")


@dataclass(frozen=True, slots=True)
class WorstUnit:
    """A unit with its document and place, why it is here, and what the witnesses say of it.

    ``figure`` is what it was chosen by; ``route`` whose figure that is, "" where it is no route's.
    """

    document: str
    path: str
    unit: KeptUnit
    figure: float
    route: str = ""
    findings: tuple[FindingRow, ...] = ()
    witnesses: tuple[Mapping[str, Any], ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data; the unit's number is from 1, as reports have it."""
        one = self.unit
        keys = ("severity", "check", "category", "message", "suggestion", "quote")
        return {
            "document": self.document,
            "path": self.path,
            **({"version": one.version} if one.version else {}),
            "unit": one.index + 1,
            "place": place(one.where, one.line, one.column) if one.where or one.line else "",
            "suspicion": one.suspicion,
            "figure": self.figure,
            **({"route": self.route} if self.route else {}),
            "source": one.source,
            "translation": one.translation,
            "findings": [{key: row[key] for key in keys} for row in self.findings],
            "witnesses": list(self.witnesses),
        }


def worst(path: Path, limit: int, by: str = SUSPICION) -> tuple[list[WorstUnit], int]:
    """Return so many units of the results in a folder, the worst first, and how many units there are in all.

    ``by`` is "suspicion", the name of a check (its gravest findings first), or a metric, "chrf" or "ROUTE chrf" (the
    lowest figures of units; those are in ``comparison.json``). Units without anything against them are not among them.
    Raises InputError for what are no results, and for a name that nothing has.
    """
    order = _order_of(by, path)
    count = 0
    best: list[tuple[tuple[float, ...], int, WorstUnit]] = []
    for outcome in outcomes_of(path):
        for grade, found in order.grades(outcome):
            count += 1
            if grade is None:
                continue
            entry = (grade, -count, found)
            if len(best) < limit:
                heapq.heappush(best, entry)
            else:
                heapq.heappushpop(best, entry)
    order.require_any()
    chosen = [found for _, _, found in sorted(best, key=lambda entry: entry[:2], reverse=True)]
    return [_heard(path, found) for found in chosen], count


class _BySuspicion:
    """By what speaks for looking at a unit first."""

    def grades(self, outcome: DocumentOutcome) -> Iterator[tuple[tuple[float, ...] | None, WorstUnit]]:
        for found in _units(outcome):
            yield ((found.unit.suspicion,) if found.unit.suspicion else None), found

    def require_any(self) -> None:
        pass


class _ByCheck:
    """By the gravest finding of one check, then by suspicion."""

    def __init__(self, check: str) -> None:
        self._check = check

    def grades(self, outcome: DocumentOutcome) -> Iterator[tuple[tuple[float, ...] | None, WorstUnit]]:
        for found in _units(outcome):
            severities = [SEVERITIES.index(row["severity"]) for row in found.findings if row["check"] == self._check]
            yield ((-min(severities), found.unit.suspicion) if severities else None), found

    def require_any(self) -> None:
        pass


class _ByMetric:
    """By a unit's figure in one metric, of one route or of that which has the worst."""

    def __init__(self, metric: str, route: str, path: Path) -> None:
        self._metric, self._route, self._path = metric, route, path
        self._sign = -1.0 if metric not in LOWER_IS_BETTER else 1.0
        self._seen: dict[str, None] = {}
        self._documents, self._without = 0, 0

    def grades(self, outcome: DocumentOutcome) -> Iterator[tuple[tuple[float, ...] | None, WorstUnit]]:
        data = comparison_of(self._path, outcome.id) if outcome.row.units else None
        self._documents += 1
        self._without += data is None
        figures = self._figures(data) if data is not None else {}
        for found in _units(outcome):
            known = figures.get(found.unit.index)
            if known is None:
                yield None, found
                continue
            figure, route = known
            yield (self._sign * figure,), replace(found, figure=figure, route=route)

    def _figures(self, data: Mapping[str, Any]) -> dict[int, tuple[float, str]]:
        """Return the worst figure of each unit, and the route that it is of."""
        indices = [unit["index"] for unit in data["units"]]
        scores = [score for score in data["scores"] if score["metric"] == self._metric and score["route"]]
        view = next((view for view in _VIEWS if any(score["view"] == view for score in scores)), None)
        found: dict[int, tuple[float, str]] = {}
        for score in scores:
            self._seen[score["route"]] = None
            if score["view"] != view or self._route not in ("", score["route"]):
                continue
            for index, value in zip(indices, score["segments"], strict=False):
                if value is not None and (index not in found or self._sign * value > self._sign * found[index][0]):
                    found[index] = value, score["route"]
        return found

    def require_any(self) -> None:
        if self._without == self._documents:
            raise InputError(
                f"--by {self._metric}: the figures of units are in comparison.json, which no document here has; "
                "run the batch with formats: [json]"
            )
        if self._route and self._route not in self._seen:
            hint = nearest(self._route, list(self._seen), "routes")
            raise InputError(f"--by: no route {self._route!r} has {self._metric} here{hint}")


def _order_of(by: str, path: Path) -> "_BySuspicion | _ByCheck | _ByMetric":
    if by == SUSPICION:
        return _BySuspicion()
    if by in plugins.names("checks"):
        return _ByCheck(by)
    route, _, metric = by.rpartition(" ")
    metrics = plugins.names("metrics")
    if metric.lower() in metrics:
        return _ByMetric(metric.lower(), route, path)
    hint = nearest(by, [SUSPICION, *plugins.names("checks"), *metrics], "checks and metrics")
    raise InputError(f"--by {by}: neither suspicion, nor a check, nor a metric{hint}")


def _units(outcome: DocumentOutcome) -> Iterator[WorstUnit]:
    findings: dict[tuple[str, int], list[FindingRow]] = {}
    for row in outcome.findings:
        findings.setdefault((row.get("version", ""), row["unit"]), []).append(row)
    for unit in outcome.units:
        own = tuple(findings.get((unit.version, unit.index), ()))
        path = own[0]["path"] if own else outcome.row.path
        yield WorstUnit(outcome.id, path, unit, unit.suspicion, findings=own)


def _heard(path: Path, found: WorstUnit) -> WorstUnit:
    """Return a unit with what the witnesses say of it, where its document's ``comparison.json`` is there."""
    if found.unit.version:
        return found
    data = comparison_of(path, found.document)
    if data is None:
        return found
    units = {unit["index"]: unit for unit in data.get("units", ())}
    return replace(found, witnesses=tuple(units.get(found.unit.index, {}).get("witnesses", ())))
