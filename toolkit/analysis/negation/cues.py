"""Finds what denies in a sentence: negations, counted once under negative concord, and softer ways to deny.

The cues of a language are data (``it/negation.yaml``). Negative concord (Haspelmath 1997, *Indefinite Pronouns*):
"non ha mai visto nessuno" is one negation, "nessuno ha visto" is one too, and "senza vedere nessuno" is none: behind
"without", "before", a comparison or a verb of preventing, an n-word and the expletive "ne" of French say no more than
"any" (the same, chapter 7 on paratactic negation).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from toolkit import languages
from toolkit.analysis.text.cues import Patterns, compiled, scan
from toolkit.analysis.text.frequency import common
from toolkit.analysis.text.words import lowered, words
from toolkit.languages import remembered

# An n-word farther away than this from the last negation, or behind one of these marks, negates on its own.
_REACH = 70
# Letters of the longest phrase that licenses an n-word.
_LICENCE = 200
# Kinds of idioms that hold a negating word and affirm; the last are rendered by no negation on the other side.
_IDIOMS = ("neutral", "affirming")
# How much commoner, in powers of ten, a word with a negating beginning may be than its rest: "unions" are no "ions".
_COMMONER = 0.6
_STOPS = re.compile(r"[.;:!?…]")
# So many characters behind an expletive "ne" would stand the "pas" that makes it a negation.
_COMPLETED = 30
# Classes of soft cues that turn a negation round.
_TURNING = (
    "without",
    "refuse",
    "deny",
    "stop",
    "few",
    "ignore",
    "late",
    "scrapped",
    "hidden",
    "ended",
    "less",
    "silent",
)
# A negation denies the words that begin within so many characters behind it, in its clause.
_CLOSE_BEFORE = 30
_CLAUSE_END = re.compile(r"[,.;:!?]")
# Letters before a clause that is joined on in which its comma or "and" stands.
_LEAD = 8
# And so many behind a negation begins the word that turns it round, with so few words between.
_BETWEEN = 3
_CLOSE_BEHIND = 25


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
    idioms: list[Cue] = []
    last: int | None = None
    leading: int | None = None
    small = lowered(text)
    for cue in _scanned(text, small, language):
        kind = cue.kind
        if kind in _IDIOMS or kind == "plain":
            idioms.append(cue)
            if kind in _IDIOMS and explicit and _belongs_to(explicit[-1], cue, small, language):
                explicit.pop()
        elif kind == "explicit" and _goes_with(leading, cue, small, language):
            leading, last = None, cue.end
            continue
        elif kind in ("explicit", "concord") and _says_any(small, cue, last, idioms, language):
            if explicit and kind == "concord" and _opens_clause(small, cue, language):
                soft.append(replace(cue, kind="joined"))
            last = cue.end if last is not None else None
            continue
        if kind in ("explicit", "concord"):
            explicit.append(cue)
            leading = cue.end if kind == "concord" else None
        elif kind != "plain":
            soft.append(cue)
        if kind in ("explicit", "concord") or (kind == "neutral" and _has_explicit(cue.text, language)):
            last = cue.end
    return Cues(tuple(explicit), tuple(soft))


def _scanned(text: str, small: str, language: str) -> Iterator[Cue]:
    for start, end, kind in scan(small, _patterns(language)):
        across = kind == "affirming" and "," in small[start:end]  # "not that far, only ...": two clauses are no idiom
        if across or (kind == "neutral" and _is_completed(small[start:end], language)):
            first = start + words(small[start:end])[0].end
            yield Cue(text[start:first], start, first, "explicit")
        else:
            yield Cue(text[start:end], start, end, kind)


def _is_completed(idiom: str, language: str) -> bool:
    """Whether a "ne ... que" has a "pas" in it, and so denies: "il ne dit pas que"."""
    restricts = next(scan(idiom.rsplit(maxsplit=1)[-1], _topic(language, "restricting")), None)
    return bool(restricts) and next(scan(idiom, _topic(language, "completing")), None) is not None


def _belongs_to(negation: Cue, idiom: Cue, small: str, language: str) -> bool:
    """Whether an idiom that begins with an n-word takes in the negation before it: "non c'è | nessun dubbio"."""
    if idiom.start - negation.end > _COMPLETED or _STOPS.search(small, negation.end, idiom.start):
        return False
    first = Cue(idiom.text.split()[0], idiom.start, idiom.end, idiom.kind)
    return any(_fits(_topic(language, key), first) for key in ("concord", "completing"))


def _goes_with(leading: int | None, cue: Cue, small: str, language: str) -> bool:
    """Whether a "ne" only completes the n-word before it: "aucun train n'est venu"."""
    return _fits(_topic(language, "expletive"), cue) and _continues(small, leading, cue.start, language)


def _says_any(small: str, cue: Cue, last: int | None, idioms: Sequence[Cue], language: str) -> bool:
    """Whether a cue goes with a negation before it, or stands behind what makes it mean "any" or nothing at all."""
    if cue.kind == "concord":
        if _fits(_topic(language, "joining"), cue):  # "not only here, nor there": it goes on with any idiom, too
            last = next((idiom.end for idiom in reversed(idioms) if idiom.kind != "plain"), last or 0) or last
        if _continues(small, last, cue.start, language):
            return True
    expletive = cue.kind == "explicit" and _fits(_topic(language, "expletive"), cue)
    if cue.kind == "explicit" and not expletive:
        return False
    begin = max(0, cue.start - _REACH - _LICENCE)
    places = scan(small[begin : cue.start], _topic(language, "licensing"))
    near = list(takewhile(lambda idiom: idiom.end > begin, reversed(idioms)))
    licences = [
        begin + end
        for start, end, _ in places
        if not any(one.start < begin + end and begin + start < one.end for one in near)
    ]
    if (
        not licences
        or "," in small[licences[-1] : cue.start]
        or not _continues(small, licences[-1], cue.start, language)
    ):
        return False
    behind = small[cue.end : cue.end + _COMPLETED]
    return not (expletive and next(scan(behind, _topic(language, "completing")), None))


def _opens_clause(small: str, cue: Cue, language: str) -> bool:
    """Whether an n-word goes on with a new clause, which may deny on its own elsewhere: ", ni dijo nada"."""
    lead = small[max(0, cue.start - _LEAD) : cue.start]
    return bool(_new_clause(language).search(lead)) and _fits(_topic(language, "joining"), cue)


def with_prefixed(cues: Cues, text: str, language: str) -> Cues:
    """Return the cues with the words added that deny by their beginning, before a word: "unmarked", "misread"."""
    prefixes = tuple(languages.load(language, "negation").get("prefixes", ()))
    taken = {cue.start for cue in (*cues.soft, *cues.explicit)}
    found = [
        Cue(word.text, word.start, word.end, "prefixed")
        for word in words(lowered(text))
        if word.start not in taken and word.text.startswith(prefixes) and _denies(word.text, prefixes, language)
    ]
    return replace(cues, soft=(*cues.soft, *found)) if found else cues


def turning(cues: Cues, text: str, language: str) -> list[Cue]:
    """Return the words that deny by their meaning, and so turn a negation before them round: "not unhappy"."""
    found = [
        Cue(text[start:end], start, end, "turning")
        for start, end, _ in scan(lowered(text), _topic(language, "turning"))
    ]
    taken = {cue.start for cue in found}
    return sorted((*found, *(cue for cue in cues.soft if cue.kind in _TURNING and cue.start not in taken)), key=_start)


def turned_by(negation: Cue, words_that_turn: Sequence[Cue], text: str) -> Cue | None:
    """Return the word close behind a negation that turns it round, if there is one."""
    for cue in words_that_turn:
        if negation.end <= cue.start <= negation.end + _CLOSE_BEHIND:
            stopped = _STOPS.search(text, negation.end, cue.start)
            return None if stopped or len(text[negation.end : cue.start].split()) > _BETWEEN else cue
    return None


def is_denied(text: str, word: tuple[int, int], language: str) -> bool:
    """Whether a negation, or an idiom with one, holds the word or stands close before it."""
    cues = find_cues(text, language)
    asked = [cue for cue, what in asking(cues, language) if what == "denial"]
    for cue in (*cues.explicit, *asked, *(cue for cue in cues.soft if cue.kind in _IDIOMS)):
        close = 0 <= word[0] - cue.end <= _CLOSE_BEFORE and not _CLAUSE_END.search(text, cue.end, word[0])
        if close or (cue.start < word[0] < cue.end and cue.kind in _IDIOMS):
            return True
    return False


def asking(cues: Cues, language: str) -> tuple[tuple[Cue, str], ...]:
    """Return the soft cues that must be answered, with what they ask for: a "denial" ("without"), or "near"."""
    patterns = _asking(language)
    asked = (
        (cue, next((kind for _, _, kind in scan(lowered(cue.text), patterns)), ""))
        for cue in cues.soft
        if cue.kind not in _IDIOMS
    )
    return tuple((cue, kind) for cue, kind in asked if kind)


@remembered(4096)
def _denies(word: str, prefixes: tuple[str, ...], language: str) -> bool:
    if next(scan(word, _topic(language, "positive")), None):
        return False
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


def _start(cue: Cue) -> int:
    return cue.start


def _fits(patterns: Patterns, cue: Cue) -> bool:
    return next(scan(lowered(cue.text), patterns), None) is not None


@remembered()
def _topic(language: str, key: str) -> Patterns:
    """Return one list of the language's data as patterns."""
    return compiled({key: languages.load(language, "negation").get(key, ())})


@remembered()
def _new_clause(language: str) -> re.Pattern[str]:
    """Match what stands before a clause that is joined on: a comma, an "and", or both."""
    joining = "|".join(languages.load(language, "numbers").get("and", ())) or "(?!)"
    return re.compile(rf"(?:[,;–—-]\s*(?:(?:{joining})\s)?|\s(?:{joining})\s)\Z")


@remembered()
def _asking(language: str) -> Patterns:
    data = languages.load(language, "negation")
    return compiled({"denial": data.get("asks", ()), "near": data.get("asks_near", ())})


@remembered()
def _patterns(language: str) -> Patterns:
    data = languages.load(language, "negation")
    groups = {kind: data.get(kind, []) for kind in (*_IDIOMS, "plain", "explicit", "concord")} | data.get("soft", {})
    return compiled(groups, first=("plain", *_IDIOMS))
