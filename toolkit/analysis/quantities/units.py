"""Units of measure: which can be converted into each other, and when two measurements are the same but for rounding.

Factors are those of the international yard and pound agreement (1959) and the SI brochure.
"""

import math
from itertools import product
from typing import Final

# CLDR unit -> (dimension, factor, offset): value * factor + offset is in the dimension's SI unit.
MEASURES: Final[dict[str, tuple[str, float, float]]] = {
    "length-kilometer": ("length", 1000.0, 0.0),
    "length-meter": ("length", 1.0, 0.0),
    "length-centimeter": ("length", 0.01, 0.0),
    "length-millimeter": ("length", 0.001, 0.0),
    "length-mile": ("length", 1609.344, 0.0),
    "length-yard": ("length", 0.9144, 0.0),
    "length-foot": ("length", 0.3048, 0.0),
    "length-inch": ("length", 0.0254, 0.0),
    "length-nautical-mile": ("length", 1852.0, 0.0),
    "mass-tonne": ("mass", 1000.0, 0.0),
    "mass-quintal": ("mass", 100.0, 0.0),
    "mass-hectogram": ("mass", 0.1, 0.0),
    "mass-kilogram": ("mass", 1.0, 0.0),
    "mass-gram": ("mass", 0.001, 0.0),
    "mass-milligram": ("mass", 0.000001, 0.0),
    "mass-stone": ("mass", 6.35029318, 0.0),
    "mass-pound": ("mass", 0.45359237, 0.0),
    "mass-ounce": ("mass", 0.028349523125, 0.0),
    "area-square-kilometer": ("area", 1_000_000.0, 0.0),
    "area-hectare": ("area", 10_000.0, 0.0),
    "area-square-meter": ("area", 1.0, 0.0),
    "area-square-mile": ("area", 2_589_988.110336, 0.0),
    "area-acre": ("area", 4046.8564224, 0.0),
    "area-square-foot": ("area", 0.09290304, 0.0),
    "volume-cubic-meter": ("volume", 1000.0, 0.0),
    "volume-liter": ("volume", 1.0, 0.0),
    "volume-milliliter": ("volume", 0.001, 0.0),
    "volume-gallon": ("volume", 3.785411784, 0.0),
    "volume-gallon-imperial": ("volume", 4.54609, 0.0),
    "volume-pint": ("volume", 0.473176473, 0.0),
    "volume-pint-imperial": ("volume", 0.56826125, 0.0),
    "volume-barrel": ("volume", 158.987294928, 0.0),
    "speed-kilometer-per-hour": ("speed", 1 / 3.6, 0.0),
    "speed-meter-per-second": ("speed", 1.0, 0.0),
    "speed-mile-per-hour": ("speed", 0.44704, 0.0),
    "speed-knot": ("speed", 0.514444, 0.0),
    "temperature-celsius": ("temperature", 1.0, 273.15),
    "temperature-fahrenheit": ("temperature", 5 / 9, 255.372222),
    "percent": ("share", 0.01, 0.0),
    "percent-point": ("share", 0.01, 0.0),
    "permille": ("share", 0.001, 0.0),
    "basis-point": ("share", 0.0001, 0.0),
    "duration-century": ("duration", 36525.0, 0.0),
    "duration-decade": ("duration", 3652.5, 0.0),
    "duration-year": ("duration", 365.25, 0.0),
    "duration-month": ("duration", 30.4375, 0.0),
    "duration-week": ("duration", 7.0, 0.0),
    "duration-day": ("duration", 1.0, 0.0),
    "duration-hour": ("duration", 1 / 24, 0.0),
    "duration-minute": ("duration", 1 / 1440, 0.0),
    "duration-second": ("duration", 1 / 86400, 0.0),
}

# A foot has 12 inches, a stone 14 pounds: "6-foot-2", "11st 5lb".
PARTS: Final = {"length-foot": 12.0, "mass-stone": 14.0}

# What the number after "and" counts: "un metro e 85", "2 euro e 50", "un'ora e 20", "4 anni e 6 mesi".
HUNDREDTHS: Final = {
    "length-meter": 100.0,
    "EUR": 100.0,
    "USD": 100.0,
    "GBP": 100.0,
    "duration-hour": 60.0,
    "duration-minute": 60.0,
    "duration-year": 12.0,
}

LAW: Final = "law"  # "law-bis": the unit of an article of law that has a suffix

_NO_UNITS = ("decade", "century", "year", "round")
_ROUNDING = 0.01
_ROUGHEST = 0.1  # "100 yards" for 90 metres
_APPROXIMATELY = 0.25  # "more than a mile" for two kilometres
_CALENDAR = frozenset(("duration-month", "duration-year", "duration-decade", "duration-century"))
_DAYS_OFF = 9
_EXACT = ("share", "duration")  # what nobody converts
_CONVERTED = 0.2
_LEAST_CONVERTED = 20  # seven kilos for six are a mistake
_DEGREES = 4.5
_FORTNIGHT = 0.1  # "quindici giorni" is two weeks, six weeks are a month and a half


def compatible(first: str, second: str) -> bool:
    """Return whether two units may be one: one is not known, or they share an alternative."""
    return not first or not second or first == second or not set(first.split("|")).isdisjoint(second.split("|"))


def comparable(first: str, second: str) -> bool:
    """Return whether both units are known for what they are, so that another one in its place is an error."""
    return bool(_groups(first) and _groups(second))


def _groups(unit: str) -> set[str]:
    return {_group(part) for part in unit.split("|")} - {""}


def _group(unit: str) -> str:
    if unit in MEASURES:
        return MEASURES[unit][0]
    if unit.startswith(f"{LAW}-"):
        return LAW
    return "currency" if is_currency(unit) else ""


def is_currency(unit: str) -> bool:
    """Return whether a unit is one of money: an ISO 4217 code or the name of a family ("peso", "cent")."""
    return any(_is_money(part) for part in unit.split("|"))


def _is_money(unit: str) -> bool:
    return bool(unit) and unit not in MEASURES and unit not in _NO_UNITS and not unit.startswith(f"{LAW}-")


def same_measure(amount: float, unit: str, other: float, other_unit: str, *, roughly: bool = False) -> bool:
    """Return whether two measurements in different units of one dimension are equal but for rounding."""
    pairs = product(unit.split("|"), other_unit.split("|"))
    return any(_same(amount, mine, other, yours, roughly) for mine, yours in pairs if mine != yours)


def near_measures(amount: float, unit: str, other: float, other_unit: str) -> bool:
    """Return whether two measurements of one dimension may both be a third one, converted: 25 and 27 metres."""
    if min(amount, other) < _LEAST_CONVERTED:
        return False
    for mine, yours in product(unit.split("|"), other_unit.split("|")):
        first, second = MEASURES.get(mine), MEASURES.get(yours)
        if not first or not second or first[0] != second[0] or first[0] in _EXACT:
            continue
        apart = abs(amount * first[1] + first[2] - other * second[1] - second[2])
        if apart <= (_DEGREES if first[0] == "temperature" else _CONVERTED * abs(amount * first[1])):
            return True
    return False


def _same(amount: float, unit: str, other: float, other_unit: str, roughly: bool) -> bool:
    mine, yours = MEASURES.get(unit), MEASURES.get(other_unit)
    if not mine or not yours or mine[0] != yours[0]:
        return False
    first, second = amount * mine[1] + mine[2], other * yours[1] + yours[2]
    slack = max(_half_step(amount) * mine[1], _half_step(other) * yours[1])
    if mine[0] == "temperature":
        return abs(first - second) <= slack * 1.2
    larger = max(abs(first), abs(second))
    if roughly:
        return abs(first - second) <= _APPROXIMATELY * larger
    if mine[0] == "share":
        return math.isclose(first, second, rel_tol=1e-6)
    if mine[0] == "duration":
        exact = {unit, other_unit} <= _CALENDAR  # 18 months are a year and a half, 19 are not
        return abs(first - second) <= (_DAYS_OFF if exact else _FORTNIGHT * larger)
    return abs(first - second) <= max(_ROUNDING * larger, min(slack * 1.05, _ROUGHEST * larger))


def _half_step(amount: float) -> float:
    """Return half a unit in the last digit that was said: 0.5 for 8, 0.05 for 1.8, 5 for 60."""
    step = 1.0
    if amount == int(amount):
        while amount and amount % (step * 10) == 0:
            step *= 10
        return step / 2
    while not math.isclose(amount * 10, round(amount * 10), abs_tol=1e-9) and step > 0.001:
        amount, step = amount * 10, step / 10
    return step / 20
