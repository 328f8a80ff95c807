"""Offsets of a text as the protocol counts places: lines from 0, and code units of the encoding that was agreed on."""

import re
from bisect import bisect_right
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Place(NamedTuple):
    """A line from 0, and how many code units stand before a place on it."""

    line: int
    character: int


class Positions:
    """The way from offsets to places and back, for one text."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self._text = text
        self._codec, self._size = _UNITS.get(encoding, _UNITS["utf-16"])
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, offset: int) -> Place:
        """Return the place of an offset."""
        line = bisect_right(self._starts, offset) - 1
        return Place(line, self._units(self._text[self._starts[line] : offset]))

    def offset(self, line: int, character: int) -> int:
        """Return the offset of a place; one behind the end of its line, or of the text, is that end."""
        if line >= len(self._starts):
            return len(self._text)
        start = self._starts[line]
        end = _LINE_END.search(self._text, start)
        shown = self._text[start : end.start() if end else len(self._text)]
        taken = shown.encode(self._codec, "surrogatepass")[: character * self._size]
        return start + len(taken.decode(self._codec, "ignore"))

    def _units(self, text: str) -> int:
        return len(text.encode(self._codec, "surrogatepass")) // self._size
