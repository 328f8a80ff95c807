"""Words of one language that say a quantity, gathered from its data file and the CLDR into look-up tables."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from toolkit import languages
from toolkit.analysis.quantities.reading import cldr
from toolkit.analysis.quantities.reading.meanings import Meaning, meanings
from toolkit.analysis.quantities.reading.tokens import Spelling, Token, tokenize
from toolkit.analysis.quantities.values import Strength
from toolkit.languages import remembered

T = TypeVar("T")

SILENT = frozenset("'’‘-‐‑.")  # phrases match with and without them: "p.m.", "mezz'ora", "half-hour"
SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₽": "RUB", "₹": "rupee", "₺": "lira"}
CODES = ("EUR", "USD", "GBP", "CHF", "JPY", "CNY", "RUB")


class Phrases(Generic[T]):
    """Phrases and what they stand for, found by their first word, the longest first."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, entry in entries:
            words = tuple(token.lower for token in tokenize(phrase) if token.lower not in SILENT)
            if words:
                self._by_first.setdefault(words[0], []).append((words[1:], entry))
        for found in self._by_first.values():
            found.sort(key=lambda pair: -len(pair[0]))

    @property
    def first_words(self) -> frozenset[str]:
        """The words that a phrase may begin with."""
        return frozenset(self._by_first)

    def at(self, tokens: Sequence[Token], start: int) -> tuple[T, int] | None:
        """Return what the longest phrase at a token stands for, and the index after it."""
        if start >= len(tokens):
            return None
        for words, entry in self._by_first.get(tokens[start].lower, ()):
            end = _after(tokens, start + 1, words)
            if end:
                return entry, end
        return None


def _after(tokens: Sequence[Token], index: int, words: tuple[str, ...]) -> int | None:
    for word in words:
        while index < len(tokens) and tokens[index].lower in SILENT:
            index += 1
        if index >= len(tokens) or tokens[index].lower != word:
            return None
        index += 1
    return index


@dataclass(frozen=True, slots=True)
class ClockPhrase:
    """A way to say the time: words, with {h} and {m} for numbers, and what to add to the hour.

    ``minutes`` are to be added, or where {m} stands, the sign of it. ``after`` says that it is a time only after "at".
    """

    pattern: tuple[str, ...]
    minutes: int
    after: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of one language; the data file's comments say what each is.

    ``opening`` holds the words that begin a quantity without being numerals: most words are none, and soon done with.
    """

    language: str
    decimal: str
    spelling: Spelling
    numerals: Mapping[str, float]
    scales: Mapping[str, float]
    letter_scales: Mapping[str, float]
    letter_units: Mapping[str, str]
    denominators: Mapping[str, float]
    words: Mapping[str, frozenset[str]]
    listed: Mapping[str, Sequence[str]]
    strengths: Mapping[str, Strength]
    opening: frozenset[str]
    meanings: Phrases[Meaning]
    idioms: Phrases[bool]
    second_half: Phrases[bool]
    units: Phrases[str]
    months_short: Mapping[str, int]
    meridiem: Phrases[int]
    years_in_two: bool
    both_signs: bool
    month_first: bool
    day_dot_month: bool
    stems: re.Pattern[str] | None
    stem_meanings: Mapping[str, Meaning]
    clock_phrases: Mapping[str, Sequence[ClockPhrase]]
    decade_parts: Mapping[str, tuple[int, int]]
    bare_decades: bool


@remembered()
def lexicon(language: str) -> Lexicon | None:
    """Return the tables of a language, None where there is no data file."""
    data = languages.load(language, "numbers")
    if not data:
        return None
    names = cldr.names(language)
    codes = {code.lower(): code for code in CODES}
    units = {**names.units, **data.get("units", {}), **data.get("currencies", {}), **SYMBOLS, **codes}
    strengths = {str(word): Strength.LOOSE for word in data.get("loose", ())}
    strengths.update({str(word): Strength.ABSORBS for word in data.get("absorbs", ())})
    hours = {"evening": 720, "morning": 0, "clock_after": -1}
    meridiem = [(phrase, minutes) for key, minutes in hours.items() for phrase in data.get(key, ())]
    said = dict(meanings(data, names))
    stems = {phrase.rstrip("*"): meaning for phrase, meaning in said.items() if phrase.endswith("*")}
    known = Phrases((phrase, meaning) for phrase, meaning in said.items() if not phrase.endswith("*"))
    clock_phrases = _clock_phrases(data)
    lists = {name: words for name, words in data.items() if isinstance(words, list)}
    words = defaultdict(frozenset[str], {name: frozenset(map(str, listed)) for name, listed in lists.items()})
    opening = known.first_words.union(clock_phrases, words["half"], words["articles"], data.get("denominators", {}))
    return Lexicon(
        language=language,
        decimal=names.decimal,
        spelling=Spelling(data.get("respelled", {}), data.get("elisions", {}), data.get("scales", {})),
        numerals=data.get("numerals", {}),
        scales=data.get("scales", {}),
        letter_scales=data.get("letter_scales", {}),
        letter_units=data.get("letter_units", {}),
        denominators=data.get("denominators", {}),
        words=words,
        listed=defaultdict(tuple, lists),
        strengths=strengths,
        opening=opening,
        meanings=known,
        idioms=Phrases((str(phrase), True) for phrase in data.get("idioms", ())),
        second_half=Phrases((str(phrase), True) for phrase in data.get("second_half", ())),
        units=Phrases(units.items()),
        months_short={**names.months_short, **data.get("months", {})},
        meridiem=Phrases(meridiem),
        years_in_two=bool(data.get("years_in_two")),
        both_signs=bool(data.get("both_decimal_signs")),
        month_first=bool(data.get("month_first")),
        day_dot_month=bool(data.get("day_dot_month")),
        stems=_longest_first(stems),
        stem_meanings=stems,
        clock_phrases=clock_phrases,
        decade_parts={word: _years(years) for word, years in data.get("decade_parts", {}).items()},
        bare_decades=bool(data.get("bare_decades")),
    )


def _years(said: str) -> tuple[int, int]:
    """Return the first and the last year of a part of a decade: "3-7"."""
    first, _, last = said.partition("-")
    return int(first), int(last)


def _longest_first(stems: Iterable[str]) -> re.Pattern[str] | None:
    """Return the pattern of words that begin with a stem, which must not be the whole word."""
    ordered = sorted(stems, key=lambda stem: (-len(stem), stem))
    return re.compile(rf"({'|'.join(map(re.escape, ordered))})[^\W\d_]") if ordered else None


def _clock_phrases(data: Mapping[str, Any]) -> dict[str, list[ClockPhrase]]:
    """Return the patterns by their first word, those that begin with a number by "{"."""
    found: dict[str, list[ClockPhrase]] = {"{": []}
    for key in ("clock_phrases", "clock_phrases_after"):
        for pattern, minutes in data.get(key, {}).items():
            parts = tuple(pattern.split())
            first = "{" if parts[0].startswith("{") else parts[0]
            found.setdefault(first, []).append(ClockPhrase(parts, minutes, key.endswith("after")))
    return found
