"""Numerals in digits to numbers, in a locale that groups by "." or by "," and in the other one."""

import re

from toolkit.analysis.quantities.values import LARGEST

_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*\Z")
_SPACES = re.compile(r"[ \u00a0\u2007\u2009\u202f'’]")
_NO_DIGITS = re.compile(r"\D")
_EXACT_DIGITS = 15  # every whole number of so many is a float of its own


def read_numeral(raw: str, decimal: str, *, tolerant: bool = False) -> list[tuple[float, bool]]:
    """Return what a numeral may say, the locale's own reading first, and whether that is another locale's format.

    "1.250" is 1250 where "," is the decimal sign, and 1.25 in the other format. ``tolerant``: the language has both.
    """
    digits = _SPACES.sub("", raw)
    if "·" in digits:
        return [(_amount(digits.replace("·", ".")), False)]  # "£9·2m": never a sign of thousands
    grouped = None if digits.startswith("0") else _GROUPED.match(digits)
    if grouped:
        sign = grouped.group(1)
        if digits.count(sign) > 1 or (tolerant and sign == "."):
            return [(_amount(digits.replace(sign, "")), sign == decimal and not tolerant)]
        whole, part = _amount(digits.replace(sign, "")), _amount(digits.replace(sign, "."))
        readings = [(whole, sign == decimal and not tolerant), (part, sign != decimal and not tolerant)]
        return sorted(readings, key=lambda reading: reading[1])
    sign = next((mark for mark in reversed(digits) if mark in ".,"), "")
    if not sign:
        return [(_amount(digits), False)]
    other = "," if sign == "." else "."
    return [(_amount(digits.replace(other, "").replace(sign, ".")), sign != decimal and not tolerant)]


def long_digits(raw: str) -> str:
    """Return the digits of a numeral for a whole number that a float may not hold exactly, empty for any other."""
    digits = _NO_DIGITS.sub("", raw)
    if len(digits) <= _EXACT_DIGITS or _has_decimals(raw):
        return ""
    plain = without_zeros("".join(str(int(digit)) for digit in digits))
    return plain if len(plain) > _EXACT_DIGITS else ""


def without_zeros(digits: str) -> str:
    """Return digits without the zeros before them; ``int`` refuses more than some thousand digits."""
    return digits.lstrip("0") or "0"


def _has_decimals(raw: str) -> bool:
    marks = [mark for mark in raw if mark in ".,·"]
    return len(marks) == 1 or len(set(marks)) > 1


def _amount(numeral: str) -> float:
    return min(float(numeral), LARGEST)
