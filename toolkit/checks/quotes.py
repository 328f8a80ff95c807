"""Quotation marks: their partners, the way they face, and one kind of them throughout."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit import quotation
from toolkit.contracts import Check
from toolkit.languages import load
from toolkit.minority import minority
from toolkit.model import Case, Finding, Unchecked
from toolkit.passages import Passage, passages
from toolkit.quotation_marks import Mark

_PUNCTUATION = "linguistic-conventions/punctuation"
_STYLE = "style/inconsistent-style"
_CURLY = {"open": "“", "close": "”"}
_STRAIGHT = {"straight": '"', "straight single": "'"}


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotation marks that lack a partner, face the wrong way, or are of two kinds.

    A reader cannot tell where the speaker's words end when a mark is missing, and a mark that faces the wrong way is
    what an agency's change of keyboard leaves behind. Quotations may run over paragraphs. In segments that stand
    alone, where the partner may be in another segment, only what no neighbour can mend is found. Apostrophes, '90s,
    feet and inches are no quotation marks.

    Bad:  The minister promised “a quick answer“, and left.
    Bad:  “We shall wait, said the minister.
    Good: The minister promised “a quick answer”, and left.
    """

    needs_source: bool = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield wrong-facing and unpaired marks, foreign ones, and the rarer kind where two are mixed."""
        data = load(case.translation_language, "form")
        if not data:
            yield Unchecked("quotes", f"no data for {case.translation_language}")
            return
        texts = passages(case)
        reading = quotation.read(texts, data)
        foreign = {mark for pair in reading.quotations if pair[0].style in ("low", "guillemet") for mark in pair}
        for mark in reading.marks:
            if mark.misshapen and mark not in foreign:
                yield _wrong_way(texts[mark.passage], mark)
        for mark in reading.unpaired:
            if not mark.misshapen:
                yield _alone(texts[mark.passage], mark)
        for mark in sorted(foreign, key=lambda mark: (mark.passage, mark.at)):
            right = _CURLY["open" if mark.role == "open" else "close"]
            message = f"{mark.sign} is not a quotation mark of English"
            where = (mark.at, mark.at + 1)
            yield texts[mark.passage].finding(
                "quotes", "warning", "locale-conventions/quotation-marks", message, where, right
            )
        yield from _mixed(texts, [mark for mark in reading.marks if mark not in foreign])


def _wrong_way(passage: Passage, mark: Mark) -> Finding:
    if mark.single:
        right, message = "’", "an opening quotation mark where an apostrophe or a closing mark belongs"
    else:
        right = _CURLY["open" if mark.role == "open" else "close"]
        message = f"{mark.sign} faces the wrong way: it {'opens' if mark.role == 'open' else 'closes'} here"
    return passage.finding("quotes", "error", _PUNCTUATION, message, (mark.at, mark.at + 1), right)


def _alone(passage: Passage, mark: Mark) -> Finding:
    if mark.single and mark.role == "close":
        message = f"{mark.sign} is no apostrophe here, and no quotation is open"
        return passage.finding("quotes", "warning", _PUNCTUATION, message, (mark.at, mark.at + 1), "")
    message = "a quotation that is not closed" if mark.role == "open" else "a closing quotation mark without an opening"
    return passage.finding("quotes", "warning", _PUNCTUATION, message, (mark.at, mark.at + 1))


def _mixed(texts: Sequence[Passage], marks: Sequence[Mark]) -> Iterator[Finding]:
    """Yield the rarer of curly and straight marks, and the first apostrophe of the rarer kind."""
    quotes: dict[str, list[Mark]] = defaultdict(list)
    apostrophes: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.role == "apostrophe":
            apostrophes["straight" if mark.sign == "'" else "curly"].append(mark)
        elif mark.style in ("curly", "straight") and mark.role != "measure":
            quotes[mark.style].append(mark)
    for mark, way, chief in minority(quotes, most=3):
        right = _CURLY.get(mark.role) if chief == "curly" else '"'
        message = f"a {way} quotation mark where the text has {chief} ones"
        yield texts[mark.passage].finding("quotes", "info", _STYLE, message, (mark.at, mark.at + 1), right)
    for mark, way, chief in minority(apostrophes, most=1):
        message = f"a {way} apostrophe where the text has {chief} ones ({len(apostrophes[way])} in all)"
        right = "’" if chief == "curly" else "'"
        yield texts[mark.passage].finding("quotes", "info", _STYLE, message, (mark.at, mark.at + 1), right)


PLUGIN: type[Check] = Quotes
