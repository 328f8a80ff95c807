"""Numbers in words, read by text2num's grammar ("quatre-vingt-dix-sept", "zweihundertdrei")."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.analysis.quantities.reading.lexicon import Lexicon
from toolkit.analysis.quantities.reading.tokens import Token

_OH = 2  # "O.K.", "OS", "o": the grammar reads the letter as zero


@dataclass(frozen=True, slots=True)
class NumberWord:
    """The value that the tokens up to ``end`` say; ``scale`` is that of a last word such as "million"."""

    end: int
    value: float
    ordinal: bool
    scale: float = 1.0


def number_words(tokens: Sequence[Token], lexicon: Lexicon) -> dict[int, NumberWord]:
    """Return the numbers in words by the index of their first token."""
    found = {}
    for hit in _read(tokens, lexicon.language):
        if hit.value == 0 and hit.end == hit.start + 1 and len(tokens[hit.start].raw) <= _OH:
            continue
        end, scale = hit.end, 1.0
        while end > hit.start + 1 and (step := lexicon.scales.get(tokens[end - 1].lower, 1.0)) > 1:
            scale *= step
            end -= 1
        if end == hit.start + 1 and hit.value == lexicon.scales.get(tokens[hit.start].lower):
            scale = hit.value
        # The grammar forgets the scale after a decimal fraction: "tre virgola cinque milioni" comes out as 3.5.
        value = hit.value * scale if hit.value != int(hit.value) else hit.value
        found[hit.start] = NumberWord(hit.end, value, hit.is_ordinal, scale)
    if lexicon.years_in_two:
        _join_years(found)
    for index, token in enumerate(tokens):
        extra = lexicon.numerals.get(token.lower)
        if extra is not None:
            found[index] = NumberWord(index + 1, float(extra), False)
    return found


def _read(tokens: Sequence[Token], language: str) -> Sequence[Any]:
    """Return what the grammar finds; nothing in a language that it does not know, whose numerals are data alone."""
    from text_to_num import find_numbers

    try:
        found: Sequence[Any] = find_numbers(tokens, language, 0.0)
    except ValueError:
        return ()
    return found


def _join_years(found: dict[int, NumberWord]) -> None:
    """Join "nineteen" and "ninety-five" where one follows the other."""
    for start, word in list(found.items()):
        rest = found.get(word.end)
        if rest and 11 <= word.value <= 20 and 10 <= rest.value <= 99 and not (word.ordinal or rest.ordinal):
            found[start] = NumberWord(rest.end, word.value * 100 + rest.value, False)
            del found[word.end]
