"""Quotation marks of one kind throughout, and of the language's own kind."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from toolkit.analysis.quotations.marks import STYLES, QuoteMark, spaced
from toolkit.analysis.quotations.pairing import PairedMarks, pair_marks
from toolkit.analysis.style.minority import minority
from toolkit.analysis.text.passages import Passage, passages
from toolkit.languages import load
from toolkit.model import Case, Finding, Severity, Unchecked
from toolkit.plugins.contracts import Check

_MOST = 3
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
    safe_fix: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("form.quotation_marks",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield foreign marks, and the rarer kind where two are mixed, each with the mark that should be there."""
        data = load(case.translation_language, "form")
        texts = passages(case)
        reading = pair_marks(texts, data)
        foreign, own = reading.foreign, _own(data["quotation_marks"])
        for marks in _together(sorted(foreign, key=lambda mark: (mark.passage, mark.at)), reading, texts):
            signs = " and ".join(dict.fromkeys(mark.sign for mark in marks))
            message = (
                f"{signs} {'is not a quotation mark' if len(signs) == 1 else 'are no quotation marks'} of this language"
            )
            yield _finding(texts, "warning", _LOCALE, message, marks, own, reading, data)
        yield from _mixed(texts, reading, data)


def _own(pairs: Sequence[str], style: str | None = None) -> dict[str, str]:
    """Return the usual signs of a language by what they do; with a style, the usual ones that have it on one side."""
    having = [pair for pair in pairs if style is None or style in (STYLES[pair[0]], STYLES[pair[1]])]
    return dict(zip(("open", "close"), having[0], strict=True)) if having else {}


def _together(marks: Sequence[QuoteMark], reading: PairedMarks, texts: Sequence[Passage]) -> list[list[QuoteMark]]:
    """Return the marks in their order, both ends of a quotation within one unit together: one is no good alone."""
    closing = dict(reading.quotations)
    left = dict.fromkeys(marks)
    found = []
    for mark in marks:
        if mark in left:
            other = closing.get(mark)
            both = other in left and _unit(texts, mark) == _unit(texts, other)
            group = [mark, other] if both and other is not None else [mark]
            found.append(group)
            for one in group:
                del left[one]
    return found


def _unit(texts: Sequence[Passage], mark: QuoteMark | None) -> tuple[int, int] | None:
    return None if mark is None else (mark.passage, texts[mark.passage].place(mark.at, mark.at + 1)[0])


def _finding(
    texts: Sequence[Passage],
    severity: Severity,
    category: str,
    message: str,
    marks: Sequence[QuoteMark],
    own: Mapping[str, str],
    reading: PairedMarks,
    form: Mapping[str, Any],
) -> Finding:
    """Return a finding on one mark, or on a quotation with both of its marks."""
    first, last = marks[0], marks[-1]
    passage = texts[first.passage]
    where = first.at, last.at + 1
    right = {role: spaced(sign, role, form) for role, sign in own.items()}
    if len(marks) > 1:
        inside = passage.text[first.at + 1 : last.at].strip()
        return passage.finding(
            severity, category, message, where, right["open"] + inside + right["close"] if right else None
        )
    # Its partner, which stands elsewhere, would face another way.
    alone = first in reading.foreign and reading.partners.get(first) in reading.foreign
    return passage.finding(severity, category, message, where, None if alone else right.get(first.role))


def _mixed(texts: Sequence[Passage], reading: PairedMarks, form: Mapping[str, Any]) -> Iterator[Finding]:
    quotes: dict[str, list[QuoteMark]] = defaultdict(list)
    apostrophes: dict[str, list[QuoteMark]] = defaultdict(list)
    for mark in reading.marks:
        if mark in reading.foreign:
            continue
        if mark.role == "apostrophe":
            apostrophes["straight" if mark.sign == "'" else "curly"].append(mark)
        elif mark.style in ("curly", "straight") and mark.role != "measure":
            quotes[mark.style].append(mark)
    rarer = {mark: (way, chief) for mark, way, chief in minority(quotes, most=len(reading.marks))}
    for marks in _together(list(rarer), reading, texts)[:_MOST]:
        way, chief = rarer[marks[0]]
        right = (
            _own(form["quotation_marks"], "curly") if chief == "curly" else {"open": '"', "close": '"', "either": '"'}
        )
        message = f"a {way} quotation mark where the text has {chief} ones"
        yield _finding(texts, "info", _STYLE, message, marks, right, reading, form)
    for mark, way, chief in minority(apostrophes, most=1):
        sign = "’" if chief == "curly" else "'"
        message = f"a {way} apostrophe where the text has {chief} ones ({len(apostrophes[way])} in all)"
        yield texts[mark.passage].finding("info", _STYLE, message, (mark.at, mark.at + 1), sign)


PLUGIN: type[Check] = QuoteStyle
