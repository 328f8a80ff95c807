"""Figures that lost their minus, or got one: "-12 gradi" and "12 degrees"."""

import re
from collections.abc import Iterator, Sequence

from toolkit import languages
from toolkit.analysis.quantities.comparing.differences import Difference
from toolkit.analysis.quantities.comparing.likeness import EQUAL
from toolkit.analysis.quantities.comparing.matching import Matching
from toolkit.analysis.quantities.units import is_currency
from toolkit.analysis.quantities.values import Quantity
from toolkit.languages import remembered


def signs(
    left: Sequence[Quantity], right: Sequence[Quantity], matching: Matching, sides: Sequence[tuple[str, str]]
) -> Iterator[Difference]:
    """Yield the pairs of which one alone is negative, where the other text has no word that says it: "below", "fell".

    ``sides`` are the texts with their languages.
    """
    for mine, yours, score in matching.pairs:
        ours, theirs = left[mine.owner], right[yours.owner]
        if ours.negative == theirs.negative or score < EQUAL:
            continue
        units = {value.unit for one in (ours, theirs) for value in one.readings[0]}
        if not any(_signed(unit) for unit in units):
            continue
        text, language = sides[1] if ours.negative else sides[0]
        heat = any(unit.startswith("temperature") for unit in units)
        says = _pattern(language, "freezing" if heat else "negative")
        if not (says and says.search(text)):
            yield Difference("sign", ours, theirs, (mine.value, yours.value), heat)


def _signed(unit: str) -> bool:
    return unit.startswith("temperature") or unit == "percent" or is_currency(unit)


@remembered()
def _pattern(language: str, key: str) -> re.Pattern[str] | None:
    """Return the pattern of the words of a list that say a minus otherwise; None where the data have none."""
    words = languages.load(language, "numbers").get(key, ())
    each = (re.escape(str(word)).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(each)})\b", re.IGNORECASE) if words else None
