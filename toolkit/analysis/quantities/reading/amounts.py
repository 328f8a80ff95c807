"""A number with its scale: "1,2 miliardi", "two and a half million", "half a million", "1 milione e 200 mila", "1½"."""

import unicodedata
from dataclasses import dataclass, replace

from toolkit.analysis.quantities.reading import numerals
from toolkit.analysis.quantities.reading.lexicon import CODES, SYMBOLS
from toolkit.analysis.quantities.reading.token_line import HYPHENS, TokenLine
from toolkit.analysis.quantities.values import LARGEST, Form, Strength

_BEFORE_SYMBOLS = {"m": 1_000_000.0, "k": 1_000.0}  # "12 M€"
_SMALL_WORDS = 12
_ADJACENT_SCALES = 2  # letters: "5m", "3bn"
_QUARTERS = 4.0
_EXPONENTS = ("2", "3")
_FINEST = 16  # sixteenths of an inch
STROKES = frozenset("/⁄")


@dataclass(frozen=True, slots=True)
class Amount:
    """The tokens up to ``end`` say one of ``values``; those at the same place in ``foreign`` use another format.

    ``halved`` tells that ``end`` includes "and a half"; ``scale`` is 1 or the power that the last word says.
    """

    end: int
    values: tuple[float, ...]
    foreign: tuple[bool, ...]
    strength: Strength
    form: Form
    scale: float = 1.0
    halved: bool = False


def amount_at(line: TokenLine, index: int) -> Amount | None:
    """Return the amount that starts at a token, None where none does."""
    amount = _scaled(line, index)
    return _with_rest(line, amount) if amount and amount.scale > 1 else amount or _half_of_scale(line, index)


def _scaled(line: TokenLine, index: int) -> Amount | None:
    """Return the number at a token with the scales after it."""
    amount = _plain(line, index)
    if amount is None:
        return None
    amount = with_half(line, amount, amount.scale)
    before = line.tokens[index - 1].raw if index else ""
    money = before in SYMBOLS
    if line.touches(index) and line.kind(index - 1) == "word" and before not in CODES:
        return _in_code(line, amount)
    while scale := _scale_at(line, amount, money=money):
        step, end = scale
        if max(amount.scale, *amount.values) * step > LARGEST:
            break  # "trillion" written thirty times
        values = tuple(value * step for value in amount.values)
        amount = replace(amount, end=end, values=values, strength=Strength.FIRM, scale=amount.scale * step)
        amount = with_half(line, amount, step)
    return amount


def _in_code(line: TokenLine, amount: Amount) -> Amount:
    """Return an amount right after letters: the 68 of "m68k" is no thousand, the 2 of "Y2K" may be two."""
    scale = _scale_at(line, amount, money=True) if line.touches(amount.end) else None
    if not scale or len(amount.values) > 1:
        return amount
    return replace(amount, values=(*amount.values, amount.values[0] * scale[0]), foreign=(False, False))


def _plain(line: TokenLine, index: int) -> Amount | None:
    token = line.tokens[index]
    if token.kind == "vulgar":
        return Amount(index + 1, (unicodedata.numeric(token.raw),), (False,), Strength.LOOSE, "fraction", halved=True)
    if token.kind == "number" and not _is_exponent(line, index):
        if mixed := _mixed(line, index):
            return Amount(mixed[1], (mixed[0],), (False,), Strength.FIRM, "digits", halved=True)
        read = numerals.read_numeral(token.raw, line.lexicon.decimal, tolerant=line.lexicon.both_signs)
        values, foreign = zip(*read, strict=True)
        return Amount(index + 1, values, foreign, Strength.FIRM, "digits")
    word = line.numbers.get(index)
    if word is None:
        return None
    form: Form = "ordinal" if word.ordinal else "word"
    return Amount(word.end, (word.value,), (False,), _strength(line, index, word.value, form), form, word.scale)


def _is_exponent(line: TokenLine, index: int) -> bool:
    """Return whether a figure belongs to a rate: the 2 of "kg/m2", which others write raised."""
    if line.tokens[index].raw not in _EXPONENTS or not line.touches(index) or line.kind(index - 1) != "word":
        return False
    return line.touches(index - 1) and line.lower(index - 2) in STROKES


def _mixed(line: TokenLine, index: int) -> tuple[float, int] | None:
    """Return what "2½" and "1 1/2" say, and the index after them."""
    whole = line.tokens[index]
    if not whole.raw.isdigit():
        return None
    if line.kind(index + 1) == "vulgar" and line.tokens[index + 1].start - whole.end <= 1:
        return float(whole.raw) + unicodedata.numeric(line.tokens[index + 1].raw), index + 2
    above, below = index + 1, index + 3
    if line.lower(index + 2) not in STROKES or not (line.touches(index + 2) and line.touches(below)):
        return None
    parts = [line.tokens[at].raw if line.kind(at) == "number" else "" for at in (above, below)]
    if line.tokens[above].start - whole.end != 1 or not all(len(part) <= 2 and part.isdigit() for part in parts):
        return None
    top, bottom = int(parts[0]), int(parts[1])
    return (float(whole.raw) + top / bottom, below + 1) if 0 < top < bottom <= _FINEST else None


def _strength(line: TokenLine, index: int, value: float, form: Form) -> Strength:
    known = line.lexicon.strengths.get(line.lower(index)) if line.numbers[index].end == index + 1 else None
    if known is not None:
        return known
    if value <= 1:
        return Strength.ABSORBS
    if form == "ordinal":
        return Strength.LOOSE if value <= 3 else Strength.SMALL
    return Strength.SMALL if value <= _SMALL_WORDS and value == int(value) else Strength.FIRM


def _scale_at(line: TokenLine, amount: Amount, *, money: bool) -> tuple[float, int] | None:
    """Return the power of ten that the word after an amount says, and the index after that word."""
    between = HYPHENS | line.lexicon.words["others"]
    if amount.scale > 1:
        between |= line.lexicon.words["of"]  # "110 miles de millones"
    after = line.skip(amount.end, between)
    word = line.lower(after)
    if word in _BEFORE_SYMBOLS and line.lower(after + 1) in SYMBOLS and line.touches(after + 1):
        return _BEFORE_SYMBOLS[word], after + 1
    step = line.lexicon.scales.get(word, 1.0)
    if step <= 1 and after < len(line.tokens):
        step = line.lexicon.letter_scales.get(line.tokens[after].raw, 1.0)
    if step <= 1 or (len(word) == 1 and not money and not line.touches(after)):
        return None
    return step, after + 1


def with_half(line: TokenLine, amount: Amount, step: float, *, quarters: bool = True) -> Amount:
    """Extend "two" over "and a half", "tre milioni" over "e tre quarti": half a ``step`` more, if it says so."""
    index = line.skip(amount.end, HYPHENS)
    part = _part(line, line.skip(index + 1, HYPHENS), quarters) if line.isin(index, "and") else None
    if part is None:
        return amount
    values = tuple(value + step * part[0] for value in amount.values)
    return replace(amount, end=part[1], values=values, halved=True)


def _part(line: TokenLine, index: int, quarters: bool) -> tuple[float, int] | None:
    """Return what "a half", "un quarto" and "tre quarti" say, and the index after them."""
    article, top = line.isin(index, "articles"), 1.0
    if article:
        index = line.skip(index + 1, HYPHENS)
    if line.isin(index, "half"):
        return 0.5, index + 1
    word = line.numbers.get(index)
    if word and not article:
        top, index = word.value, line.skip(word.end, HYPHENS)
    bottom = line.lexicon.denominators.get(line.lower(index), 0.0)
    if (
        not quarters
        or not (word or article)
        or bottom != _QUARTERS
        or not 1 <= top < bottom
        or line.isin(index + 1, "of")
    ):
        return None
    return top / bottom, index + 1


def _half_of_scale(line: TokenLine, index: int) -> Amount | None:
    """Return the amount of "half a million", "mezzo milione"."""
    scale = scale_of(line, index + 1) if line.isin(index, "half") else None
    return scale and Amount(scale[1], (scale[0] / 2,), (False,), Strength.SMALL, "word", scale[0])


def scale_of(line: TokenLine, index: int) -> tuple[float, int] | None:
    """Return the scale that half or a quarter is taken of: "a million", "di milione"; and the index after it."""
    after = line.skip(index, HYPHENS)
    if line.isin(after, "of"):
        after += 1
    if line.isin(after, "articles"):
        after += 1
    word = line.lower(after)
    step = line.lexicon.scales.get(word, 1.0)
    return None if step < 1000 or len(word) <= _ADJACENT_SCALES else (step, after + 1)


def _with_rest(line: TokenLine, amount: Amount) -> Amount:
    """Extend "1 milione" over "e 200 mila": a smaller scale right after a larger one."""
    index = amount.end + 1 if line.isin(amount.end, "and") else amount.end
    if index >= len(line.tokens):
        return amount
    rest = _scaled(line, index) or _half_of_scale(line, index)
    if rest is None or not _is_rest(rest, amount):
        return amount
    rest = _with_rest(line, rest)
    if not _is_rest(rest, amount):
        return amount
    values = tuple(value + rest.values[0] for value in amount.values)
    return replace(amount, end=rest.end, values=values, scale=rest.scale)


def _is_rest(rest: Amount, amount: Amount) -> bool:
    return 1 < rest.scale < amount.scale and rest.values[0] < amount.scale
