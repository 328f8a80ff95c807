"""How far reviewers agree, as lines of tables."""

from collections.abc import Iterator, Sequence
from math import isnan

from toolkit.evaluation.intervals import Estimate
from toolkit.evaluation.reviewers.coefficients import FEWEST_DOCUMENTS, FEWEST_ITEMS
from toolkit.evaluation.reviewers.report import ALL, LabelAgreement, ReviewerReport, SpanAgreement
from toolkit.plugins.plurals import counted
from toolkit.reports.wording.columns import aligned


def lines(report: ReviewerReport) -> Iterator[str]:
    """Yield who said how much, then the agreement on labels, then the overlap of what was marked."""
    yield f"{counted(len(report.said), 'reviewer')}, {counted(report.documents, 'document')}"
    rows = [[name, *(f"{count:,}" for count in counts)] for name, counts in report.said.items()]
    yield from aligned([["", "findings judged", "units read", "marks"], *rows])
    for of in dict.fromkeys(one.of for one in report.labels):
        yield ""
        yield of
        yield from _labels([one for one in report.labels if one.of == of])
    if report.spans:
        yield ""
        yield "words marked: characters of the units that both read"
        yield from _spans(report.spans)
    if not report.labels and not report.spans:
        yield "nothing that two reviewers both looked at: there is nothing to agree on"
        return
    yield ""
    drawn = "units, for there is one document alone" if report.by_unit else "whole documents"
    yield f"in brackets: 95 % intervals, drawn by {drawn}; –: chance alone would always agree"
    few = f"{FEWEST_ITEMS} units" if report.by_unit else f"{FEWEST_DOCUMENTS} documents"
    yield f"fewer than {few}, and draws that all say the same, give no interval"


def _labels(some: Sequence[LabelAgreement]) -> Iterator[str]:
    rows = [["", "", "items", "agreed", "beyond chance"]]
    for one in some:
        who = " / ".join(one.reviewers) if len(one.reviewers) == 2 else "all"
        found = one.agreement
        rows.append([who, one.measure, f"{found.items:,}", _figure(found.observed), _figure(found.coefficient)])
    yield from aligned(rows)


def _spans(some: Sequence[SpanAgreement]) -> Iterator[str]:
    rows = [["", "marks of", "units", "marks", "F1", "Jaccard"]]
    for one in some:
        found, (first, second) = one.overlap, one.overlap.marked
        of = one.of if one.of != ALL else "all"
        figures = [f"{found.units:,}", f"{first:,} / {second:,}", _figure(found.f1), _figure(found.jaccard)]
        rows.append([" / ".join(one.reviewers) if one.of == ALL else "", of, *figures])
    yield from aligned(rows)


def _figure(one: Estimate) -> str:
    if isnan(one.value):
        return "–"
    if isnan(one.low):
        return f"{one.value:.2f}"
    return f"{one.value:.2f} [{one.low:.2f}, {one.high:.2f}]"
