"""Words that the engine would have put the other way round, and forms of the same verb that it would have preferred."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.analysis.channels.preferences import FLOOR, WordPreference, common_words, lemma
from toolkit.analysis.english.inflections import forms
from toolkit.languages import load, remembered
from toolkit.model.witness import Witness


class Instead(NamedTuple):
    """A word of the translation, ``text[start:end]``, what every witness prefers to it, and by how many nats.

    ``margin`` is that of the witness least in favour; below 0 the word that stands there is the likelier one.
    """

    start: int
    end: int
    word: str
    preferred: str
    margin: float


def opposites(witnesses: Sequence[Witness], language: str) -> Iterator[Instead]:
    """Yield each word of which every witness has an opposite among its alternatives."""
    table = _table(language)
    for word, start, end, seen in common_words(witnesses):
        wanted = table.get(lemma(word, language), frozenset()) | table.get(word.lower(), frozenset())
        if wanted:
            yield from _instead(word, start, end, [_best(place, wanted, language) for place in seen], seen)


def other_forms(witnesses: Sequence[Witness], language: str) -> Iterator[Instead]:
    """Yield each verb of which every witness has another form, or another auxiliary, among its alternatives."""
    family, leaders = _family(language), _leaders(language)
    found_words = list(common_words(witnesses))
    for number, (word, start, end, seen) in enumerate(found_words):
        wanted = set(family.get(word.lower(), ()))
        if word.lower() in leaders:
            # "is saying" where "says" is meant: the verb follows at once, or after an adverb.
            for following, *_ in found_words[number + 1 : number + 3]:
                wanted |= {*family.get(following.lower(), ()), following.lower()} & family.keys()
        wanted.discard(word.lower())
        if wanted:
            found = [_first(place, wanted) for place in seen]
            yield from _instead(word, start, end, found, seen)


def _first(place: WordPreference, wanted: set[str]) -> tuple[float, str]:
    return max(((p, o) for o, p in place.others if o.lower() in wanted), default=(FLOOR, ""))


def _instead(
    word: str, start: int, end: int, found: Sequence[tuple[float, str]], seen: Sequence[WordPreference]
) -> Iterator[Instead]:
    margins = [max(value, FLOOR) - place.own for (value, _), place in zip(found, seen, strict=True)]
    named = [text for _, text in found if text]
    if named:
        yield Instead(start, end, word, named[0], min(margins))


def _best(place: WordPreference, wanted: frozenset[str], language: str) -> tuple[float, str]:
    fits = ((p, o) for o, p in place.others if o.lower() in wanted or lemma(o, language) in wanted)
    return max(fits, default=(FLOOR, ""))


@remembered()
def _table(language: str) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in load(language, "antonyms").get("opposites", "").splitlines():
        ours, theirs = (side.split() for side in line.split(" / "))
        for word in ours:
            for other in theirs:
                table.setdefault(word, set()).add(other)
                table.setdefault(other, set()).add(word)
    return {word: frozenset(others) for word, others in table.items()}


@remembered()
def _family(language: str) -> dict[str, frozenset[str]]:
    """Return for each verb form the other forms that another tense or aspect would put in its place."""
    family: dict[str, set[str]] = {}
    for group in load(language, "tenses").get("auxiliaries", []):
        for word in group.split():
            family.setdefault(word, set()).update(set(group.split()) - {word})
    for verb in load(language, "verbs").get("base", "").split() + _irregular(language):
        spelt = {form for each in forms(verb, language) for form in each}
        for form in spelt:
            if form not in family or verb not in ("be", "have", "do"):
                family.setdefault(form, set()).update(spelt - {form})
    return {word: frozenset(others) for word, others in family.items()}


@remembered()
def _leaders(language: str) -> frozenset[str]:
    """Return the auxiliaries that make a compound tense with what follows."""
    return frozenset(load(language, "tenses").get("leaders", "").split())


def _irregular(language: str) -> list[str]:
    return [line.split()[0] for line in load(language, "inflection").get("irregular", "").splitlines() if line.strip()]
