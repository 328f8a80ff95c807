"""What the engine would have written in a place; shared by the rules and by the features of the heads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.analysis.channels.function_words import function_words
from toolkit.model.token_scores import TokenScores, WordScore
from toolkit.model.witness import Witness

FLOOR = -12.0
"""What a token that is not among the alternatives may have at most: below it nothing is told apart."""


@dataclass(frozen=True, slots=True)
class WordPreference:
    """A word of the translation as one witness sees it.

    ``score`` is its own; ``others`` are the words that could begin here instead, with the log-probability of their
    first token, best first; ``own`` is that of the word's own first token.
    """

    score: WordScore
    own: float
    others: tuple[tuple[str, float], ...]


def preferences(scores: TokenScores) -> list[WordPreference]:
    """Return every word of the scored text with what might stand in its place."""
    found = []
    for word in scores.words():
        token = scores.tokens[word.first]
        others = tuple(
            (other.text.strip(), other.log_probability)
            for other in token.alternatives
            if other.text.startswith(" ") and other.text.strip().isalpha()
        )
        found.append(WordPreference(word, token.log_probability, others))
    return found


def common_words(witnesses: Sequence[Witness]) -> Iterator[tuple[str, int, int, list[WordPreference]]]:
    """Yield each word of the translation (text, start, end) that all witnesses have, with what each prefers there."""
    if not witnesses:
        return
    maps = [{place.score.start: place for place in preferences(witness.forward)} for witness in witnesses]
    for start, place in sorted(maps[0].items()):
        if all(start in other for other in maps):
            text = witnesses[0].forward.text[start : place.score.end]
            yield text, start, place.score.end, [other[start] for other in maps]


def content(word: str) -> bool:
    """Whether a preferred token begins a word that carries meaning."""
    return len(word) > 2 and word.lower() not in function_words()


@cache
def lemma(word: str, language: str) -> str:
    """Return the base form, lower case; the word itself where it is unknown."""
    from simplemma import lemmatize

    small = word.lower()
    try:
        return str(lemmatize(small, lang=language)).lower()
    except ValueError:
        return small
