"""What witnesses say of the words that a check points at: they confirm a finding, or soften it by a step.

A check of words sees a negation, a figure or a name that the original seems not to have. A witness has read the source:
where it finds each of these words likely, there is a reason for them that the check did not see. Of two witnesses the
one that is more in favour counts. On Italian-English pairs whose faults are known (DEMETR, odd items, a negation, a
figure or a word exchanged) the least likely token of what was rightly found had a log-probability above -2 in 4 of 200
findings; of the false findings on clean pairs, in one of five.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from toolkit.model import Finding, a_step_lower
from toolkit.model.witness import Witness
from toolkit.plugins.contracts import Check
from toolkit.plugins.traits import traits

LIKELY = -2.0
"""From this log-probability of its least likely token on, a passage is expected by an engine."""

UNLIKELY = -8.0
"""Below this no engine expects it."""


def confirm(
    findings: Iterable[Finding], witnesses: Mapping[int, Sequence[Witness]], checks: Mapping[str, Check]
) -> tuple[Finding, ...]:
    """Return the findings, those of checks that likelihood can judge softened or confirmed; units by their index."""
    return tuple(
        _heard(finding, witnesses.get(finding.unit, ()))
        if finding.check in checks and traits(checks[finding.check]).heard_by_witnesses
        else finding
        for finding in findings
    )


def _heard(finding: Finding, witnesses: Sequence[Witness]) -> Finding:
    likelihood = _likelihood(finding, witnesses)
    if likelihood is None or UNLIKELY < likelihood < LIKELY:
        return finding
    if likelihood <= UNLIKELY:
        return replace(finding, evidence=(*finding.evidence, "no engine that read the original expects these words"))
    evidence = "an engine that read the original expects these very words"
    return replace(finding, severity=a_step_lower(finding.severity), evidence=(*finding.evidence, evidence))


def _likelihood(finding: Finding, witnesses: Sequence[Witness]) -> float | None:
    """Return how likely the witness most in favour finds the least likely token of what the finding points at."""
    passages = [span for span in finding.spans if span.side == "translation" and span.end > span.start]
    least = (
        min(
            (
                token.log_probability
                for token in witness.forward.tokens
                if token.known and any(token.start < span.end and token.end > span.start for span in passages)
            ),
            default=None,
        )
        for witness in witnesses
        if not witness.exchanged  # its tokens are the original's
    )
    return max((value for value in least if value is not None), default=None)
