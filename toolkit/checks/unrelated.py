"""Unrelated: a translation that belongs to another sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import ClassVar

from toolkit.analysis.correspondence.shared import Shared, length_ratio, shared
from toolkit.analysis.names.mentions import find_names
from toolkit.analysis.quantities import quantities
from toolkit.analysis.text.words import words
from toolkit.checks._sides import both_sides, too_many, too_many_figures
from toolkit.languages import load, remembered
from toolkit.model import BY_ITS_CHECK, Case, Finding, Severity, Span, Unchecked, Unit
from toolkit.plugins.contracts import Check

# From how high a score, and how sure: the precision where one pair in fifty is wrong.
_LEVELS: tuple[tuple[float, Severity, float], ...] = ((3.0, "error", 0.9), (1.6, "warning", 0.8), (0.4, "info", 0.65))
_LEAST, _SHORTEST = 0.8, 9
_FEWEST_WORDS = 8
# Shorter sentences may share nothing visible with their translation: what is taken off for each word that is wanting.
_SURE_WORDS, _SHORT = 12, 0.3
# What is taken off where the languages have no stock of words in common, and correct pairs little that is alike.
_UNLIKE = 1.2


@dataclass(frozen=True, slots=True)
class Unrelated:
    """A translation that says something else altogether.

    It matters because it is what a slipped alignment, a wrong paste or a failed engine leaves behind. Words of one
    origin, everyday concepts, figures and names that both sides have speak for a translation; figures and names of one
    side alone, and an unusual length, against it. The weights are those of a logistic regression between news pairs
    and the same sentences paired at random.

    Bad:  "Il prezzo del latte aumenterà da lunedì." - "The museum was closed for two years after the flood."
    Good: "Il prezzo del latte aumenterà da lunedì." - "Milk will cost more from Monday."

    Where two languages share no stock of words (German and Italian), correct pairs have less in common, and more is
    wanted.

    Measured: recall 1.00 on the 50 Italian-English items of DEMETR with another sentence's translation (odd ids), .90
    of the sentences of NTREX-128 paired at random in thirty directions; false alarms in these, .3 %.
    """

    needs_source: ClassVar[bool] = True
    reads_addresses: ClassVar[bool] = True
    reads_kept: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("words",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield at most one finding a unit; its spans are both texts."""
        languages = case.source_language, case.translation_language
        unlike = 0.0 if _stocks(languages[0]) & _stocks(languages[1]) else _UNLIKE
        for unit, source, translation in both_sides(case):
            count = min(len(words(source)), len(words(translation)))
            if count < _FEWEST_WORDS:
                continue
            if most := _too_many(unit, source, translation, languages):
                yield most
                continue
            both = shared(source, translation, *languages)
            score = (
                -unlike
                - _SHORT * max(0, _SURE_WORDS - count)
                + _score(both, length_ratio(source, translation, *languages))
            )
            # Where a short sentence shares nothing at all, less will do for a warning.
            if (
                count <= _SHORTEST
                and not (both.origins or both.concepts or both.figures)
                and _LEAST <= score < _LEVELS[1][0]
            ):
                score = _LEVELS[1][0]
            for least, severity, confidence in _LEVELS:
                if score >= least:
                    message = "it does not seem to translate this sentence: hardly anything of the original is in it"
                    spans = (Span("translation", 0, len(translation)), Span("source", 0, len(source)))
                    yield Finding(
                        BY_ITS_CHECK,
                        severity,
                        "accuracy/mistranslation",
                        message,
                        unit.index,
                        spans,
                        confidence=confidence,
                    )
                    break


def _too_many(unit: Unit, source: str, translation: str, languages: tuple[str, str]) -> Unchecked | None:
    if most := too_many_figures(unit):
        return most
    names = find_names(source, *languages), find_names(translation, *reversed(languages))
    numbers = quantities(source, languages[0]), quantities(translation, languages[1])
    return too_many(unit, "names", *map(len, names)) or too_many(unit, "numbers", *map(len, numbers))


@remembered()
def _stocks(language: str) -> frozenset[str]:
    """Return the stocks that most words of a language are of; those without data have one of all."""
    return frozenset(load(language, "words").get("stocks", ("germanic", "romance")))


def _score(both: Shared, length: float) -> float:
    """Return the logarithm of the odds that the two sides do not belong together."""
    origins, concepts = min(both.origins, 5), min(both.concepts, 8)
    return (
        -2.57
        - 1.11 * origins
        - 0.92 * origins / sqrt(both.least_origins + 1)
        + 0.69 * sqrt(both.least_origins) * (origins == 0)
        - 1.66 * concepts
        - 1.66 * concepts / sqrt(both.least_concepts + 1)
        + 1.46 * sqrt(both.least_concepts)
        - 0.94 * min(both.figures, 2)
        + 0.97 * min(both.lone_figures, 3)
        + 2.35 * min(both.lost_names, 3)
        + 1.68 * min(both.new_names, 3)
        + 3.66 * min(abs(length), 1.5)
    )


PLUGIN: type[Check] = Unrelated
