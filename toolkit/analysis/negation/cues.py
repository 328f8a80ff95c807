"""Finds what denies in a sentence: negations, counted once under negative concord, and softer ways to deny.

The cues of a language are data (``it/negation.yaml``). Negative concord (Haspelmath 1997, *Indefinite Pronouns*):
"non ha mai visto nessuno" is one negation, "nessuno ha visto" is one too.
"""

import re
from dataclasses import dataclass, replace

from toolkit import languages
from toolkit.analysis.text.cues import Patterns, compiled, scan
from toolkit.analysis.text.frequency import common
from toolkit.analysis.text.words import lowered, words
from toolkit.languages import remembered

# An n-word farther away than this from the last negation, or behind one of these marks, negates on its own.
_REACH = 70
# Kinds of idioms that hold a negating word and affirm; the last are rendered by no negation on the other side.
_IDIOMS = ("neutral", "affirming")
# How much commoner, in powers of ten, a word with a negating beginning may be than its rest: "unions" are no "ions".
_COMMONER = 0.6
_STOPS = re.compile(r"[.;:!?…]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at its place; ``kind`` is "explicit", "neutral", "affirming", or a soft cue's class ("stop", ...)."""

    text: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Cues:
    """What denies in a text: ``explicit`` cues ask for a negation on the other side, the ``soft`` ones may have one.

    Soft are also the idioms that hold a negating word and affirm ("not only").
    """

    explicit: tuple[Cue, ...]
    soft: tuple[Cue, ...]


def find_cues(text: str, language: str) -> Cues:
    """Return the cues of a text; a language without data gives none."""
    explicit: list[Cue] = []
    soft: list[Cue] = []
    last: int | None = None
    small = lowered(text)
    for start, end, kind in scan(small, _patterns(language)):
        cue = Cue(text[start:end], start, end, kind)
        if cue.kind == "explicit" or (cue.kind == "concord" and not _continues(small, last, cue.start, language)):
            explicit.append(cue)
        elif cue.kind not in ("concord", "plain"):
            soft.append(cue)
        if cue.kind in ("explicit", "concord") or (cue.kind in _IDIOMS and _has_explicit(cue.text, language)):
            last = cue.end
    return Cues(tuple(explicit), tuple(soft))


def with_prefixed(cues: Cues, text: str, language: str) -> Cues:
    """Return the cues with the words added that deny by their beginning, before a word: "unmarked", "misread"."""
    data = languages.load(language, "negation")
    prefixes, positive = tuple(data.get("prefixes", ())), data.get("positive", ())
    found = [
        Cue(word.text, word.start, word.end, "without")
        for word in words(lowered(text))
        if word.text.startswith(prefixes) and word.text not in positive and _denies(word.text, prefixes, language)
    ]
    return replace(cues, soft=(*cues.soft, *found))


def asking(cues: Cues, language: str) -> tuple[tuple[Cue, str], ...]:
    """Return the soft cues that must be answered, with what they ask for: a "denial" ("without"), or "near"."""
    patterns = _asking(language)
    asked = ((cue, next((kind for _, _, kind in scan(lowered(cue.text), patterns)), "")) for cue in cues.soft)
    return tuple((cue, kind) for cue, kind in asked if kind)


def _denies(word: str, prefixes: tuple[str, ...], language: str) -> bool:
    rests = [word.removeprefix(prefix) for prefix in prefixes if word.startswith(prefix)]
    least = max(common(word, language) - _COMMONER, 0)
    return any(len(rest) > 3 and common(rest, language) > least for rest in rests)


def _has_explicit(idiom: str, language: str) -> bool:
    explicit = languages.load(language, "negation").get("explicit", ())
    return any(word.text in explicit for word in words(lowered(idiom)))


def _continues(small: str, last: int | None, start: int, language: str) -> bool:
    """Whether a negation that ended at ``last`` still holds at ``start``; it does not beyond a "but"."""
    if last is None or start - last > _REACH or _STOPS.search(small, last, start):
        return False
    buts = languages.load(language, "negation").get("but", ())
    return not any(word.text in buts for word in words(small[last:start]))


@remembered()
def _asking(language: str) -> Patterns:
    data = languages.load(language, "negation")
    return compiled({"denial": data.get("asks", ()), "near": data.get("asks_near", ())})


@remembered()
def _patterns(language: str) -> Patterns:
    data = languages.load(language, "negation")
    groups = {kind: data.get(kind, []) for kind in (*_IDIOMS, "plain", "explicit", "concord")} | data.get("soft", {})
    return compiled(groups, first=("plain", *_IDIOMS))
