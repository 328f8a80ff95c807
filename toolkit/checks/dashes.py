"""Dashes: one sign, one kind, and the same space on both sides."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.style.minority import minority
from toolkit.analysis.text.passages import Passage, passages
from toolkit.languages import load, remembered
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

_PUNCTUATION = "linguistic-conventions/punctuation"
_ANY = re.compile(r"[–—]|--|(?<![^ ])-|-(?![^ ])")
_RUN = re.compile(r"(?<![-–—])(?:[-–—]{2,3}|[-–—] [-–—])(?![-–—])")
# A town and a dash before a report: "ROME (Reuters) - ", "Brussels – ".
_PLACE = r"[A-Z][\w.’'-]*"
_DATELINE = re.compile(rf"^{_PLACE}(?:(?:[,/] ?| ){_PLACE}){{0,3}}(?:[,/] ?| )?(?:\([^)]*\) ?)?[-–—] ?")
_WAYS = {
    "an em dash without spaces": re.compile(r"(?<=[\w.,!?”’\"')])—(?=[\w“‘\"'(])"),
    "an em dash between spaces": re.compile(r"(?<=\S) — (?=\S)"),
    "an en dash between spaces": re.compile(r"(?<=\S) – (?=\S)"),
    "a hyphen between spaces": re.compile(r"(?<=[^\d\W]) - (?=[^\d\W])"),
    "two hyphens": re.compile(r"(?<=\S) ?-- ?(?=\S)"),
}
_SIGNS = dict(zip(_WAYS, ("—", " — ", " – ", " - ", "--"), strict=True))


@dataclass(frozen=True, slots=True)
class Dashes:
    """Dashes that are doubled, stick to one side only, or are of several kinds in one text.

    "—-" is two keys pressed for one sign; a dash with a space on one side joins what it should part. Which dash a
    house uses is its own affair, that it uses one is not. The dash after the town of a report, scores, spans of
    numbers and hanging hyphens ("pre- and post-war") are let be, and so is "--" where it is the text's only dash.

    Bad:  They told the allies—-and the rest—to wait.
    Good: They told the allies—and the rest—to wait.

    On clean news (NTREX-128, 1,007 segments): .3 %, one of them rightly.
    """

    needs_source: ClassVar[bool] = False
    safe_fix: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("form.hanging",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield doubled dashes, one-sided ones, and each dash of a rarer kind."""
        texts, one_sided = passages(case), _one_sided(case.translation_language)
        bodies = [passage for passage in texts if passage.kind == "paragraph"]
        uses: dict[str, list[tuple[Passage, tuple[int, int]]]] = defaultdict(list)
        for passage in bodies:
            dateline = _DATELINE.match(passage.text)
            begin = dateline.end() if dateline else 0
            for way, pattern in _WAYS.items() if _ANY.search(passage.text) else ():
                uses[way] += [(passage, match.span()) for match in pattern.finditer(passage.text, begin)]
        typed = uses.pop("two hyphens", [])
        # A text that knows no other dash is told once.
        skipped = set() if any(uses.values()) else {(id(passage), start) for passage, (start, _) in typed[1:]}
        own = _SIGNS[max(uses, key=lambda way: len(uses[way]))] if any(uses.values()) else None
        for passage in texts:
            untold = {start for one, start in skipped if one == id(passage)}
            yield from _doubled(passage, untold, own, alone=not skipped)
            for match in one_sided.finditer(passage.text) if _ANY.search(passage.text) else ():
                message = "a dash with a space on one side only"
                right = " - " if "-" in match[0] else match[0].strip()
                yield passage.finding("warning", _PUNCTUATION, message, match.span(), right)
        for (passage, span), way, chief in minority(uses, most=3):
            message = f"{way} where the text has {chief.split(' ', 1)[1]}"
            # Two dashes around an aside are changed together or not at all.
            paired = sum(one is passage for one, _ in uses[way]) > 1
            suggestion = None if paired else _SIGNS[chief]
            yield passage.finding("info", "style/inconsistent-style", message, span, suggestion)


@remembered()
def _one_sided(language: str) -> re.Pattern[str]:
    form = load(language, "form")
    if form["dashes"] == "close":
        return re.compile(r"(?!)")
    hanging = "|".join(form["hanging"])
    return re.compile(rf"(?<=\w)- (?!(?:{hanging})\b)(?=\w)|(?<=[\w,.”’\"])[–—] (?=\w)|(?<=\w) [–—](?=[^\W\d])")


def _doubled(passage: Passage, skipped: set[int], own: str | None, *, alone: bool) -> Iterator[Finding]:
    """Yield the doubled dashes, with the text's own dash and its spaces for hyphens that stand for one.

    What stands for others that are not told has no suggestion: to change one makes two kinds.
    """
    for match in _RUN.finditer(passage.text):
        start, end = match.span()
        if {start, start - 1} & skipped or passage.text[start - 1 : start].strip() + passage.text[end : end + 1] == "":
            continue
        typed = set(match[0]) <= {"-"}
        right = "–" if "–" in match[0] and "—" not in match[0] else "—"
        message = "two hyphens for a dash" if typed else f"{match[0]} is two signs for one dash"
        if typed and own is not None:
            right = own
            start -= passage.text[start - 1 : start] == " "
            end += passage.text[end : end + 1] == " "
        suggestion = right if alone or not typed else None
        yield passage.finding("info" if typed else "warning", _PUNCTUATION, message, (start, end), suggestion)


PLUGIN: type[Check] = Dashes
