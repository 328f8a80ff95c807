"""Faults put into clean translations, for training: something left out, a word put in, or exchanged. English.

What is put in comes from other sentences of the same pairs: a word that stands between an article and a noun there
fits there elsewhere. Every choice hangs on the seed and the text alone.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.analysis.channels.function_words import LANGUAGE, is_content, small_words
from toolkit.analysis.text.frequency import common
from toolkit.analysis.text.words import Word, words
from toolkit.evaluation.training import omissions
from toolkit.evaluation.training.parts_of_speech import Part

Kind = Literal["omission", "addition", "mistranslation"]

_ENDINGS = ("ing", "ed", "ly", "s", "")
_OMISSIONS = 5
_FEWEST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Damaged:
    """A translation with one fault at ``text[start:end]``; of an omission, the empty place where it was."""

    kind: Kind
    text: str
    start: int
    end: int


class Damager:
    """Puts faults into translations; ``texts`` are the clean ones, from which it takes what it puts in."""

    def __init__(self, texts: Sequence[str], seed: int = 1) -> None:
        self._seed = seed
        self._fillers = sorted({filler.text.lower() for text in texts for filler, _ in _fillers(text)})
        self._phrases = sorted({text[start:end] for text in texts for start, end in omissions.phrases(text)})
        content = {word.text for text in texts for word in words(text) if _is_plain(word.text)}
        self._by_ending = {ending: sorted(w for w in content if _ending(w) == ending) for ending in _ENDINGS}

    def omissions(self, text: str, parts: Sequence[Part]) -> Iterator[Damaged]:
        """Yield the text without something: as many times as there are kinds, and five at most; ``parts`` tags it."""
        chance = random.Random(f"{self._seed} omission {text}")  # noqa: S311 - not for secrets
        found = {
            "word": [(word.start, word.end) for word in words(text) if _droppable(word.text)],
            **omissions.candidates(text, parts),
        }
        kinds = sorted(kind for kind, ranges in found.items() if ranges)
        if len(words(text)) >= _FEWEST_WORDS:
            for kind in chance.sample(kinds, min(_OMISSIONS, len(kinds))):
                yield _without(text, *chance.choice(found[kind]))

    def additions(self, text: str) -> Iterator[Damaged]:
        """Yield the text with one word put in, where there is a place for it."""
        chance = random.Random(f"{self._seed} addition {text}")  # noqa: S311 - not for secrets
        here = {word.text.lower() for word in words(text)}
        leading = small_words("articles") | small_words("prepositions")
        places = [second for _, second in _fillers(text)] + [
            second
            for first, second in zip(words(text), words(text)[1:], strict=False)
            if first.text.lower() in leading
            and _is_plain(second.text)
            and _adjoin(text, first, second)
            and _is_plain(second.text)
            and _adjoin(text, first, second)
        ]
        fillers = [filler for filler in self._fillers if filler not in here]
        if places and fillers:
            at, filler = chance.choice(places).start, chance.choice(fillers)
            yield Damaged("addition", f"{text[:at]}{filler} {text[at:]}", at, at + len(filler))

    def insertions(self, text: str) -> Iterator[Damaged]:
        """Yield the text with a phrase of another sentence behind one of its own, where it has one."""
        chance = random.Random(f"{self._seed} insertion {text}")  # noqa: S311 - not for secrets
        ends = [end for _, end in omissions.phrases(text)]
        phrases = [phrase for phrase in self._phrases if phrase not in text]
        if ends and phrases:
            at, phrase = chance.choice(ends), chance.choice(phrases)
            yield Damaged("addition", f"{text[:at]} {phrase}{text[at:]}", at + 1, at + 1 + len(phrase))

    def exchanges(self, text: str) -> Iterator[Damaged]:
        """Yield the text with one word replaced by another of its ending and about as common."""
        chance = random.Random(f"{self._seed} exchange {text}")  # noqa: S311 - not for secrets
        plain = [word for word in words(text) if _is_plain(word.text)]
        if plain:
            word = chance.choice(plain)
            usual = common(word.text, LANGUAGE)
            others = [w for w in self._by_ending[_ending(word.text)] if w != word.text and w[:4] != word.text[:4]]
            others = [w for w in others if abs(common(w, LANGUAGE) - usual) < 1] or others
            if others:
                other = chance.choice(others)
                yield Damaged(
                    "mistranslation", text[: word.start] + other + text[word.end :], word.start, word.start + len(other)
                )


def _is_plain(word: str) -> bool:
    return is_content(word) and word.islower() and len(word) > 3


def _droppable(word: str) -> bool:
    return (is_content(word) and word.islower()) or word.lower() in small_words("pronouns")


def _ending(word: str) -> str:
    return next(ending for ending in _ENDINGS if word.endswith(ending))


def _adjoin(text: str, first: Word, second: Word) -> bool:
    return text[first.end : second.start] == " "


def _fillers(text: str) -> Iterator[tuple[Word, Word]]:
    """Yield each plain word between an article and another plain word, with that word."""
    found = words(text)
    for first, filler, second in zip(found, found[1:], found[2:], strict=False):
        fits = first.text.lower() in small_words("articles") and _is_plain(filler.text) and _is_plain(second.text)
        if fits and _adjoin(text, first, filler) and _adjoin(text, filler, second):
            yield filler, second


def _without(text: str, start: int, end: int) -> Damaged:
    before, after = text[:start].rstrip(" "), text[end:].lstrip(" ")
    if not before and text[:1].isupper():
        after = after[:1].upper() + after[1:]
    glue = " " if before and after and not re.match(r"[.,;:!?)\]”’\"']", after) else ""
    return Damaged("omission", before + glue + after, len(before), len(before) + len(glue))
