"""The words by which a text says who speaks: verbs of speech and naming, "according to", and what is around them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import languages
from toolkit.analysis.names.mentions import Mention
from toolkit.analysis.text.words import words
from toolkit.languages import remembered

# Letters beside a passage in which the two words next to it stand.
_NEAR = 60
OFFICE = "office:"
# Words between the comma behind what is said and the verb of speech, the verb included.
_FEW = 3
_VERBS = ("verbs", "transitive", "naming")
_SETS = ("between", "passive", "reflexive", "by", "to", "of", "ends", "articles", "first_speaking", "first", "works")


@dataclass(frozen=True, slots=True)
class Speech:
    """The data of one language, as sets of lower-case words."""

    verbs: frozenset[str]
    transitive: frozenset[str]
    naming: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    between: frozenset[str]
    passive: frozenset[str]
    reflexive: frozenset[str]
    by: frozenset[str]
    to: frozenset[str]
    of: frozenset[str]
    ends: frozenset[str]
    articles: frozenset[str]
    first_speaking: frozenset[str]
    first: frozenset[str]
    works: frozenset[str]
    turns: bool


@remembered()
def speech(language: str) -> Speech | None:
    """Return the data of a language, None where there is none."""
    data = languages.load(language, "speech")
    if not data:
        return None
    sets = {key: frozenset(str(data[key]).split()) for key in _SETS}
    cues = tuple(tuple(word.text.lower() for word in words(cue)) for cue in data["according"])
    verbs = {key: _forms(data[key]) for key in _VERBS}
    return Speech(according=cues, turns=bool(data.get("turns")), **verbs, **sets)


def _forms(classes: Sequence[dict[str, str]]) -> frozenset[str]:
    rows = [(row["stems"].split(), row["endings"].split()) for row in classes]
    return frozenset(stem + ending.strip("-") for stems, endings in rows for stem in stems for ending in endings)


def says(text: str, language: str, start: int, end: int) -> bool:
    """Whether a verb of speech or "according to" stands in ``text[start:end]``."""
    data = speech(language)
    every = words(text)
    first = bisect_left(every, start, key=lambda word: word.start)
    last = bisect_right(every, end, key=lambda word: word.end)
    spoken = [word.text.lower() for word in every[first:last]]
    return data is not None and any(
        word in data.verbs
        or word in data.transitive
        or word in data.naming
        or any(tuple(spoken[at : at + len(cue)]) == cue for cue in data.according)
        for at, word in enumerate(spoken)
    )


def in_first_person(text: str, language: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a word of the first person stands in ``text[start:end]``."""
    data = speech(language)
    return data is not None and not data.first.isdisjoint(word.text.lower() for word in words(text[start:end]))


def is_direct(text: str, language: str) -> bool:
    """Whether somebody's words stand in a text without marks: a comma parts them from who said them behind it."""
    comma, every = text.rfind(","), words(text)
    while comma > 0:
        first = bisect_left(every, comma, key=lambda word: word.start)
        near = every[first : first + _FEW]
        if near and says(text, language, comma, near[-1].end):
            return True
        comma = text.rfind(",", 0, comma)
    return False


def names_work(text: str, language: str, start: int, end: int) -> bool:
    """Whether what stands in ``text[start:end]`` is called a book, a film, a newspaper, by the words beside it."""
    data = speech(language)
    before = [word.text.lower() for word in words(text[max(0, start - _NEAR) : start])][-2:]
    after = [word.text.lower() for word in words(text[end : end + _NEAR])][:2]
    return data is not None and not data.works.isdisjoint(before + after)


def find_offices(text: str, language: str) -> list[Mention]:
    """Return the words of a text that name a speaker by office or kinship, with a key that begins with ``OFFICE``."""
    known = _offices(language)
    return [
        Mention(word.text, word.start, word.end, sure=False, keys=frozenset({OFFICE + known[small]}))
        for word in words(text)
        if (small := word.text.lower()) in known
    ]


@remembered()
def _offices(language: str) -> dict[str, str]:
    offices = languages.load(language, "speech").get("offices", {})
    return {form: key for key, forms in offices.items() for form in forms}
