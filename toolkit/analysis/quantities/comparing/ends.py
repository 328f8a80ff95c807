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
    """Whether the lost or added duration is what lies between two times, or two days, that the other side tells."""
    if difference.kind not in ("missing", "extra"):
        return False
    value = difference.values[0] or difference.values[1]
    minutes = _MINUTES.get(value.unit, 0) * value.amount if value else 0
    if not minutes:
        return False
    other, own = (right, left) if difference.left else (left, right)
    clocks = [one.amount for one in _values(other, "clock")]
    days = [one.amount for one in _values(other, "weekday")]
    told = _between(clocks, minutes, _DAY) and (minutes % _DAY or _between(days, minutes / _DAY, _WEEK))
    return bool(told or (minutes % _DAY == 0 and _between(days, minutes / _DAY, _WEEK))) and _ends(other) > _ends(own)


def _between(places: Sequence[float], apart: float, cycle: int) -> bool:
    """Whether two of the places on a dial are so far apart, the first said first."""
    return any((second - first - apart) % cycle == 0 for first, second in combinations(places, 2))


def _ends(side: Sequence[Quantity]) -> int:
    return sum(1 for kind in ("clock", "weekday") for _ in _values(side, kind))


def _values(side: Sequence[Quantity], kind: str) -> Iterator[Value]:
    return (value for quantity in side for value in quantity.readings[0] if value.kind == kind)
