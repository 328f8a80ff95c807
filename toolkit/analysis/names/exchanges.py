"""Names that both texts have and that may have changed places: who beat whom, who sold what to whom."""

import re
from itertools import combinations
from typing import NamedTuple

from toolkit.analysis.names.mentions import Mention, find_names
from toolkit.analysis.text.words import words
from toolkit.languages import load

MOST = 3
"""How many exchanges of one translation are thought of."""


class Exchange(NamedTuple):
    """Two names of a translation, at the half-open ranges ``text[first[0]:first[1]]`` and ``second``."""

    first: tuple[int, int]
    second: tuple[int, int]


def exchanges(source: str, translation: str, source_language: str, translation_language: str) -> list[Exchange]:
    """Return pairs of names that stand the other way round in the original, the first ``MOST`` of the translation.

    What is listed side by side may stand in any order.
    Where one of the two does something to the other in the passive ("beaten by France") in one of the texts alone, they
    rightly do: small engines follow the order of words more than the voice of verbs, and would be no witnesses.
    """
    places = _places(find_names(source, source_language, translation_language))
    names: dict[str, tuple[int, int, int]] = {}
    for run in _runs(find_names(translation, translation_language, source_language), translation):
        there = [_place(mention, places) for mention in run]
        if None not in there:
            start, end = run[0].start, run[-1].end
            names.setdefault(translation[start:end].casefold(), (start, end, there[0] or 0))
    found = []
    for (one, (start, end, first)), (two, (from_, to, second)) in combinations(names.items(), 2):
        voices = [
            _is_agent(translation, start, translation_language) or _is_agent(translation, from_, translation_language),
            _is_agent(source, first, source_language) or _is_agent(source, second, source_language),
        ]
        listed = _are_listed(translation[end:from_], translation_language)
        if first > second and one not in two and two not in one and voices[0] == voices[1] and not listed:
            found.append(Exchange((start, end), (from_, to)))
    return found[:MOST]


def _are_listed(between: str, language: str) -> bool:
    """Whether two names stand side by side, with nothing between them but other names and what joins them."""
    joins = load(language, "roles").get("joins", ())
    return all(word.text in joins or word.text[:1].isupper() for word in words(between))


def _places(mentions: tuple[Mention, ...]) -> dict[str, int]:
    """Return where each name, and each key of the table, is first named.

    One with the capital of its sentence may be none; if both texts have it, it is.
    """
    places: dict[str, int] = {}
    for mention in mentions:
        for name in (mention.text.casefold(), *(f"key {key}" for key in mention.keys)):
            places.setdefault(name, mention.start)
    return places


def _place(mention: Mention, places: dict[str, int]) -> int | None:
    names = (mention.text.casefold(), *(f"key {key}" for key in sorted(mention.keys)))
    return next((places[name] for name in names if name in places), None)


def _is_agent(text: str, start: int, language: str) -> bool:
    """Whether a name stands behind the preposition of who does it in the passive, an article between them or not."""
    agents = load(language, "roles").get("agents", ())
    before = [word.text.lower() for word in words(text[:start])][-2:]
    return any(word in agents for word in before)


def exchanged(text: str, exchange: Exchange) -> str:
    """Return a text in which two names have changed places, wherever they stand."""
    one, two = (text[start:end] for start, end in exchange)
    return re.sub(rf"\b(?:{re.escape(one)}|{re.escape(two)})\b", lambda name: two if name[0] == one else one, text)


def _runs(mentions: tuple[Mention, ...], text: str) -> list[list[Mention]]:
    """Return names of several words as one: mentions with nothing but a space between them."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        if runs and text[runs[-1][-1].end : mention.start] == " ":
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs
