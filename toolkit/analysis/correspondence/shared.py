"""What two sides of a unit visibly share: words of one origin, numerals, names and everyday concepts, with places."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import languages
from toolkit.analysis.correspondence.concepts import LONG, answer_keys, find_concepts, origin
from toolkit.analysis.names.matching import beside_others, names_without_answer
from toolkit.analysis.names.mentions import find_names
from toolkit.analysis.quantities.comparing.comparison import compare
from toolkit.analysis.text.words import words

# Letters that two words of one origin share: where they are only counted, and where one must answer the other.
_COUNTED, _ANSWERING = 4, 5


@dataclass(frozen=True, slots=True)
class Shared:
    """Counts of what the two sides share, and of what only one has.

    ``origins`` (the same first letters in sound) out of ``least_origins``, ``concepts`` out of ``least_concepts``, both
    being the poorer side's count; ``figures`` shared and ``lone_figures`` (none where both say the same in
    numbers); names without an answer on the other side, those beside a name that has one left out.
    """

    origins: int
    least_origins: int
    concepts: int
    least_concepts: int
    figures: int
    lone_figures: int
    lost_names: int
    new_names: int


def shared(source: str, translation: str, source_language: str, translation_language: str) -> Shared:
    """Count what the two texts share."""
    left = find_names(source, source_language, translation_language)
    right = find_names(translation, translation_language, source_language)
    keys = [frozenset[str]().union(*(name.keys for name in side)) for side in (left, right)]
    ours, theirs = _origins(source), _origins(translation)
    figures, others = _figures(source), _figures(translation)
    concepts = [
        frozenset[str]().union(*find_concepts(source, source_language)),
        frozenset[str]().union(*find_concepts(translation, translation_language)),
    ]
    same_figures, lone_figures = len(figures & others), len(figures ^ others)
    if lone_figures and _says_the_same_in_numbers(source, translation, source_language, translation_language):
        same_figures, lone_figures = max(same_figures, 1), 0
    lost, new = names_without_answer(left, right, translation), names_without_answer(right, left, source)
    lost_names = sum(name.sure for name in beside_others(lost, left, source))
    new_names = sum(name.sure for name in beside_others(new, right, translation))
    # One name or figure in another's place is a slip of its own, and no sign of another sentence.
    swapped_names = min(lost_names, new_names, 1)
    swapped_figures = min(len(figures - others), len(others - figures), 1)
    return Shared(
        origins=len(ours & theirs) + len(keys[0] & keys[1]),
        least_origins=min(len(ours), len(theirs)),
        concepts=len(concepts[0] & concepts[1]),
        least_concepts=min(len(concepts[0]), len(concepts[1])),
        figures=same_figures,
        lone_figures=max(0, lone_figures - 2 * swapped_figures),
        lost_names=lost_names - swapped_names,
        new_names=new_names - swapped_names,
    )


def _says_the_same_in_numbers(source: str, translation: str, source_language: str, translation_language: str) -> bool:
    found = compare(source, translation, source_language, translation_language)
    return bool(found.left and found.right) and not found.differences


def crossing(source: str, translation: str, source_language: str, translation_language: str) -> tuple[int, float]:
    """Return how many words have one visible counterpart, and how far these are in order (Kendall's tau, as a z)."""
    left = answer_keys(source, source_language, letters=_ANSWERING)
    right = answer_keys(translation, translation_language, letters=_ANSWERING)
    places_of: dict[str, list[int]] = {}
    for place, keys in enumerate(right):
        for key in keys:
            known = places_of.setdefault(key, [])
            if len(known) < 2:  # of two, neither is the one
                known.append(place)
    places: dict[int, None] = {}
    for keys in left:
        hits = {place for key in keys for place in places_of.get(key, ())}
        if len(hits) == 1:
            places.setdefault(hits.pop())
    return len(places), _kendall(list(places))


def length_ratio(source: str, translation: str, source_language: str, translation_language: str) -> float:
    """Return the logarithm of the translation's length over what is usual for the source's; 0 is as usual."""
    usual = [
        float(languages.load(code, "words").get("length", 1.0)) for code in (source_language, translation_language)
    ]
    return math.log((len(translation) + 5) * usual[0] / ((len(source) + 5) * usual[1]))


def _kendall(places: Sequence[int]) -> float:
    count = len(places)
    if count < 2:
        return 0.0
    before: list[int] = []  # in order of their numbers
    surplus = 0
    for place in places:
        smaller = bisect_left(before, place)
        surplus += 2 * smaller - len(before)
        before.insert(smaller, place)
    return surplus / math.sqrt(count * (count - 1) * (2 * count + 5) / 18)


def _origins(text: str) -> set[str]:
    keys = {origin(word.text, _COUNTED) for word in words(text) if len(word.text) >= LONG}
    return {key for key in keys if len(key) == _COUNTED}


def _figures(text: str) -> set[str]:
    return {word.text for word in words(text) if any(letter.isdigit() for letter in word.text)}
