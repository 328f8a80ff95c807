"""Numerals in digits to numbers, in a locale that groups by "." or by "," and in the other one."""

import re

_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*\Z")
_SPACES = re.compile(r"[ \u00a0\u202f'’]")


def read(raw: str, decimal: str, *, tolerant: bool = False) -> list[tuple[float, bool]]:
    """Return what a numeral may say, the locale's own reading first, and whether that is another locale's format.

    "1.250" is 1250 where "," is the decimal sign, and 1.25 in the other format. ``tolerant``: the language has both.
    """
    digits = _SPACES.sub("", raw)
    grouped = None if digits.startswith("0") else _GROUPED.match(digits)
    if grouped:
        sign = grouped.group(1)
        if digits.count(sign) > 1 or (tolerant and sign == "."):
            return [(float(digits.replace(sign, "")), sign == decimal and not tolerant)]
        whole, part = float(digits.replace(sign, "")), float(digits.replace(sign, "."))
        readings = [(whole, sign == decimal and not tolerant), (part, sign != decimal and not tolerant)]
        return sorted(readings, key=lambda reading: reading[1])
    sign = next((mark for mark in reversed(digits) if mark in ".,"), "")
    if not sign:
        return [(float(digits), False)]
    other = "," if sign == "." else "."
    return [(float(digits.replace(other, "").replace(sign, ".")), sign != decimal and not tolerant)]
