"""Delimited text (RFC 4180, and as spreadsheets write it) -> rows of cells that know where they stand.

The csv module has no offsets, and its sniffer decides by a sample of signs; here the delimiter is the one by which the
header names columns, or by which the rows have equally many cells.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model.places import Lines
from toolkit.plugins.plurals import counted
from toolkit.readers.bilingual.marked_text import MarkedText

_DELIMITERS = "\t;,|"
_SAMPLE_ROWS = 200
_LEAST_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Cell:
    """The range of a cell in the file, within its quotation marks."""

    start: int
    end: int
    is_quoted: bool = False

    def marked(self, text: str) -> MarkedText:
        """Return what the cell says."""
        marked = MarkedText(text)
        at = self.start
        while self.is_quoted and (mark := text.find('""', at, self.end)) >= 0:
            marked.add(at, mark)
            marked.add(mark, mark + 2, '"')
            at = mark + 2
        marked.add(at, self.end)
        return marked

    def value(self, text: str) -> str:
        """Return the text of the cell."""
        written = text[self.start : self.end]
        return written.replace('""', '"') if self.is_quoted else written


Row = tuple[Cell, ...]


def rows(text: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows, blank ones as a row of one cell. A mark that opens no whole cell is a sign as any other."""
    quoted, plain = _patterns(delimiter)
    at = int(text.startswith("\ufeff"))
    cells: list[Cell] = []
    while at < len(text) or cells:
        found = quoted.match(text, at) if text[at : at + 1] in ('"', " ") else None
        if found:
            cells.append(Cell(*found.span(1), is_quoted=True))
            at = found.end()
        else:
            end = plain.match(text, at).end()  # type: ignore[union-attr]  # it may match nothing
            cells.append(Cell(at, end))
            at = end
        if text[at : at + 1] == delimiter:
            at += 1
        else:
            yield tuple(cells)
            cells = []
            at += 2 if text.startswith("\r\n", at) else 1


@cache
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    sign = re.escape(delimiter)
    quoted = re.compile(rf" *+\"((?:[^\"]|\"\")*+)\" *+(?={sign}|\r|\n|\Z)")
    return quoted, re.compile(rf"[^{sign}\r\n]*+")


def delimiter_of(text: str, names_columns: Callable[[Sequence[str]], bool]) -> str:
    """Return the sign between the cells; "" of a file with one column."""
    samples = {sign: list(islice(rows(text, sign), _SAMPLE_ROWS)) for sign in _DELIMITERS}
    for sign, sample in samples.items():
        header = [cell.value(text) for cell in sample[0]] if sample else []
        if len(header) > 1 and names_columns(header):
            return sign
    rated = {sign: _evenness(sample) for sign, sample in samples.items()}
    best = max(rated, key=lambda sign: rated[sign])
    return best if rated[best] > (_LEAST_SHARE, 1) else ""


def _evenness(sample: list[Row]) -> tuple[float, int]:
    """Return the share of rows with the commonest number of cells, and that number."""
    counts = Counter(len(row) for row in sample if len(row) > 1 or row[0].start < row[0].end)
    if not counts:
        return 0.0, 0
    number, times = max(counts.items(), key=lambda one: (one[1], one[0]))
    return (times / counts.total(), number) if number > 1 else (0.0, 1)


def require_whole(path: Path, text: str, row: Row, width: int, *, strict: bool) -> None:
    """Raise InputError for a row with more cells than the header, or, if ``strict``, with a mark that is not closed."""
    for cell in row if strict else ():
        if not cell.is_quoted and text.startswith('"', cell.start):
            raise InputError(
                f"{_place(path, text, cell.start)}: a quotation mark opens a cell that it does not close; "
                "double the marks inside a cell, and put it between marks"
            )
    if len(row) > width and any(cell.start < cell.end for cell in row[width:]):
        raise InputError(
            f"{_place(path, text, row[width].start)}: {counted(len(row), 'cell')} where the header has {width}; "
            "put a text that holds the separator between quotation marks"
        )


def _place(path: Path, text: str, offset: int) -> str:
    return ":".join(map(str, (path, *Lines(text).at(offset))))
