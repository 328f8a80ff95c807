"""Finds what denies in a sentence: negations, counted once under negative concord, and softer ways to deny.

The cues of a language are data (``it.negation.yaml``). Negative concord (Haspelmath 1997, *Indefinite Pronouns*):
"non ha mai visto nessuno" is one negation, "nessuno ha visto" is one too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from toolkit import languages
from toolkit.common_words import common
from toolkit.words import lowered, words

# An n-word farther away than this from the last negation, or behind one of these marks, negates on its own.
_REACH = 70
_WORD_START = re.compile(r"(?<![\w-])[\w¿]")
_STOPS = re.compile(r"[.;:!?…]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at its place; ``kind`` is "explicit", "neutral", or the class of a soft cue ("stop", "only", ...)."""

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
    for cue in _scan(text, small, language):
        if cue.kind == "explicit" or (cue.kind == "concord" and not _continues(small, last, cue.start, language)):
            explicit.append(cue)
        elif cue.kind not in ("concord", "plain"):
            soft.append(cue)
        if cue.kind in ("explicit", "concord"):
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


def asking(cues: Cues, language: str) -> tuple[Cue, ...]:
    """Return the soft cues that must be answered by something that denies ("without")."""
    asks = languages.load(language, "negation").get("asks", ())
    return tuple(cue for cue in cues.soft if cue.text.lower() in asks)


def _denies(word: str, prefixes: tuple[str, ...], language: str) -> bool:
    rests = [word.removeprefix(prefix) for prefix in prefixes if word.startswith(prefix)]
    return any(len(rest) > 3 and common(rest, language) > 0 for rest in rests)


def _continues(small: str, last: int | None, start: int, language: str) -> bool:
    """Whether a negation that ended at ``last`` still holds at ``start``; it does not beyond a "but"."""
    if last is None or start - last > _REACH or _STOPS.search(small, last, start):
        return False
    buts = languages.load(language, "negation").get("but", ())
    return not any(word.text in buts for word in words(small[last:start]))


def _scan(text: str, small: str, language: str) -> Iterator[Cue]:
    cues = _compiled(language)
    position = 0
    for word in _WORD_START.finditer(small):
        start = word.start()
        if start >= position:
            for pattern in (cues.get(small[start : start + 2]), cues[""]):
                match = pattern and pattern.match(small, start)
                if match:
                    position = match.end()
                    yield Cue(text[start:position], start, position, (match.lastgroup or "").rstrip("_"))
                    break


@cache
def _compiled(language: str) -> dict[str, re.Pattern[str]]:
    """Patterns by the first two letters of the cue, "" for cues that begin with any letters; a group for each kind."""
    data = languages.load(language, "negation")
    groups = {kind: data.get(kind, []) for kind in ("plain", "neutral", "explicit", "concord")} | data.get("soft", {})
    buckets: dict[str, list[tuple[tuple[int, int, str], str]]] = {"": []}
    for kind, cues in groups.items():
        for cue in cues:
            start = "" if cue.startswith("*") else cue[:2]
            buckets.setdefault(start, []).append(((-len(cue.split()), kind not in ("plain", "neutral"), cue), kind))
    return {start: _alternatives(sorted(cues)) for start, cues in buckets.items()}


def _alternatives(cues: list[tuple[tuple[int, int, str], str]]) -> re.Pattern[str]:
    """Idioms before the words they hold; neighbours of one kind share a group, whose name is the kind and "_"s."""
    parts, seen = [], ""
    for kind, same in groupby(cues, key=lambda item: item[1]):
        name = kind
        while f"<{name}>" in seen:
            name += "_"
        seen += f"<{name}>"
        parts.append(f"(?P<{name}>{'|'.join(_regex(order[2]) for order, _ in same)})")
    return re.compile(rf"(?:{'|'.join(parts)})(?![\w-])" if parts else r"(?!)")


def _regex(cue: str) -> str:
    """Return a cue as a pattern: "*" any letters, "_" a word, "#" a figure, "…" up to 3 words, "……" up to 12."""
    regex = re.escape(cue).replace(r"\ ……\ ", r"(?:[^\w.;:!?]+\w+){0,12}?\W+")
    regex = regex.replace(r"\*", r"[\w-]*").replace("_", r"\w+").replace(r"\#", r"\d+")
    return regex.replace(r"\ …\ ", r"(?:\W+\w+){0,3}?\W+").replace(r"\ ", r"\s+")
