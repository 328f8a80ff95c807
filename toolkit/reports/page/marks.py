"""A text cut where findings begin and end, so that overlapping findings can be marked in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.model import SEVERITIES, Severity

# A mark over a whole sentence shows nothing that a line beside it does not show better.
_LEAST_WHOLE = 30


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open range of the text that finding ``number`` is about."""

    number: int
    start: int
    end: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a piece; ``step`` (1..3) says how unlikely it is, 0 that it is not, ``title`` the same in words."""

    text: str
    step: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same findings; ``ends`` are those whose range ends here. A point has no text.

    ``runs`` are the text cut at its unlikely words, empty where it has none.
    """

    text: str
    numbers: tuple[int, ...] = ()
    severity: Severity | None = None
    ends: tuple[int, ...] = ()
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """The pieces of a text, in order, and the findings that are about all of it."""

    pieces: tuple[Piece, ...]
    whole: tuple[int, ...] = ()
    severity: Severity | None = None


def marked(text: str, marks: Iterable[Mark]) -> Marked:
    """Cut a text at its marks; ranges may overlap, be empty, or reach beyond the text. No character is lost."""
    inside: list[Mark] = []
    whole: list[Mark] = []
    for mark in sorted(set(marks), key=lambda mark: (mark.start, mark.end, mark.number)):
        start = min(max(0, mark.start), len(text))
        end = min(max(start, mark.end), len(text))
        covers_all = not text[:start].strip() and not text[end:].strip() and len(text) >= _LEAST_WHOLE
        (whole if covers_all else inside).append(Mark(mark.number, start, end, mark.severity))
    return Marked(tuple(_pieces(text, inside)), tuple(_numbers(whole)), worst(mark.severity for mark in whole))


def worst(severities: Iterable[Severity]) -> Severity | None:
    """Return the most severe, None of none."""
    return min(severities, key=SEVERITIES.index, default=None)


def _pieces(text: str, marks: Sequence[Mark]) -> Iterable[Piece]:
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        points = [mark for mark in marks if mark.start == mark.end == start]
        if points:
            numbers = tuple(_numbers(points))
            yield Piece("", numbers, worst(mark.severity for mark in points), numbers)
        if end > start:
            over = [mark for mark in marks if mark.start <= start and end <= mark.end]
            ends = tuple(_numbers(mark for mark in over if mark.end == end))
            yield Piece(text[start:end], tuple(_numbers(over)), worst(mark.severity for mark in over), ends)


def _numbers(marks: Iterable[Mark]) -> Iterable[int]:
    return dict.fromkeys(mark.number for mark in marks)
