"""What the two sides of a unit quote: the same words, others, or nothing at all.

Where only one side has quotation marks, the longest passage tells how grave that is: words that somebody says, a title,
a nickname, or a quotation whose other end is in another unit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from toolkit.analysis.quotations.moved_marks import moved_quotation
from toolkit.analysis.quotations.quoted import Quoted, inside, is_paired, quoted
from toolkit.analysis.quotations.sides import SPOKEN, QuotationDifference, Sides, shift
from toolkit.analysis.quotations.speech_verbs import in_first_person, is_direct, names_work, says
from toolkit.analysis.text.words import words
from toolkit.model import Severity

# Letters beside a passage in which the verb of who says it stands.
_BESIDE = 12
# Words of a quotation in mid-sentence that nobody takes over by chance.
_LONG = 6
# A single sign that may open or close a quotation whose other end is in another unit.
_LONE = re.compile(r"(?:^|[\s(:])['‘](?=\w)|[.!?,…]['’](?=\s|$)")
_DASH = re.compile(r"^\s*[—–-]\s*\w")
_ENDED = re.compile(r"[.!?…:;]\W*$")


def differences(sides: Sides) -> Iterator[QuotationDifference]:
    """Yield what is quoted differently, at most one of a kind."""
    ours, theirs = (
        [one for one in quoted(text, language) if not _is_gloss(text, one)]
        for text, language in (_in_turn("lost", sides))
    )
    if ours and not theirs and not _may_be_quoted(sides.translation, is_open=sides.open[1]):
        yield from _one_sided("lost", ours, sides)
    elif theirs and not ours and not _may_be_quoted(sides.source, is_open=sides.open[0]):
        yield from _one_sided("added", theirs, sides)
    elif ours and theirs:
        difference = _moved(ours, theirs, sides) or _one_fewer(ours, theirs, sides) or _unpaired(ours, theirs, sides)
        if difference:
            yield difference


def _unpaired(ours: Sequence[Quoted], theirs: Sequence[Quoted], sides: Sides) -> QuotationDifference | None:
    """Return the passage of the translation where a mark is without a partner that the whole original has."""
    whole = is_paired(sides.source, sides.source_language)
    if not sides.alone or not whole or is_paired(sides.translation, sides.translation_language):
        return None
    first = next((one for one in theirs if not one.whole), theirs[-1])
    return QuotationDifference("unpaired", "warning", (ours[0].start, ours[-1].end), (first.start, first.end))


def _moved(ours: Sequence[Quoted], theirs: Sequence[Quoted], sides: Sides) -> QuotationDifference | None:
    """Return how the sides quote other words; as a hint where the original's own marks do not say what it quotes.

    Where both quote speech, a nickname or a title beside it with marks on one side alone is none of it.
    """
    spoken = (
        [one for one in ours if _is_speech(sides.source, one, sides.translation)],
        [one for one in theirs if _is_speech(sides.translation, one, sides.source)],
    )
    if not any(spoken):
        return None
    if all(spoken):
        ours, theirs = spoken
    difference = moved_quotation(ours, theirs, sides)
    if difference and sides.alone and not is_paired(sides.source, sides.source_language):
        return replace(difference, severity="info")
    return difference


def _is_speech(text: str, passage: Quoted, other: str) -> bool:
    """Whether a passage is long enough for speech, and no name or title that the other side has as it is."""
    named = inside(text, passage)
    if not passage.whole:
        return True
    return len(named) >= SPOKEN and text[named[0].start : named[-1].end].lower() not in _small(other)


def _may_be_quoted(text: str, *, is_open: bool) -> bool:
    """Whether a text without quotation marks may be a quotation all the same."""
    return is_open or bool(_LONE.search(text)) or bool(_DASH.match(text))


def _one_sided(kind: str, passages: Sequence[Quoted], sides: Sides) -> Iterator[QuotationDifference]:
    """Report the longest passage that only one side has."""
    quoting, other = _in_turn(kind, sides)
    longest = max(passages, key=lambda passage: len(inside(quoting[0], passage)))
    severity = _weight(quoting, other, longest, mended=_is_mended(kind, longest, sides), added=kind == "added")
    if _is_name(quoting[0], longest, other[0]):
        severity = "info"
    where, whole = (longest.start, longest.end), (0, len(other[0]))
    yield QuotationDifference(kind, severity, *((where, whole) if kind == "lost" else (whole, where)))


def _is_gloss(text: str, passage: Quoted) -> bool:
    """Whether a passage stands in brackets: it says again what stands before them."""
    before, after = text[max(0, passage.start - 3) : passage.start], text[passage.end : passage.end + 3]
    return before.rstrip().endswith("(") and after.lstrip().startswith(")")


@lru_cache(16)
def _small(text: str) -> str:
    return text.lower()


def _in_turn(kind: str, sides: Sides) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return text and language of the side that quotes more, and of the other one."""
    ours, theirs = (sides.source, sides.source_language), (sides.translation, sides.translation_language)
    return (ours, theirs) if kind == "lost" else (theirs, ours)


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
    quoting, other = _in_turn("lost" if lost else "added", sides)

    inside_more, inside_fewer = (sum(one.end - one.start for one in some) for some in (more, fewer))

    def apart(without: Quoted | None) -> float:
        rest = inside_more - (without.end - without.start if without else 0)
        return abs(shift(rest, inside_fewer, sides) if lost else shift(inside_fewer, rest, sides))

    passage = min(more, key=apart)
    if not passage.whole or apart(passage) >= apart(None):
        return None
    short = len(inside(quoting[0], passage)) < SPOKEN
    severity: Severity = "info" if short else _weight(quoting, other, passage, mended=False, added=not lost)
    where, near = (passage.start, passage.end), (fewer[0].start, fewer[-1].end)
    return (
        QuotationDifference("lost", severity, where, near)
        if lost
        else QuotationDifference("added", severity, near, where)
    )


def _weight(
    quoting: tuple[str, str], other: tuple[str, str], passage: Quoted, *, mended: bool, added: bool
) -> Severity:
    """Return how grave it is; ``mended``: the mark that the passage lacks may be one of a neighbour's.

    Speech is a sentence of its own. Words quoted in the middle of somebody else's sentence may be quoted or told, as
    the writer likes: few words, and those of a speaker whose "I" the other side has turned into "she", are no fault.
    """
    text, language = quoting
    count = len(text[passage.start : passage.end].split())
    if not passage.whole:
        return "info" if mended or count < SPOKEN else "warning"
    title = _is_title(text, passage)
    before, after = max(0, passage.start - _BESIDE) if title else 0, passage.end + _BESIDE if title else len(text)
    attributed = says(text, language, before, passage.start) or says(text, language, passage.end, after)
    if (title and not attributed) or names_work(text, language, passage.start, passage.end):
        return "info"
    if added and is_direct(*other):
        return "info"
    speech = _is_sentence(text, passage)
    if count < SPOKEN:
        return "warning" if speech and count > 1 and attributed and _ENDED.search(text) else "info"
    if not speech:
        writer = in_first_person(text, language, passage.start, passage.end)
        named = says(text, language, passage.start - _BESIDE, passage.start) and not text[passage.end :].strip(" .!?")
        return "warning" if in_first_person(*other) or (not writer and (named or count >= _LONG)) else "info"
    return "error" if attributed or count >= 0.8 * len(words(text)) else "warning"


def _is_sentence(text: str, passage: Quoted) -> bool:
    """Whether a passage is no part of the sentence around it: it begins the text, or a mark stands before it."""
    before = text[: passage.start].rstrip(" \u00a0\u202f–—-")
    return not before or before[-1] in ":,.!?…;"


def _is_title(text: str, passage: Quoted) -> bool:
    """Whether a passage inside a sentence begins with a capital, behind no colon: a work, a paper, a ship."""
    before = text[: passage.start].rstrip()
    first = inside(text, passage)[:1]
    return bool(before) and before[-1] not in ":,.!?" and bool(first) and first[0].text[0].isupper()


def _is_name(text: str, passage: Quoted, other: str) -> bool:
    """Whether the other side has a passage as it is: a paper, a slogan, a ship, a song."""
    named = inside(text, passage)
    return text[named[0].start : named[-1].end].lower() in other.lower() if named else True
