"""What the checks say of one pair of texts, as the line that ``toolkit check --pairs`` prints."""

import json
from dataclasses import dataclass, field
from typing import Any

from toolkit.model import Finding, Severity, Trip, Unit
from toolkit.model.places import Place
from toolkit.reports.wording.finding_rows import PAIR_KEYS, finding_row
from toolkit.reports.wording.unlikely_words import HeardWord
from toolkit.run.stages.suspicion import Grounds, suspicion


@dataclass(frozen=True, slots=True)
class PairAnswer:
    """One pair: its unit, its findings in order, what could not be checked, its quality and the channels' evidence.

    ``known`` counts the findings that a baseline has left out; None in a run without one. ``incomplete`` says which
    engines could not be heard; it holds for all pairs of the same languages and is no part of the line. ``reporting``
    names the checks that report the channels' evidence and nothing else, ``grounds`` is what speaks for errors besides
    the findings. ``trips`` are those of sound routes, ``heard`` the words that witnesses judged; like ``incomplete``,
    they are no part of the line.
    """

    id: str
    unit: Unit
    findings: tuple[Finding, ...]
    unchecked: tuple[dict[str, str], ...]
    quality: float | None
    scores: dict[str, float]
    known: int | None = None
    incomplete: tuple[str, ...] = ()
    reporting: frozenset[str] = frozenset()
    grounds: Grounds = field(default_factory=Grounds)
    trips: tuple[Trip, ...] = ()
    heard: tuple[HeardWord, ...] = ()

    @property
    def severities(self) -> list[Severity]:
        """The severities of the findings, in order."""
        return [finding.severity for finding in self.findings]

    @property
    def suspicion(self) -> float:
        """How many serious errors are to be expected in this pair, by the findings that are left and the grounds."""
        return suspicion(self.findings, self.grounds, self.reporting)

    def line(self) -> str:
        """Return the row as JSON on one line."""
        return json.dumps(self.row(), ensure_ascii=False)

    def heard_places(self) -> tuple[HeardWord, ...]:
        """Return the words that witnesses judged, at their places in the translation as it was given."""
        if not self.unit.translation:
            return ()
        body = self.unit.translation[0].body
        return tuple(HeardWord(*body.place(word.start, word.end), word.deficit) for word in self.heard)

    def row(self) -> dict[str, Any]:
        """Return the pair as plain data; its suspicion is that of the findings that are left."""
        row: dict[str, Any] = {
            "id": self.id,
            "findings": [finding_row(finding, _place(finding, self.unit), PAIR_KEYS) for finding in self.findings],
            "unchecked": list(self.unchecked),
            "suspicion": self.suspicion,
            "quality": self.quality,
            "scores": self.scores,
        }
        if self.known is not None:
            row["known"] = self.known
        return row


def _place(finding: Finding, unit: Unit) -> Place:
    """Return where a finding stands in the pair's translation, which counts as one line."""
    start = end = 0
    if unit.translation:
        body = unit.translation[0].body
        spans = [span for span in finding.spans if span.side == "translation"]
        start, end = body.place(spans[0].start, spans[0].end) if spans else (body.start, body.end)
    return Place(1, start + 1, start, end)
