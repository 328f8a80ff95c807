"""Words that are no words but nearly one, by lists alone: in any language that has its letters as data.

A word is one that stands in the large frequency list (wordfreq, some 300,000 forms) or among the forms of simplemma's
dictionary. A slip is in neither, and one letter away (Damerau 1964: left out, put in, replaced, or two swapped) from a
common word. The dictionary takes longest to read and is asked last, of the few words that may be slips.
"""

import re
from collections.abc import Collection, Iterator, Set
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from toolkit.analysis.text.dictionary import is_word
from toolkit.analysis.text.frequency import as_common_as, common, frequency
from toolkit.languages import load

# Shorter words are near too many others, and what a dash explains ("pkgtar - packs files") is a name. What was meant is
# at least so common (Zipf frequency).
_WORD = re.compile(r"(?<![\w@./#&'’-])[^\W\d_]{5,}(?![\w\u0300-\u036f@/&'’-]|\.\w|\s(?:--?|[–—])\s)")
_COMMON = 3.5
# How much commoner it is than the slip, where the list has that, too: lists are made of what people write.
_GAP = 3.0
# What is more common is hardly a slip, and no letter of it is exchanged.
_MOST = 2.0
# Letters that a name of the original may have more in the translation: "Waydes" for "Wayde".
_ENDING = 2
_PART = 3
_FEW = 200
_LONGEST = 60  # letters; an address or a table in base64 has far more, and each slip of it is as long


class Slip(NamedTuple):
    """A misspelled word, where it begins, and the word that was meant."""

    start: int
    word: str
    meant: str


def misspelled(text: str, language: str, kept: Collection[str], other: str) -> Iterator[Slip]:
    """Yield the misspelled words of a text in order; ``kept`` are words of the original, ``other`` its language.

    A word with a capital is looked at in a language whose nouns have one, if the original can tell that it is no name.
    """
    letters = str(load(language, "form").get("letters", ""))
    nouns = bool(load(language, "names").get("capital_nouns"))
    capitals = nouns and bool(kept)
    for match in _WORD.finditer(text) if letters else ():
        word, small = match[0], match[0].lower()
        listed = word.casefold()  # as the lists have it: "gross" for "groß"
        if not (word.islower() or (capitals and word[1:].islower())) or common(listed, language) or small in kept:
            continue
        if common(small, other) or any(small[:-cut] in kept for cut in range(1, _ENDING + 1)):
            continue
        if frequency(listed, language) > _MOST or (nouns and _is_compound(small, language)):
            continue
        near = common_near(small, letters, language, _COMMON)
        right = max(near, key=lambda one: (common(one, language), one), default="")
        if right and frequency(listed, language) <= common(right, language) - _GAP and not _is_form(word, language):
            yield Slip(match.start(), word, right if word.islower() else right.capitalize())


def _is_compound(small: str, language: str) -> bool:
    """Whether a word is made of two common ones, as German makes them at will."""
    parts = ((small[:at], small[at:]) for at in range(_PART, len(small) - _PART + 1))
    return any(common(left, language) and common(right, language) for left, right in parts)


def _is_form(word: str, language: str) -> bool:
    """Whether a dictionary has the word as it is written, or in small letters."""
    return is_word(word, language) or is_word(word.lower(), language)


def common_near(word: str, letters: str, language: str, least: float) -> Set[str]:
    """Return the words that are so common and one slip away from a word; none of what is too long for a word."""
    if len(word) > _LONGEST:
        return set()
    near = _common_words(language, least).near(word, letters)
    if "ß" in word + letters:  # the lists have none
        every = edits(word, letters if "ß" in word else "ß")
        near |= {one for one in every if "ß" in one and common(one, language) >= least}
    return near


class _CommonWords:
    """Words by what is left of them without one of their letters, once many are asked for what is near them.

    Two words that are one slip apart have such a remainder in common, or one is the other's (Garbe 2012, "SymSpell").
    To make the table takes as long as to look for the slips of some two hundred words one by one.
    """

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self._asked = 0

    def near(self, word: str, letters: str) -> Set[str]:
        """Return the words that are one slip away, the letters put in being some of these."""
        self._asked += 1
        if self._asked <= _FEW:
            return self._words & set(edits(word, letters))
        rests = {*_rests(word), word}
        maybe = {one for rest in rests for one in self._by_rest.get(rest, ())} | (rests & self._words)
        return {one for one in maybe if _is_slip(word, one, letters)}

    @cached_property
    def _by_rest(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._words:
            for rest in _rests(word):
                found.setdefault(rest, []).append(word)
        return found


@cache
def _common_words(language: str, least: float) -> _CommonWords:
    return _CommonWords(as_common_as(least, language))


def _rests(word: str) -> set[str]:
    """Return what is left of a word without one of its letters."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _is_slip(word: str, other: str, letters: str) -> bool:
    """Whether another word is one slip away: whether ``edits`` would yield it."""
    if word == other:
        return not set(letters).isdisjoint(word) or any(one == two for one, two in pairwise(word))
    most = min(len(word), len(other))
    at = next((at for at in range(most) if word[at] != other[at]), most)
    ours, theirs = word[at:], other[at:]
    if ours[1:] == theirs or (len(ours) > 1 and ours[1] + ours[0] + ours[2:] == theirs):
        return True
    return bool(theirs) and theirs[1:] in (ours, ours[1:]) and theirs[0] in letters


def edits(word: str, letters: str) -> Iterator[str]:
    """Yield the strings that are one slip away from a word, one of the letters put in or in place of another."""
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in letters:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]
