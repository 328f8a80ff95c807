"""A document's row in the summary of a batch, in ``index.html`` for people and in ``summary.json`` for programs."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from toolkit.model import Comparison, View
from toolkit.reports.wording.score_table import score_table
from toolkit.reports.wording.signature_lines import score_line
from toolkit.reports.wording.verdict import faulty_routes

ScoreKey = tuple[str | None, View, str]
"""Which figure it is: the route (None: no engine involved), the view, and the metric."""


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
    ``known`` is how many findings a baseline knows, which no other count has.
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
    known: int = 0

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "DocumentRow":
        """Return the row of which this is the plain data; raises TypeError for what is none."""
        scores = tuple(ShownValue(**one) for one in data["scores"])
        return cls(**{**data, "scores": scores, "faulty": tuple(data["faulty"])})

    def data(self) -> dict[str, Any]:
        """Return the row as plain data."""
        found: dict[str, Any] = {name: getattr(self, name) for name in _FIELDS}
        found["scores"] = [{name: getattr(value, name) for name in _OF_VALUES} for value in self.scores]
        return found


# dataclasses.asdict copies deeply, which takes longer than all else that is done to a row.
_FIELDS = tuple(one.name for one in fields(DocumentRow))
_OF_VALUES = tuple(one.name for one in fields(ShownValue))


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
