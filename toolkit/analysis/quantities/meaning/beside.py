"""What stands beside a number: a minus, the word that gives it its part ("from", "to", "in"), how often ("a month")."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from toolkit.analysis.quantities.meaning.in_context import Placed
from toolkit.analysis.quantities.reading.lexicon import CODES, SYMBOLS
from toolkit.analysis.quantities.reading.token_line import HYPHENS, TokenLine
from toolkit.analysis.quantities.values import Quantity, Reading, Strength, Value, is_year

_MINUSES = HYPHENS | {"−"}
_NEAR = 4  # tokens between the two numbers of a change
_RATED = 6  # tokens from a number to "a month"
_MINUTES = ("", "duration-minute", "length-foot")
_HALF_TIME = 45
_PAIRED = ("from", "to", "among")
_AFTER = 3  # tokens from a number to "in favour"
_BEFORE = {"role_from": "from", "role_to": "to", "role_among": "among"}
_BEHIND = {"role_for": "for", "role_against": "against"}
_NAMED = ("", "percent", "USD", "EUR", "GBP", "CHF")


def beside(line: TokenLine, found: Sequence[Placed]) -> list[Placed]:
    """Return the quantities, numbers with their minus and their part."""
    told = [(first, end, _told(line, first, end, one)) for first, end, one in found]
    beside_like = {at for pair in pairwise(range(len(told))) if _is_change(told[pair[0]], told[pair[1]]) for at in pair}
    return [
        placed if at in beside_like or placed[2].role not in _PAIRED else (*placed[:2], replace(placed[2], role=""))
        for at, placed in enumerate(told)
    ]


def _is_change(placed: Placed, after: Placed) -> bool:
    """Return whether two quantities are the start and the end of a change, or one is counted among the other."""
    roles = placed[2].role, after[2].role
    near = after[0] - placed[1] <= _NEAR + 1
    figures = min(placed[2].strength, after[2].strength) >= Strength.SMALL
    if roles == ("", "among") and is_year(placed[2]):
        return False
    return near and figures and roles in (("from", "to"), ("to", "from"), ("", "among"))


def _told(line: TokenLine, first: int, end: int, one: Quantity) -> Quantity:
    if one.readings[0][0].kind != "number":
        return one
    if any(line.lexicon.second_half.at(line.tokens, at) for at in range(end, end + _NEAR)):
        one = _of_the_match(one)
    negative, role = _is_negative(line, first, end, one), _role(line, first, end)
    if not negative:
        return replace(one, role=role) if role else one
    below = [_below(reading[0]) for reading in one.readings if len(reading) == 1 and _is_heat(reading[0])]
    return replace(one, negative=True, role=role, readings=(*chain(*below), *(() if below else one.readings)))


def _below(value: Value) -> tuple[Reading, Reading]:
    """Return what a heat below zero says: -10 °C, which are 14 °F; and the figure alone, where the minus is lost."""
    return (replace(value, amount=-value.amount),), (replace(value, unit=""),)


def _of_the_match(one: Quantity) -> Quantity:
    """Return a minute of the second half, which may be told as one of the whole match: the 3rd is the 48th."""
    value = one.readings[0][0]
    if value.unit not in _MINUTES or not 1 <= value.amount <= _HALF_TIME:
        return one
    return replace(one, readings=(*one.readings, (replace(value, amount=value.amount + _HALF_TIME),)))


def _is_heat(value: Value) -> bool:
    return value.unit.startswith("temperature")


def _is_negative(line: TokenLine, first: int, end: int, one: Quantity) -> bool:
    heat = _is_heat(one.readings[0][0])
    if line.isin(first - 1, "minus") or (heat and any(line.isin(at, "below_zero") for at in range(end, end + _AFTER))):
        return heat
    if line.kind(first) != "number":
        return False
    at = first
    if line.tokens[at - 1].raw in SYMBOLS and at and line.touches(at):
        at -= 1  # "-€1.2bn"
    mark = at - 1
    if mark < 0 or line.tokens[mark].raw not in _MINUSES or not line.touches(at):
        return False
    before = mark - 1
    free = before < 0 or not line.touches(mark) or line.tokens[before].raw in SYMBOLS or line.lower(before) in "(["
    return free and line.kind(before) != "number" and before not in _ends(line)


def _ends(line: TokenLine) -> set[int]:
    return {word.end - 1 for word in line.numbers.values()}


def _role(line: TokenLine, first: int, end: int) -> str:
    words = line.lexicon.words
    for at in range(end, min(end + _AFTER, len(line.tokens))):
        for name, role in _BEHIND.items():
            if line.lower(at) in words[name]:
                return role
        if line.kind(at) != "word" or at in line.numbers:
            break
    before = first - 1
    while before > 0 and (line.tokens[before].raw in SYMBOLS or line.tokens[before].raw in CODES):
        before -= 1
    return next((role for name, role in _BEFORE.items() if line.lower(before) in words[name]), "")


def is_rate(line: TokenLine, start: int, end: int) -> bool:
    """Return whether "a month" says how often: a number stands before it, and nothing such as "ago" after it."""
    if line.isin(end, "rate_never_before") or line.kind(end) == "number":
        return False
    return any(_counts(line, at) for at in _words_before(line, start))


def _words_before(line: TokenLine, start: int) -> Iterator[int]:
    for at in range(start - 1, max(-1, start - 1 - _RATED), -1):
        if line.kind(at) == "mark" and line.tokens[at].raw not in SYMBOLS and line.lower(at) not in HYPHENS | {"%"}:
            return
        yield at


def _counts(line: TokenLine, at: int) -> bool:
    return line.kind(at) in ("number", "vulgar") or at in _ends(line) or line.isin(at, "how_often")
