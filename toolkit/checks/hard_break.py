"""Lines that end in mid-sentence in a text whose paragraphs are one line each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.text.passages import Passage, PlacedSentence, passages
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

_LONG = 90  # a shorter paragraph is one line in a hard-wrapped text as well
_MOST = 0.25
_LINES = 2
_WORD = re.compile(r"\S+\s+\S+")


@dataclass(frozen=True, slots=True)
class HardBreak:
    """A line that is broken off in mid-sentence, though other paragraphs of the text run on in one line.

    Pasted from mail or a PDF, such a break comes out in print or on the page as a new paragraph in the middle of a
    sentence. Where a quarter of the paragraphs or more are wrapped, the text is, and nothing is found.

    Bad:  The meeting of the foreign (line ends)
          ministers begins today.
    Good: The meeting of the foreign ministers begins today.

    On clean news (NTREX-128, 62 documents): none.
    """

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each break, with the two words it parts."""
        if case.document is None:
            return
        raw = case.document.text
        bodies = [passage for passage in passages(case) if passage.kind == "paragraph"]
        if _is_wrapped(bodies, raw):
            return
        for passage in bodies:
            breaks = [at for piece in passage.pieces for at in _breaks(piece, raw)]
            # A paragraph that is wrapped as a whole is one slip, not one a line.
            told = breaks[:1] if len(breaks) > _LINES else breaks
            for at in told:
                where = _around(passage.text, at)
                if len(told) < len(breaks):
                    message = f"the line ends here, in mid-sentence, and so do {len(breaks) - 1} more of this paragraph"
                else:
                    message = "the line ends here, in mid-sentence"
                joined = " ".join(passage.text[slice(*where)].split())
                yield passage.finding("warning", "design-and-markup/layout", message, where, joined)


def _around(text: str, at: int) -> tuple[int, int]:
    """Return the range of the words before and after a break."""
    start = text.rfind(" ", 0, at) + 1
    words = _WORD.match(text, start)
    return start, words.end() if words else at + 1


def _is_wrapped(bodies: Sequence[Passage], raw: str) -> bool:
    """Whether so many of the long paragraphs are wrapped that it is the way of the file."""
    ranges = [(one.pieces[0].sentence.body.start, one.pieces[-1].sentence.body.end) for one in bodies]
    long = [raw[start:end] for start, end in ranges if end - start >= _LONG]
    wrapped = sum("\n" in text for text in long)
    return wrapped >= len(long) or (wrapped > 1 and wrapped > len(long) * _MOST)


def _breaks(piece: PlacedSentence, raw: str) -> Iterator[int]:
    """Yield the positions in the passage of the spaces that are line ends in the file."""
    body = piece.sentence.body
    if raw.find("\n", body.start, body.end) < 0 and raw.find("\r", body.start, body.end) < 0:
        return
    for match in re.finditer(r"\s+", body.text):
        gap = raw[body.offset(match.start()) : body.offset(match.end())]
        # Between the lines of a PO file stand quotation marks, and the text runs on.
        if gap.isspace() and ("\n" in gap or "\r" in gap):
            yield piece.start + match.start()


PLUGIN: type[Check] = HardBreak
