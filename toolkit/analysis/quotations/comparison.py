"""What the two sides of a unit quote: the same words, others, or nothing at all.

Where only one side has quotation marks, the longest passage tells how grave that is: words that somebody says, a title,
a nickname, or a quotation whose other end is in another unit.
"""

import re
from collections.abc import Iterator, Sequence

from toolkit.analysis.quotations.moved_marks import moved_quotation
from toolkit.analysis.quotations.quoted import Quoted, inside, quoted
from toolkit.analysis.quotations.sides import SPOKEN, QuotationDifference, Sides, quotation_shift
from toolkit.analysis.quotations.speech_verbs import names_work, says
from toolkit.analysis.text.words import words
from toolkit.model import Severity

# Letters beside a passage in which the verb of who says it stands.
_BESIDE = 12
# A single sign that may open or close a quotation whose other end is in another unit.
_LONE = re.compile(r"(?:^|[\s(:])['‘](?=\w)|[.!?,…]['’](?=\s|$)")
_DASH = re.compile(r"^\s*[—–-]\s*\w")
_ENDED = re.compile(r"[.!?…:;]\W*$")


def differences(sides: Sides) -> Iterator[QuotationDifference]:
    """Yield what is quoted differently, at most one of a kind."""
    ours, theirs = quoted(sides.source, sides.source_language), quoted(sides.translation, sides.translation_language)
    if ours and not theirs and not _may_be_quoted(sides.translation, is_open=sides.open[1]):
        yield from _one_sided("lost", ours, sides)
    elif theirs and not ours and not _may_be_quoted(sides.source, is_open=sides.open[0]):
        yield from _one_sided("added", theirs, sides)
    elif ours and theirs:
        difference = moved_quotation(ours, theirs, sides) or _one_fewer(ours, theirs, sides)
        if difference:
            yield difference


def _may_be_quoted(text: str, *, is_open: bool) -> bool:
    """Whether a text without quotation marks may be a quotation all the same."""
    return is_open or bool(_LONE.search(text)) or bool(_DASH.match(text))


def _one_sided(kind: str, passages: Sequence[Quoted], sides: Sides) -> Iterator[QuotationDifference]:
    """Report the longest passage that only one side has."""
    text, language = (
        (sides.source, sides.source_language) if kind == "lost" else (sides.translation, sides.translation_language)
    )
    longest = max(passages, key=lambda passage: len(inside(text, passage)))
    severity = _weight(text, language, longest, mended=_is_mended(kind, longest, sides))
    if _is_name(text, longest, sides.translation if kind == "lost" else sides.source):
        severity = "info"
    where = longest.start, longest.end
    whole = (0, len(sides.translation)) if kind == "lost" else (0, len(sides.source))
    yield QuotationDifference(kind, severity, where if kind == "lost" else whole, whole if kind == "lost" else where)


def _is_mended(kind: str, passage: Quoted, sides: Sides) -> bool:
    """Whether the other side of a passage that is not whole may be quoted, too, or the passage may be none.

    In a unit by itself the marks may be in the next one; a mark that closes what nobody opened is a stray one.
    """
    return sides.alone or not (passage.opened or sides.open[kind == "added"])


def _one_fewer(ours: Sequence[Quoted], theirs: Sequence[Quoted], sides: Sides) -> QuotationDifference | None:
    """Return the passage that one side has more, if it makes the difference between what the sides quote."""
    if len(ours) == len(theirs):
        return None
    lost = len(ours) > len(theirs)
    more, fewer = (ours, theirs) if lost else (theirs, ours)
    text, language = (sides.source, sides.source_language) if lost else (sides.translation, sides.translation_language)

    def apart(without: Quoted | None) -> float:
        rest = [one for one in more if one is not without]
        return abs(quotation_shift(rest, fewer, sides) if lost else quotation_shift(fewer, rest, sides))

    passage = min(more, key=apart)
    if not passage.whole or apart(passage) >= apart(None):
        return None
    severity: Severity = (
        "info" if len(inside(text, passage)) < SPOKEN else _weight(text, language, passage, mended=False)
    )
    where, near = (passage.start, passage.end), (fewer[0].start, fewer[-1].end)
    return (
        QuotationDifference("lost", severity, where, near)
        if lost
        else QuotationDifference("added", severity, near, where)
    )


def _weight(text: str, language: str, passage: Quoted, *, mended: bool) -> Severity:
    """Return how grave it is; ``mended``: the mark that the passage lacks may be one of a neighbour's."""
    count = len(text[passage.start : passage.end].split())
    if not passage.whole:
        return "info" if mended or count < SPOKEN else "warning"
    title = _is_title(text, passage)
    before, after = max(0, passage.start - _BESIDE) if title else 0, passage.end + _BESIDE if title else len(text)
    attributed = says(text, language, before, passage.start) or says(text, language, passage.end, after)
    whole = count >= 0.8 * len(words(text))
    if (title and not attributed) or names_work(text, language, passage.start, passage.end):
        return "info"
    if count >= SPOKEN and (attributed or whole):
        return "error"
    if count >= SPOKEN or (count > 1 and attributed and _ENDED.search(text)):
        return "warning"
    return "info"


def _is_title(text: str, passage: Quoted) -> bool:
    """Whether a passage inside a sentence begins with a capital, behind no colon: a work, a paper, a ship."""
    before = text[: passage.start].rstrip()
    first = inside(text, passage)[:1]
    return bool(before) and before[-1] not in ":,.!?" and bool(first) and first[0].text[0].isupper()


def _is_name(text: str, passage: Quoted, other: str) -> bool:
    """Whether the other side has a short passage as it is: a paper, a slogan, a ship."""
    named = inside(text, passage)
    return len(named) < SPOKEN and text[named[0].start : named[-1].end].lower() in other.lower() if named else True
