"""Which lines of a page are no text of it: running heads and page numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence

from toolkit.readers.files.printed_pages.lines import PrintedLine

_BAND = 0.12  # of a page, at its head and foot
_OFTEN = 0.4  # heads of left and right pages differ
_NUMBER = re.compile(r"[\W_]*(\d{1,4})[\W_]*$")
_SAME_PLACE = 4.0


def without_ornaments(lines: Sequence[PrintedLine]) -> tuple[list[PrintedLine], int]:
    """Return the text without what stands on most pages in the same place but for its figures, and how many such."""
    pages = len({line.page for line in lines})
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in lines:
        if _is_at_edge(line):
            for key in _keys(line):
                found[key].add(line.page)
    kept = [line for line in lines if not (_is_at_edge(line) and _is_ornament(line, found, pages))]
    return kept, len(lines) - len(kept)


def _is_at_edge(line: PrintedLine) -> bool:
    return not _BAND < line.middle < 1 - _BAND


def _is_ornament(line: PrintedLine, found: dict[tuple[str, int], set[int]], pages: int) -> bool:
    number = _NUMBER.match(line.text)
    if number and int(number[1]) == line.page:
        return True
    times = max(len(found[key]) for key in _keys(line))
    return times >= 2 and times >= _OFTEN * pages


def _keys(line: PrintedLine) -> list[tuple[str, int]]:
    """Return what a line is known again by on another page, where it may stand a little higher."""
    words = re.sub(r"\d+", "#", line.text).casefold()
    height = round(line.base / _SAME_PLACE)
    return [(words, height - 1), (words, height), (words, height + 1)]
