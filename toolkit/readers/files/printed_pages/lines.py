"""The lines of a PDF in reading order.

pdfminer.six reads the file, and puts blocks of lines in order by the gaps between them. Which letters make a line is
told here, by the order in which they were drawn: the library parts a justified line at its wider spaces and mixes the
parts up. Most programs also draw lines in the order in which they are read, which is then better than any guess.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise, takewhile
from statistics import median
from typing import Any

from toolkit.errors import InputError
from toolkit.plugins import require

_UNKNOWN = "(cid:"
_MOST_UNKNOWN = 0.1
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.8
_WIDEST_GAP = 1.5  # of the size, between words without a space
_WIDEST_SPACE = 4.0  # where a space was drawn, which justified lines stretch
_ONE_ROW = 0.4
_BACKWARDS = 0.6
_TIGHTEST_MARGIN = 0.5  # what the library takes for the distance of lines of a block, in heights of a line
_WIDEST_MARGIN = 2.5


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page, counted from one: where it stands in points from the lower left, and how it is set."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    font: str
    height: float  # of the page
    first_word: float  # the width of it

    @property
    def middle(self) -> float:
        """Return how far up the page it stands, from 0 to 1."""
        return self.base / self.height if self.height else 0.5


@dataclass(frozen=True, slots=True)
class Printed:
    """The lines of all pages in order, and the pages on which there are none."""

    lines: tuple[PrintedLine, ...]
    blank: tuple[int, ...]


def printed(path: str, data: bytes) -> Printed:
    """Return the lines of a PDF; raises InputError, one line, for one that is locked, damaged, or only a picture."""
    locked = require("pdfminer.pdfdocument", "documents").PDFPasswordIncorrect
    try:
        with _quiet():
            found = [_lines(page, number) for number, page in enumerate(_pages(data), 1)]
    except locked:
        raise InputError(f"{path}: protected by a password; save it without one, or export its text") from None
    except Exception as error:  # a library that meets a damaged file raises whatever its code stumbles over
        reason = " ".join(str(error).split()) or type(error).__name__
        raise InputError(f"{path}: damaged ({reason}); print it to PDF anew, or export its text") from None
    lines = tuple(line for page in found for line in page)
    if not lines:
        raise InputError(
            f"{path}: no text in it, perhaps only scanned pictures; have the text recognised first (OCR), "
            "for example by ocrmypdf"
        )
    if sum(line.text.count("\ufffd") for line in lines) > _MOST_UNKNOWN * sum(len(line.text) for line in lines):
        raise InputError(f"{path}: its fonts do not say which letters they hold; have the text recognised (OCR)")
    return Printed(lines, tuple(number for number, page in enumerate(found, 1) if not page))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the library remarks on odd files from the user, whom it does not help."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _pages(data: bytes) -> Iterator[Any]:
    """Yield the pages, their letters in the order in which they are drawn."""
    interpreting = require("pdfminer.pdfinterp", "documents")
    manager = interpreting.PDFResourceManager()
    device = require("pdfminer.converter", "documents").PDFPageAggregator(manager, laparams=None)
    interpreter = interpreting.PDFPageInterpreter(manager, device)
    for page in require("pdfminer.pdfpage", "documents").PDFPage.get_pages(BytesIO(data)):
        interpreter.process_page(page)
        yield device.get_result()


def _lines(page: Any, number: int) -> list[PrintedLine]:
    """Return the lines of a page in reading order."""
    layout = require("pdfminer.layout", "documents")
    # Some programs put a whole page into a figure; elsewhere the letters in a figure are its labels.
    signs = [sign for sign in page if isinstance(sign, layout.LTChar)] or list(_within(page, layout.LTChar))
    lines = []
    for drawn in _drawn_together([sign for sign in signs if sign.upright]):
        line = layout.LTTextLineHorizontal(layout.LAParams().word_margin)
        for sign in drawn:
            line.add(sign)
        if line.get_text().strip() and not line.is_empty():
            lines.append(line)
    if not lines:
        return []
    drawn_order = [_line(line, number, page.height) for line in lines]
    found_order = _laid_out(page, lines, number)
    best = drawn_order if _leaps(drawn_order) <= _leaps(found_order) else found_order
    return [line for line in best if line.text]


def _laid_out(page: Any, lines: Sequence[Any], number: int) -> list[PrintedLine]:
    """Return the lines in the order of the blocks that the library finds."""
    layout = require("pdfminer.layout", "documents")
    blocks = list(page.group_textlines(layout.LAParams(line_margin=_margin(lines)), lines))
    for group in page.group_textboxes(layout.LAParams(), blocks):
        group.analyze(layout.LAParams())
        layout.IndexAssigner().run(group)
    return [line for block in sorted(blocks, key=lambda block: block.index) for line in _of_block(block, number, page)]


def _leaps(lines: Sequence[PrintedLine]) -> int:
    """Return how often the next line does not stand below: the better of two orders leaps less."""
    return sum(not is_below(line, following) for line, following in pairwise(lines))


def is_below(line: PrintedLine, following: PrintedLine) -> bool:
    """Whether a line stands below another one, in the same column of the same page."""
    return line.page == following.page and following.base < line.base and shares_column(line, following)


def shares_column(line: PrintedLine, other: PrintedLine) -> bool:
    """Whether two lines stand in one column, by where they begin and end."""
    return other.left < line.right and line.left < other.right


def _of_block(block: Any, number: int, page: Any) -> list[PrintedLine]:
    """Return the lines of a block from top to bottom; parts of one that were drawn apart are put together."""
    rows: list[list[PrintedLine]] = []
    for line in sorted((_line(element, number, page.height) for element in block), key=lambda line: -line.base):
        if rows and rows[-1][0].base - line.base < _ONE_ROW * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_together(sorted(row, key=lambda line: line.left)) for row in rows]


def _together(row: Sequence[PrintedLine]) -> PrintedLine:
    longest = max(row, key=lambda line: len(line.text))
    text = " ".join(line.text for line in row)
    right = max(line.right for line in row)
    return replace(longest, text=text, left=row[0].left, right=right, first_word=row[0].first_word)


def _within(container: Any, kind: type) -> Iterator[Any]:
    for element in container:
        if isinstance(element, kind):
            yield element
        elif hasattr(element, "__iter__"):
            yield from _within(element, kind)


def _drawn_together(signs: Sequence[Any]) -> list[list[Any]]:
    """Return the letters that were drawn one after another on one line."""
    found: list[list[Any]] = []
    before = None
    for sign in signs:
        if before is None or not _follows(before, sign):
            found.append([])
        elif sign.get_text() == before.get_text() and abs(sign.x0 - before.x0) < 0.1 * sign.size:
            continue  # drawn twice, to look bold
        found[-1].append(sign)
        before = sign
    return found


def _follows(before: Any, sign: Any) -> bool:
    """Whether a letter stands on the line of the one that was drawn before, and near it."""
    size = max(before.size, sign.size)
    gap = sign.x0 - before.x1
    widest = _WIDEST_SPACE if before.get_text().isspace() or sign.get_text().isspace() else _WIDEST_GAP
    overlap = min(before.y1, sign.y1) - max(before.y0, sign.y0)
    is_near = -_BACKWARDS * size < gap < widest * size or abs(sign.x0 - before.x0) < 0.1 * size
    return bool(is_near and overlap > 0.5 * min(before.height, sign.height))


def _margin(lines: Sequence[Any]) -> float:
    """Return how far apart lines of one block stand on a page, in heights of a line."""
    gaps = [
        (line.y0 - following.y1) / line.height
        for line, following in pairwise(lines)
        if following.y1 < line.y1 and following.x0 < line.x1 and line.x0 < following.x1
    ]
    usual = median(gaps) if gaps else 0.0
    return max(_TIGHTEST_MARGIN, min(_WIDEST_MARGIN, 1.2 * usual))


def _line(element: Any, page: int, height: float) -> PrintedLine:
    """Return a line as it is set: by most of its letters."""
    signs = [sign for sign in element if hasattr(sign, "fontname")]
    size = median(sign.size for sign in signs)
    base = median(sign.y0 for sign in signs)
    # A justified space is often drawn and found once more: how many there are says nothing.
    text = " ".join("".join(_sign(sign, size, base) for sign in element).split())
    font = Counter(sign.fontname for sign in signs).most_common(1)[0][0]
    printing = [sign for sign in signs if sign.get_text().strip()]
    left, right = min(sign.x0 for sign in printing), max(sign.x1 for sign in printing)
    word = list(takewhile(lambda sign: bool(sign.get_text().strip()), element))
    return PrintedLine(text, page, left, right, base, size, font, height, word[-1].x1 - left if word else 0.0)


def _sign(sign: Any, size: float, base: float) -> str:
    text: str = sign.get_text()
    if text.startswith(_UNKNOWN):
        return "\ufffd"
    is_raised = text.isdigit() and sign.size < _SMALL * size and sign.y0 > base
    return text.translate(_RAISED) if is_raised else " " if text == "\n" else text
