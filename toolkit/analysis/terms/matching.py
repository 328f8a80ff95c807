"""Terms in a text, inflected or not; of matches that overlap the longest wins, whatever the order of the terms.

Words are compared by their lemmas (simplemma's dictionaries) after case folding; a language without such data compares
the forms. Hyphens and spaces part words alike, and scripts written without spaces are compared sign by sign.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.languages import load, remembered

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = "\u0300-\u036f"
_TOKEN = re.compile(rf"(?:[^\W\d_]\.){{2,}}|[{_UNSPACED}]|(?:(?![{_UNSPACED}])(?:[^\W_]|[{_MARKS}]))+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]|[\n–—])[\"'“‘«„(\[\s]*\Z")


class TermToken(NamedTuple):
    """A word and its half-open range."""

    text: str
    start: int
    end: int


class Phrase(NamedTuple):
    """What to look for. ``case`` asks for the capitals as written, ``inflected`` allows other forms of its words."""

    text: str
    case: bool = False
    inflected: bool = True


class Match(NamedTuple):
    """Where a phrase stands: a half-open range, and its length in words."""

    start: int
    end: int
    phrase: Phrase
    length: int


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[TermToken, ...]:
    """Return the words of a text, in order."""
    return tuple(TermToken(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text))


@remembered(1 << 16)
def lemma(word: str, language: str) -> str:
    """Return what the forms of a word share, folded; the folded word itself in a language without data."""
    folded = unicodedata.normalize("NFC", word).casefold().removesuffix(".")
    if not _has_lemmas(language):
        return folded
    import simplemma

    # In German small letters make a verb of "haus"; with a capital it has the forms of verbs all the same.
    written = folded.capitalize() if load(language, "names").get("capital_nouns") else folded
    return str(simplemma.lemmatize(written, lang=language)).casefold()


@lru_cache
def _has_lemmas(language: str) -> bool:
    import simplemma

    try:
        simplemma.lemmatize("a", lang=language)
    except ValueError:
        return False
    return True


class Index:
    """Phrases of one language, found in a text in time that does not grow with their number."""

    def __init__(self, phrases: Iterable[Phrase], language: str) -> None:
        self._language = language
        self._known: dict[tuple[str, ...], list[Phrase]] = defaultdict(list)
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in sorted(set(phrases)):
            key = self._key(tokens(phrase.text))
            if key:
                self._known[key].append(phrase)
                lengths[key[0]].add(len(key))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def _key(self, words: Sequence[TermToken]) -> tuple[str, ...]:
        return tuple(lemma(word.text, self._language) for word in words)

    def every(self, text: str) -> list[Match]:
        """Return all matches, overlapping ones too, by their start, the longer first."""
        if not self._known:
            return []
        words = tokens(text)
        key = self._key(words)
        found = []
        for at, first in enumerate(key):
            for length in self._lengths.get(first, ()):
                for phrase in self._known.get(key[at : at + length], ()):
                    run = words[at : at + length]
                    if len(run) == length and _agrees(phrase, text, run):
                        found.append(Match(run[0].start, run[-1].end, phrase, length))
        return found

    def longest(self, text: str) -> list[Match]:
        """Return matches of which none overlaps a longer one, in order; equal ranges are all kept."""
        return without_overlaps(self.every(text))


def without_overlaps(matches: Iterable[Match]) -> list[Match]:
    """Return the matches that no longer (or, equally long, earlier) one overlaps; equal ranges are all kept."""
    kept: list[Match] = []
    ranges: set[tuple[int, int]] = set()
    for match in sorted(matches, key=lambda match: (-match.length, match.start, match.end, match.phrase)):
        here = (match.start, match.end)
        if here in ranges or all(match.end <= start or end <= match.start for start, end in ranges):
            ranges.add(here)
            kept.append(match)
    return sorted(kept)


def _agrees(phrase: Phrase, text: str, words: Sequence[TermToken]) -> bool:
    """Whether the capitals, and the forms where they must not change, are those of the phrase."""
    for number, (wanted, token) in enumerate(zip(tokens(phrase.text), words, strict=True)):
        wanted_form, form = (unicodedata.normalize("NFC", each.text) for each in (wanted, token))
        if not phrase.inflected and wanted_form.casefold() != form.casefold():
            return False
        if _is_acronym(wanted_form) and not _is_acronym(form):
            return False
        if phrase.case and wanted_form[0].isupper() != form[0].isupper():
            begins = number == 0 and _SENTENCE_START.search(text[max(0, token.start - 8) : token.start])
            if wanted_form[0].isupper() or not begins:
                return False
    return True


def _is_acronym(word: str) -> bool:
    """Whether capitals make the word: the IT of "IT sector" is not the pronoun."""
    return len(word) > 1 and word.isupper() and any(sign.isalpha() for sign in word)
