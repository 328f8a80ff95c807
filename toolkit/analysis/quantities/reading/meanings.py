"""Words and phrases that say a quantity by themselves: "una decina", "raddoppiato", "biennio", "Novecento", "noon"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.analysis.quantities.reading.cldr import CldrNames
from toolkit.analysis.quantities.units import MEASURES
from toolkit.analysis.quantities.values import Form, Reading, Strength, Value

DAYS_AFTER = "days-after"
"""The unit of "the next day", of which only a date beside it tells the day."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word or phrase says; ``capital`` asks for a capital letter, ``counted`` for a number before it."""

    readings: tuple[Reading, ...]
    strength: Strength
    form: Form
    capital: bool = False
    counted: bool = False


def meanings(data: dict[str, Any], names: CldrNames) -> Iterator[tuple[str, Meaning]]:
    """Yield each phrase of a language's data file, and the names of its months and weekdays, with what it says."""
    for table, read in _TABLES.items():
        for phrase, said in data.get(table, {}).items():
            yield str(phrase), read(said)
    for word in data.get("halves", ()):
        yield word, _number(0.5, Strength.LOOSE, "fraction")
    capital = bool(data.get("capital_calendar"))
    for word, month in names.months.items():
        yield word, Meaning(((Value("month", float(month)),),), Strength.LOOSE, "calendar", capital)
    for word, day in {**names.weekdays, **data.get("weekdays", {})}.items():
        yield word, Meaning(((Value("weekday", float(day)),),), Strength.LOOSE, "calendar", capital)


def _number(amount: float, strength: Strength, form: Form, unit: str = "", *, about: bool = False) -> Meaning:
    return Meaning(((Value("number", float(amount), unit, about),),), strength, form)


def _share(said: int) -> Meaning:
    return Meaning(((Value("number", float(said)),), (Value("number", 1 / said),)), Strength.LOOSE, "fraction")


def _period(said: str) -> Meaning:
    amount, unit = said.split()
    return _number(float(amount), Strength.LOOSE, "multiple", f"duration-{unit}")


def _holiday(said: str) -> Meaning:
    month, day = (float(part) for part in said.split("-"))
    return Meaning(((Value("number", day), Value("month", month)),), Strength.ABSORBS, "calendar")


def _relative_day(said: int) -> Meaning:
    return Meaning(((Value("number", float(said), DAYS_AFTER),),), Strength.ABSORBS, "calendar")


def _rate(said: str, *, counted: bool = False) -> Meaning:
    days = MEASURES[f"duration-{said}"][1]
    return Meaning(((Value("rate", days),),), Strength.LOOSE, "rate", counted=counted)


def _past_century(said: int) -> Meaning:
    readings = ((Value("number", float(said), "century"),), (Value("number", (said - 1) * 100.0, "decade"),))
    return Meaning(readings, Strength.ABSORBS, "word")


def _named(said: float, unit: str) -> Meaning:
    return Meaning(((Value("number", float(said), unit),),), Strength.SMALL, "word", capital=True)


_TABLES: dict[str, Callable[[Any], Meaning]] = {
    "groups": lambda said: _number(said, Strength.ABSORBS, "word"),
    "multiples": lambda said: _number(said, Strength.LOOSE, "multiple"),
    "sets": lambda said: _number(said, Strength.LOOSE, "set"),
    "collectives": lambda said: _number(said, Strength.LOOSE, "word", about=True),
    "magnitudes": lambda said: Meaning(((Value("magnitude", float(said)),),), Strength.LOOSE, "magnitude"),
    "shares": _share,
    "periods": _period,
    "ages": lambda said: _number(said, Strength.LOOSE, "word", "duration-year"),
    "decade_words": lambda said: _number(said, Strength.SMALL, "word", "decade"),
    "centuries": lambda said: _named(said, "century"),
    "century_words": lambda said: _number(said, Strength.SMALL, "word", "century"),
    "past_centuries": _past_century,
    "named_years": lambda said: _named(said, ""),
    "rounds": lambda said: _number(said, Strength.LOOSE, "multiple", "round"),
    "holidays": _holiday,
    "relative_days": _relative_day,
    "rates": _rate,
    "rates_counted": lambda said: _rate(said, counted=True),
    "compass": lambda degrees: Meaning(((Value("compass", float(degrees)),),), Strength.LOOSE, "compass"),
    "times": lambda hour: Meaning(((Value("clock", hour * 60.0, "24h"),),), Strength.LOOSE, "clock"),
}
