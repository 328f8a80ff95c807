"""The report for people: one HTML file that works from a mail attachment, without network."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.languages.codes import language_name
from toolkit.model import SEVERITIES, Comparison, Failure, Outcome
from toolkit.plugins.contracts import Report
from toolkit.plugins.plurals import counted
from toolkit.reports.page.routes import Evidence
from toolkit.reports.page.template import page
from toolkit.reports.page.units import Shown, shown_units
from toolkit.reports.wording.makers import notes
from toolkit.reports.wording.score_table import LOWER_IS_BETTER, VIEW_NAMES, metric_name, score_table
from toolkit.reports.wording.sent_lines import sent_lines
from toolkit.reports.wording.signature_lines import score_line
from toolkit.reports.wording.unlikely_words import STEPS
from toolkit.reports.wording.verdict import BLAME_NAMES, gaps, tally, verdict

_FIRST_LOOKS = 5
_MAP_SIZES = ((80, "large"), (300, "medium"))


@dataclass(frozen=True, slots=True)
class Html:
    """report.html: verdict, map of the text, units side by side with their findings, evidence on demand, filters.

    Self-contained, escapes every text, holds no date or time: the same outcome gives the same bytes.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "report.html"

    def render(self, outcome: Outcome) -> str:
        """Return the whole page."""
        if isinstance(outcome, Failure):
            return page("failure", failure=outcome)
        units, table, missing = shown_units(outcome), score_table(outcome), gaps(outcome.unchecked)
        return page(
            "report",
            "marks",
            comparison=outcome,
            units=units,
            first=_first(units),
            returned_by=Evidence(outcome).sound,
            verdict=verdict(outcome),
            gaps=[gap for gap in missing if not gap.unasked],
            unasked=[gap for gap in missing if gap.unasked],
            own_notes=notes(outcome),
            table=table,
            calibrated=any(standing != "uncalibrated" for standing in table.standing.values()),
            view_names=VIEW_NAMES,
            metric_name=metric_name,
            lower_is_better=LOWER_IS_BETTER,
            language_name=language_name,
            severities=SEVERITIES,
            tally=tally,
            likelihoods=any(outcome.witnesses),
            steps=STEPS,
            counted=counted,
            checks=sorted({finding.check for finding in outcome.findings}),
            blames=[(blame, name) for blame, name in BLAME_NAMES.items() if _blamed(outcome, blame)],
            map_size=next((size for limit, size in _MAP_SIZES if len(units) <= limit), "small"),
            signature=list(_flat(outcome.signature)),
            lines=[(score, score_line(score, outcome)) for score in outcome.scores],
            run=outcome.provenance,
            sent=sent_lines(outcome.sent),
        )


def _first(units: tuple[Shown, ...]) -> list[Shown]:
    """Return the units to look at first."""
    worst = sorted((unit for unit in units if unit.notes), key=lambda unit: -unit.suspicion)
    return worst[:_FIRST_LOOKS]


def _blamed(comparison: Comparison, blame: str) -> bool:
    return any(finding.blame == blame for finding in comparison.findings)


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the leaves of nested data with their paths."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{path} · {key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _flat(inner, path)
    else:
        yield path, value if isinstance(value, str) else json.dumps(value, default=str)


PLUGIN: type[Report] = Html
