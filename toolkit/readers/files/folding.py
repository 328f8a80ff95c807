"""Ranges of a file -> clean text that knows where each of its characters stands."""

import re
from collections.abc import Iterable, Iterator

from toolkit.model import Damage, Mapped, Sentence
from toolkit.readers.files.characters import INVISIBLE, Piece, in_one_form
from toolkit.readers.splitting.cut_words import CutWords, has_cuts

_PRINTING = rf"[^\s{INVISIBLE}]+"
_SPACE = re.compile(r"\s+")
_RUN = re.compile(rf"{_PRINTING}(?: {_PRINTING})*")  # words with single spaces are clean as they stand


def fold(text: str, pieces: Iterable[Piece], *, entities: bool = True) -> Mapped:
    """Return the pieces of ``text`` as one clean line: every stretch of white space is one space, none at the ends.

    Characters are brought into one form (``characters``); ``entities`` is False where the reader has seen to them.

    A piece is a range of ``text``, with a replacement where the characters stand for others (``&amp;``); one that is
    white space stands for the end of a line. What lies
    between pieces is left out without a trace. Characters that print nothing (soft hyphens, zero-width characters)
    are dropped. An empty result has start and end at the first piece.
    """
    folding = _Folding()
    first: int | None = None
    for run in _runs(pieces):
        first = run[0][0] if first is None else first
        formed = in_one_form(text, run, entities=entities)
        folding.damages += formed.damages
        for part in formed.pieces:
            if len(part) == 3:
                folding.replace(part[2], part[0], part[1])
                continue
            at, end = part
            for words in _RUN.finditer(text, at, end):
                folding.gap(text, at, words.start())
                folding.add(words[0], words.start(), words.end())
                at = words.end()
            folding.gap(text, at, end)
    return folding.result(first or 0)


def _runs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield pieces that touch together: a letter and the entity of its accent are one letter."""
    run: list[Piece] = []
    for piece in pieces:
        if run and run[-1][1] != piece[0]:
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def sentences_of(text: str, paragraph: int = 0, language: str | None = None) -> tuple[Sentence, ...]:
    """Return a text as one sentence, white space folded, that knows the way back to the text; none of a blank one.

    Words that are cut at the ends of its lines are whole again where the language is known.

    Texts that do not belong together are paragraphs of their own: an engine that gets paragraphs must not read one into
    the next.
    """
    body = fold(text, [(0, len(text))])
    if language is not None and has_cuts(text):
        body = CutWords(text, language).mended(body)
    return (Sentence(body, paragraph=paragraph),) if body.text else ()


class _Folding:
    """Collects clean text and, wherever text and file stop advancing together, an anchor."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.anchors: list[tuple[int, int]] = []
        self.replaced: list[tuple[int, int, int, int]] = []
        self.space: tuple[int, int] | None = None
        self.end = 0
        self.damages: list[Damage] = []

    def gap(self, text: str, start: int, end: int) -> None:
        """Note the white space between two runs, as far as it touches; it is written when another run follows."""
        if not self.size:
            return
        for match in _SPACE.finditer(text, start, end):
            if self.space is None or self.space[1] == match.start():
                self.space = (match.start() if self.space is None else self.space[0]), match.end()

    def replace(self, instead: str, start: int, end: int) -> None:
        """Add what is read for a range of the file; white space in it parts words as any other."""
        words = instead.split()
        for number, word in enumerate(words):
            if number or instead[0].isspace():
                self._put_space(start, end)
            self.add(word, start, end, stands=end - start == len(instead) == 1)
        if instead and instead[-1].isspace():
            self._put_space(start, end)

    def add(self, fragment: str, start: int, end: int, *, stands: bool = True) -> None:
        """Add characters that stand at ``start`` in the file, after a space if white space came before.

        ``stands`` says that each of them is a character of the file, not all together another writing of a range.
        """
        if self.space is not None:
            self._append(" ", *self.space, stands=self.space[1] - self.space[0] == 1)
            self.space = None
        self._append(fragment, start, end, stands=stands)
        self.end = end

    def _put_space(self, start: int, end: int) -> None:
        if self.space is None and self.size:
            self.space = start, end

    def _append(self, fragment: str, start: int, end: int, *, stands: bool) -> None:
        last = self.anchors[-1] if self.anchors else None
        if last is None or start - self.size != last[1] - last[0]:
            self.anchors.append((self.size, start))
        if not stands:
            self.replaced.append((self.size, self.size + len(fragment), start, end))
        self.parts.append(fragment)
        self.size += len(fragment)

    def result(self, empty_at: int) -> Mapped:
        """Return what was collected."""
        if not self.size:
            return Mapped("", empty_at, empty_at)
        text, start = "".join(self.parts), self.anchors[0][1]
        return Mapped(text, start, self.end, tuple(self.anchors), tuple(self.replaced), tuple(self.damages))
