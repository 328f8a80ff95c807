"""What the two sides of a unit quote: the same words, others, or nothing at all.

Three measures: whether either side has quotation marks; how much of each side stands inside them; and which names,
figures and words of one origin stand inside on one side and outside on the other.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.model import Severity
from toolkit.quoted_drafts import Draft, crossed
from toolkit.quoted_passages import Quoted, inside, quoted
from toolkit.speech_words import says
from toolkit.visible_counterparts import Counterparts, counterparts
from toolkit.words import words

# Letters added to a length before the logarithm: a word more or less is nothing.
_SMOOTH = 20
# How far the shares inside the marks may differ (in logarithms), by themselves and where words say the same.
_NEAR, _FAR, _FARTHER = 0.25, 0.6, 1.0
# A passage of so many words is no nickname and no title.
_SPOKEN = 4
# Words that a draft must have on the other side of the marks to say anything.
_TELLING = 2
# A single sign that may open or close a quotation whose other end is in another unit.
_LONE = re.compile(r"(?:^|[\s(:])['‘](?=\w)|[.!?,…]['’](?=\s|$)")
_DASH = re.compile(r"^\s*[—–-]\s*\w")
_ENDED = re.compile(r"[.!?…:;]\W*$")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the two sides quote differently, with a range on each side."""

    kind: str
    severity: Severity
    source: tuple[int, int]
    translation: tuple[int, int]
    words: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sides:
    """A unit's two texts with their languages and drafts; ``open``: whether a quotation is open when each side begins.

    ``alone``: there is no unit before or after, so nobody knows.
    """

    source: str
    translation: str
    source_language: str
    translation_language: str
    open: tuple[bool, bool] = (False, False)
    alone: bool = True
    drafts: tuple[Draft, ...] = ()


def differences(sides: Sides) -> Iterator[Difference]:
    """Yield what is quoted differently, at most one of a kind."""
    ours, theirs = quoted(sides.source, sides.source_language), quoted(sides.translation, sides.translation_language)
    if ours and not theirs and not _may_be_quoted(sides.translation, is_open=sides.open[1]):
        yield from _one_sided("lost", ours, sides)
    elif theirs and not ours and not _may_be_quoted(sides.source, is_open=sides.open[0]):
        yield from _one_sided("added", theirs, sides)
    elif ours and theirs:
        found = _moved(ours, theirs, sides) or _one_fewer(ours, theirs, sides)
        if found:
            yield found


def _may_be_quoted(text: str, *, is_open: bool) -> bool:
    """Whether a text without quotation marks may be a quotation all the same."""
    return is_open or bool(_LONE.search(text)) or bool(_DASH.match(text))


def _one_sided(kind: str, passages: Sequence[Quoted], sides: Sides) -> Iterator[Difference]:
    """Report the longest passage that only one side has."""
    text, language = (
        (sides.source, sides.source_language) if kind == "lost" else (sides.translation, sides.translation_language)
    )
    longest = max(passages, key=lambda passage: len(inside(text, passage)))
    severity = _weight(text, language, longest, sides.alone)
    if _is_name(text, longest, sides.translation if kind == "lost" else sides.source):
        severity = "info"
    where = longest.start, longest.end
    whole = (0, len(sides.translation)) if kind == "lost" else (0, len(sides.source))
    yield Difference(kind, severity, where if kind == "lost" else whole, whole if kind == "lost" else where)


def _one_fewer(ours: Sequence[Quoted], theirs: Sequence[Quoted], sides: Sides) -> Difference | None:
    """Return the passage that one side has more, if it makes the difference between what the sides quote."""
    if len(ours) == len(theirs):
        return None
    lost = len(ours) > len(theirs)
    more, fewer = (ours, theirs) if lost else (theirs, ours)
    text, language = (sides.source, sides.source_language) if lost else (sides.translation, sides.translation_language)

    def shift(without: Quoted | None) -> float:
        rest = [one for one in more if one is not without]
        return abs(_shift(rest, fewer, sides) if lost else _shift(fewer, rest, sides))

    passage = min(more, key=shift)
    if not passage.whole or shift(passage) >= shift(None):
        return None
    severity: Severity = (
        "info" if len(inside(text, passage)) < _SPOKEN else _weight(text, language, passage, sides.alone)
    )
    where, near = (passage.start, passage.end), (fewer[0].start, fewer[-1].end)
    return Difference("lost", severity, where, near) if lost else Difference("added", severity, near, where)


def _weight(text: str, language: str, passage: Quoted, alone: bool) -> Severity:
    count = len(text[passage.start : passage.end].split())
    if not passage.whole:
        # In a unit by itself the other mark, and with it the other side's, may be in the next unit.
        return "info" if alone or count < _SPOKEN else "warning"
    attributed = says(text, language, 0, passage.start) or says(text, language, passage.end, len(text))
    whole = count >= 0.8 * len(words(text))
    if _is_title(text, passage) and not attributed:
        return "info"
    if count >= _SPOKEN and (attributed or whole):
        return "error"
    if count >= _SPOKEN or (count > 1 and attributed and _ENDED.search(text)):
        return "warning"
    return "info"


def _is_title(text: str, passage: Quoted) -> bool:
    """Whether a passage inside a sentence begins with a capital, behind no colon: a work, a paper, a ship."""
    before = text[: passage.start].rstrip()
    first = inside(text, passage)[:1]
    return bool(before) and before[-1] not in ":,.!?" and bool(first) and first[0].text[0].isupper()


def _is_name(text: str, passage: Quoted, other: str) -> bool:
    """Whether the other side has a short passage as it is: a paper, a slogan, a ship."""
    some = inside(text, passage)
    return len(some) < _SPOKEN and text[some[0].start : some[-1].end].lower() in other.lower() if some else True


def _moved(ours: Sequence[Quoted], theirs: Sequence[Quoted], sides: Sides) -> Difference | None:
    shift = abs(_shift(ours, theirs, sides))
    pairs = counterparts(sides.source, sides.translation, sides.source_language, sides.translation_language)
    found = [pair for pair in pairs if _holds(ours, pair.source.start) != _holds(theirs, pair.translation.start)]
    weight = sum(2 if pair.firm else 1 for pair in found)
    seen = weight > 1 and (len(found) > 1 or shift >= _NEAR)
    told = _told_by_drafts(ours, sides)
    if not (seen or (weight and shift >= _FAR) or shift >= _FARTHER or told.surely or (told.words and shift >= _NEAR)):
        return None
    severity: Severity = "error" if weight + len(told.words) >= 2 and shift >= _FAR else "warning"
    if sides.alone and not all(one.whole for one in (*ours, *theirs)):
        severity = "warning"
    if told.denied and not weight:
        severity = "info"
    texts = tuple(dict.fromkeys([*(pair.translation.text for pair in found), *told.words]))
    return Difference("moved", severity, *_places(ours, theirs, found), texts, told.evidence)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the drafts say: words that stand on the other side of the marks, ``surely`` if two families say so.

    ``denied``: all of them quote the very words that the translation quotes.
    """

    words: tuple[str, ...] = ()
    surely: bool = False
    denied: bool = False
    evidence: tuple[str, ...] = ()


def _told_by_drafts(ours: Sequence[Quoted], sides: Sides) -> _Told:
    said = [
        (draft, answer)
        for draft in sides.drafts
        if (answer := crossed(draft, sides.translation, sides.translation_language, ours)) is not None
    ]
    against = [(draft, [word.text for word in some]) for draft, (some, _) in said if len(some) >= _TELLING]
    evidence = [f"{draft.name} drafts {_listed(some)} on the other side of the marks" for draft, some in against]
    denied = not any(some for _, (some, _) in said) and any(count >= _SPOKEN for _, (_, count) in said)
    if denied:
        evidence = [f"the draft of {draft.name} quotes as the translation does" for draft, _ in said]
    return _Told(
        tuple(dict.fromkeys(word for _, some in against for word in some)),
        len({draft.family for draft, _ in against}) > 1,
        denied,
        tuple(evidence),
    )


def _listed(some: Sequence[str]) -> str:
    return ", ".join(f'"{word}"' for word in some[:3])


def _holds(passages: Sequence[Quoted], at: int) -> bool:
    return any(passage.holds(at) for passage in passages)


def _shift(ours: Sequence[Quoted], theirs: Sequence[Quoted], sides: Sides) -> float:
    """Return by how much more of the translation is quoted (log ratio of ratios; 0 is the same)."""
    left, right = (sum(one.end - one.start for one in some) for some in (ours, theirs))
    out = len(sides.source) - left, len(sides.translation) - right
    return math.log((right + _SMOOTH) * (out[0] + _SMOOTH) / ((left + _SMOOTH) * (out[1] + _SMOOTH)))


def _places(
    ours: Sequence[Quoted], theirs: Sequence[Quoted], crossed: Sequence[Counterparts]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the passages on either side that are nearest to the first word that has crossed, or the longest."""

    def nearest(passages: Sequence[Quoted], at: int | None) -> tuple[int, int]:
        if at is None:
            best = max(passages, key=lambda one: one.end - one.start)
        else:
            best = min(passages, key=lambda one: max(one.start - at, at - one.end, 0))
        return best.start, best.end

    first = crossed[0] if crossed else None
    return (
        nearest(ours, first.source.start if first else None),
        nearest(theirs, first.translation.start if first else None),
    )
