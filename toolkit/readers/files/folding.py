"""Ranges of a file -> clean text that knows where each of its characters stands."""

import re
from collections.abc import Iterable

from toolkit.model import Mapped, Sentence

# Soft hyphen, zero-width space, word joiner, byte order mark, direction marks, control characters.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_PRINTING = rf"[^\s{_INVISIBLE}]+"
_RUN = re.compile(rf"{_PRINTING}(?: {_PRINTING})*")  # words with single spaces are clean as they stand
# Joiners shape Arabic and Indic letters and emoji; between Latin letters they are leftovers of a layout.
_JOINER = re.compile("(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d]+")

Piece = tuple[int, int] | tuple[int, int, str]


def fold(text: str, pieces: Iterable[Piece]) -> Mapped:
    """Return the pieces of ``text`` as one clean line: every stretch of white space is one space, none at the ends.

    A piece is a range of ``text``, with a replacement where the characters stand for others (``&amp;``); one that is
    white space stands for the end of a line. What lies
    between pieces is left out without a trace. Characters that print nothing (soft hyphens, zero-width characters)
    are dropped. An empty result has start and end at the first piece.
    """
    folding = _Folding()
    first: int | None = None
    for piece in pieces:
        start, end = piece[0], piece[1]
        first = start if first is None else first
        if len(piece) == 3:
            if piece[2].isspace():
                folding.put_space(start)
            else:
                folding.add(piece[2], start, end)
            continue
        at = start
        for run in _RUN.finditer(text, start, end):
            folding.gap(text, at, run.start())
            folding.run(text, run.start(), run.end())
            at = run.end()
        folding.gap(text, at, end)
    return folding.result(first or 0)


def sentences_of(text: str, paragraph: int = 0) -> tuple[Sentence, ...]:
    """Return a text as one sentence, white space folded, that knows the way back to the text; none of a blank one.

    Texts that do not belong together are paragraphs of their own: an engine that gets paragraphs must not read one into
    the next.
    """
    body = fold(text, [(0, len(text))])
    return (Sentence(body, paragraph=paragraph),) if body.text else ()


class _Folding:
    """Collects clean text and, wherever text and file stop advancing together, an anchor."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.anchors: list[tuple[int, int]] = []
        self.space: int | None = None
        self.end = 0

    def put_space(self, at: int) -> None:
        """Note white space at ``at``."""
        if self.space is None and self.size:
            self.space = at

    def gap(self, text: str, start: int, end: int) -> None:
        """Note the first white space between two runs; it is written when another run follows."""
        if self.space is None and self.size:
            self.space = next((at for at in range(start, end) if text[at].isspace()), None)

    def run(self, text: str, start: int, end: int) -> None:
        """Add a run of printing characters, less joiners that shape nothing."""
        at = start
        for joiner in _JOINER.finditer(text, start, end):
            self.add(text[at : joiner.start()], at, joiner.start())
            at = joiner.end()
        if at < end:
            self.add(text[at:end], at, end)

    def add(self, fragment: str, start: int, end: int) -> None:
        """Add characters that stand at ``start`` in the file, after a space if white space came before."""
        if self.space is not None:
            self._append(" ", self.space)
            self.space = None
        self._append(fragment, start)
        self.end = end

    def _append(self, fragment: str, origin: int) -> None:
        last = self.anchors[-1] if self.anchors else None
        if last is None or origin - self.size != last[1] - last[0]:
            self.anchors.append((self.size, origin))
        self.parts.append(fragment)
        self.size += len(fragment)

    def result(self, empty_at: int) -> Mapped:
        """Return what was collected."""
        if not self.size:
            return Mapped("", empty_at, empty_at)
        return Mapped("".join(self.parts), self.anchors[0][1], self.end, tuple(self.anchors))
