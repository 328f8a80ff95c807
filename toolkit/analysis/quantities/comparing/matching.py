"""Which values of two texts correspond: the likeliest readings chosen, then the best pairs first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.analysis.quantities.comparing.likeness import CONVERTED, NONE, OTHER_UNIT, likeness
from toolkit.analysis.quantities.units import MEASURES, same_measure
from toolkit.analysis.quantities.values import Quantity, Reading, Value


@dataclass(frozen=True, slots=True)
class Stated:
    """One value of the reading chosen for quantity number ``owner``."""

    owner: int
    value: Value
    reading: Reading


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of quantities by number with the likeness of their values, and the values that are left over."""

    pairs: tuple[tuple[Stated, Stated, int], ...]
    left: tuple[Stated, ...]
    right: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class _Pools:
    """The values of the other text: as its own locale reads them, and with what they are in another's format."""

    natural: set[Value]
    every: set[Value]


def match_quantities(left: Sequence[Quantity], right: Sequence[Quantity]) -> Matching:
    """Return what corresponds; a value said twice on one side and once on the other is not left over."""
    ours = _stated(left, _Pools(_said(right, natural=True), _said(right)))
    chosen = {one.value for one in ours}
    theirs = _stated(right, _Pools(chosen, chosen))
    scores = {
        (i, j): score
        for i, mine in enumerate(ours)
        for j, yours in enumerate(theirs)
        if (score := likeness(mine.value, yours.value)) != NONE
    }
    unlike = {(i, j): left[ours[i].owner].form != right[theirs[j].owner].form for i, j in scores}
    order = sorted(scores, key=lambda pair: (-scores[pair], unlike[pair], abs(pair[0] - pair[1]), pair))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for i, j in order:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append((ours[i], theirs[j], scores[i, j]))
    again_left = {i for (i, _), score in scores.items() if score > OTHER_UNIT}
    again_right = {j for (_, j), score in scores.items() if score > OTHER_UNIT}
    rest_left = [one for i, one in enumerate(ours) if i not in taken_left | again_left]
    rest_right = [one for j, one in enumerate(theirs) if j not in taken_right | again_right]
    _drop_sums(rest_left, theirs, rest_right)
    _drop_sums(rest_right, ours, rest_left)
    return Matching(tuple(pairs), _once(rest_left), _once(rest_right))


def _once(rest: Sequence[Stated]) -> tuple[Stated, ...]:
    """Return the first value that is left over of each quantity: "24/7" is missing once, not twice."""
    return tuple({one.owner: one for one in reversed(rest)}.values())[::-1]


def _said(quantities: Sequence[Quantity], *, natural: bool = False) -> set[Value]:
    readings = ((one, reading) for one in quantities for reading in one.readings)
    return {value for one, reading in readings if not (natural and reading in one.foreign) for value in reading}


def _stated(quantities: Sequence[Quantity], pools: _Pools) -> list[Stated]:
    stated = []
    for owner, quantity in enumerate(quantities):
        reading = _likeliest(quantity, pools)
        stated += [Stated(owner, value, reading) for value in reading]
    return stated


def _likeliest(quantity: Quantity, pools: _Pools) -> Reading:
    """Return the first reading that the other text may share, or the first of all; another locale's format last."""
    if len(quantity.readings) == 1:
        return quantity.readings[0]
    own = [reading for reading in quantity.readings if reading not in quantity.foreign]
    for readings, pool in ((own, pools.natural), (quantity.readings, pools.every)):
        for least in (CONVERTED, OTHER_UNIT):
            for reading in readings:
                if all(any(likeness(value, other) >= least for other in pool) for value in reading):
                    return reading
    return quantity.readings[0]


def _drop_sums(rest: list[Stated], others: Sequence[Stated], other_rest: list[Stated]) -> None:
    """Drop neighbours that make one measurement, and that one: "un anno e otto mesi" is twenty months."""
    for first, second in pairwise(list(rest)):
        whole = _sum(first.value, second.value)
        for one in others if whole else ():
            if whole and same_measure(whole.amount, whole.unit, one.value.amount, one.value.unit):
                rest[:] = [stated for stated in rest if stated not in (first, second)]
                other_rest[:] = [stated for stated in other_rest if stated is not one]
                return


def _sum(first: Value, second: Value) -> Value | None:
    large, small = MEASURES.get(first.unit), MEASURES.get(second.unit)
    if not large or not small or large[0] != small[0] or large[1] <= small[1]:
        return None
    return Value("number", round(first.amount + second.amount * small[1] / large[1], 2), first.unit)
