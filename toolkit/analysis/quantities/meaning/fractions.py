"""Fractions: "two-thirds", "un terzo", "3/4"; with a stroke it may be a date ("9/11") or a season ("2018/19")."""

from collections.abc import Iterator

from toolkit.analysis.quantities.meaning.dates import days_and_months
from toolkit.analysis.quantities.meaning.unit_names import unit_after
from toolkit.analysis.quantities.reading import numerals
from toolkit.analysis.quantities.reading.amounts import STROKES, Amount, scale_of
from toolkit.analysis.quantities.reading.token_line import HYPHENS, TokenLine
from toolkit.analysis.quantities.values import Quantity, Reading, Strength, Value

_LARGEST_AFTER_ARTICLE = 10  # "an eighteenth" is an ordinal


def fraction(line: TokenLine, index: int, amount: Amount) -> tuple[Quantity, int] | None:
    """Return the fraction that an amount at a token is the upper part of, and the index after it."""
    if (
        amount.scale > 1
        or amount.form == "ordinal"
        or len(amount.values) > 1
        or amount.values[0] != int(amount.values[0])
    ):
        return None
    return _stroke(line, index, amount) or _named(line, index, amount)


def _stroke(line: TokenLine, index: int, amount: Amount) -> tuple[Quantity, int] | None:
    below = amount.end + 1
    if line.lower(amount.end) not in STROKES or not (line.touches(amount.end) and line.touches(below)):
        return None
    if line.kind(below) != "number" or not line.tokens[below].raw.isdigit():
        return None
    if numerals.long_digits(line.tokens[index].raw) or numerals.long_digits(line.tokens[below].raw):
        return None  # no share: two figures, each compared as it is written
    readings = _stroke_readings(amount.values[0], float(line.tokens[below].raw), line.lexicon.month_first)
    return line.quantity((index, below + 1), readings, Strength.FIRM, "digits")


def _stroke_readings(first: float, second: float, month_first: bool) -> Iterator[Reading]:
    yield Value("number", first), Value("number", second)
    if 1900 <= first < 2100:
        yield Value("number", first), Value("number", second, "year")
    yield from days_and_months(first, second, month_first)
    if 0 < first < second:
        yield (Value("number", first / second),)


def share_of_unit(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Read "quarto d'ora", "quarter of a century", where no number stands before."""
    bottom = line.lexicon.denominators.get(line.lower(index), 0.0)
    if not bottom or not line.isin(line.skip(index + 1, HYPHENS), "of"):
        return None
    named = unit_after(line, index + 1, article=True)
    return named and line.quantity(
        (index, named[1]), [(Value("number", 1 / bottom, named[0]),)], Strength.LOOSE, "fraction"
    )


def _named(line: TokenLine, index: int, amount: Amount) -> tuple[Quantity, int] | None:
    top, after = amount.values[0], line.skip(amount.end, HYPHENS)
    word = line.numbers.get(after)
    end = word.end if word and word.ordinal else after + 1
    bottom = line.lexicon.denominators.get(line.lower(after), word.value if word and word.ordinal else 0.0)
    if line.lexicon.units.at(line.tokens, after) and not line.lexicon.denominators.get(line.lower(after)):
        return None  # "50 centesimi" are money
    if bottom < 2 or not 0 < top < bottom or line.isin(line.skip(end, HYPHENS), "century_near"):
        return None
    scale = scale_of(line, end)
    if scale and (top > 1 or line.isin(index, "articles")):
        value = Value("number", top / bottom * scale[0])
        return line.quantity((index, scale[1]), [(value,)], Strength.FIRM, "word", scale=scale[0])
    unit, end = unit_after(line, end, article=True) or ("", end)
    readings: list[Reading] = [(Value("number", top / bottom, unit),)]
    if top > 1:
        readings += [(Value("number", top), Value("number", bottom)), (Value("number", top),)]
        return line.quantity((index, end), readings, Strength.SMALL, "fraction")
    if not line.isin(index, "articles") or bottom > _LARGEST_AFTER_ARTICLE:
        return None
    return line.quantity((index, end), [*readings, (Value("number", bottom),)], Strength.LOOSE, "fraction")
