"""Which of the values left over on both sides stand in each other's place, and which are alone."""

from collections.abc import Iterator, Sequence

from toolkit.analysis.quantities.comparing.differences import Difference
from toolkit.analysis.quantities.comparing.matching import Stated
from toolkit.analysis.quantities.units import MEASURES, compatible, is_currency, near_measures
from toolkit.analysis.quantities.values import Quantity, Strength, Value

_NEAR = 0.15  # what the same unit or form weighs against the distance, as a share of the sentence
_DATE_GAP, _LAST_DAY = 6, 31  # characters between a day and its month: "29 de setembro"
_APART = 90  # degrees
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
    "rate",
    "compass",
)
_NAMED = ("month", "weekday", "rate", "compass")  # kinds of which one stands for another of its own kind alone
_SURE = ("month", "weekday", "rate")
_SHARES = ("fraction", "multiple")
_UNCOUNTED = (*_SHARES, "set", "magnitude")  # where they are LOOSE: words that do not stand for a number

_Side = tuple[Sequence[Quantity], Sequence[Stated], int]  # quantities, values left over, length of the text


def replacements(left: _Side, right: _Side) -> Iterator[Difference]:
    """Yield the pairs that stand for each other, nearest first, then what is alone on its side."""
    left, right = _without_days(left, right), _without_days(right, left)
    used: set[int] = set()
    for _, first, second in sorted(
        _candidates(left, right), key=lambda alone: (alone[0], alone[1].owner, alone[2].owner)
    ):
        if id(first) in used or id(second) in used:
            continue
        used |= {id(first), id(second)}
        mine, yours = left[0][first.owner], right[0][second.owner]
        sure = max(mine.strength, yours.strength) >= Strength.SMALL or first.value.kind in _SURE
        units = first.value.unit, second.value.unit
        if all(is_currency(unit) for unit in units) and not compatible(*units):
            sure = False  # converted, perhaps: rates change
        if Strength.ABSORBS in (mine.strength, yours.strength) and mine.form == "ordinal":
            sure = False  # "sexta" is the sixth, and Friday
        if near_measures(first.value.amount, units[0], second.value.amount, units[1]):
            sure = False
        yield Difference("changed", mine, yours, (first.value, second.value), sure)
    for alone in left[1]:
        quantity = left[0][alone.owner]
        if id(alone) not in used and quantity.strength >= Strength.SMALL:
            yield Difference("missing", quantity, None, (alone.value, None), quantity.strength is Strength.FIRM)
    for alone in right[1]:
        quantity = right[0][alone.owner]
        if id(alone) not in used and quantity.strength >= Strength.SMALL:
            yield Difference("extra", None, quantity, (None, alone.value), quantity.strength is Strength.FIRM)


def _without_days(side: _Side, other: _Side) -> _Side:
    """Return a side without days of a month where the other has a weekday for them: "Saturday" for "29 September"."""
    if all(one.value.kind != "weekday" for one in other[1]):
        return side
    quantities, rest, length = side
    dated = [one for one in rest if one.value.kind == "number" and _in_a_date(quantities, one)]
    return quantities, [one for one in rest if one not in dated], length


def _in_a_date(quantities: Sequence[Quantity], one: Stated) -> bool:
    """Return whether a month is named right beside a number, or in the same date."""
    if any(value.kind == "month" for value in one.reading):
        return True
    mine = quantities[one.owner]
    for at in (one.owner - 1, one.owner + 1):
        if 0 <= at < len(quantities) and quantities[at].readings[0][0].kind == "month":
            gap = max(quantities[at].start - mine.end, mine.start - quantities[at].end)
            if gap <= _DATE_GAP and 1 <= one.value.amount <= _LAST_DAY:
                return True
    return False


def _candidates(left: _Side, right: _Side) -> Iterator[tuple[float, Stated, Stated]]:
    for first in left[1]:
        for second in right[1]:
            mine, yours = left[0][first.owner], right[0][second.owner]
            if _may_replace(mine, yours, first.value, second.value):
                distance = abs(mine.start / left[2] - yours.start / right[2])
                likeness = (first.value.unit == second.value.unit) + (mine.form == yours.form)
                yield distance - _NEAR * (likeness + int(mine.strength) + int(yours.strength)), first, second


def _may_replace(mine: Quantity, yours: Quantity, first: Value, second: Value) -> bool:
    if _unlike(first, second) or _uncounted(mine, yours, first, second) or _uncounted(yours, mine, second, first):
        return False
    strengths = (mine.strength, yours.strength)
    if Strength.ABSORBS in strengths:
        return _one_and_two(mine, yours, first, second) or _places(mine, yours, first, second)
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


def _unlike(first: Value, second: Value) -> bool:
    """Return whether two values cannot stand for each other; "southwest" may be "south" as well."""
    if first.kind == second.kind == "compass":
        apart = abs(first.amount - second.amount)
        return min(apart, 360 - apart) < _APART
    return first.kind != second.kind and (first.kind in _NAMED or second.kind in _NAMED)


def _uncounted(loose: Quantity, other: Quantity, value: Value, other_value: Value) -> bool:
    """Return whether a word such as "half" or "double" cannot stand for the other quantity: "the first half" for 47."""
    if loose.form not in _UNCOUNTED or loose.strength is not Strength.LOOSE or other.form == loose.form:
        return False
    if Strength.ABSORBS in (loose.strength, other.strength):
        return False
    shares = loose.form in _SHARES and ({other.form, loose.form} == set(_SHARES) or _is_share(other))
    return not shares and not (value.unit and value.unit == other_value.unit)


def _is_share(quantity: Quantity) -> bool:
    return any(value.unit == "percent" for reading in quantity.readings for value in reading)


def _places(mine: Quantity, yours: Quantity, first: Value, second: Value) -> bool:
    """Return whether "third" became "second"; "first" is often said otherwise."""
    return mine.form == yours.form == "ordinal" and 1 not in (first.amount, second.amount)


def _one_and_two(mine: Quantity, yours: Quantity, first: Value, second: Value) -> bool:
    """Return whether "una mela" became "two apples"; measures are often converted, "a mile" for two kilometres."""
    words = mine.form == yours.form == "word" and first.kind == second.kind == "number"
    return words and {first.amount, second.amount} == {1, 2} and not {first.unit, second.unit} & set(MEASURES)
