"""Names that the Unicode CLDR knows: months, weekdays, units, the decimal sign (read through babel)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from toolkit.analysis.quantities.units import MEASURES

_SHORT = {
    *("length-kilometer", "length-meter", "length-centimeter", "length-millimeter", "length-mile"),
    *("mass-kilogram", "mass-gram", "mass-milligram", "mass-pound", "mass-ounce"),
    *("area-square-kilometer", "area-square-meter", "temperature-celsius", "temperature-fahrenheit"),
    *("speed-kilometer-per-hour", "speed-mile-per-hour", "volume-liter", "volume-milliliter"),
}


@dataclass(frozen=True, slots=True)
class CldrNames:
    """Lower-case names of one language; months from 1, weekdays from 0 (Monday)."""

    months: dict[str, int]
    months_short: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    decimal: str


@cache
def names(language: str) -> CldrNames:
    """Return the CLDR's names in a language; none, and a decimal point, for a language that babel does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except UnknownLocaleError:
        return CldrNames({}, {}, {}, {}, ".")
    calendars = [locale.months["format"], locale.months["stand-alone"]]
    months = {name.lower(): number for forms in calendars for number, name in forms["wide"].items()}
    short = {name.lower().rstrip("."): number for forms in calendars for number, name in forms["abbreviated"].items()}
    weekdays = {name.lower(): number for number, name in locale.days["format"]["wide"].items()}
    return CldrNames(months, short, weekdays, dict(_units(language)), locale.number_symbols["latn"]["decimal"])


def _units(language: str) -> Iterator[tuple[str, str]]:
    from babel.units import UnknownUnitError, format_unit

    for unit, (dimension, _, _) in MEASURES.items():
        if dimension == "share":
            continue
        for width in ("short", "long") if unit in _SHORT else ("long",):
            for count in (1, 2):
                try:
                    shown = format_unit(count, unit, width, locale=language)
                except UnknownUnitError:
                    continue
                name = re.sub(r"[\d\s]+", " ", shown).strip().lower()
                if name and name != unit:
                    yield name, unit
