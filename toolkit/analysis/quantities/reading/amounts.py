"""A number with its scale: "1,2 miliardi", "two and a half million", "half a million", "1 milione e 200 mila"."""

from dataclasses import dataclass, replace

from toolkit.analysis.quantities.reading import numerals
from toolkit.analysis.quantities.reading.lexicon import SYMBOLS
from toolkit.analysis.quantities.reading.token_line import HYPHENS, TokenLine
from toolkit.analysis.quantities.values import LARGEST, Form, Strength

_BEFORE_SYMBOLS = {"m": 1_000_000.0, "k": 1_000.0}  # "12 M€"
_SMALL_WORDS = 12
_ADJACENT_SCALES = 2  # letters: "5m", "3bn"


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
    money = line.lower(index - 1) in SYMBOLS
    while scale := _scale_at(line, amount, money):
        step, end = scale
        if max(amount.scale, *amount.values) * step > LARGEST:
            break  # "trillion" written thirty times
        values = tuple(value * step for value in amount.values)
        amount = replace(amount, end=end, values=values, strength=Strength.FIRM, scale=amount.scale * step)
        amount = with_half(line, amount, step)
    return amount


def _plain(line: TokenLine, index: int) -> Amount | None:
    token = line.tokens[index]
    if token.kind == "number":
        read = numerals.read_numeral(token.raw, line.lexicon.decimal, tolerant=line.lexicon.both_signs)
        values, foreign = zip(*read, strict=True)
        return Amount(index + 1, values, foreign, Strength.FIRM, "digits")
    word = line.numbers.get(index)
    if word is None:
        return None
    form: Form = "ordinal" if word.ordinal else "word"
    return Amount(word.end, (word.value,), (False,), _strength(line, index, word.value, form), form, word.scale)


def _strength(line: TokenLine, index: int, value: float, form: Form) -> Strength:
    known = line.lexicon.strengths.get(line.lower(index)) if line.numbers[index].end == index + 1 else None
    if known is not None:
        return known
    if value <= 1:
        return Strength.ABSORBS
    if form == "ordinal":
        return Strength.LOOSE if value <= 3 else Strength.SMALL
    return Strength.SMALL if value <= _SMALL_WORDS and value == int(value) else Strength.FIRM


def _scale_at(line: TokenLine, amount: Amount, money: bool) -> tuple[float, int] | None:
    """Return the power of ten that the word after an amount says, and the index after that word."""
    between = HYPHENS | line.lexicon.words["others"]
    if amount.scale > 1:
        between |= line.lexicon.words["of"]  # "110 miles de millones"
    after = line.skip(amount.end, between)
    word = line.lower(after)
    if word in _BEFORE_SYMBOLS and line.lower(after + 1) in SYMBOLS and line.touches(after + 1):
        return _BEFORE_SYMBOLS[word], after + 1
    step = line.lexicon.scales.get(word, 1.0)
    if step <= 1 or (len(word) == 1 and not money and not line.touches(after)):
        return None
    return step, after + 1


def with_half(line: TokenLine, amount: Amount, step: float) -> Amount:
    """Extend "two" over "and a half", "tre milioni" over "e mezzo": half a ``step`` more, if it says so."""
    index = line.skip(amount.end, HYPHENS)
    if not line.isin(index, "and"):
        return amount
    index = line.skip(index + 1, HYPHENS)
    if line.isin(index, "articles"):
        index = line.skip(index + 1, HYPHENS)
    if not line.isin(index, "half"):
        return amount
    values = tuple(value + step / 2 for value in amount.values)
    return replace(amount, end=index + 1, values=values, halved=True)


def _half_of_scale(line: TokenLine, index: int) -> Amount | None:
    """Return the amount of "half a million", "mezzo milione"."""
    if not line.isin(index, "half"):
        return None
    after = line.skip(index + 1, HYPHENS)
    if line.isin(after, "articles"):
        after += 1
    word = line.lower(after)
    step = line.lexicon.scales.get(word, 1.0)
    if step < 1000 or len(word) <= _ADJACENT_SCALES:
        return None
    return Amount(after + 1, (step / 2,), (False,), Strength.SMALL, "word", step)


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
