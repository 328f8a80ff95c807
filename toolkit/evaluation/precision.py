"""How often each check is right in one house, by what its reviewers said of findings (``toolkit.config.precision``).

A finding counts once: as right if most of its reviewers say so (confirmed, tolerated or fixed), as wrong if most call
it a false alarm, as a half if as many say one as the other. It counts for the check that it was told by, and for the
severity that it was told with. The interval is Wilson's for as many verdicts as those of whole documents are worth.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from toolkit.config.precision import FEWEST, FEWEST_DOCUMENTS, PROMISES, CheckPrecision, Precision
from toolkit.evaluation.intervals import design_effect, wilson
from toolkit.model import SEVERITIES, Severity
from toolkit.plugins.plurals import counted
from toolkit.reports.wording.columns import aligned
from toolkit.run.verdicts.state import State
from toolkit.run.verdicts.verdict import Verdict

_MOST = 100_000
"""Verdicts: whoever would need more has a check that keeps what it promises."""


def precision(state: State, counted_from: str) -> Precision:
    """Return how often each check was right, by the severity that it told, whatever the order."""
    found: dict[tuple[str, Severity], list[tuple[str, float]]] = defaultdict(list)
    for (document, check, _, _), by_reviewer in state.decisions.items():
        severities = Counter(one.finding.severity for one in by_reviewer.values() if one.finding is not None)
        severity = min(severities, key=lambda one: (-severities[one], SEVERITIES.index(one)))
        found[check, severity].append((state.original(document), _right(by_reviewer)))
    order = sorted(found, key=lambda key: (key[0], SEVERITIES.index(key[1])))
    return Precision(tuple(_figures(*key, found[key]) for key in order), counted_from)


def more_wanted(figures: CheckPrecision) -> int:
    """Return how many more verdicts of the same kind it takes until the severity would be lowered; 0 where it is.

    Where the share keeps what the severity promises, that is how many it takes until anything could be said.
    """
    wanted = max(FEWEST, figures.verdicts)
    promise = PROMISES.get(figures.severity, 0.0)
    if figures.share >= promise:
        return wanted - figures.verdicts
    while wanted < _MOST and wilson(figures.share * wanted, wanted).high >= promise:
        wanted = ceil(wanted * 1.02) + 1
    while wanted > max(FEWEST, figures.verdicts) and wilson(figures.share * (wanted - 1), wanted - 1).high < promise:
        wanted -= 1
    return wanted - figures.verdicts


def lines(found: Precision) -> Iterator[str]:
    """Yield a table of the checks: how often they were right, and what follows."""
    rows, follows = [["check", "told as", "right", "precision"]], ["what follows"]
    for one in found.checks:
        share = f"{one.share:.2f} [{one.low:.2f}, {one.high:.2f}]"
        rows.append([one.check, one.severity, f"{one.right:g} of {one.verdicts}", share])
        follows.append(_follows(one))
    yield from (f"{row}  {last}" for row, last in zip(aligned(rows), follows, strict=True))
    if not found.checks:
        yield "no verdict on any finding"
    promises = ", ".join(f"{severity} {promise:.0%}" for severity, promise in PROMISES.items())
    yield f"promised: {promises} right; lowered only where the whole interval is below"


def _follows(one: CheckPrecision) -> str:
    if one.severity not in PROMISES:
        return "nothing: information promises nothing"
    if one.allowed != one.severity:
        return f"told as {one.allowed}"
    missing = FEWEST_DOCUMENTS - one.documents
    documents = f", from {counted(missing, 'more document')}," if missing > 0 else ""
    more = more_wanted(one)
    wanted = counted(more, "more verdict") if more else "verdicts"
    if one.share >= PROMISES[one.severity]:
        return "keeps its severity" if one.is_enough else f"keeps it; {wanted}{documents} before anything is sure"
    return f"keeps it; {wanted} like these{documents} would lower it"


def _right(by_reviewer: Mapping[str, Verdict]) -> float:
    """Return 1 where most say that it is right, 0 where most say that it is not, else a half."""
    right = sum(one.kind != "false_alarm" for one in by_reviewer.values())
    wrong = len(by_reviewer) - right
    return 0.5 if right == wrong else float(right > wrong)


def _figures(check: str, severity: Severity, outcomes: Sequence[tuple[str, float]]) -> CheckPrecision:
    sizes = Counter(document for document, _ in outcomes)
    hits: Counter[str] = Counter()
    for document, right in outcomes:
        hits[document] += right  # type: ignore[assignment]
    size, total = len(outcomes), sum(right for _, right in outcomes)
    design = design_effect(sizes, hits, total / size)
    share = wilson(total / design, size / design)
    return CheckPrecision(check, severity, total, size, len(sizes), share.value, share.low, share.high)
