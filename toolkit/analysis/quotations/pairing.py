"""Which two quotation marks belong together, in a whole document of one language.

``quoted`` pairs marks, too, and otherwise on purpose: here an editor's fault is looked for, so that a mark without a
partner is an answer, and the language's own signs are known; there, what a unit by itself quotes in whatever signs, so
that a partner outside of the unit is taken for granted.

A quotation may run over paragraphs, each of which opens again and only the last of which closes (The Chicago Manual
of Style 17, 13.30).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.analysis.quotations.marks import QuoteMark, marks, own_shapes
from toolkit.analysis.quotations.said import speaker_follows
from toolkit.analysis.text.passages import Passage

_FEW = 5


@dataclass(frozen=True, slots=True)
class PairedMarks:
    """All marks, the quotations, and the marks without a partner.

    ``unpaired`` holds only what no text before or after can mend: in a segment that stands alone a quotation may have
    begun before it or end after it. ``ends`` tells where the lost mark that closes a quotation seems to belong.
    """

    marks: tuple[QuoteMark, ...]
    quotations: tuple[tuple[QuoteMark, QuoteMark], ...]
    unpaired: tuple[QuoteMark, ...]
    ends: Mapping[QuoteMark, int]
    own: tuple[str, ...]

    @property
    def foreign(self) -> frozenset[QuoteMark]:
        """The marks of quotations that other languages write: «so», „so“ in English."""
        opening, closing = ({pair[side] for pair in self.own} for side in (0, 1))
        found: set[QuoteMark] = set()
        for first, last in self.quotations:
            both = first.sign not in opening and last.sign not in closing
            found |= {mark for mark in (first, last) if both or mark.sign not in opening | closing}
        return frozenset(found)

    def is_quoted(self, passage: int, at: int) -> bool:
        """Return whether a place stands between the marks of a quotation, an opening mark there included."""
        return any(
            (opening.passage, opening.at) <= (passage, at) <= (closing.passage, closing.at)
            for opening, closing in self.quotations
        )


def pair_marks(passages: Sequence[Passage], form: Mapping[str, Any]) -> PairedMarks:
    """Pair the marks of a document, in order; ``form`` is the language's data of that topic."""
    elisions, shapes = frozenset(form["elisions"]), own_shapes(form["quotation_marks"])
    pairing = _Pairing(passages, speaker_follows(form), apostrophe_ends=form["final_apostrophe"] == "may")
    for number, passage in enumerate(passages):
        own = marks(passage.text, elisions, number, shapes)
        alone = passage.kind == "heading" or not passage.whole
        if alone:
            pairing.end()
        pairing.take(own)
        if alone:
            pairing.end()
    pairing.end()
    unpaired = sorted(pairing.unpaired, key=lambda mark: (mark.passage, mark.at))
    ends = {mark: end for mark in unpaired if (end := pairing.end_of_speech(mark)) is not None and mark.role == "open"}
    own_pairs = tuple(form["quotation_marks"])
    return PairedMarks(tuple(pairing.marks), tuple(pairing.quotations), tuple(unpaired), ends, own_pairs)


def _are_paragraphs(passages: Sequence[Passage]) -> bool:
    """Whether the passages are paragraphs of a complete text, and not a list of sentences, which may be an excerpt."""
    bodies = [passage for passage in passages if passage.kind == "paragraph"]
    if not all(passage.whole for passage in passages):
        return False
    several = sum(len(passage.pieces) > 1 for passage in bodies)
    return len(bodies) < _FEW or several * _FEW >= len(bodies)


class _Pairing:
    """The quotations that are open while the text is read."""

    def __init__(self, passages: Sequence[Passage], speaker: re.Pattern[str], *, apostrophe_ends: bool) -> None:
        self.passages = passages
        self.apostrophe_ends = apostrophe_ends
        self.speaker = speaker
        self.whole = _are_paragraphs(passages)
        self.marks: list[QuoteMark] = []
        self.quotations: list[tuple[QuoteMark, QuoteMark]] = []
        self.unpaired: list[QuoteMark] = []
        self.open: list[QuoteMark] = []

    def take(self, own: Sequence[QuoteMark]) -> None:
        """Read one passage's marks."""
        self.marks += own
        for index, mark in enumerate(own):
            role = mark.role
            if role == "either":
                role = "close" if self._last_open(single=mark.single) else "open"
            if role == "open" and not self._continues(own[:index], mark):
                self.open.append(mark)
            elif role == "close":
                self._close(mark, own[index + 1 :])

    def end(self) -> None:
        """Take leave of what is open now: nothing that follows can close it."""
        for mark in self.open:
            self._never_closed(mark)
        self.open = []

    def _never_closed(self, mark: QuoteMark) -> None:
        if mark.style != "straight single" and (self.whole or self._speaker_follows(mark)):
            self.unpaired.append(mark)

    def _last_open(self, *, single: bool) -> QuoteMark | None:
        return next((mark for mark in reversed(self.open) if mark.single == single), None)

    def _continues(self, before: Sequence[QuoteMark], mark: QuoteMark) -> bool:
        """Whether a paragraph opens a quotation again that an earlier one began; if not, that one is at an end."""
        opened = self._last_open(single=mark.single)
        if opened is None or opened.passage == mark.passage:
            return False
        if mark.at <= len(before) and not self._speaker_follows(opened):
            return True
        if mark.sign * 2 in self.passages[mark.passage].text or "””" in self.passages[mark.passage].text:
            return False  # one sign for the quotation and for the one inside it: both end at the doubled sign
        self.open.remove(opened)
        self._never_closed(opened)
        return False

    def _close(self, mark: QuoteMark, later: Sequence[QuoteMark]) -> None:
        opened = self._last_open(single=mark.single)
        if mark.single and self._is_possessive(mark, opened, later):
            return
        if opened is None:
            # A word may end in an apostrophe, and `so' is a quotation as it was typed once.
            if mark.single and (self.apostrophe_ends or "`" in self.passages[mark.passage].text[: mark.at]):
                return
            if not mark.misshapen and self._opening_is_lost(mark):
                self.unpaired.append(mark)
            return
        while self.open[-1] is not opened:
            inner = self.open.pop()
            if not inner.single:
                self.unpaired.append(inner)
        self.open.pop()
        self.quotations.append((opened, mark))

    def _is_possessive(self, mark: QuoteMark, opened: QuoteMark | None, later: Sequence[QuoteMark]) -> bool:
        before = self.passages[mark.passage].text[max(0, mark.at - 4) : mark.at]
        if re.search(r"(?:[szx]|\win|\bo|\d)$", before, re.IGNORECASE) is None:
            return False
        following = next((other.role for other in later if other.single and other.role in ("open", "close")), None)
        return opened is None or following == "close"

    def _opening_is_lost(self, mark: QuoteMark) -> bool:
        """Whether the quotation that a mark closes can have begun neither before the passage nor sentences ago.

        What an earlier segment began, or an editor cut off, holds whole sentences: there is a stop before the mark.
        """
        passage = self.passages[mark.passage]
        before, after = passage.text[: mark.at], passage.text[mark.at + 1 :]
        if before[-1:].isalnum() and after[:1] == " " and after[1:2].islower():
            return True
        if mark.single or mark.sign in (before[-1:], after[:1]):
            return False
        last = max((other.at for other in self._same(mark) if other.at < mark.at), default=None)
        if last is None and not self.whole:
            return False
        if not self.whole and not after:
            return False
        said = self.speaker.match(before[-1:] + after) is not None
        if any((last or 0) < piece.start < mark.at for piece in passage.pieces):
            return said and mark.sign == "”" and self.whole
        return said or last is not None or mark.sign == "”"

    def _same(self, mark: QuoteMark) -> list[QuoteMark]:
        return [one for one in self.marks if one.passage == mark.passage and one.style == mark.style]

    def _speaker_follows(self, mark: QuoteMark) -> bool:
        return self.end_of_speech(mark) is not None

    def end_of_speech(self, mark: QuoteMark) -> int | None:
        """Return where the text goes on with who said it, as if the quotation that a mark opens had ended there."""
        text = self.passages[mark.passage].text
        end = next((other.at for other in self._same(mark) if other.at > mark.at), len(text))
        said = self.speaker.search(text, mark.at, end)
        return said.start() + 1 if said else None
