"""Terms in a text, inflected or not; of matches that overlap the longest wins, whatever the order of the terms.

Words are compared by their lemmas (simplemma's dictionaries) after case folding; a language without such data compares
the forms. A noun made of a participle ("imputato") has now the verb for its lemma and now the participle: its forms are
those with the endings that the language's data has for them. Hyphens and spaces part words alike, and scripts written
without spaces are compared sign by sign.
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


# How often the lemma of a lemma is another word: "imputati", "imputato", "imputare".
_STEPS = 3
# Letters of a stem; of one of a German participle, which ends in one of these, so many that it is no word by chance.
_SHORT_STEM, _LONG_STEM, _OF_PARTICIPLES = 3, 6, "tn"


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


@remembered(1 << 16)
def _root(word: str, language: str) -> str:
    """Return what all forms of a word share, those of a noun made of a participle, too."""
    found = lemma(word, language)
    for _ in range(_STEPS):
        further = lemma(found, language)
        if further == found:
            break
        found = further
    if load(language, "names").get("capital_nouns"):
        stem = next((found.removesuffix(ending) for ending in _agreeing(language) if found.endswith(ending)), found)
        return stem if len(stem) >= _LONG_STEM and stem[-1] in _OF_PARTICIPLES else found
    return found


@remembered()
def _agreeing(language: str) -> tuple[str, ...]:
    """Return the endings of nouns made of participles, the longer first."""
    return tuple(sorted(str(load(language, "form").get("agreeing", "")).split(), key=len, reverse=True))


def _are_forms(one: str, other: str, language: str) -> bool:
    """Whether two words with one root are forms of one noun: by their lemma, or by endings that agree."""
    if lemma(one, language) == lemma(other, language):
        return True
    left, right = one.casefold(), other.casefold()
    unlike = (at for at, (ours, theirs) in enumerate(zip(left, right, strict=False)) if ours != theirs)
    shared = next(unlike, min(len(left), len(right)))
    endings = ("", *_agreeing(language))
    return any(left[at:] in endings and right[at:] in endings for at in range(max(_SHORT_STEM, shared - 2), shared + 1))


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
        return tuple(_root(word.text, self._language) for word in words)

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
                    if len(run) == length and _agrees(phrase, text, run, self._language):
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


def _agrees(phrase: Phrase, text: str, words: Sequence[TermToken], language: str) -> bool:
    """Whether the capitals, and the forms where they must not change, are those of the phrase."""
    for number, (wanted, token) in enumerate(zip(tokens(phrase.text), words, strict=True)):
        wanted_form, form = (unicodedata.normalize("NFC", each.text) for each in (wanted, token))
        if not phrase.inflected and wanted_form.casefold() != form.casefold():
            return False
        if phrase.inflected and not _are_forms(wanted_form, form, language):
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
