"""One number per unit that orders the review queue: how much speaks for looking here first.

    any = 1 - product over findings of (1 - weight x confidence)
    suspicion = (1 + any) / 2 with an error among the findings, any / 2 without

So a unit with a hard finding stands before every unit without one (above and below .5), every further finding raises
the value, and none lowers it. The weights are .80 for an error, .40 for a warning and .10 for an info; a finding
without a calibrated confidence counts as .9 sure. It is an order, not the probability of an error.
"""

from collections.abc import Iterable

from toolkit.model import Finding, Severity

WEIGHTS: dict[Severity, float] = {"error": 0.80, "warning": 0.40, "info": 0.10}
_UNCALIBRATED = 0.9


def suspicion(findings: Iterable[Finding]) -> float:
    """Return the suspicion (0..1) that the findings of one unit raise; 0 where there are none."""
    clear, hard = 1.0, False
    for finding in findings:
        confidence = _UNCALIBRATED if finding.confidence is None else finding.confidence
        clear *= 1 - WEIGHTS[finding.severity] * confidence
        hard = hard or finding.severity == "error"
    return round((1 - clear + hard) / 2, 4)


def by_unit(findings: Iterable[Finding], count: int) -> tuple[float, ...]:
    """Return the suspicion of each of ``count`` units."""
    groups: list[list[Finding]] = [[] for _ in range(count)]
    for finding in findings:
        groups[finding.unit].append(finding)
    return tuple(suspicion(group) for group in groups)
