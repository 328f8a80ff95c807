"""Lines of a paragraph -> one clean line, with what was parted at a line's end put together."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from toolkit.model import Mapped
from toolkit.readers.files.characters import Piece
from toolkit.readers.files.folding import fold
from toolkit.readers.splitting.line_breaks import Line, is_glued, runs
from toolkit.readers.splitting.paragraphs import paragraphs
from toolkit.readers.splitting.vocabulary import vocabulary


def bodies_of(text: str, language: str, start: int = 0, end: int | None = None) -> list[Mapped]:
    """Return the clean paragraphs of ``text[start:end]``; each printing character is in exactly one, in order."""
    found = paragraphs(text[start:end], language)
    return [_joined(text, lines, language, start) for lines in found]


def body_of(text: str, language: str, start: int, end: int) -> Mapped:
    """Return ``text[start:end]`` as one clean paragraph, whatever its lines look like."""
    lines = [line for run in runs(text[start:end]) for line in run]
    return _joined(text, lines, language, start) if lines else Mapped("", start, start)


def _joined(text: str, lines: Sequence[Line], language: str, shift: int) -> Mapped:
    if shift:
        lines = [replace(line, start=line.start + shift, end=line.end + shift) for line in lines]
    return fold(text, _pieces(lines, language))


def _pieces(lines: Sequence[Line], language: str) -> list[Piece]:
    """Return the ranges of the file that make a paragraph, the white space between words included."""
    pieces: list[Piece] = []
    start = lines[0].start
    for line, following in pairwise(lines):
        if is_glued(line, following, vocabulary(language)):
            pieces.append((start, line.end))
            start = following.start
    return [*pieces, (start, lines[-1].end)]
