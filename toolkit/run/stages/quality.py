"""One number for choosing between two translations of the same source; higher is better.

    quality = greatest mean log P(translation | draft) + greatest mean log P(draft | translation) - what findings cost

The greatest are over the witnesses: a bad draft then does no harm. Both directions together see what is wrong and what
is missing (Thompson & Post 2020; Vamvas & Sennrich 2022). It compares versions of one source with each other; a free
translation has less of it than a literal one, so it says nothing of a translation by itself.
"""

from collections.abc import Iterable, Sequence

from toolkit.model import Finding, Severity
from toolkit.model.witness import Witness

COSTS: dict[Severity, float] = {"error": 1.0, "warning": 0.4, "info": 0.0}
EMPTY = -40.0
"""The quality of no translation at all: less than that of any text, whose two means hardly fall below -15 each."""


def likelihood(witnesses: Sequence[Witness]) -> float | None:
    """Return the first two terms, in nats a token (0 is certain); None without a witness."""
    if not witnesses:
        return None
    return max(one.of_translation.mean for one in witnesses) + max(one.of_source.mean for one in witnesses)


def quality(witnesses: Sequence[Witness], findings: Iterable[Finding]) -> float | None:
    """Return the quality of one unit's translation; None without a witness."""
    known = likelihood(witnesses)
    if known is None:
        return None
    return round(known - sum(COSTS[finding.severity] for finding in findings), 4)
