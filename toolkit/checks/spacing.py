"""Spaces: none before a comma, one after it, one between words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar

from toolkit.analysis.text.passages import Passage, PlacedSentence, passages
from toolkit.languages import load, remembered
from toolkit.model import Case, Finding, Severity, Unchecked
from toolkit.plugins.contracts import Check

_CATEGORY = "linguistic-conventions/typography"
_TOP_LEVEL = "com|org|net|it|eu|uk|gov|edu|info|de|fr|es|io|tv|news|co|html|pdf|js|ai"
_LOWER, _UPPER = "a-zß-öø-ÿ", "A-ZÀ-ÖØ-Þ"
# What one of the rules can begin with: most texts have none of it and need no closer look.
_SUSPECT = re.compile(
    r"\s[,;:.!?)\]”%’']|\sn['’]t|[(\[“‘]\s|[^\W\d_][,;:.!?)\]”(\[]+[^\W\d_]|\w[;:!?»]+(?:\s|$)|«\S|\S»"
)
_WEB = re.compile(rf"(?<!\S)\S*?(?:@|://|www\.|\w\.(?:{_TOP_LEVEL})\b)\S*")
_MINOR: Severity = "info"
_FAULT: Severity = "warning"
_BLANKS = " \t\u00a0"
_WIDE = re.compile(rf"(?<=\S)[{_BLANKS}]{{2,}}(?=\S)")


@dataclass(frozen=True, slots=True)
class Spacing:
    """Spaces where none belong, and none where one belongs.

    A space before a comma, or none after a full stop, is what joining edited pieces leaves behind; it can part a line
    in the wrong place, and machines that split sentences go wrong there. Addresses, decimals and ellipses are let be.
    Which marks have a space before them, as French ones have, is data of the language; where there is none, only what
    is wrong in any language is looked for.

    Bad:  The council met on Monday ,but the vote was put off.Nobody said why.
    Good: The council met on Monday, but the vote was put off. Nobody said why.

    On clean news (NTREX-128, 1,007 segments): none. Finds 1.00 of tokenised sentences (DEMETR, 50).
    """

    needs_source: ClassVar[bool] = False
    safe_fix: ClassVar[bool] = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each fault with what should stand there."""
        rules = _rules(case.translation_language)
        for passage in passages(case):
            yield from _wide(passage, case)
            if _SUSPECT.search(passage.text) is None:
                continue
            web = [match.span() for match in _WEB.finditer(passage.text)]
            for message, pattern, right in rules:
                for match in pattern.finditer(passage.text):
                    if not any(start <= match.start() < end for start, end in web):
                        said = message.format(match[1])
                        severity = _MINOR if match[1] == "%" else _FAULT
                        yield passage.finding(severity, _CATEGORY, said, match.span(), match.expand(right))


@remembered()
def _rules(language: str) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Return message, pattern and right form of the rules; a language without data may space any mark."""
    form = load(language, "form")
    spaced = form.get("spaced_marks", ";:!?»")
    close = "".join(mark for mark in ",;:!?" if mark not in spaced)
    shortened = "|".join(form.get("shortened", "").split())
    rules = [
        ("a space before {0}", rf"(?<=[\w)\]”“’»\"'%]) +([{close}](?![\w,.\-/)(])|\.(?![\w.]))", r"\1"),
        ("the space stands before {0}", rf"(?<=[\w)\]”“’»\"'%]) +([{close}])(?=[^\W\d_])", r"\1 "),
        ("a space before {0}", r"(?<=\w) +([)\]”](?!\w))", r"\1"),
        ("a space after {0}", r"(?<![^\s\"'“‘])([(\[“‘]) +(?=\w)", r"\1"),
        (
            "no space after {0}",
            rf"(?<=[{_LOWER}][{_LOWER}])([.!?])(?=[{_UPPER}][{_LOWER}’']+[\s,.;:](?!(?:{_TOP_LEVEL})\b))",
            r"\1 ",
        ),
        ("no space after {0}", r"(?<=[^\W\d_][^\W\d_])([,;])(?=[^\W\d_])(?![^{}\s]*})", r"\1 "),
        ("no space after {0}", rf"(?<=[{_LOWER}][{_LOWER}])(:)(?=[{_UPPER}][{_LOWER}]+ )", r"\1 "),
        ("no space after {0}", r"(?<=\w)(?<![(\[]\w)(?<![(\[]\w\w)(?<![(\[]\w{3})([)\]])(?=[^\W\d_]{2,})", r"\1 "),
        ("no space after {0}", rf"(?<=[{_LOWER}][.,!?])([”])(?=\w)", r"\1 "),
        (
            "no space before {0}",
            rf"(?<=[{_LOWER}]{{3}})([(\[])(?=[{_UPPER}{_LOWER}][{_LOWER}]+[ )])(?![^ )]{{1,4}}\))",
            r" \1",
        ),
    ]
    if form.get("percent") == "close":
        rules.append(("a space before %", r"(?<=\d) +(%)", r"\1"))
    if shortened:
        rules.append(("a space in a shortened word", rf"(?<=[a-z]) +([’']) ?({shortened})(?=[\s,.;:!?]|$)", r"\1\2"))
        rules.append(("a space before n't", r" +(n['’]t)\b", r"\1"))
    if form and spaced:
        marks = "".join(mark for mark in spaced if mark in ";!?")
        rules += [
            ("no space before {0}", rf"(?<=[^\W\d_])([{marks}]+)(?=\s|$)", "\u202f\\1"),
            ("no space before {0}", r"(?<=[^\W\d_])(:)(?=\s|$)", "\u00a0\\1"),
            ("no space before {0}", r"(?<=[\w.!?…])(»)", "\u00a0\\1"),
            ("no space after {0}", r"(«)(?=\w)", "\\1\u00a0"),
        ]
    return tuple((message, re.compile(pattern), right) for message, pattern, right in rules)


def _wide(passage: Passage, case: Case) -> Iterator[Finding]:
    """Yield runs of spaces: in the text, or in the file where the reader folded them."""
    for match in _WIDE.finditer(passage.text):
        yield passage.finding("info", _CATEGORY, "more than one space", match.span(), " ")
    if case.document is None:
        return
    raw = case.document.text
    for piece in passage.pieces:
        for at in _folded(piece, raw):
            yield passage.finding("info", _CATEGORY, "more than one space", (at, at + 1), " ")
    for left, following in pairwise(passage.pieces):
        gap = raw[left.sentence.body.end : following.sentence.body.start]
        if not gap or (len(gap) > 1 and not gap.strip(_BLANKS)):
            message, severity = ("more than one space", _MINOR) if gap else ("no space between two sentences", _FAULT)
            where = (left.end - 1, left.end + bool(gap))
            found = passage.finding(severity, _CATEGORY, message, where, f"{passage.text[left.end - 1]} ")
            yield _reaching_behind(found, left) if gap else found


def _reaching_behind(finding: Finding, piece: PlacedSentence) -> Finding:
    """Return a finding that takes in the space behind its sentence, which may be the last one of its unit."""
    end = piece.offset + len(piece.sentence.text) + 1
    return replace(finding, spans=(replace(finding.spans[0], end=end),))


def _folded(piece: PlacedSentence, raw: str) -> Iterator[int]:
    """Yield the positions in the passage of the spaces that stand for more than one in the file."""
    body = piece.sentence.body
    if body.end - body.start == len(body.text) or not _WIDE.search(raw, body.start, body.end):
        return
    for match in re.finditer(" ", body.text):
        first, last = body.offset(match.start()), body.offset(match.end())
        if last - first > 1 and not raw[first:last].strip(_BLANKS):
            yield piece.start + match.start()


PLUGIN: type[Check] = Spacing
