"""Copied: the original where the translation should be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import ClassVar

from toolkit.analysis.text.identification import count_function_words
from toolkit.analysis.text.runs import shared_runs
from toolkit.analysis.text.words import lowered, words
from toolkit.checks._sides import both_sides
from toolkit.model import BY_ITS_CHECK, Case, Finding, Span, Unchecked
from toolkit.plugins.contracts import Check

# Small words that a sentence has at least, or their share in a short one.
_SMALL_WORDS, _SHARE = 2, 0.2
# Words of a side up to which each word is held against each, and of a run that counts in longer texts.
_LONG, _RUN = 500, 3


@dataclass(frozen=True, slots=True)
class Copied:
    """The text of the original, word for word, in place of its translation.

    It matters because a sentence nobody translated is the one omission that fills its place. Names, figures and
    headings of them are the same in both languages: at least ``least_words`` words without a capital must be alike,
    and ``share`` of all words, in order. A command, a link and what is in another language than the original says, the
    translation's own among them, are rightly left: the text must have words such as "the" of the original's language.

    Bad:  "La seduta riprende nel pomeriggio." - "La seduta riprende nel pomeriggio."
    Good: "Juventus-Inter 2-1" - "Juventus-Inter 2-1"

    Measured: it needs no data; no false alarm on 1,007 clean news pairs of NTREX-128, recall 1.00 on the same
    sentences copied where they have three words without a capital.
    """

    share: float = 0.85
    """How much of the words must be alike, in order."""
    least_words: int = 3
    """How many words without a capital must be alike."""
    needs_source: ClassVar[bool] = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield at most one finding a unit; its spans are both texts."""
        if case.source_language == case.translation_language:
            yield Unchecked(BY_ITS_CHECK, "both sides are in the same language")
            return
        for unit, source, translation in both_sides(case):
            ours, theirs = _forms(source), _forms(translation)
            common = set(ours) & set(theirs)
            plain = sum(word.text.islower() and word.text in common for word in words(translation))
            if plain < self.least_words or len(common) < self.share * len(set(theirs)):
                continue
            if not _is_prose(source, len(ours), case):
                continue
            if _likeness(ours, theirs) >= self.share:
                spans = (Span("translation", 0, len(translation)), Span("source", 0, len(source)))
                yield Finding(
                    BY_ITS_CHECK,
                    "error",
                    "accuracy/untranslated",
                    "the original stands in place of its translation",
                    unit.index,
                    spans,
                    confidence=0.97,
                )


def _is_prose(source: str, length: int, case: Case) -> bool:
    """Whether it has the small words of a sentence of the source language, and more of them than of the other's."""
    small = count_function_words(source, case.source_language)
    return small >= min(_SMALL_WORDS, _SHARE * length) and small > count_function_words(
        source, case.translation_language
    )


def _likeness(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Return the share of words that stand on both sides in the same order; of long texts, in the same runs."""
    if max(len(ours), len(theirs)) <= _LONG:
        return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
    both = sum(stop - start for (start, stop), _ in shared_runs(ours, theirs, _RUN))
    return 2 * both / (len(ours) + len(theirs))


def _forms(text: str) -> list[str]:
    return [word.text for word in words(lowered(text))]


PLUGIN: type[Check] = Copied
