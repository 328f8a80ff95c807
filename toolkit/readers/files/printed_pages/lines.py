"""The lines of a PDF in reading order, found by pdfminer.six (its columns are told by the gaps between blocks)."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from typing import Any

from toolkit.errors import InputError
from toolkit.plugins import require

_UNKNOWN = "(cid:"
_MOST_UNKNOWN = 0.1
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.8


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
    high_level = require("pdfminer.high_level", "documents")
    layout = require("pdfminer.layout", "documents")
    locked = require("pdfminer.pdfdocument", "documents").PDFPasswordIncorrect
    try:
        with _quiet():
            found = _read(data, high_level.extract_pages, layout.LAParams(), layout.LTTextLine)
            if not any(lines for lines in found):  # some programs put a whole page into a figure
                found = _read(data, high_level.extract_pages, layout.LAParams(all_texts=True), layout.LTTextLine)
    except locked:
        raise InputError(f"{path}: protected by a password; save it without one, or export its text") from None
    except InputError:
        raise
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


def _read(data: bytes, extract: Any, how: Any, kind: type) -> list[list[PrintedLine]]:
    return [
        [line for element in _in_order(page, kind) if (line := _line(element, number, page.height)) is not None]
        for number, page in enumerate(extract(BytesIO(data), laparams=how), 1)
    ]


def _in_order(container: Any, kind: type) -> Iterator[Any]:
    """Yield the lines in the order that the layout analysis found."""
    for element in container:
        if isinstance(element, kind):
            yield element
        elif isinstance(element, Iterable):
            yield from _in_order(element, kind)


def _line(element: Any, page: int, height: float) -> PrintedLine | None:
    signs = [sign for sign in element if hasattr(sign, "fontname")]
    if not signs or not element.get_text().strip():
        return None
    size = median(sign.size for sign in signs)
    base = median(sign.y0 for sign in signs)
    text = "".join(_sign(sign, size, base) for sign in element).strip()
    font = Counter(sign.fontname for sign in signs).most_common(1)[0][0]
    printing = [sign for sign in signs if sign.get_text().strip()]
    left, right = min(sign.x0 for sign in printing), max(sign.x1 for sign in printing)
    share = len(text.split(maxsplit=1)[0]) / len(text) if text else 0.0
    return PrintedLine(text, page, left, right, base, size, font, height, (right - left) * share)


def _sign(sign: Any, size: float, base: float) -> str:
    text: str = sign.get_text()
    if text.startswith(_UNKNOWN):
        return "\ufffd"
    is_raised = text.isdigit() and sign.size < _SMALL * size and sign.y0 > base
    return text.translate(_RAISED) if is_raised else " " if text == "\n" else text
