"""Which two quotation marks belong together, in a whole document of one language.

``quoted`` pairs marks, too, and otherwise on purpose: here an editor's fault is looked for, so that a mark without a
partner is an answer, and the language's own signs are known; there, what a unit by itself quotes in whatever signs, so
that a partner outside of the unit is taken for granted.

A quotation may run over paragraphs, each of which opens again and only the last of which closes (The Chicago Manual
of Style 17, 13.30).
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from toolkit.analysis.quotations.marks import QuoteMark, marks, own_shapes
from toolkit.analysis.quotations.said import speaker_follows
from toolkit.analysis.text.once import once
from toolkit.analysis.text.passages import Passage

_FEW = 5
_POSSESSIVE = re.compile(r"(?:[szx]|\win|\bo|\d)$", re.IGNORECASE)
# Letters behind a mark in which who speaks is named.
_NEAR = 400


@dataclass(frozen=True)
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

    @cached_property
    def partners(self) -> Mapping[QuoteMark, QuoteMark]:
        """The mark at the other end of each quotation's mark."""
        return {mark: other for pair in self.quotations for mark, other in (pair, pair[::-1])}

    @cached_property
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
        before = bisect_right(self._stretches, (passage, at), key=lambda stretch: stretch[0])
        return before > 0 and (passage, at) <= self._stretches[before - 1][1]

    @cached_property
    def _stretches(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """What is quoted, in order, without what is quoted inside of it."""
        found: list[tuple[tuple[int, int], tuple[int, int]]] = []
        ranges = (((first.passage, first.at), (last.passage, last.at)) for first, last in self.quotations)
        for start, end in sorted(ranges):
            if found and start <= found[-1][1]:
                found[-1] = found[-1][0], max(end, found[-1][1])
            else:
                found.append((start, end))
        return found


@once
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
        # The open ones in order, and those of either kind: single or not.
        self.open: dict[QuoteMark, None] = {}
        self.open_of: dict[bool, list[QuoteMark]] = {True: [], False: []}
        # Where the marks of a passage and style stand, and where the speech that a mark opens seems to end.
        self.places: dict[tuple[int, str], list[int]] = defaultdict(list)
        self.ends: dict[QuoteMark, int | None] = {}
        self.backticks: dict[int, int] = {}

    def take(self, own: Sequence[QuoteMark]) -> None:
        """Read one passage's marks."""
        self.marks += own
        for mark in own:
            self.places[mark.passage, mark.style].append(mark.at)
        closers = _next_is_closing_single(own)
        for index, mark in enumerate(own):
            role = mark.role
            if role == "either":
                role = "close" if self._last_open(single=mark.single) else "open"
            if role == "open" and not self._continues(index, mark):
                self.open[mark] = None
                self.open_of[mark.single].append(mark)
            elif role == "close":
                self._close(mark, another_closes=closers[index])

    def end(self) -> None:
        """Take leave of what is open now: nothing that follows can close it."""
        for mark in self.open:
            self._never_closed(mark)
        self.open = {}
        self.open_of = {True: [], False: []}

    def _never_closed(self, mark: QuoteMark) -> None:
        if mark.style != "straight single" and (self.whole or self._speaker_follows(mark)):
            self.unpaired.append(mark)

    def _last_open(self, *, single: bool) -> QuoteMark | None:
        return self.open_of[single][-1] if self.open_of[single] else None

    def _continues(self, before: int, mark: QuoteMark) -> bool:
        """Whether a paragraph opens a quotation again that an earlier one began; if not, that one is at an end."""
        opened = self._last_open(single=mark.single)
        if opened is None or opened.passage == mark.passage:
            return False
        if mark.at <= before and not self._speaker_follows(opened):
            return True
        if mark.sign * 2 in self.passages[mark.passage].text or "””" in self.passages[mark.passage].text:
            return False  # one sign for the quotation and for the one inside it: both end at the doubled sign
        del self.open[self.open_of[mark.single].pop()]
        self._never_closed(opened)
        return False

    def _close(self, mark: QuoteMark, *, another_closes: bool) -> None:
        opened = self._last_open(single=mark.single)
        if mark.single and self._is_possessive(mark) and (opened is None or another_closes):
            return
        if opened is None:
            # A word may end in an apostrophe, and `so' is a quotation as it was typed once.
            if mark.single and (self.apostrophe_ends or self._has_backtick(mark)):
                return
            if not mark.misshapen and self._opening_is_lost(mark):
                self.unpaired.append(mark)
            return
        while (last := self.open.popitem()[0]) is not opened:
            self.open_of[last.single].pop()
            if not last.single:
                self.unpaired.append(last)
        self.open_of[opened.single].pop()
        self.quotations.append((opened, mark))

    def _is_possessive(self, mark: QuoteMark) -> bool:
        """Whether a mark stands where the apostrophe of a possessive may."""
        return _POSSESSIVE.search(self.passages[mark.passage].text[max(0, mark.at - 4) : mark.at]) is not None

    def _has_backtick(self, mark: QuoteMark) -> bool:
        """Whether a backtick, which opens in old ways of typing, stands before a mark in its passage."""
        if mark.passage not in self.backticks:
            self.backticks[mark.passage] = self.passages[mark.passage].text.find("`")
        return 0 <= self.backticks[mark.passage] < mark.at

    def _opening_is_lost(self, mark: QuoteMark) -> bool:
        """Whether the quotation that a mark closes can have begun neither before the passage nor sentences ago.

        What an earlier segment began, or an editor cut off, holds whole sentences: there is a stop before the mark.
        """
        passage = self.passages[mark.passage]
        before, after = passage.text[max(0, mark.at - 1) : mark.at], passage.text[mark.at + 1 : mark.at + _NEAR]
        if before[-1:].isalnum() and after[:1] == " " and after[1:2].islower():
            return True
        if mark.single or mark.sign in (before[-1:], after[:1]):
            return False
        last = self._before(mark)
        if last is None and not self.whole:
            return False
        if not self.whole and not after:
            return False
        said = self.speaker.match(before[-1:] + after) is not None
        behind = bisect_right(passage.pieces, last or 0, key=lambda piece: piece.start)
        if behind < len(passage.pieces) and passage.pieces[behind].start < mark.at:
            return said and mark.sign == "”" and self.whole
        return said or last is not None or mark.sign == "”"

    def _before(self, mark: QuoteMark) -> int | None:
        """Return where the last mark of the same style stands before a mark in its passage."""
        places = self.places[mark.passage, mark.style]
        number = bisect_left(places, mark.at)
        return places[number - 1] if number else None

    def _speaker_follows(self, mark: QuoteMark) -> bool:
        return self.end_of_speech(mark) is not None

    def end_of_speech(self, mark: QuoteMark) -> int | None:
        """Return where the text goes on with who said it, as if the quotation that a mark opens had ended there."""
        if mark not in self.ends:
            text, places = self.passages[mark.passage].text, self.places[mark.passage, mark.style]
            following = bisect_right(places, mark.at)
            end = places[following] if following < len(places) else len(text)
            said = self.speaker.search(text, mark.at, end)
            self.ends[mark] = said.start() + 1 if said else None
        return self.ends[mark]


def _next_is_closing_single(own: Sequence[QuoteMark]) -> list[bool]:
    """Return, for each mark of a passage, whether the next single sign behind it that opens or closes, closes."""
    found, closes = [], False
    for mark in reversed(own):
        found.append(closes)
        if mark.single and mark.role in ("open", "close"):
            closes = mark.role == "close"
    return found[::-1]
