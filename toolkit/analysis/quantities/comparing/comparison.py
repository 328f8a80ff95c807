"""What two texts say differently in numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose

from toolkit import languages
from toolkit.analysis.quantities.comparing.differences import Difference
from toolkit.analysis.quantities.comparing.ends import told_by_ends
from toolkit.analysis.quantities.comparing.kept import kept_figures
from toolkit.analysis.quantities.comparing.likeness import EQUAL, OTHER_UNIT
from toolkit.analysis.quantities.comparing.matching import Matching, Stated, match_quantities
from toolkit.analysis.quantities.comparing.replaced import replacements
from toolkit.analysis.quantities.comparing.signs import signs
from toolkit.analysis.quantities.comparing.swapped import swaps
from toolkit.analysis.quantities.comparing.turned import turned, turned_scores
from toolkit.analysis.quantities.meaning.extraction import quantities
from toolkit.analysis.quantities.units import is_currency
from toolkit.analysis.quantities.values import Quantity, Strength

# How far a rounded number may be from the other.
_ROUNDING = 0.05
_TOLD_UNITS = ("basis-point", "percent", "permille")  # without which a figure says something else
_OPENS_BRACKET = re.compile(r"[(\[–—][^\d()\[\]]{0,20}\Z")


@dataclass(frozen=True, slots=True)
class QuantityComparison:
    """The quantities of both texts and how they differ, in the order of the right text."""

    left: tuple[Quantity, ...]
    right: tuple[Quantity, ...]
    differences: tuple[Difference, ...]


def compare(source: str, translation: str, source_language: str, translation_language: str) -> QuantityComparison:
    """Compare the quantities of a source and its translation."""
    left, right = quantities(source, source_language), quantities(translation, translation_language)
    if not left and not right:
        return QuantityComparison((), (), ())
    if left and right:
        kept = kept_figures(source, translation)
        left, right = (_outside(side, places) for side, places in zip((left, right), kept, strict=True))
    matching = match_quantities(left, right)
    sides = ((source, source_language), (translation, translation_language))
    found = [
        *replacements(
            (left, [stated for stated in matching.left if _counts(stated, left, (source, translation))], len(source)),
            (
                right,
                [stated for stated in matching.right if _counts(stated, right, (translation, source))],
                len(translation),
            ),
        ),
        *_other_units(left, right, matching),
        *_other_formats(right, matching),
        *swaps(left, right, matching, (source, translation)),
        *signs(left, right, matching, sides),
        *(tuple(turned(left, right, matching)) or turned_scores(left, right, sides)),
    ]
    found = [one for one in found if not _rounded(one, source, translation, source_language, translation_language)]
    found = [one for one in found if not told_by_ends(one, left, right)]
    found.sort(key=lambda one: (one.right.start if one.right else 0, one.left.start if one.left else 0))
    return QuantityComparison(left, right, tuple(found))


def _outside(side: tuple[Quantity, ...], places: Sequence[tuple[int, int]]) -> tuple[Quantity, ...]:
    return tuple(one for one in side if not any(start <= one.start < end for start, end in places)) if places else side


def _rounded(
    difference: Difference, source: str, translation: str, source_language: str, translation_language: str
) -> bool:
    """Whether the numbers differ by rounding alone, and a word before one of them says so: "almost 1.80" for 1.799."""
    left, right = difference.values
    if (
        not (difference.left and difference.right and left and right)
        or difference.kind != "changed"
        or left.amount == right.amount
    ):
        return False
    if not _rounds_to(left.amount, right.amount) and not _rounds_to(right.amount, left.amount):
        return False
    return _is_about(source, difference.left.start, source_language) or _is_about(
        translation, difference.right.start, translation_language
    )


def _rounds_to(fine: float, coarse: float) -> bool:
    near = abs(fine - coarse) <= _ROUNDING * abs(fine)
    return near and any(isclose(round(fine, digits), coarse, rel_tol=1e-9) for digits in range(-9, 3))


def _is_about(text: str, start: int, language: str) -> bool:
    words = languages.load(language, "numbers").get("about", ())
    before = text[max(0, start - 24) : start].lower()
    return any(re.search(rf"\b{re.escape(word)}\W*\Z", before) for word in words)


def _counts(stated: Stated, quantities: Sequence[Quantity], texts: tuple[str, str]) -> bool:
    """Return whether a value needs a like in the other text.

    Idioms do not, nor names kept as they are, nor an amount in brackets after one in another currency.
    """
    quantity = quantities[stated.owner]
    text, other_text = texts
    if quantity.strength is Strength.ABSORBS:
        return quantity.form == ("word" if stated.value.amount == 1 else "ordinal")
    before = quantities[stated.owner - 1].readings[0][0] if stated.owner else stated.value
    if is_currency(stated.value.unit) and is_currency(before.unit) and before.unit != stated.value.unit:
        return not _OPENS_BRACKET.search(text, 0, quantity.start)
    word = quantity.text
    kept = len(word) > 2 and any(letter.isalpha() for letter in word)
    return not (kept and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", other_text))


def _other_units(left: Sequence[Quantity], right: Sequence[Quantity], matching: Matching) -> Iterator[Difference]:
    for mine, yours, likeness in matching.pairs:
        if likeness == OTHER_UNIT:
            points = "percent-point" in (mine.value.unit, yours.value.unit)
            values = (mine.value, yours.value)
            yield Difference("unit", left[mine.owner], right[yours.owner], values, not points)
        elif likeness == EQUAL and (lost := _lost_unit(mine, yours, left, right)):
            yield Difference("unit", left[mine.owner], right[yours.owner], (mine.value, yours.value), not lost)


def _lost_unit(mine: Stated, yours: Stated, left: Sequence[Quantity], right: Sequence[Quantity]) -> bool:
    """Return whether "25 basis points" became 25 points, or "12 % of homes" 12 homes."""
    both = left[mine.owner], right[yours.owner]
    if any(one.form not in ("digits", "word") or one.strength < Strength.SMALL for one in both):
        return False
    for one, other, others in ((mine, yours, right), (yours, mine, left)):
        told = one is mine or one.value.unit != "basis-point"  # "135 punti" are basis points of a spread
        if told and one.value.unit in _TOLD_UNITS and not other.value.unit:
            return all(value.unit != one.value.unit for quantity in others for value in quantity.readings[0])
    return False


def _other_formats(right: Sequence[Quantity], matching: Matching) -> Iterator[Difference]:
    """Yield the numerals that say the right number only in another locale's format: "1.250 people" for 1250."""
    for mine, yours, _ in matching.pairs:
        quantity = right[yours.owner]
        counted = len(quantity.readings) > 1 or quantity.scale > 1 or yours.value.unit
        if yours.reading in quantity.foreign and counted:
            yield Difference("format", None, quantity, (mine.value, yours.value), False)
