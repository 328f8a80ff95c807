"""Quotation marks: their partners, and the way they face."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from toolkit.analysis.quotations.marks import QuoteMark, partner
from toolkit.analysis.quotations.pairing import pair_marks
from toolkit.analysis.text.passages import TERMINAL, Passage, passages
from toolkit.languages import load
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

_DOUBLE = '“”"'
_CATEGORY = "linguistic-conventions/punctuation"


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotation marks that lack a partner or face the wrong way.

    A reader cannot tell where the speaker's words end when a mark is missing, and a mark that faces the wrong way is
    what a change of keyboard leaves behind. Quotations may run over paragraphs. In segments that stand alone, where
    the partner may be in another segment, only what no neighbour can mend is found. Apostrophes, '90s, feet and inches
    are no quotation marks.

    Bad:  The minister promised “a quick answer“, and left.
    Bad:  “We shall wait, said the minister.
    Good: The minister promised “a quick answer”, and left.

    On clean news (NTREX-128, 1,007 segments) .4 % of the segments, as they stand and as whole documents line by line;
    .5-.6 % as paragraphs. All of it is damage of that text (apostrophes turned into quotation marks, cut quotations).
    """

    needs_source: ClassVar[bool] = False
    data: ClassVar[tuple[str, ...]] = ("form.quotation_marks",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield wrong-facing and unpaired marks, with the mark or the words as they should be."""
        data = load(case.translation_language, "form")
        texts = passages(case)
        reading = pair_marks(texts, data)
        foreign = reading.foreign
        for mark in reading.marks:
            if mark.misshapen and mark not in foreign:
                yield _wrong_way(texts[mark.passage], mark, data["quotation_marks"][0])
        doubles = [(mark.passage, mark.at) for mark in reading.marks if mark.sign in _DOUBLE]
        for mark in reading.unpaired:
            if not mark.misshapen:
                message, where, right = _alone(texts[mark.passage], mark, reading.ends.get(mark), data, doubles)
                yield texts[mark.passage].finding("warning", _CATEGORY, message, where, right)


def _wrong_way(passage: Passage, mark: QuoteMark, own: str) -> Finding:
    if mark.single:
        right, message = "’", "an opening quotation mark where an apostrophe or a closing mark belongs"
    else:
        right = own[mark.role == "close"]
        message = f"{mark.sign} faces the wrong way: it {'opens' if mark.role == 'open' else 'closes'} here"
    return passage.finding("error", _CATEGORY, message, (mark.at, mark.at + 1), right)


def _alone(
    passage: Passage,
    mark: QuoteMark,
    end: int | None,
    form: Mapping[str, Any],
    doubles: Sequence[tuple[int, int]],
) -> tuple[str, tuple[int, int], str | None]:
    """Return message, place and suggestion for a mark without a partner.

    ``end`` is where the speech seems to end, ``doubles`` are the places of all double marks, in order.
    """
    at, text = mark.at, passage.text
    begin = passage.pieces[bisect_right(passage.pieces, at, key=lambda piece: piece.start) - 1].start
    if mark.single and mark.role == "close":
        return f"{mark.sign} is no apostrophe here, and no quotation is open", (at, at + 1), ""
    if end is not None:
        start = text.rfind(" ", 0, end) + 1
        right = text[start:end] + partner(mark.sign, "open", form)
        return f"the quotation that {mark.sign} opens seems to end here, without its mark", (start, end), right
    if mark.role == "open":
        return "a quotation that is not closed", (at, at + 1), None
    earlier = bisect_left(doubles, (mark.passage, at))
    if text[at - 1] in TERMINAL + "," and not (earlier and doubles[earlier - 1] >= (mark.passage, begin)):
        right = partner(mark.sign, "close", form) + text[begin : at + 1]
        return f"the quotation that {mark.sign} closes is not opened; it may begin here", (begin, at + 1), right
    return "a closing quotation mark without an opening", (at, at + 1), None


PLUGIN: type[Check] = Quotes
