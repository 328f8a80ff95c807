"""What a text tells with reserve: as alleged, as heard, as somebody says (``it/hedges.yaml``).

Hearsay is a word ("allegedly", "mutmaßlich"), an attribution, or a mood of the verb: the journalistic conditional
("avrebbe ucciso", "aurait tué"), the future perfect of Portuguese, "soll ... haben" (Aikhenvald 2004, *Evidentiality*).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from toolkit import languages
from toolkit.analysis.text.cues import Patterns, compiled, scan
from toolkit.analysis.text.words import lowered
from toolkit.languages import MOST_TEXTS, remembered

Range = tuple[int, int]

_KINDS = ("plain", "sure", "mood", "attribution", "answering", "reserve")
# A point or comma within a figure ends no clause.
_WITHIN_FIGURE = re.compile(r"(?<=\d)[.,](?=\d)")
# Letters of a clause before its verb that are looked at.
_CLAUSE = 1_000
# An attribution opens the sentence, or is set off: "graded according to size" attributes nothing.
_SET_OFF = re.compile(r"(?:\A|[^\w\s])\s*\Z")
_STOPS = re.compile(r"[.;:!?…]\s")


@dataclass(frozen=True, slots=True)
class Hedges:
    """Where a text says that a thing is only alleged, and where whose word it is.

    ``reserved``: it shows reserve of some kind; ``attributes``: that, or it says otherwise where it knows it from.
    """

    sure: tuple[Range, ...]
    attributed: tuple[Range, ...]
    reserved: bool
    attributes: bool


@remembered(MOST_TEXTS)
def find_hedges(text: str, language: str) -> Hedges:
    """Return the hedges of a text; one without data has none."""
    small = _WITHIN_FIGURE.sub("0", lowered(text))
    sure: list[Range] = []
    attributed: list[Range] = []
    kinds = set[str]()
    stops = [0, *(match.end() for match in _STOPS.finditer(small))]
    conditional = cache(lambda: next(scan(small, _topic(language, "conditions")), None) is not None)
    for start, end, kind in scan(small, _patterns(language)):
        if kind == "sure" or (kind == "mood" and not conditional() and _tells_hearsay(small, start, stops, language)):
            sure.append((start, end))
        if kind == "attribution" and _SET_OFF.search(small[max(0, start - 3) : start]):
            attributed.append((start, end))
        kinds.add(kind)
    reserved = bool(kinds - {"plain", "answering"})
    return Hedges(tuple(sure), tuple(attributed), reserved, reserved or "answering" in kinds)


def _tells_hearsay(small: str, start: int, stops: Sequence[int], language: str) -> bool:
    """Whether a mood, in a text that names no condition, is that of hearsay: nothing in the clause makes it a time."""
    begin = stops[bisect_right(stops, start) - 1]
    clause = small[max(begin, start - _CLAUSE) : start]
    return not next(scan(clause, _topic(language, "unless")), None)


@remembered()
def _topic(language: str, key: str) -> Patterns:
    return compiled({key: languages.load(language, "hedges").get(key, ())})


@remembered()
def _patterns(language: str) -> Patterns:
    data = languages.load(language, "hedges")
    return compiled({kind: data.get(kind, ()) for kind in _KINDS}, first=("plain", "sure", "attribution"))
