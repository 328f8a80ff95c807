"""How common a word is in a language: the frequency lists of wordfreq (Speer 2022), loaded when first asked.

The lists are read from wordfreq's own files in its documented cBpack format (entry ``n`` of a list, from 1, holds the
words of frequency ``10 ** (-(n - 1) / 100)``), because importing the package takes longer than all the checks together.
"""

import gzip
import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ENDING = 4
_FEW = 20


def common(word: str, language: str) -> float:
    """Return the Zipf frequency (log10 of uses in 10^9 words) of a lower-case word among the some 30,000 commonest.

    The rarest word of the list has 3.0; a word that is not in it gets 0.
    """
    return _small(language).get(_folded(word), 0.0)


@cache
def as_common_as(least: float, language: str) -> frozenset[str]:
    """Return the words of ``common`` from a frequency on: for asking about many words at once."""
    return frozenset(word for word, zipf in _small(language).items() if zipf >= least)


def frequency(word: str, language: str) -> float:
    """Return the Zipf frequency of a lower-case word in the large list (some 300,000 words), else 0.

    The large list takes ten times longer to load: ask it about the few words that it matters for.
    """
    return _large(language).frequency(_folded(word))


def begins_common_word(letters: str, language: str) -> bool:
    """Whether one of the common words begins with these lower-case letters."""
    ordered = _ordered(language)
    letters = _folded(letters)
    at = bisect_left(ordered, letters)
    return at < len(ordered) and ordered[at].startswith(letters)


def common_words_like(pattern: str, language: str) -> list[str]:
    """Return the common words that a regular expression matches as a whole, the commonest first."""
    wanted = re.compile(pattern)
    return [word for word in _small(language) if wanted.fullmatch(word)]


def common_words_ending(letters: str, language: str) -> int:
    """Return how many of the common words end with these lower-case letters, ``ENDING`` of them."""
    return _endings(language)[letters]


def _folded(word: str) -> str:
    """Return the word as the lists spell it: they have no "ß"."""
    return word.replace("ß", "ss")


class _Large:
    """The large list. A few words are looked for as the list lies; for many it is worth turning into a table."""

    def __init__(self, language: str) -> None:
        self._ranks = _ranks(language, "large")
        self._known: dict[str, float] = {}
        self._whole = False

    def frequency(self, word: str) -> float:
        if word not in self._known and not self._whole:
            if len(self._known) >= _FEW:
                self._known = _table(self._ranks)
                self._whole = True
            else:
                found = (_zipf(rank) for rank, words in enumerate(self._ranks) if word in words)
                self._known[word] = next(found, 0.0)
        return self._known.get(word, 0.0)


@cache
def _small(language: str) -> dict[str, float]:
    return _table(_ranks(language, "small"))


@cache
def _large(language: str) -> _Large:
    return _Large(language)


@cache
def _ordered(language: str) -> list[str]:
    return sorted(_small(language))


@cache
def _endings(language: str) -> Counter[str]:
    return Counter(word[-ENDING:] for word in _small(language))


def _table(ranks: list[tuple[str, ...]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for rank, words in enumerate(ranks):
        found.update(dict.fromkeys(words, _zipf(rank)))
    return found


def _zipf(rank: int) -> float:
    return 9 - rank / 100


def _ranks(language: str, size: str) -> list[tuple[str, ...]]:
    import msgpack

    package = find_spec("wordfreq")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("wordfreq")
    path = Path(package.submodule_search_locations[0]) / "data" / f"{size}_{language}.msgpack.gz"
    if not path.is_file():
        return []
    header, *ranks = msgpack.unpackb(gzip.decompress(path.read_bytes()), raw=False, use_list=False)
    if header.get("format") != "cB" or header.get("version") != 1:
        raise ValueError(f"{path}: not in the cBpack format, version 1; install wordfreq>=3.1,<4")
    found: list[tuple[str, ...]] = ranks
    return found
