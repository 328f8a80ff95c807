"""Things that can be written in several ways, and which way a text departs from its own: the data of ``styles``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.analysis.style.minority import minority
from toolkit.analysis.style.months import full_month, short_month
from toolkit.analysis.text.passages import Passage
from toolkit.languages import load, remembered

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Way:
    """One way of writing a thing: how to find it, and how to write it; ``has`` is in every text that holds it."""

    name: str
    has: str
    pattern: re.Pattern[str]
    write: str | None


@dataclass(frozen=True, slots=True)
class Departure:
    """A place where the text does not do as it does elsewhere; ``instead`` is how it would, where that can be told."""

    passage: Passage
    where: tuple[int, int]
    thing: str
    way: str
    chief: str
    instead: str | None


@remembered()
def things(language: str, topic: str) -> Mapping[str, Sequence[Way]]:
    """Return the ways of writing each thing of a topic; empty for a language without data."""
    data = load(language, "styles").get(topic, {})
    return {
        thing: [Way(way["name"], way.get("has", ""), re.compile(way["pattern"]), way.get("write")) for way in ways]
        for thing, ways in data.items()
    }


def departures(passages: Sequence[Passage], language: str, topic: str) -> Iterator[Departure]:
    """Yield the places where paragraphs write a thing in a rarer way; headings follow rules of their own."""
    figures = topic == "dates"
    bodies = [
        passage for passage in passages if passage.kind == "paragraph" and (not figures or _DIGIT.search(passage.text))
    ]
    for thing, ways in things(language, topic).items():
        found = [
            (number, match.start(), passage, way, match)
            for number, passage in enumerate(bodies)
            for way in ways
            if way.has in passage.text
            for match in way.pattern.finditer(passage.text)
        ]
        uses: dict[str, list[tuple[Passage, re.Match[str]]]] = {}
        for _, _, passage, way, match in sorted(found, key=lambda use: use[:2]):
            uses.setdefault(way.name, []).append((passage, match))
        named = {way.name: way for way in ways}
        for (passage, match), name, chief in minority(uses):
            instead = _written(named[chief], match, language)
            yield Departure(passage, match.span(), thing, name, chief, instead)


def _written(way: Way, match: re.Match[str], language: str) -> str | None:
    if way.write is None:
        return None
    parts = {name: value or "" for name, value in match.groupdict().items()}
    month = parts.get("month", "")
    short, full = short_month(month, language) or month, full_month(month, language)
    return way.write.format(**parts, short=short, full=full, th=_ending(parts.get("day", ""), language))


def _ending(day: str, language: str) -> str:
    """Return the ending of an ordinal: that of the whole number, of its last figure, or of any other."""
    endings: dict[str, str] = load(language, "styles")["ordinals"]
    return endings.get(day) or endings.get(day[-1:]) or endings["other"]
