"""Which lines of a page are no text of it: running heads and page numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence

from toolkit.readers.files.printed_pages.lines import PrintedLine

_BAND = 0.12  # of a page, at its head and foot
_ROWS = 3  # at most, at either end
_OFTEN = 0.4  # heads of left and right pages differ
_NUMBER = re.compile(r"[\W_]*(\d{1,4})(?:\D{1,4}\d{1,4})?[\W_]*$")  # "- 3 -", "3/12", "3 of 12"
_SAME_PLACE = 4.0


def without_ornaments(lines: Sequence[PrintedLine]) -> tuple[list[PrintedLine], int]:
    """Return the text without what stands on most pages in the same place but for its figures, and how many such."""
    edges = _edges(lines)
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in edges:
        for key in _keys(line):
            found[key].add(line.page)
    pages = len({line.page for line in lines})
    dropped = {line for line in edges if _is_ornament(line, found, pages)}
    return [line for line in lines if line not in dropped], len(dropped)


def _edges(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of the first and the last rows of each page, if they stand at its edge."""
    pages: dict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    found = []
    for page in pages.values():
        rows = sorted({round(line.base / _SAME_PLACE) for line in page})
        outer = {*rows[:_ROWS], *rows[-_ROWS:]}
        found += [line for line in page if _is_at_edge(line) and round(line.base / _SAME_PLACE) in outer]
    return found


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
