"""The word differences between two texts, as a proof-reader would mark them (Ratcliff and Obershelp's matching)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple

_TOKEN = re.compile(r"(\s*)(\d+(?:[.,:]\d+)*|\w+|[^\w\s]|$)")
# Engines write straight quotes where newsrooms write curly ones: no difference that anybody wants to see.
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "."})


class _Token(NamedTuple):
    space: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that both sides have ("same"), or that only one of them has."""

    kind: Literal["same", "removed", "added"]
    text: str


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Return what leads from one text to the other, word by word, in reading order.

    The texts of "same" and "added" together are ``after``, exactly; those of "same" and "removed" together are
    ``before``, but for white space, the shape of quotation marks and the length of dashes, which make no difference.
    No two neighbours are of one kind.
    """
    old, new = _tokens(before), _tokens(after)
    steps = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False).get_opcodes()
    return tuple(_joined(_steps(steps, old, new)))


def _steps(
    steps: Sequence[tuple[str, int, int, int, int]], old: Sequence[_Token], new: Sequence[_Token]
) -> Iterator[Change]:
    for kind, first, last, start, end in steps:
        if kind == "equal":
            yield Change("same", _text(new[start:end]))
            continue
        if last > first:
            yield Change("removed", _text(old[first:last]))
        if end > start:
            yield Change("added", _text(new[start:end]))


def _joined(steps: Iterator[Change]) -> Iterator[Change]:
    for kind, group in groupby(steps, key=attrgetter("kind")):
        text = "".join([step.text for step in group])
        if text:
            yield Change(kind, text)


def _tokens(text: str) -> list[_Token]:
    return [_Token(space, token) for space, token in _TOKEN.findall(text) if space or token]


def _keys(tokens: Sequence[_Token]) -> list[str]:
    return [text if text.isalnum() else text.translate(_SAME) for _, text in tokens]


def _text(tokens: Sequence[_Token]) -> str:
    return "".join([space + text for space, text in tokens])
