"""What each reviewer marked in which unit: the findings that they confirmed, and what they marked themselves."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from toolkit.model import Span
from toolkit.run.verdicts.state import State, UnitKey
from toolkit.run.verdicts.verdict import SEVERITY_TOLD, MqmSeverity, Verdict


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a reviewer marked in a unit, none where the whole is meant, and what they say is wrong with them."""

    spans: tuple[Span, ...]
    category: str
    severity: MqmSeverity

    @property
    def dimension(self) -> str:
        """The first part of the category: "accuracy"."""
        return dimension(self.category)


@dataclass
class Reading:
    """The marks of each reviewer in one unit; who read it and marked nothing has an empty list."""

    document: str
    marks: dict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))


def readings(state: State) -> Mapping[UnitKey, Reading]:
    """Return every unit with those who read it: who marked anything there, decided on a finding, or said so."""
    found: dict[UnitKey, Reading] = {}
    for (document, unit), reviewer, mark in _all(state):
        # Its texts say which unit it is: its number moves when the text before it is edited.
        key = document, replace(unit, number=0)
        marks = found.setdefault(key, Reading(document)).marks[reviewer]
        if mark is not None:
            marks.append(mark)
    return found


def dimension(category: str) -> str:
    """Return the first part of a category, as all write it: "Accuracy/Omission" and "accuracy" are one."""
    return category.partition("/")[0].strip().casefold().replace("_", " ").replace("-", " ")


def _all(state: State) -> Iterator[tuple[UnitKey, str, Mark | None]]:
    for key, by_reviewer in state.reviewed.items():
        yield from ((key, reviewer, None) for reviewer in by_reviewer)
    for by_reviewer in state.decisions.values():
        for verdict in by_reviewer.values():
            if verdict.unit is not None:
                yield (verdict.document, verdict.unit), verdict.reviewer, _confirmed(verdict)
    for verdict in state.missed:
        if verdict.unit is not None:
            mark = Mark(verdict.spans, verdict.category, verdict.mqm_severity or "minor")
            yield (verdict.document, verdict.unit), verdict.reviewer, mark


def _confirmed(verdict: Verdict) -> Mark | None:
    if verdict.kind == "false_alarm" or verdict.finding is None:
        return None
    severity = verdict.mqm_severity or SEVERITY_TOLD[verdict.finding.severity]
    return Mark(verdict.spans, verdict.category or verdict.finding.category, severity)
