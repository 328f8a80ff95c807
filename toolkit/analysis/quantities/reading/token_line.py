"""One text as the recognisers see it: its tokens, the number words among them, and questions about neighbours."""

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.analysis.quantities.reading.lexicon import Lexicon
from toolkit.analysis.quantities.reading.number_words import NumberWord, number_words
from toolkit.analysis.quantities.reading.tokens import Token, tokenize
from toolkit.analysis.quantities.values import Form, Quantity, Reading, Strength

HYPHENS = frozenset("-‐‑–")
APOSTROPHES = frozenset("'’‘")


@dataclass(frozen=True, slots=True)
class TokenLine:
    """The tokens of ``text``; indices beyond either end give empty answers."""

    text: str
    tokens: list[Token]
    lexicon: Lexicon
    numbers: dict[int, NumberWord]

    def lower(self, index: int) -> str:
        """Return a token in lower case."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> str:
        """Return a token's kind."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def touches(self, index: int) -> bool:
        """Return whether nothing stands between a token and the one before."""
        return 0 < index < len(self.tokens) and self.tokens[index].start == self.tokens[index - 1].end

    def isin(self, index: int, name: str) -> bool:
        """Return whether a token is one of the words that the language's data lists under a name."""
        return self.lower(index) in self.lexicon.words[name]

    def skip(self, index: int, marks: frozenset[str]) -> int:
        """Return the index of the first token from ``index`` on that is none of the marks."""
        while self.lower(index) in marks and index < len(self.tokens):
            index += 1
        return index

    def quantity(
        self,
        tokens: tuple[int, int],
        readings: Iterable[Reading],
        strength: Strength,
        form: Form,
        foreign: frozenset[Reading] = frozenset(),
        scale: float = 1.0,
    ) -> tuple[Quantity, int]:
        """Return the quantity that the tokens first..last-1 say, and last."""
        first, last = tokens
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        made = Quantity(
            start, end, self.text[start:end], tuple(dict.fromkeys(readings)), strength, form, foreign, scale
        )
        return made, last


def line(text: str, lexicon: Lexicon) -> TokenLine:
    """Return a text ready for the recognisers."""
    tokens = tokenize(text, lexicon.spelling)
    return TokenLine(text, tokens, lexicon, number_words(tokens, lexicon))
