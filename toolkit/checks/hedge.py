"""Hedge: what one side only alleges and the other tells as a fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.negation.hedges import Hedges, Range, find_hedges
from toolkit.analysis.quotations.speech_verbs import says
from toolkit.checks._sides import both_sides
from toolkit.model import BY_ITS_CHECK, Case, Finding, Side, Span, Unchecked
from toolkit.plugins.contracts import Check

# Precision where one sentence in twenty is damaged in this way, from the rates in the docstring.
_CONFIDENCE = 0.85


@dataclass(frozen=True, slots=True)
class Hedge:
    """An allegation that has become a fact, or a fact that has become an allegation.

    It matters because in a report from a court it is libel. One side says for sure that a thing is only alleged or
    heard ("allegedly", "presunto", "avrebbe ucciso", "soll ... haben"); the other has no reserve of any kind: no such
    word or mood, no "according to", no verb of saying, believing or accusing, no "may" or "perhaps".

    Bad:  "Il custode avrebbe spento le telecamere." - "The caretaker switched off the cameras."
    Good: "Il custode avrebbe spento le telecamere." - "The caretaker is said to have switched off the cameras."

    Measured: on clean news pairs of NTREX-128 in thirty directions .1 % warnings, of which half are reserve that the
    translators did lose; it was found in 26 of 27 pairs written with a hedge lost or added, in six languages.
    """

    needs_source: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("hedges",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield at most one finding a unit; its spans are the hedges that have no answer."""
        for unit, source, translation in both_sides(case):
            left, right = find_hedges(source, case.source_language), find_hedges(translation, case.translation_language)
            lost = _unanswered(left, right, translation, case.translation_language)
            added = _unanswered(right, left, source, case.source_language)
            if lost:
                yield _finding(unit.index, "source", lost, source)
            elif added:
                yield _finding(unit.index, "translation", added, translation)


def _unanswered(ours: Hedges, theirs: Hedges, other: str, language: str) -> tuple[Range, ...]:
    """Return our hedges where the other side has no reserve, or our attributions where nobody says it there, either."""
    if theirs.reserved or ours.sure:
        return () if theirs.reserved else ours.sure
    said = theirs.attributes or (ours.attributed and says(other, language, 0, len(other)))
    return () if said else ours.attributed


def _finding(unit: int, side: Side, places: tuple[Range, ...], text: str) -> Finding:
    quoted = text[slice(*places[0])]
    if side == "source":
        message = f'the original only alleges it ("{quoted}"); the translation tells it as a fact'
    else:
        message = f'"{quoted}" only alleges what the original tells as a fact'
    spans = tuple(Span(side, start, end) for start, end in places)
    return Finding(BY_ITS_CHECK, "warning", "accuracy/mistranslation", message, unit, spans, confidence=_CONFIDENCE)


PLUGIN: type[Check] = Hedge
