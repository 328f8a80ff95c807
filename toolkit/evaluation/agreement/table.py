"""The agreement as tables for people; every share with its 95 % interval over documents."""

from collections.abc import Iterator, Sequence

from toolkit.evaluation.agreement.measures import HUMAN
from toolkit.evaluation.agreement.orders import Choice, SystemOrder
from toolkit.evaluation.agreement.report import Agreement, Level, RankingReport
from toolkit.evaluation.intervals import Estimate
from toolkit.plugins.plurals import counted
from toolkit.reports.wording.columns import aligned

_HEADS: dict[Level, str] = {
    "systems": "whole systems: pairs in the right order, and soft pairwise accuracy",
    "documents": "of two translations of a document, the better one is chosen",
    "segments": "of two translations of a segment, the better one is chosen",
}
_GOLD = {HUMAN: "people"}


def lines(report: RankingReport) -> Iterator[str]:
    """Yield the lines."""
    of = f"{counted(report.segments, 'segment')} of {counted(report.documents, 'document')}"
    yield (
        f"{len(report.systems)} systems, {of}"
        + (f"; left out, for not all systems have them: {report.left_out:,}" if report.left_out else "")
    )
    yield ""
    yield from _scores(report)
    for level, gold in dict.fromkeys((one.level, one.gold) for one in report.agreements):
        yield ""
        yield f"{_HEADS[level]} (by {_GOLD.get(gold, f'{gold} against the reference')})"
        some = [one for one in report.agreements if (one.level, one.gold) == (level, gold)]
        yield from _system_lines(some) if level == "systems" else _choice_lines(some)
    if not report.agreements:
        yield ""
        yield "nothing to agree with: people and references tell no two of these systems apart"
    for line in report.unheard:
        yield f"not heard: {line}"


def _scores(report: RankingReport) -> Iterator[str]:
    rows = [
        ["", *report.systems],
        *([name, *(_score(one[system]) for system in report.systems)] for name, one in report.scores.items()),
    ]
    yield from aligned(rows)


def _system_lines(some: Sequence[Agreement]) -> Iterator[str]:
    rows = [
        [_name(one), str(one.order.pairs), _share(one.order.accuracy), f"{one.order.soft:.2f}"]
        for one in some
        if isinstance(one.order, SystemOrder)
    ]
    yield from aligned([["", "pairs", "right", "soft"], *rows])


def _choice_lines(some: Sequence[Agreement]) -> Iterator[str]:
    rows = [["", "pairs", "right", "both outcomes alike", "with ties"]]
    for one in some:
        if isinstance(one.order, Choice):
            order = one.order
            unknown = f" ({order.unknown:,} without a figure)" if order.unknown else ""
            shares = [_share(order.accuracy), _share(order.balanced), f"{order.with_ties:.2f}"]
            rows.append([_name(one), f"{order.pairs:,}{unknown}", *shares])
    yield from aligned(rows)


def _name(one: Agreement) -> str:
    return one.measure if one.ours else f"({one.measure})"


def _score(score: float | None) -> str:
    return "–" if score is None else f"{score:.3f}"


def _share(share: Estimate) -> str:
    return f"{share.value:.2f} [{share.low:.2f}, {share.high:.2f}]"
