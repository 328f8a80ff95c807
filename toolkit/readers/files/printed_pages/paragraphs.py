"""Lines of pages -> paragraphs, by their places: gaps, indents, and lines on which more would have fitted."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from toolkit.readers.files.printed_pages.lines import PrintedLine, is_below, shares_column
from toolkit.readers.splitting.line_breaks import BULLET, FINAL, starts_lower

_ODD_SIZE = 0.08
_WIDE_LEADING = 1.15
_INDENT = 0.8  # of the size
_SHORT = 0.25  # of the width of a column
_HEADING_SIZE = 1.12
_HEADING_LINES = 3


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph, and whether its letters are those of a heading."""

    lines: tuple[PrintedLine, ...]
    is_heading: bool


def paragraphs_of(lines: Sequence[PrintedLine]) -> list[PrintedParagraph]:
    """Return the paragraphs; one that goes on in another column or on another page is one."""
    if not lines:
        return []
    leadings = _leadings(lines)
    usual = median(line.size for line in lines for _ in line.text)
    found: list[list[PrintedLine]] = []
    for stretch in _stretches(lines, leadings):
        parts = _parts(stretch)
        if found and _goes_on(found[-1], parts[0]):
            found[-1] += parts.pop(0)
        found += parts
    return [PrintedParagraph(tuple(part), _is_heading(part, usual)) for part in found]


def _leadings(lines: Sequence[PrintedLine]) -> dict[int, float]:
    """Return the usual distance of the lines of each size."""
    by_size: dict[int, list[float]] = defaultdict(list)
    for line, following in pairwise(lines):
        if is_below(line, following) and _same_size(line, following):
            by_size[round(line.size)].append(line.base - following.base)
    return {size: median(found) for size, found in by_size.items()}


def _stretches(lines: Sequence[PrintedLine], leadings: dict[int, float]) -> list[list[PrintedLine]]:
    """Return the lines that touch in one column and one size."""
    found = [[lines[0]]]
    for line, following in pairwise(lines):
        widest = _WIDE_LEADING * leadings.get(round(line.size), 2 * line.size)
        touches = is_below(line, following) and line.base - following.base <= widest
        if touches and _same_size(line, following):
            found[-1].append(following)
        else:
            found.append([following])
    return found


def _parts(stretch: list[PrintedLine]) -> list[list[PrintedLine]]:
    """Return the paragraphs of a stretch."""
    left, right = min(line.left for line in stretch), max(line.right for line in stretch)
    found = [[stretch[0]]]
    for line, following in pairwise(stretch):
        if _parts_after(line, following, left, right):
            found.append([following])
        else:
            found[-1].append(following)
    return found


def _parts_after(line: PrintedLine, following: PrintedLine, left: float, right: float) -> bool:
    """Return whether a paragraph ends with a line: the next word would have fitted on it, or the next begins anew."""
    room = right - line.right
    is_final = bool(FINAL.search(line.text))
    is_short = room > following.first_word + 0.5 * line.size
    if BULLET.match(following.text) and (
        is_final or is_short or line.text.endswith((":", ";")) or BULLET.match(line.text)
    ):
        return True
    if starts_lower(following.text) and not is_final:
        return False
    if following.left - left > _INDENT * line.size and line.left - left < 0.5 * line.size and is_final:
        return True
    if is_short and (is_final or line.font != following.font):
        return True
    return is_short and room > _SHORT * (right - left) and _begins_anew(following.text)


def _begins_anew(text: str) -> bool:
    """Whether a line begins with a capital, opening marks aside; a figure or an address may go on with anything."""
    return re.sub(r"^\W+", "", text)[:1].isupper()


def _goes_on(before: Sequence[PrintedLine], after: Sequence[PrintedLine]) -> bool:
    """Return whether a paragraph goes on across a gap, or from one column or page to the next."""
    line, following = before[-1], after[0]
    if not _same_size(line, following) or line.font != following.font:
        return False
    is_final = bool(FINAL.search(line.text))
    if not is_final and (starts_lower(following.text) or line.text.endswith("-")):
        return True
    if is_below(line, following) or len(before) == 1 or BULLET.match(following.text):
        return False
    is_indented = len(after) > 1 and following.left - after[1].left > _INDENT * line.size
    room = max(known.right for known in before if known.page == line.page and shares_column(known, line)) - line.right
    return not (is_final and is_indented) and room < following.first_word + 0.5 * line.size


def _is_heading(part: Sequence[PrintedLine], usual: float) -> bool:
    return len(part) <= _HEADING_LINES and min(line.size for line in part) > _HEADING_SIZE * usual


def _same_size(line: PrintedLine, following: PrintedLine) -> bool:
    return abs(line.size - following.size) <= _ODD_SIZE * line.size
