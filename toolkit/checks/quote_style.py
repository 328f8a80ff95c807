"""Quotation marks of one kind throughout, and of the language's own kind."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.quotations.marks import STYLES, QuoteMark
from toolkit.analysis.quotations.pairing import pair_marks
from toolkit.analysis.style.minority import minority
from toolkit.analysis.text.passages import Passage, passages
from toolkit.languages import load
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

_STYLE = "style/inconsistent-style"
_LOCALE = "locale-conventions/quotation-marks"


@dataclass(frozen=True, slots=True)
class QuoteStyle:
    """Straight quotation marks among curly ones or the other way round, and the marks of other languages.

    «Italian» and „German“ marks are left over from the original; straight marks among curly ones come with every
    pasted sentence. The rarer kind is marked, at most three times; of the rarer apostrophes only the first.

    Bad:  The mayor spoke of “a start”, the clerk of "an end", and the cook of «dinner».
    Good: The mayor spoke of “a start”, the clerk of “an end”, and the cook of “dinner”.

    On clean news (NTREX-128, 1,007 segments in 62 documents) none; that text has straight marks only.
    """

    needs_source: ClassVar[bool] = False
    data: ClassVar[tuple[str, ...]] = ("form.quotation_marks",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield foreign marks, and the rarer kind where two are mixed, each with the mark that should be there."""
        data = load(case.translation_language, "form")
        texts = passages(case)
        reading = pair_marks(texts, data)
        foreign = reading.foreign
        for mark in sorted(foreign, key=lambda mark: (mark.passage, mark.at)):
            message = f"{mark.sign} is not a quotation mark of this language"
            where, right = (mark.at, mark.at + 1), _own(data["quotation_marks"]).get(mark.role)
            yield texts[mark.passage].finding("warning", _LOCALE, message, where, right)
        yield from _mixed(texts, [mark for mark in reading.marks if mark not in foreign], data["quotation_marks"])


def _own(pairs: Sequence[str], style: str | None = None) -> dict[str, str]:
    """Return the usual signs of a language by what they do; with a style, the usual ones that have it on one side."""
    having = [pair for pair in pairs if style is None or style in (STYLES[pair[0]], STYLES[pair[1]])]
    return dict(zip(("open", "close"), having[0], strict=True)) if having else {}


def _mixed(texts: Sequence[Passage], marks: Sequence[QuoteMark], pairs: Sequence[str]) -> Iterator[Finding]:
    quotes: dict[str, list[QuoteMark]] = defaultdict(list)
    apostrophes: dict[str, list[QuoteMark]] = defaultdict(list)
    for mark in marks:
        if mark.role == "apostrophe":
            apostrophes["straight" if mark.sign == "'" else "curly"].append(mark)
        elif mark.style in ("curly", "straight") and mark.role != "measure":
            quotes[mark.style].append(mark)
    for mark, way, chief in minority(quotes, most=3):
        right = _own(pairs, "curly").get(mark.role) if chief == "curly" else '"'
        message = f"a {way} quotation mark where the text has {chief} ones"
        yield texts[mark.passage].finding("info", _STYLE, message, (mark.at, mark.at + 1), right)
    for mark, way, chief in minority(apostrophes, most=1):
        right = "’" if chief == "curly" else "'"
        message = f"a {way} apostrophe where the text has {chief} ones ({len(apostrophes[way])} in all)"
        yield texts[mark.passage].finding("info", _STYLE, message, (mark.at, mark.at + 1), right)


PLUGIN: type[Check] = QuoteStyle
