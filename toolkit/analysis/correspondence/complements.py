"""Shares that say the same of those who did not: "six in ten have not" is "four in ten have"."""

from collections.abc import Iterator, Sequence
from math import isclose

from toolkit.analysis.negation.cues import find_cues
from toolkit.analysis.quantities import Difference, Quantity, QuantityComparison, compare

_HALF = 0.5


def told_by_complements(source: str, translation: str, source_language: str, translation_language: str) -> bool:
    """Whether a share of one text is the rest of one of the other, and one text alone denies."""
    compared = compare(source, translation, source_language, translation_language)
    return len(without_complements(compared, source, translation, source_language, translation_language)) < len(
        compared.differences
    )


def without_complements(
    compared: QuantityComparison, source: str, translation: str, source_language: str, translation_language: str
) -> tuple[Difference, ...]:
    """Return the differences but those of shares that are each other's rest, where one text denies once more."""
    differences = compared.differences
    if not differences:
        return differences
    rests = [(left, right) for left in compared.left for right in compared.right if _complete(left, right)]
    rests = [pair for pair in rests if any(_of(difference, pair) for difference in differences)]
    if not rests or not _turned_round(source, translation, source_language, translation_language):
        return differences
    return tuple(one for one in differences if not any(_of(one, pair) for pair in rests))


def _of(difference: Difference, shares: tuple[Quantity, Quantity]) -> bool:
    return difference.left is shares[0] or difference.right is shares[1]


def _complete(left: Quantity, right: Quantity) -> bool:
    return any(
        isclose(one + other, 1.0, abs_tol=1e-6) and not isclose(one, _HALF)
        for one in _shares(left)
        for other in _shares(right)
    )


def _shares(quantity: Quantity) -> Iterator[float]:
    for reading in quantity.readings:
        value = reading[0]
        if len(reading) > 1 or value.kind != "number":
            continue
        share = value.amount / 100 if value.unit == "percent" else value.amount
        if 0 < share < 1 and value.unit in ("", "percent"):
            yield share


def _turned_round(source: str, translation: str, source_language: str, translation_language: str) -> bool:
    denials: Sequence[int] = (
        len(find_cues(source, source_language).explicit),
        len(find_cues(translation, translation_language).explicit),
    )
    return abs(denials[0] - denials[1]) == 1
