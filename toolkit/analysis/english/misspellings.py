"""Words that are no words but nearly one: candidates by frequency, and the word that was meant.

What a speller's dictionary lacks is mostly a name, a technical term or a compound. A slip is rare, and one letter away
(Damerau 1964: left out, put in, replaced, or two swapped) from a word that is far more common.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.analysis.text.frequency import common, frequency
from toolkit.analysis.text.spelling import common_near
from toolkit.languages import load

_WORD = re.compile(r"(?<![\w@./#&'’-])[A-Za-z][a-z]{2,}(?![\w@/&'’-]|\.\w)")
# Zipf frequencies: how common the word that was meant is at least, and how much commoner than the slip.
_COMMON, _GAP, _GAP_WHEN_SHORT = 3.5, 1.9, 3.0
_LONG, _NOWHERE = 8, 0.1
# With a capital: the slip is in no list, what was meant is common, and both are long; shorter ones are names.
_COMMON_WITH_CAPITAL, _LONG_WITH_CAPITAL = 4.3, 7
# At the beginning of a sentence any word has a capital: a short one is a slip if what was meant is very common, and the
# slip is in no list or far rarer. Of 528 short names of clean news none is, three if half as rare were enough.
_COMMON_AT_BEGINNING, _HARDLY_ANYWHERE, _GAP_AT_BEGINNING = 5.2, 1.5, 4.5
# A word that is written so often is meant.
_MEANT = 3


@dataclass(frozen=True, slots=True)
class Rare:
    """A rare word where it stands in one of the texts."""

    text: int
    start: int
    word: str
    begins: bool = False

    @property
    def small(self) -> str:
        """The word in small letters."""
        return self.word.lower()

    @property
    def has_capital(self) -> bool:
        """Whether it may be a name."""
        return self.word[0].isupper()


def rare_words(texts: Sequence[str], language: str, others: Iterable[str]) -> Iterator[Rare]:
    """Yield the words that are not among the commonest, not ``others``, and not written again and again, in order."""
    known = {word.lower() for word in others}
    candidates = [
        Rare(number, match.start(), match[0], _begins(text, match.start()))
        for number, text in enumerate(texts)
        for match in _WORD.finditer(text)
        if not common(match[0].lower(), language) and match[0].lower() not in known
    ]
    times = Counter(rare.small for rare in candidates)
    capitals = Counter(rare.small for rare in candidates if rare.has_capital)
    for rare in candidates:
        # A name is written twice, a slip once.
        if times[rare.small] < _MEANT and (not capitals[rare.small] or times[rare.small] == 1):
            yield rare


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins here, quotation marks aside."""
    before = text[max(0, at - 6) : at].rstrip(" \"'“”‘’([)]")
    return not before or before[-1] in ".!?"


def meant(rare: Rare, proposals: Sequence[str], language: str, names: Container[str] = ()) -> str | None:
    """Return the common word that a rare one was meant to be, None where it may well be right.

    ``proposals`` are a dictionary's, preferred to other words. ``names`` are common words, written small here, that
    have a capital.
    """
    small = rare.small
    if is_derived(small, language):
        return None
    best, least = _best(small, proposals, language)
    if best is None:
        return None
    if rare.has_capital:
        listed = int(best in names)
        surely = common(best, language) >= _COMMON_WITH_CAPITAL - listed and len(small) >= _LONG_WITH_CAPITAL - listed
        # The first letter of a name is its own: a word that differs there is another name.
        if best[0] != small[0]:
            return None
        if surely:
            least = _NOWHERE
        elif rare.begins and best not in names and common(best, language) >= _COMMON_AT_BEGINNING:
            least = max(_HARDLY_ANYWHERE, common(best, language) - _GAP_AT_BEGINNING)
        else:
            return None
    if frequency(small, language) > least:
        return None
    return best.capitalize() if rare.has_capital else best


def _best(small: str, proposals: Sequence[str], language: str) -> tuple[str | None, float]:
    """Return the likeliest word, and how common the slip may be."""

    def likelihood(word: str) -> tuple[float, str]:
        return common(word, language) + (word in proposals), word

    near = common_near(small, load(language, "affixes").get("letters", ""), language, _COMMON)
    if near:
        best = max(near, key=likelihood)
        return best, common(best, language) - (_GAP if len(small) > 3 else _GAP_WHEN_SHORT)
    return None, 0.0


def is_derived(word: str, language: str) -> bool:
    """Whether a word is made of common ones: "unpresidential", "fourballs", "headwear"."""
    affixes = load(language, "affixes")
    starts = (word[len(prefix) :] for prefix in affixes.get("prefixes", ()) if word.startswith(prefix))
    ends = (
        word[: -len(suffix)]
        for suffix in affixes.get("suffixes", ())
        if word.endswith(suffix) and not word.endswith("ss")
    )
    if any(len(stem) > 3 and common(stem, language) > 3.3 for stem in (*starts, *ends)):
        return True
    if len(word) < _LONG:
        return False
    parts = ((word[:at], word[at:]) for at in range(3, len(word) - 2))
    return any(min(common(left, language), common(right, language)) > 4 for left, right in parts)
