"""Offset in a text -> line and column, as editors count them."""

import re
from bisect import bisect_right

_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    r"""The line starts of one text, found once; "\n", "\r\n" and a lone "\r" end a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._mark = int(text.startswith("\ufeff"))

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1; a byte order mark takes no column."""
        line = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[line] + 1
        return line + 1, max(1, column - self._mark) if line == 0 else column
