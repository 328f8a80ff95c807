"""A number with what stands around it: unit or currency, "and a half", part of a name."""

from collections.abc import Iterator
from dataclasses import replace

from toolkit.quantities.amounts import Amount, amount_at, with_half
from toolkit.quantities.eras import century, decade
from toolkit.quantities.fractions import fraction
from toolkit.quantities.lexicon import CODES, SYMBOLS
from toolkit.quantities.line import APOSTROPHES, HYPHENS, Line
from toolkit.quantities.units import PARTS
from toolkit.quantities.values import Form, Quantity, Reading, Strength, Value

_SMALLER = frozenset(("in", "inch", "inches", "lb", "lbs", "pounds", "pollici", "libbre", "pulgadas", "pouces", "zoll"))
_MARKS_BEFORE_YEARS = APOSTROPHES | HYPHENS | {"/"}


def measured(line: Line, index: int) -> tuple[Quantity, int] | None:
    """Return the quantity whose number starts at a token, and the index after it."""
    amount = amount_at(line, index)
    if amount is None:
        return _article(line, index) if line.isin(index, "articles") else None
    special = fraction(line, index, amount) or decade(line, index, amount) or century(line, index, amount)
    if special:
        return special
    if amount.form == "digits" and line.touches(amount.end) and line.isin(amount.end, "ordinal_endings"):
        amount = replace(amount, form="ordinal", end=amount.end + 1)
    unit, end = _unit(line, index, amount.end)
    strength, form = _standing(line, index, amount)
    readings: list[Reading] = [(Value("number", value, unit),) for value in amount.values]
    foreign = frozenset(reading for reading, odd in zip(readings, amount.foreign, strict=True) if odd)
    if end > amount.end and (halved := with_half(line, replace(amount, end=end), 1.0)).halved:
        readings.insert(0, (Value("number", halved.values[0], unit),))
        end, strength = halved.end, max(strength, Strength.SMALL)
    part = _part(line, unit, end)
    if part:
        readings = [(Value("number", amount.values[0] + part[0], unit),)]
        end = part[1]
    readings += _less_likely(line, index, amount)
    return line.quantity((index, end), readings, strength, form, foreign, amount.scale)


def _article(line: Line, index: int) -> tuple[Quantity, int] | None:
    """Read "a third" and "a year and a half", where the article is the number."""
    one = Amount(index + 1, (1.0,), (False,), Strength.LOOSE, "word")
    part = fraction(line, index, one)
    if part:
        return part
    unit, end = _unit(line, index, index + 1)
    halved = with_half(line, replace(one, end=end), 1.0)
    if not unit or not halved.halved:
        return None
    return line.quantity((index, halved.end), [(Value("number", 1.5, unit),)], Strength.SMALL, "word")


def _standing(line: Line, index: int, amount: Amount) -> tuple[Strength, Form]:
    """Return how much an amount says: digits in a name ("Covid-19", "A380", "5G") say less."""
    if amount.form != "digits":
        return amount.strength, amount.form
    before = index - 2 if line.touches(index) and line.lower(index - 1) in HYPHENS else index - 1
    named = line.kind(before) == "word" and all(line.touches(at) for at in range(before + 1, index + 1))
    named = named and line.tokens[before].raw[0].isupper()
    after = line.touches(amount.end) and line.kind(amount.end) == "word" and line.tokens[amount.end].raw[0].isupper()
    lettered = after and not line.lexicon.units.at(line.tokens, amount.end)
    return (Strength.LOOSE, "code") if named or lettered else (amount.strength, amount.form)


def _unit(line: Line, index: int, end: int) -> tuple[str, int]:
    """Return the unit of the number at tokens index..end-1, and the index after it."""
    units, start = line.lexicon.units, line.skip(end, HYPHENS | APOSTROPHES)
    hit = units.at(line.tokens, start)
    if hit is None and line.isin(start, "of"):
        hit = units.at(line.tokens, line.skip(start + 1, APOSTROPHES))
    symbol = SYMBOLS.get(line.lower(index - 1)) or CODES.get(line.tokens[index - 1].raw) if index else None
    if symbol and hit and hit[0] != symbol:
        return symbol, end
    return hit or (symbol or "", end)


def _part(line: Line, unit: str, end: int) -> tuple[float, int] | None:
    """Return what the inches of "6-foot-2" or the pounds of "11st 5lb" add, and the index after them."""
    whole = PARTS.get(unit)
    index = line.skip(end, HYPHENS)
    if not whole or line.kind(index) != "number" or not line.tokens[index].raw.isdigit():
        return None
    named = line.lower(index + 1) in _SMALLER
    if float(line.tokens[index].raw) >= whole or not (index > end or named):
        return None
    return float(line.tokens[index].raw) / whole, index + 1 + named


def _less_likely(line: Line, index: int, amount: Amount) -> Iterator[Reading]:
    raw = line.tokens[index].raw
    if amount.form == "digits" and any(space in raw for space in " \u00a0\u202f"):
        yield tuple(Value("number", float(part)) for part in raw.replace(",", ".").split())
    if amount.form == "word" and amount.end == index + 1 and raw.lower() in line.lexicon.scales:
        yield (Value("magnitude", amount.values[0]),)
    if amount.scale == 1_000_000 and line.lower(amount.end - 1) == "m":
        yield (Value("number", amount.values[0] / amount.scale, "length-meter"),)
    short = len(raw) == 2 and raw.isdigit() and line.touches(index)
    if short and (line.kind(index - 1) == "word" or line.lower(index - 1) in _MARKS_BEFORE_YEARS):
        yield (Value("number", amount.values[0], "year"),)
