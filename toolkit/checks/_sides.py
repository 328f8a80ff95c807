"""The units whose two sides a check can compare, and what says something else on one; shared by the checks."""

import re
from collections.abc import Sequence
from functools import cached_property

from toolkit.analysis.text.once import once
from toolkit.analysis.text.words import words
from toolkit.model import BY_ITS_CHECK, Case, Finding, Span, Unchecked, Unit

Range = tuple[int, int]

# How many different words a text must have to be known again, what share of them, and of how many texts this is asked.
_FEWEST, _ALIKE, _MOST_ASKED = 4, 0.6, 100
_FIGURES = re.compile(r"\d+")
# Names, figures, negations of one side of a unit that are held against those of the other, each against each. No
# sentence has as many; a transcript without a full stop may.
MOST_HELD_AGAINST = 400


@once
def both_sides(case: Case) -> Sequence[tuple[Unit, str, str]]:
    """Return each unit with the text of its source and of its translation, where neither is empty."""
    sides = ((unit, unit.source_text, unit.translation_text) for unit in case.units)
    return [one for one in sides if one[1] and one[2]]


class Repeated:
    """Which texts of one side nearly say what another one says that has its counterpart; words in any order count."""

    def __init__(self, texts: Sequence[str], counterparts: Sequence[str]) -> None:
        self._texts = texts
        self._answered = [at for at, (text, one) in enumerate(zip(texts, counterparts, strict=True)) if text and one]
        self._left = _MOST_ASKED

    @cached_property
    def _sets(self) -> list[frozenset[str]]:
        """The words of each text: of all, once anything stands alone."""
        return [frozenset(word.text.lower() for word in words(text)) for text in self._texts]

    def of(self, place: int) -> int | None:
        """Return the place of the text that is most like one, None where none shares most of its words."""
        if not self._left:
            return None
        own = self._sets[place]
        if len(own) < _FEWEST:
            return None
        self._left -= 1
        others = (at for at in self._answered if at != place)
        share, at = max(((len(own & self._sets[at]) / len(own | self._sets[at]), -at) for at in others), default=(0, 0))
        return -at if share >= _ALIKE else None


def too_many(unit: Unit, what: str, ours: int, theirs: int) -> Unchecked | None:
    """Return why a unit is not compared that has more of something than can be held against each other."""
    most = max(ours, theirs)
    if most <= MOST_HELD_AGAINST:
        return None
    told = f"{most:,} {what} in one sentence; at most {MOST_HELD_AGAINST} are compared (is a full stop wanting?)"
    return Unchecked(BY_ITS_CHECK, told, unit.index)


def too_many_figures(unit: Unit) -> Unchecked | None:
    """Return the same for numbers by the figures alone, before any is read: no number has more than four runs."""
    counts = (len(_FIGURES.findall(text)) // 4 for text in (unit.source_text, unit.translation_text))
    return too_many(unit, "numbers", *counts)


def told_otherwise(unit: Unit, ours: Range, theirs: Range, verb: str, confidence: float) -> Finding:
    """Return the warning that a range of the translation stands where the original "says" or "has" another thing."""
    written, original = unit.translation_text[slice(*ours)], unit.source_text[slice(*theirs)]
    return Finding(
        BY_ITS_CHECK,
        "warning",
        "accuracy/mistranslation",
        f'"{written}", but the original {verb} "{original}"',
        unit.index,
        (Span("translation", *ours), Span("source", *theirs)),
        confidence=confidence,
    )
