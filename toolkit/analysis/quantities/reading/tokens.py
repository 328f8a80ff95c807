"""Text to tokens: numerals whole ("1.250,50", "15:30", "3/12/2018"), words, single marks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["iso", "date", "phone", "lap", "clock", "number", "vulgar", "word", "mark"]

_HIDDEN = "."
_APOSTROPHES = frozenset("'’‘")
_HYPHENS = frozenset("‐‑–")  # the grammar knows "-" alone

_TOKEN = re.compile(
    r"""
    (?P<iso>\d{4}-\d{2}-\d{2}(?!\d))
  | (?P<date>\d{1,2}([./-])\d{1,2}\3(?:\d{4}|\d{2})(?![\d/-]))
  | (?P<phone>\+\d[\d ()./-]{6,}\d|\b0\d{1,4}[ /-]\d{5,})
  | (?P<lap>(?:\d{1,2}h\ ?)?\d{1,2}['’′]\ ?\d{1,2}["”″]\d{0,3}|\d{1,2}["”″]\d{1,3}|\d{1,2}:\d{2}\.\d{1,3})(?!\d)
  | (?P<clock>\d{1,2}:[0-5]\d(?::[0-5]\d)?(?!\d))
  | (?P<number>
        \d{1,3}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?|(?:[ \u00a0\u2007\u2009\u202f'’]\d{3})+(?:[.,]\d+)?)(?!\d)
      | \d+(?:[.,·]\d+)?)
  | (?P<vulgar>[¼-¾⅐-⅞])
  | (?P<word>[^\W\d_]+)
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Token:
    """A piece of ``text[start:end]``; ``spelling`` is what the numeral grammar reads."""

    kind: TokenKind
    raw: str
    lower: str
    start: int
    end: int
    spelling: str = ""

    def text(self) -> str:
        """Return what text2num reads."""
        return self.spelling

    def nt_separated(self, previous: "Token") -> bool:  # noqa: ARG002 - text2num's protocol
        """Say that only the tokens themselves part two numbers."""
        return False

    def not_a_number_part(self) -> bool:
        """Say whether the grammar must not read it as a number word; numerals are read elsewhere."""
        return self.kind != "word"


@dataclass(frozen=True, slots=True)
class Spelling:
    """What the numeral grammar must be told: other spellings, vowels lost before an apostrophe, scales."""

    respelled: Mapping[str, str]
    elisions: Mapping[str, str]
    scales: Mapping[str, float]


PLAIN = Spelling({}, {}, {})


def tokenize(text: str, spelling: Spelling = PLAIN) -> list[Token]:
    """Return the tokens of a text, their ``spelling`` made fit for the numeral grammar.

    A scale after digits ("1.7 million") is hidden from it, because it would join it to the word that follows, and
    so is the "and" between two scales ("two million and three million").
    """
    tokens: list[Token] = []
    scales = spelling.scales
    for match in _TOKEN.finditer(text):
        raw = match.group()
        lower = raw.lower()
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]
        spelt = spelling.respelled.get(lower, lower) if kind == "word" else raw if kind == "mark" else _HIDDEN
        if raw in _HYPHENS:
            spelt = "-"
        if lower in scales:
            if tokens and tokens[-1].spelling == _HIDDEN:
                spelt = _HIDDEN
            elif len(tokens) > 3 and _is_second_scale(tokens, scales, scales[lower]):
                tokens[-2].spelling = _HIDDEN
        elif raw in _APOSTROPHES and tokens and tokens[-1].kind == "word":
            _complete(tokens[-1], spelling.elisions)
        tokens.append(Token(kind, raw, lower, match.start(), match.end(), spelt))
    return tokens


def _is_second_scale(tokens: Sequence[Token], scales: Mapping[str, float], scale: float) -> bool:
    """Return whether "and" stands between two scales; "two million three hundred thousand" is one number."""
    return scales.get(tokens[-3].lower, 0) >= scale >= 1000 and tokens[-1].lower not in scales


def _complete(token: Token, elisions: Mapping[str, str]) -> None:
    """Give a number word the vowel back that it lost before an apostrophe: "vent'anni"."""
    for ending, vowel in elisions.items():
        if token.spelling.endswith(ending):
            token.spelling += vowel
            return
