"""What of a text is copied and never translated: markup, placeholders, addresses, handles, identifiers, percentages.

Programs read it, not people: a placeholder that an engine translated is never filled, a tag that it lost is never
closed. Placeholders are those of printf (C17, 7.23.6.1), Python's ``%(name)s``, and names in braces (PEP 3101, ICU,
templates).
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal as OneOf
from typing import NamedTuple

from toolkit.analysis.text.addresses import addresses

Kind = OneOf["markup", "placeholder", "address", "identifier", "percentage"]


class Literal(NamedTuple):
    """A piece that must come through as it is, and its half-open range in the text."""

    kind: Kind
    text: str
    start: int
    end: int


# What every literal has: most texts have none of it and need no closer look.
_SUSPECT = re.compile(r"[<>{}%@#&_/`~\\$]|\w\.[a-z]\w|(?<!\S)\.[a-z]")
TAG = r"</?[A-Za-z][\w:.-]{0,40}(?:\s[^<>]{0,400})?/?>"
"""The tags of markup, as a regular expression."""
_MARKUP = TAG + r"|&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});"
_PLACEHOLDER = (
    r"\{\{[^{}]{1,80}\}\}|[$%\#]?\{[^\s{}]{0,80}\}|\$[A-Z_]{2,40}\b"
    r"|(?<![\w%])%(?:\(\w{1,40}\)|\d{1,2}\$)?[-+0\#]{0,3}\d{0,3}(?:\.\d{1,3})?(?:hh?|ll?|[zjtL])?[diouxXeEfgGcs@](?!\w)"
)
_PERCENTAGE = r"(?<![\w.,])\d+(?:[.,]\d+)*\s?%(?!\w)"
_IDENTIFIER = r"(?<![\w@#/])\w*[^\W_]_+[^\W_]\w*"
# The first that begins at a place counts; an address holds whatever stands in it.
_PATTERN = re.compile(
    f"(?P<markup>{_MARKUP})|(?P<placeholder>{_PLACEHOLDER})|(?P<percentage>{_PERCENTAGE})|(?P<identifier>{_IDENTIFIER})"
)
_FIGURES = re.compile(r"\d+(?:[.,٫]\d+)*")
_MARKS = str.maketrans(",٫", "..")


def literals(text: str) -> tuple[Literal, ...]:
    """Return the literals of a text, in order; none overlap."""
    return tuple(_found(text)) if _SUSPECT.search(text) else ()


def lost(text: str, answer: str) -> list[str]:
    """Return the literals of a text that its translation has not, or not as often; each once, in their order.

    An address may change between small letters and capitals, a percentage its decimal mark and the word for "%".
    """
    wanted = Counter((one.kind, one.text) for one in literals(text))
    if not wanted:
        return []
    known = Counter(one.text for one in literals(answer))
    figures = Counter(map(_plain, _FIGURES.findall(answer)))
    folded = answer.casefold()

    def count(kind: Kind, piece: str) -> int:
        if kind == "percentage":
            return sum(figures[_plain(number)] for number in _FIGURES.findall(piece))
        return folded.count(piece.casefold()) if kind == "address" else answer.count(piece)

    return [piece for (kind, piece), times in wanted.items() if known[piece] < times and count(kind, piece) < times]


def _plain(number: str) -> str:
    """Return a number with one mark for all decimals and thousands."""
    return number.translate(_MARKS)


def _found(text: str) -> Iterator[Literal]:
    known = addresses(text)
    at, number = 0, 0
    for match in _PATTERN.finditer(text):
        while number < len(known) and known[number].start <= match.start():
            one = known[number]
            number += 1
            if one.start >= at:
                yield Literal("address", one.text, one.start, one.end)
                at = one.end
        if match.start() >= at:
            kind: Kind = match.lastgroup  # type: ignore[assignment]  # the groups are called by the kinds
            yield Literal(kind, match[0], *match.span())
            at = match.end()
    for one in known[number:]:
        if one.start >= at:
            yield Literal("address", one.text, one.start, one.end)
            at = one.end
