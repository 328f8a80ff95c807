"""Durations told by their two ends: "twenty-four hours later" is "from 9pm on Thursday to 9pm on Friday"."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from toolkit.analysis.quantities.comparing.differences import Difference
from toolkit.analysis.quantities.values import Quantity, Value

_DAY = 24 * 60
_WEEK = 7
# Minutes of the units that ends are told for.
_MINUTES = {"duration-minute": 1, "duration-hour": 60, "duration-day": _DAY}


def told_by_ends(difference: Difference, left: Sequence[Quantity], right: Sequence[Quantity]) -> bool:
    """Whether the duration that differs is what lies between two times, or two days, that the other side tells."""
    if difference.kind not in ("missing", "extra", "changed"):
        return False
    sides = (difference.left, left, right), (difference.right, right, left)
    return any(
        _told(minutes, [one for one in own if one is not quantity], other)
        for quantity, own, other in sides
        if quantity
        for minutes in _durations(quantity)
    )


def _durations(quantity: Quantity) -> list[float]:
    """Return the minutes that a quantity may say."""
    values = [reading[0] for reading in quantity.readings if len(reading) == 1]
    return [_MINUTES[value.unit] * value.amount for value in values if value.unit in _MINUTES and value.amount]


def _told(minutes: float, own: Sequence[Quantity], other: Sequence[Quantity]) -> bool:
    """Whether another side, which tells more times or days, tells two that are so far apart."""
    clocks, days = ([one.amount for one in _values(other, kind)] for kind in ("clock", "weekday"))
    whole = minutes % _DAY == 0
    by_days = whole and _between(days, minutes / _DAY, _WEEK)
    return (by_days or (not whole and _between(clocks, minutes, _DAY))) and _ends(other) > _ends(own)


def _between(places: Sequence[float], apart: float, cycle: int) -> bool:
    """Whether two of the places on a dial are so far apart, the first said first."""
    return any((second - first - apart) % cycle == 0 for first, second in combinations(places, 2))


def _ends(side: Sequence[Quantity]) -> int:
    return sum(1 for kind in ("clock", "weekday") for _ in _values(side, kind))


def _values(side: Sequence[Quantity], kind: str) -> Iterator[Value]:
    return (value for quantity in side for reading in quantity.readings for value in reading if value.kind == kind)
