"""How well a value of one text corresponds to a value of the other."""

from math import isclose

from toolkit.analysis.quantities.units import comparable, compatible, same_measure
from toolkit.analysis.quantities.values import Value

SAME = 5  # the same amount of the same thing
EQUAL = 4  # the same amount; the unit is not said on one side
RELATED = 3  # the same said otherwise: "the '90s" and 1990s, "half" and 50 %, "15" and 3 pm, "a dozen" and "una decina"
CONVERTED = 2  # the same measurement in another unit
OTHER_UNIT = 1  # the same amount of something else
NONE = 0

_NEARLY = 1.35


def likeness(first: Value, second: Value) -> int:
    """Return one of the constants above; symmetric."""
    if first.kind != second.kind:
        return RELATED if _across_kinds(first, second) or _across_kinds(second, first) else NONE
    if first.kind == "clock":
        return _clock(first, second)
    if _same_amount(first, second):
        by_unit = _by_unit(first, second)
        rounded = by_unit == OTHER_UNIT and "percent-point" not in (first.unit, second.unit)  # "30 yards", "30 mètres"
        return CONVERTED if rounded and _measured_alike(first, second) else by_unit
    if first.kind != "number":
        return NONE
    if _related(first, second) or _related(second, first):
        return RELATED
    return CONVERTED if _measured_alike(first, second) else NONE


def _same_amount(first: Value, second: Value) -> bool:
    if first.digits and second.digits:
        return first.digits == second.digits
    return isclose(first.amount, second.amount, rel_tol=1e-12)


def _measured_alike(first: Value, second: Value) -> bool:
    roughly = first.approximate or second.approximate
    return same_measure(first.amount, first.unit, second.amount, second.unit, roughly=roughly)


def _by_unit(first: Value, second: Value) -> int:
    if first.unit == second.unit:
        return SAME
    if compatible(first.unit, second.unit) or not comparable(first.unit, second.unit):
        return EQUAL
    return OTHER_UNIT


def _clock(first: Value, second: Value) -> int:
    if first.amount % 1440 == second.amount % 1440:
        return SAME
    unsure = "12h" in (first.unit, second.unit)
    return EQUAL if unsure and first.amount % 720 == second.amount % 720 else NONE


def _across_kinds(first: Value, second: Value) -> bool:
    if first.kind == "clock" and second.kind == "number":
        hours = {first.amount / 60} if first.unit == "24h" and first.amount >= 780 else {first.amount / 60 % 12}
        hours |= {hour + 12 for hour in hours if hour < 12} | {hour - 12 for hour in hours if hour > 12}
        return second.unit in ("", "duration-hour") and second.amount in hours
    if first.kind == "magnitude" and second.kind == "number":
        return first.amount == second.amount
    return False


def _related(first: Value, second: Value) -> bool:
    """Return whether ``first`` is another way to say ``second``."""
    if first.unit in ("decade", "year"):
        bare = first.unit == "decade" and not second.unit and second.amount == first.amount % 100  # "en los sesenta"
        return bare or _short_year(first.amount, second.amount, 1900 if first.unit == "decade" else 1800)
    if not first.unit and not second.unit and 10 <= first.amount < 100 <= second.amount:  # "il 68" and 1968
        return _short_year(first.amount, second.amount, 1900)
    if second.unit == "percent" and not first.unit and (first.amount < 1 or second.amount > 100):
        return isclose(first.amount * 100, second.amount, abs_tol=0.5)
    smaller = _in_smaller(first, second)
    if smaller:
        return isclose(first.amount, second.amount * smaller)
    if first.approximate:
        low, high = sorted((first.amount, second.amount))
        return low > 0 and high / low <= _NEARLY
    return False


def _in_smaller(first: Value, second: Value) -> float:
    """Return how many of the first's units one of the second has, where a bare figure may be in it; else 0."""
    if (first.unit == "basis-point" and not second.unit) or (first.unit == "cent" and second.unit.isupper()):
        return 100  # "un quarto di punto"
    parts_of_hour = first.unit == "duration-hour" and first.amount < 1 and not second.unit  # "a quarter-hour", "al 15'"
    return 1 / 60 if parts_of_hour else 0


def _short_year(short: float, year: float, earliest: int) -> bool:
    return short < 100 and year % 100 == short and (year < 100 or earliest <= year < 2100)
