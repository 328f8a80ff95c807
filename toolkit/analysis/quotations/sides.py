"""The two sides of a unit that may quote, and how they differ, as nouns; and by how much more one side quotes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.analysis.quotations.drafts import Draft
from toolkit.analysis.quotations.quoted import Quoted
from toolkit.model import Severity

# Letters added to a length before the logarithm: a word more or less is nothing.
_SMOOTH = 20
# A passage of so many words is no nickname and no title.
SPOKEN = 4


@dataclass(frozen=True, slots=True)
class QuotationDifference:
    """One thing that the two sides quote differently, with a range on each side."""

    kind: str
    severity: Severity
    source: tuple[int, int]
    translation: tuple[int, int]
    words: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sides:
    """A unit's two texts with their languages and drafts; ``open``: whether a quotation is open when each side begins.

    ``alone``: there is no unit before or after, so nobody knows.
    """

    source: str
    translation: str
    source_language: str
    translation_language: str
    open: tuple[bool, bool] = (False, False)
    alone: bool = True
    drafts: tuple[Draft, ...] = ()


def quotation_shift(ours: Sequence[Quoted], theirs: Sequence[Quoted], sides: Sides) -> float:
    """Return by how much more of the translation is quoted (log ratio of ratios; 0 is the same)."""
    left, right = (sum(passage.end - passage.start for passage in passages) for passages in (ours, theirs))
    return shift(left, right, sides)


def shift(left: int, right: int, sides: Sides) -> float:
    """Return the same for so many letters inside of marks on either side."""
    out = len(sides.source) - left, len(sides.translation) - right
    return math.log((right + _SMOOTH) * (out[0] + _SMOOTH) / ((left + _SMOOTH) * (out[1] + _SMOOTH)))
