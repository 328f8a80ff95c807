"""What is told by its distance from another one: "the next day" beside a date, "her mid-sixties"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.analysis.quantities.meaning.in_context import Placed
from toolkit.analysis.quantities.reading.meanings import DAYS_AFTER
from toolkit.analysis.quantities.reading.token_line import HYPHENS, TokenLine
from toolkit.analysis.quantities.values import Quantity, Reading, Value

_LAST_DAYS = (28, 29, 30, 31)
_IN_A_DATE = 6  # characters between a day and its month
_DECADES = range(20, 100, 10)


def with_parts_of_decades(line: TokenLine, found: Sequence[Placed]) -> list[Placed]:
    """Return the quantities, a decade of someone's life with the years that "early", "mid" or "late" leaves of it."""
    parts = line.lexicon.decade_parts
    return [(first, end, _in_part(line, first, one)) for first, end, one in found] if parts else list(found)


def _in_part(line: TokenLine, first: int, one: Quantity) -> Quantity:
    before = first - 1
    while line.lower(before) in HYPHENS:
        before -= 1
    part = line.lexicon.decade_parts.get(line.lower(before))
    value = one.readings[0][0]
    told = value.unit == "decade" or (line.lexicon.bare_decades and not value.unit and value.kind == "number")
    if part is None or not told or value.amount not in _DECADES or len(one.readings[0]) > 1:
        return one
    years: list[Reading] = [
        (Value("number", value.amount + year, "duration-year"),) for year in range(part[0], part[1] + 1)
    ]
    return replace(one, readings=(*one.readings, *years))


def with_days(found: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities, "the next day" with the day that it is beside a date; without a date it says none."""
    if not any(_offset(one) for one in found):
        return list(found)
    days = sorted(set(_days_of_dates(found)))
    return [placed for one in found if (placed := _placed(one, days) if _offset(one) else one)]


def _offset(one: Quantity) -> float:
    value = one.readings[0][0]
    return value.amount if value.unit == DAYS_AFTER else 0.0


def _placed(one: Quantity, days: Sequence[float]) -> Quantity | None:
    amounts = dict.fromkeys(day for date in days for day in _moved(date, _offset(one)))
    return replace(one, readings=tuple((Value("number", day),) for day in amounts)) if amounts else None


def _moved(day: float, offset: float) -> Iterator[float]:
    moved = day + offset
    if moved < 1:
        yield from (last + moved for last in _LAST_DAYS)
    elif moved <= _LAST_DAYS[-1]:
        yield moved
    yield from (moved - last for last in _LAST_DAYS if day <= last < moved)


def _days_of_dates(found: Sequence[Quantity]) -> Iterator[float]:
    for at, one in enumerate(found):
        for reading in one.readings:
            if len(reading) > 1 and reading[1].kind == "month":
                yield reading[0].amount
        value = one.readings[0][0]
        near = (found[beside] for beside in (at - 1, at + 1) if 0 <= beside < len(found))
        if value.kind == "number" and not value.unit and any(_is_month(other) and _gap(one, other) for other in near):
            yield value.amount


def _is_month(one: Quantity) -> bool:
    return one.readings[0][0].kind == "month"


def _gap(one: Quantity, other: Quantity) -> bool:
    return max(other.start - one.end, one.start - other.end) <= _IN_A_DATE
