"""Everything that there is to say of how far reviewers agree."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from math import isnan
from typing import Any

import numpy as np

from toolkit.evaluation.reviewers.coefficients import Agreement, alpha, cohen, fleiss
from toolkit.evaluation.reviewers.marks import Mark, Reading, readings
from toolkit.evaluation.reviewers.overlap import Chosen, Overlap, overlap
from toolkit.run.verdicts.state import State
from toolkit.run.verdicts.verdict import Verdict

ALL = "all"


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """How far reviewers give the same label: ``of`` says to what (findings, units, severity), ``reviewers`` who."""

    of: str
    measure: str
    reviewers: tuple[str, ...]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """How far two reviewers mark the same words: of ``of`` ("all", a dimension of MQM, or a severity)."""

    of: str
    reviewers: tuple[str, str]
    overlap: Overlap


@dataclass(frozen=True, slots=True)
class ReviewerReport:
    """What was found. ``said`` is how many findings were judged, units read and marks made, by reviewer.

    ``documents`` are those of which the intervals draw; ``by_unit`` says that there was one alone, and units are drawn.
    """

    documents: int
    by_unit: bool
    said: dict[str, tuple[int, int, int]]
    labels: tuple[LabelAgreement, ...]
    spans: tuple[SpanAgreement, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data; what is unknown is null."""
        found: dict[str, Any] = _plain(asdict(self))
        return found


def report(state: State) -> ReviewerReport:
    """Return how far the reviewers of a state agree; equal verdicts in another order give an equal report."""
    units = readings(state)
    documents = {one.document for one in units.values()} | {key[0] for key in state.decisions}
    by_unit = len(documents) < 2
    ordered = sorted(units.items(), key=lambda item: (item[0][0], str(item[0][1])))
    read = [reading for _, reading in ordered]
    clusters = [f"{number:09}" if by_unit else one.document for number, one in enumerate(read)]
    names = sorted({*state.reviewers} & {name for one in read for name in one.marks} | _deciding(state))
    said = {
        name: (
            sum(name in by for by in state.decisions.values()),
            sum(name in one.marks for one in read),
            sum(len(one.marks.get(name, ())) for one in read),
        )
        for name in names
    }
    findings = sorted(state.decisions.items())
    judged = [by_reviewer for _, by_reviewer in findings]
    places = ["/".join(map(str, key)) if by_unit else key[0] for key, _ in findings]
    labels = [
        *_labels("findings: right or false alarm", names, [_rights(by) for by in judged], places),
        *_labels("severity of findings that are right", names, [_severities(by) for by in judged], places),
        *_labels("units: something wrong or nothing", names, [_faulty(one) for one in read], clusters),
        *_labels("units: the worst severity", names, [_worst(one) for one in read], clusters),
    ]
    return ReviewerReport(len(documents), by_unit, said, tuple(labels), tuple(_spans(names, read, clusters)))


def _deciding(state: State) -> set[str]:
    return {name for by_reviewer in state.decisions.values() for name in by_reviewer}


def _rights(by_reviewer: Mapping[str, Verdict]) -> dict[str, str]:
    return {name: "false alarm" if one.kind == "false_alarm" else "right" for name, one in by_reviewer.items()}


def _severities(by_reviewer: Mapping[str, Verdict]) -> dict[str, str]:
    right = {name: one for name, one in by_reviewer.items() if one.kind != "false_alarm"}
    return {name: one.mqm_severity for name, one in right.items() if one.mqm_severity}


def _faulty(unit: Reading) -> dict[str, str]:
    return {name: "wrong" if marks else "nothing" for name, marks in unit.marks.items()}


_ORDER = ("neutral", "minor", "major", "critical")


def _worst(unit: Reading) -> dict[str, str]:
    severities = {name: [mark.severity for mark in marks] for name, marks in unit.marks.items()}
    return {name: max(some, key=_ORDER.index, default="none") for name, some in severities.items()}


def _labels(
    of: str, names: Sequence[str], items: Sequence[Mapping[str, str]], clusters: Sequence[str]
) -> Iterator[LabelAgreement]:
    """Yield the kappa of each two reviewers, that of all on what all labelled, and alpha on all that two did."""
    numbers = {label: at for at, label in enumerate(sorted({label for item in items for label in item.values()}))}
    for one, other in combinations(names, 2):
        both = [at for at, item in enumerate(items) if one in item and other in item]
        if both:
            first, second = ([numbers[items[at][name]] for at in both] for name in (one, other))
            where = [clusters[at] for at in both]
            yield LabelAgreement(of, "Cohen's kappa", (one, other), cohen(first, second, len(numbers), where))
    if len(names) < 3 or not numbers:
        return
    counts = np.zeros((len(items), len(numbers)))
    for at, item in enumerate(items):
        for label, count in Counter(item.values()).items():
            counts[at, numbers[label]] = count
    told = counts.sum(axis=1)
    if (told == len(names)).any():
        whole = [at for at, count in enumerate(told) if count == len(names)]
        found = fleiss(counts[whole], [clusters[at] for at in whole])
        yield LabelAgreement(of, "Fleiss' kappa", tuple(names), found)
    if (told > 1).any():
        yield LabelAgreement(of, "Krippendorff's alpha", tuple(names), alpha(counts, clusters))


def _spans(names: Sequence[str], units: Sequence[Reading], clusters: Sequence[str]) -> Iterator[SpanAgreement]:
    """Yield the overlap of each two reviewers: of all marks, and of those of each dimension and each severity."""
    for one, other in combinations(names, 2):
        both = [at for at, unit in enumerate(units) if one in unit.marks and other in unit.marks]
        read, where = [units[at] for at in both], [clusters[at] for at in both]
        marks = [mark for unit in read for name in (one, other) for mark in unit.marks[name]]
        if not any(mark.spans for mark in marks):
            continue
        yield SpanAgreement(ALL, (one, other), overlap(one, other, read, where, lambda _: True))
        for dimension in sorted({mark.dimension for mark in marks if mark.spans}):
            yield SpanAgreement(dimension, (one, other), overlap(one, other, read, where, _of(dimension)))
        for severity in [level for level in _ORDER if any(mark.severity == level and mark.spans for mark in marks)]:
            yield SpanAgreement(severity, (one, other), overlap(one, other, read, where, _as(severity)))


def _of(dimension: str) -> Chosen:
    def chosen(mark: Mark) -> bool:
        return mark.dimension == dimension

    return chosen


def _as(severity: str) -> Chosen:
    def chosen(mark: Mark) -> bool:
        return mark.severity == severity

    return chosen


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and isnan(value) else value
