"""What the witnesses say of one unit: words that all of them find unlikely, source words that none sees rendered.

Forced decoding (Thompson & Post 2020) finds free human wording unlikely as well, so these are things to look at. A
word counts only where every witness that judged it agrees: a draft spoils what it mistranslates, for its own witness.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from toolkit import languages
from toolkit.model.token_scores import SourceWord, TokenScores, WordScore
from toolkit.model.witness import Witness

STEPS = (8.0, 12.0, 18.0)
"""From how many nats of deficit a word is unlikely, quite unlikely, very unlikely.

In 150 clean Italian-English news pairs of NTREX-128, written by people, under two drafts, that is one word in six, one
in twelve, one in forty: few enough to be looked at, and a reminder that most of them are right.
"""

UNRENDERED = 0.04
"""Below this share (``SourceWord.rendered``) a word of the given text counts as not rendered.

In the same clean pairs that is one word of a draft in twenty; in 100 pairs of DEMETR, 1.7 times as many once a word or
a phrase had been removed. Lower finds fewer of the removed ones, higher names every second word.
"""


@dataclass(frozen=True, slots=True)
class Unlikely:
    """A word of the translation, or of the original, ``text[start:end]``, that every witness of it finds unlikely.

    ``deficit`` is the least over the witnesses, in nats; ``step`` (1..3) is the highest of STEPS that it reaches.
    ``preferred`` are the beginnings that they would have written instead, each once ("" ends the text); empty where
    the word begins as they would have begun, None where no engine names alternatives.
    """

    start: int
    end: int
    step: int
    deficit: float
    preferred: tuple[str, ...] | None


class HeardWord(NamedTuple):
    """A word of the translation, ``text[start:end]``, and the least deficit that a witness gives it, in nats."""

    start: int
    end: int
    deficit: float


def unlikely_words(text: str, witnesses: Sequence[Witness], *, exchanged: bool = False) -> tuple[Unlikely, ...]:
    """Return the words of a unit's translation that no witness finds likely, in order; ranges never overlap.

    With the sides ``exchanged``, those of its original, by the witnesses that are asked so.
    """
    found = []
    for word, opinions in _heard(text, witnesses, exchanged=exchanged):
        step = sum(word.deficit >= limit for limit in STEPS)
        if step:
            found.append(Unlikely(*word[:2], step, word.deficit, _preferred(opinions)))
    return tuple(found)


def heard_words(text: str, witnesses: Sequence[Witness]) -> tuple[HeardWord, ...]:
    """Return every word of a unit's translation that a witness judged, in order: what ``unlikely_words`` chooses of."""
    return tuple(word for word, _ in _heard(text, witnesses, exchanged=False))


def _heard(text: str, witnesses: Sequence[Witness], *, exchanged: bool) -> Iterator[tuple[HeardWord, list[WordScore]]]:
    """Yield each word with what all witnesses that were asked about this very text say of it."""
    heard: dict[tuple[int, int], list[tuple[WordScore, float]]] = {}
    for witness in witnesses:
        if witness.forward.text == text and witness.exchanged == exchanged:
            for word, deficit in judged(witness.forward):
                heard.setdefault((word.start, word.end), []).append((word, deficit))
    for (start, end), opinions in sorted(heard.items()):
        yield HeardWord(start, end, min(deficit for _, deficit in opinions)), [word for word, _ in opinions]


def _preferred(words: Sequence[WordScore]) -> tuple[str, ...] | None:
    if all(word.deficit is None for word in words):
        return None
    return tuple(dict.fromkeys(word.preferred for word in words if word.preferred is not None))


def judged(scores: TokenScores) -> Iterator[tuple[WordScore, float]]:
    """Yield the words that the engine has tokens for, each with its deficit in nats.

    An engine that names no alternatives leaves the minus of the log-probability, which is never less.
    """
    for word in scores.words():
        if all(token.known for token in scores.tokens[word.first : word.last]):
            yield word, -word.log_probability if word.deficit is None else word.deficit


def unrendered_words(witness: Witness, witnesses: Sequence[Witness]) -> tuple[SourceWord, ...]:
    """Return the words of ``witness.given`` that no witness sees rendered; articles, prepositions and the like aside.

    Where the witnesses had different drafts, a word stands for the one in the same place of the other draft; one that
    has no counterpart there is a whim of the draft, and left out. With the sides exchanged there are none: what is
    given is then no source.
    """
    if witness.exchanged:
        return ()
    own = witness.forward.source_words()
    low = {number for number, word in enumerate(own) if word.rendered < UNRENDERED}
    for other in witnesses:
        if low and other is not witness and other.language == witness.language and not other.exchanged:
            low &= set(_low_in(other, witness, own))
    small = set(str(languages.load(witness.language, "splitting").get("open_words", "")).split())
    return tuple(own[number] for number in sorted(low) if _content(witness.given, own[number], small))


def _low_in(other: Witness, witness: Witness, own: Sequence[SourceWord]) -> Iterator[int]:
    """Yield the numbers of those words whose counterparts in another draft are not rendered either."""
    theirs = other.forward.source_words()
    if not theirs:
        yield from range(len(own))
        return
    here = [witness.given[word.start : word.end].lower() for word in own]
    there = [other.given[word.start : word.end].lower() for word in theirs]
    for _, first, last, begin, end in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        for number in range(first, last):
            same = last - first == end - begin
            counterparts = theirs[begin + number - first : begin + number - first + 1] if same else theirs[begin:end]
            if counterparts and max(word.rendered for word in counterparts) < UNRENDERED:
                yield number


def _content(given: str, word: SourceWord, small: set[str]) -> bool:
    """Whether a word carries meaning of its own: engines look little at the others even where they are rendered."""
    text = given[word.start : word.end].lower()
    return text not in small and (len(text) > 1 or text.isdigit())
