"""A number with what stands around it: unit or currency, "and a half", part of a name."""

from collections.abc import Iterator
from dataclasses import replace

from toolkit.analysis.quantities.meaning.eras import century, decade, short_century
from toolkit.analysis.quantities.meaning.fractions import fraction, share_of_unit
from toolkit.analysis.quantities.meaning.unit_names import part_of, unit_after, unit_of
from toolkit.analysis.quantities.reading import numerals
from toolkit.analysis.quantities.reading.amounts import Amount, amount_at, with_half
from toolkit.analysis.quantities.reading.token_line import APOSTROPHES, HYPHENS, TokenLine
from toolkit.analysis.quantities.units import LAW, is_currency
from toolkit.analysis.quantities.values import Form, Quantity, Reading, Strength, Value

_PERIODS_OF_YEARS = frozenset(("Q", "H", "T", "S"))  # "Q3", "H1"; "T3" and "S1" in Romance languages
_DEGREES = frozenset("°º")  # "26°", and "26º" as it is often typed
_HEAT = "temperature-celsius|temperature-fahrenheit"
_MARKS_BEFORE_YEARS = APOSTROPHES | HYPHENS | {"/"}


def measured(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Return the quantity whose number starts at a token, and the index after it."""
    amount = amount_at(line, index)
    share = share_of_unit(line, index)
    if share:
        return share
    if amount is None:
        return _without_number(line, index)
    special = (
        fraction(line, index, amount)
        or decade(line, index, amount)
        or century(line, index, amount)
        or short_century(line, index)
    )
    if special:
        return special
    ending = amount.form == "digits" and line.touches(amount.end) and line.isin(amount.end, "ordinal_endings")
    if ending and not _has_parts(line, amount.end):
        amount = replace(amount, form="ordinal", end=amount.end + 1)
    unit, end = unit_of(line, index, amount.end)
    strength, form = _standing(line, index, amount)
    if unit == "percent" and amount.values == (100.0,):
        strength = Strength.LOOSE  # "100 % certain": wholly
    digits = numerals.long_digits(line.tokens[index].raw) if amount.scale == 1 and not amount.halved else ""
    readings: list[Reading] = [(Value("number", value, unit, digits=digits),) for value in amount.values]
    foreign = frozenset(reading for reading, odd in zip(readings, amount.foreign, strict=True) if odd)
    if end > amount.end and (halved := with_half(line, replace(amount, end=end), 1.0)).halved:
        readings = [(Value("number", halved.values[0], unit),)]
        end, strength = halved.end, max(strength, Strength.SMALL)
    elif counted := _and_a_half(line, amount):
        return line.quantity((index, counted[1]), counted[0], max(strength, Strength.LOOSE), "word")
    part = part_of(line, unit, end)
    if not unit and amount.form == "digits" and (suffix := _suffix(line, end)):
        return line.quantity((index, suffix[1]), [(Value("number", amount.values[0], suffix[0]),)], strength, form)
    if part:
        readings, end = [(Value("number", amount.values[0] + part[0], unit),)], part[1]
    readings += _less_likely(line, index, amount, unit)
    if line.lower(end - 1 if ending else end) in _DEGREES and line.touches(end - 1 if ending else end):
        readings.append((Value("number", amount.values[0], _HEAT),))
    return line.quantity((index, end), readings, strength, form, foreign, amount.scale)


def collective(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Read "ein Dutzend", which is about twelve; "zwei Dutzend" are counted."""
    if not line.isin(index, "articles") or line.lower(index + 1) not in line.lexicon.scales:
        return None
    hit = line.lexicon.meanings.at(line.tokens, index + 1)
    if hit is None or not hit[0].readings[0][0].approximate:
        return None
    return line.quantity((index, hit[1]), hit[0].readings, hit[0].strength, hit[0].form)


def _suffix(line: TokenLine, end: int) -> tuple[str, int] | None:
    """Return the Latin suffix of an article of law as a unit, and the index after it: "416-bis"."""
    at = line.skip(end, HYPHENS)
    joined = all(line.touches(token) for token in range(end, at + 1))
    if not line.isin(at, "law_suffixes") or not (joined or (at == end and not line.isin(at, "between"))):
        return None
    return f"{LAW}-{line.lower(at)}", at + 1


def _has_parts(line: TokenLine, index: int) -> bool:
    """Return whether an ending is a unit with a smaller one after it: the stones of "11st 5lb"."""
    named = line.lexicon.units.at(line.tokens, index)
    return bool(named and part_of(line, *named))


def _without_number(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Read "a third", "a year and a half", "a mile", where the article counts, and "half a century"."""
    if line.isin(index, "half"):
        named = unit_after(line, index + 1, article=True)
        return named and line.quantity(
            (index, named[1]), [(Value("number", 0.5, named[0]),)], Strength.LOOSE, "fraction"
        )
    if not line.isin(index, "articles"):
        return None
    one = Amount(index + 1, (1.0,), (False,), Strength.LOOSE, "word")
    part = fraction(line, index, one)
    if part:
        return part
    unit, end = unit_of(line, index, index + 1)
    if not unit:
        counted = _and_a_half(line, one)
        return counted and line.quantity((index, counted[1]), counted[0], Strength.LOOSE, "word")
    halved = with_half(line, replace(one, end=end), 1.0)
    if halved.halved:
        more: Reading = (Value("number", halved.values[0], unit),)  # "an hour and a half", "and a quarter"
        return line.quantity((index, halved.end), [more], Strength.SMALL, "word")
    return line.quantity((index, end), [(Value("number", 1.0, unit, approximate=True),)], Strength.ABSORBS, "word")


def unit_and_a_half(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Read "nell'ultimo anno e mezzo", where the unit counts without a number."""
    if not line.isin(index + 1, "and"):
        return None
    named = line.lexicon.units.at(line.tokens, index)
    if named is None or named[1] != index + 1:
        return None
    halved = with_half(line, Amount(index + 1, (1.0,), (False,), Strength.LOOSE, "word"), 1.0, quarters=False)
    if not halved.halved or unit_after(line, halved.end):
        return None
    return line.quantity((index, halved.end), [(Value("number", 1.5, named[0]),)], Strength.LOOSE, "word")


def _and_a_half(line: TokenLine, amount: Amount) -> tuple[list[Reading], int] | None:
    """Return what "un punto e mezzo" and "due gol e mezzo" say, the noun being no unit, and the index after it.

    The half may also be another thing's: "un sindaco e mezza giunta".
    """
    if line.kind(amount.end) != "word" or amount.form == "ordinal" or amount.scale > 1 or amount.end in line.numbers:
        return None
    halved = with_half(line, replace(amount, end=amount.end + 1), 1.0, quarters=False)
    if not halved.halved:
        return None
    apart: Reading = (Value("number", amount.values[0]), Value("number", 0.5))
    return [(Value("number", halved.values[0]),), apart], halved.end


def _standing(line: TokenLine, index: int, amount: Amount) -> tuple[Strength, Form]:
    """Return how much an amount says: digits in a name ("Covid-19", "A380", "5G") say less."""
    if amount.form != "digits":
        return amount.strength, amount.form
    if line.touches(index) and line.tokens[index - 1].raw in _PERIODS_OF_YEARS and amount.values[0] <= 4:
        return Strength.LOOSE, "ordinal"
    sign = index - 2 if line.lower(index - 1) == "." else index - 1
    if line.isin(sign, "number_signs") and line.tokens[sign].raw[0].isupper():
        return Strength.LOOSE, amount.form  # "No 10" is an address, or who lives there
    before = index - 2 if line.touches(index) and line.lower(index - 1) in HYPHENS else index - 1
    named = line.kind(before) == "word" and all(line.touches(at) for at in range(before + 1, index + 1))
    named = named and line.tokens[before].raw[0].isupper()
    after = line.touches(amount.end) and line.kind(amount.end) == "word" and line.tokens[amount.end].raw[0].isupper()
    lettered = after and not line.lexicon.units.at(line.tokens, amount.end)
    return (Strength.LOOSE, "code") if named or lettered else (amount.strength, amount.form)


def _less_likely(line: TokenLine, index: int, amount: Amount, unit: str) -> Iterator[Reading]:
    raw = line.tokens[index].raw
    if amount.form == "digits" and raw.count(" ") == 1:
        yield tuple(Value("number", float(part)) for part in raw.replace(",", ".").split())
    if amount.form == "word" and amount.end == index + 1 and raw.lower() in line.lexicon.scales:
        yield (Value("magnitude", amount.values[0]),)
    letter = line.lower(amount.end - 1)
    if amount.form == "digits" and amount.scale > 1 and len(letter) == 1 and not (unit and is_currency(unit)):
        named = line.lexicon.units.at(line.tokens, amount.end - 1)  # metres; "flat 3B", "the 4K screen" are neither
        yield (Value("number", amount.values[0] / amount.scale, named[0] if named else ""),)
    short = len(raw) == 2 and raw.isdigit() and line.touches(index)
    if short and (line.kind(index - 1) == "word" or line.lower(index - 1) in _MARKS_BEFORE_YEARS):
        yield (Value("number", amount.values[0], "year"),)
