"""Which of the values left over on both sides stand in each other's place, and which are alone."""

from collections.abc import Iterator, Sequence

from toolkit.analysis.quantities.comparing.differences import Difference
from toolkit.analysis.quantities.comparing.matching import Stated
from toolkit.analysis.quantities.units import MEASURES, compatible, is_currency
from toolkit.analysis.quantities.values import Quantity, Strength, Value

_NEAR = 0.15  # what the same unit or form weighs against the distance, as a share of the sentence
_HYPERBOLE = 100  # "mille cose", "a hundred things"
_SAME_KIND_OF_WORD = (
    "roman",
    "code",
    "fraction",
    "magnitude",
    "calendar",
    "ordinal",
    "multiple",
    "set",
    "word",
    "clock",
)
_CALENDAR = ("month", "weekday")

_Side = tuple[Sequence[Quantity], Sequence[Stated], int]  # quantities, values left over, length of the text


def replacements(left: _Side, right: _Side) -> Iterator[Difference]:
    """Yield the pairs that stand for each other, nearest first, then what is alone on its side."""
    used: set[int] = set()
    for _, first, second in sorted(
        _candidates(left, right), key=lambda alone: (alone[0], alone[1].owner, alone[2].owner)
    ):
        if id(first) in used or id(second) in used:
            continue
        used |= {id(first), id(second)}
        mine, yours = left[0][first.owner], right[0][second.owner]
        sure = max(mine.strength, yours.strength) >= Strength.SMALL or first.value.kind in _CALENDAR
        units = first.value.unit, second.value.unit
        if all(is_currency(unit) for unit in units) and not compatible(*units):
            sure = False  # converted, perhaps: rates change
        yield Difference("changed", mine, yours, (first.value, second.value), sure)
    for alone in left[1]:
        quantity = left[0][alone.owner]
        if id(alone) not in used and quantity.strength >= Strength.SMALL:
            yield Difference("missing", quantity, None, (alone.value, None), quantity.strength is Strength.FIRM)
    for alone in right[1]:
        quantity = right[0][alone.owner]
        if id(alone) not in used and quantity.strength >= Strength.SMALL:
            yield Difference("extra", None, quantity, (None, alone.value), quantity.strength is Strength.FIRM)


def _candidates(left: _Side, right: _Side) -> Iterator[tuple[float, Stated, Stated]]:
    for first in left[1]:
        for second in right[1]:
            mine, yours = left[0][first.owner], right[0][second.owner]
            if _may_replace(mine, yours, first.value, second.value):
                distance = abs(mine.start / left[2] - yours.start / right[2])
                likeness = (first.value.unit == second.value.unit) + (mine.form == yours.form)
                yield distance - _NEAR * (likeness + int(mine.strength) + int(yours.strength)), first, second


def _may_replace(mine: Quantity, yours: Quantity, first: Value, second: Value) -> bool:
    if first.kind != second.kind and (first.kind in _CALENDAR or second.kind in _CALENDAR):
        return False
    strengths = (mine.strength, yours.strength)
    if Strength.ABSORBS in strengths:
        return _one_and_two(mine, yours, first, second)
    if Strength.FIRM in strengths:
        return True
    if Strength.SMALL in strengths:
        return (mine.form == "ordinal") == (yours.form == "ordinal")
    if first.unit and first.unit == second.unit:
        return True
    alike = mine.form == yours.form or (
        {mine.form, yours.form} == {"fraction", "multiple"} and first.unit == second.unit
    )
    vague = mine.form == "word" and max(first.amount, second.amount) >= _HYPERBOLE
    return alike and mine.form in _SAME_KIND_OF_WORD and not vague


def _one_and_two(mine: Quantity, yours: Quantity, first: Value, second: Value) -> bool:
    """Return whether "una mela" became "two apples"; measures are often converted, "a mile" for two kilometres."""
    words = mine.form == yours.form == "word" and first.kind == second.kind == "number"
    return words and {first.amount, second.amount} == {1, 2} and not {first.unit, second.unit} & set(MEASURES)
