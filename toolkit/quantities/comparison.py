"""What two texts say differently in numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.quantities.extraction import quantities
from toolkit.quantities.likeness import OTHER_UNIT
from toolkit.quantities.matching import Matching, Stated, match
from toolkit.quantities.values import Quantity, Strength, Value

DifferenceKind = Literal["changed", "missing", "extra", "unit", "format"]

_NEAR = 0.15  # what the same unit or form weighs against the distance, as a share of the sentence
_COMPARABLE_FORMS = ("roman", "code", "fraction", "magnitude", "calendar", "ordinal", "multiple", "word", "clock")


@dataclass(frozen=True, slots=True)
class Difference:
    """A quantity without its like; ``values`` are those that differ, ``sure`` tells whether it can hardly be style."""

    kind: DifferenceKind
    left: Quantity | None
    right: Quantity | None
    values: tuple[Value | None, Value | None]
    sure: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The quantities of both texts and how they differ, in the order of the right text."""

    left: tuple[Quantity, ...]
    right: tuple[Quantity, ...]
    differences: tuple[Difference, ...]


def compare(source: str, translation: str, source_language: str, translation_language: str) -> Comparison:
    """Compare the quantities of a source and its translation."""
    left, right = quantities(source, source_language), quantities(translation, translation_language)
    if not left and not right:
        return Comparison((), (), ())
    matching = match(left, right)
    rest_left = [one for one in matching.left if _counts(left[one.owner], translation)]
    rest_right = [one for one in matching.right if _counts(right[one.owner], source)]
    found = [
        *_changed(left, right, rest_left, rest_right, (len(source), len(translation))),
        *_other_units(left, right, matching),
        *_other_formats(right, matching),
    ]
    found.sort(key=lambda one: one.right.start if one.right else 0)
    return Comparison(left, right, tuple(found))


def _counts(quantity: Quantity, other_text: str) -> bool:
    """Return whether a quantity needs a like in the other text: idioms do not, nor names kept as they are."""
    if quantity.strength is Strength.ABSORBS:
        return False
    word = quantity.text
    kept = len(word) > 2 and any(letter.isalpha() for letter in word)
    return not (kept and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", other_text))


def _changed(
    left: Sequence[Quantity],
    right: Sequence[Quantity],
    ours: list[Stated],
    theirs: list[Stated],
    lengths: tuple[int, int],
) -> Iterator[Difference]:
    """Yield the pairs that stand for each other, nearest first, then what is alone on its side."""
    candidates = []
    for mine in ours:
        for yours in theirs:
            first, second = left[mine.owner], right[yours.owner]
            if _may_replace(first, second, mine.value, yours.value):
                distance = abs(first.start / lengths[0] - second.start / lengths[1])
                distance -= _NEAR * (mine.value.unit == yours.value.unit) + _NEAR * (first.form == second.form)
                distance -= _NEAR * (int(first.strength) + int(second.strength))
                candidates.append((distance, first.start, second.start, mine, yours))
    used: set[int] = set()
    for _, _, _, mine, yours in sorted(candidates, key=lambda candidate: candidate[:3]):
        if id(mine) not in used and id(yours) not in used:
            used |= {id(mine), id(yours)}
            first, second = left[mine.owner], right[yours.owner]
            sure = max(first.strength, second.strength) >= Strength.SMALL or mine.value.kind in ("month", "weekday")
            yield Difference("changed", first, second, (mine.value, yours.value), sure)
    for mine in ours:
        if id(mine) not in used and left[mine.owner].strength >= Strength.SMALL:
            firm = left[mine.owner].strength is Strength.FIRM
            yield Difference("missing", left[mine.owner], None, (mine.value, None), firm)
    for yours in theirs:
        if id(yours) not in used and right[yours.owner].strength >= Strength.SMALL:
            firm = right[yours.owner].strength is Strength.FIRM
            yield Difference("extra", None, right[yours.owner], (None, yours.value), firm)


def _may_replace(first: Quantity, second: Quantity, mine: Value, yours: Value) -> bool:
    calendar = ("month", "weekday")
    if mine.kind != yours.kind and (mine.kind in calendar or yours.kind in calendar):
        return False
    if Strength.FIRM in (first.strength, second.strength):
        return True
    if Strength.SMALL in (first.strength, second.strength):
        return (first.form == "ordinal") == (second.form == "ordinal")
    return first.form == second.form and first.form in _COMPARABLE_FORMS


def _other_units(left: Sequence[Quantity], right: Sequence[Quantity], matching: Matching) -> Iterator[Difference]:
    for mine, yours, likeness in matching.pairs:
        if likeness == OTHER_UNIT:
            first, second = left[mine.owner], right[yours.owner]
            yield Difference("unit", first, second, (mine.value, yours.value), True)


def _other_formats(right: Sequence[Quantity], matching: Matching) -> Iterator[Difference]:
    """Yield the numerals that say the right number only in another locale's format: "1.250 people" for 1250."""
    for mine, yours, _ in matching.pairs:
        quantity = right[yours.owner]
        counted = len(quantity.readings) > 1 or quantity.scale > 1 or yours.value.unit
        if yours.reading in quantity.foreign and counted:
            yield Difference("format", None, quantity, (mine.value, yours.value), False)
