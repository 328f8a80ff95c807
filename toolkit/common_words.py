"""How common a word is in a language: the frequency lists of wordfreq (Speer 2022), loaded when first asked."""

from bisect import bisect_left
from functools import cache


def common(word: str, language: str) -> float:
    """Return the Zipf frequency (log10 of uses in 10^9 words) of a lower-case word among the some 30,000 commonest.

    The rarest word of the list has 3.0; a word that is not in it gets 0.
    """
    return _small(language).get(word, 0.0)


def frequency(word: str, language: str) -> float:
    """Return the Zipf frequency of a lower-case word in the large list (some 300,000 words), else 0.

    The large list takes ten times longer to load: ask it about the few words that it matters for.
    """
    return _large(language).get(word, 0.0)


def begins_common_word(letters: str, language: str) -> bool:
    """Whether one of the common words begins with these lower-case letters."""
    ordered = _ordered(language)
    at = bisect_left(ordered, letters)
    return at < len(ordered) and ordered[at].startswith(letters)


@cache
def _small(language: str) -> dict[str, float]:
    return _load(language, "small")


@cache
def _large(language: str) -> dict[str, float]:
    return _load(language, "large")


@cache
def _ordered(language: str) -> list[str]:
    return sorted(_small(language))


def _load(language: str, size: str) -> dict[str, float]:
    from math import log10

    from wordfreq import get_frequency_dict

    return {word: log10(share) + 9 for word, share in get_frequency_dict(language, size).items()}
