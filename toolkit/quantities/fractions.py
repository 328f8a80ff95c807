"""Fractions: "two-thirds", "un terzo", "3/4"; with a stroke it may be a date ("9/11") or a season ("2018/19")."""

from collections.abc import Iterator

from toolkit.quantities.amounts import Amount
from toolkit.quantities.line import HYPHENS, Line
from toolkit.quantities.values import Quantity, Reading, Strength, Value

_LARGEST_AFTER_ARTICLE = 10  # "an eighteenth" is an ordinal
_STROKES = frozenset("/⁄")


def fraction(line: Line, index: int, amount: Amount) -> tuple[Quantity, int] | None:
    """Return the fraction that an amount at a token is the upper part of, and the index after it."""
    if (
        amount.scale > 1
        or amount.form == "ordinal"
        or len(amount.values) > 1
        or amount.values[0] != int(amount.values[0])
    ):
        return None
    return _stroke(line, index, amount) or _named(line, index, amount)


def _stroke(line: Line, index: int, amount: Amount) -> tuple[Quantity, int] | None:
    below = amount.end + 1
    if line.lower(amount.end) not in _STROKES or not (line.touches(amount.end) and line.touches(below)):
        return None
    if line.kind(below) != "number" or not line.tokens[below].raw.isdigit():
        return None
    readings = _stroke_readings(amount.values[0], float(line.tokens[below].raw))
    return line.quantity((index, below + 1), readings, Strength.FIRM, "digits")


def _stroke_readings(first: float, second: float) -> Iterator[Reading]:
    yield Value("number", first), Value("number", second)
    if 1900 <= first < 2100:
        yield Value("number", first), Value("number", second, "year")
    for day, month in ((first, second), (second, first)):
        if 1 <= day <= 31 and 1 <= month <= 12:
            yield Value("number", day), Value("month", month)
    if 0 < first < second:
        yield (Value("number", first / second),)


def _named(line: Line, index: int, amount: Amount) -> tuple[Quantity, int] | None:
    top, after = amount.values[0], line.skip(amount.end, HYPHENS)
    word = line.numbers.get(after)
    ordinal = word if word and word.ordinal else None
    bottom = line.lexicon.denominators.get(line.lower(after), ordinal.value if ordinal else 0.0)
    if line.isin(line.skip(ordinal.end, HYPHENS) if ordinal else after, "century_near"):
        return None
    if (
        not 0 < top < bottom
        or (top == 1 and bottom > _LARGEST_AFTER_ARTICLE)
        or bottom < 2
        or (top == 1 and not line.isin(index, "articles"))
    ):
        return None
    counted: Reading = (Value("number", bottom),) if top == 1 else (Value("number", top), Value("number", bottom))
    strength = Strength.LOOSE if top == 1 else Strength.SMALL
    readings: list[Reading] = [(Value("number", top / bottom),), counted]
    if top > 1:
        readings.append((Value("number", top),))
    return line.quantity((index, ordinal.end if ordinal else after + 1), readings, strength, "fraction")
