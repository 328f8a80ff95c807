"""Addition: a sentence, or a good part of one, that the original does not have."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from typing import ClassVar

from toolkit.analysis.correspondence.shared import length_ratio
from toolkit.analysis.text.words import words
from toolkit.checks._sides import Repeated, both_sides
from toolkit.model import BY_ITS_CHECK, Case, Finding, Severity, Span, Unchecked, Unit
from toolkit.plugins.contracts import Check
from toolkit.plugins.plurals import counted

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Addition:
    """A sentence that nothing in the original answers, or a translation much longer than usual.

    It matters because the words are printed as the author's. A whole sentence that aligns with nothing is an error, a
    heading a warning, a credit line of the translators nothing at all. For a source of at least ``from_characters``
    characters, a translation of more than ``most`` of the usual length is a warning.

    Bad:  "La seduta è sospesa." - "The sitting is suspended. Critics called it a scandal."
    Good: "La seduta è sospesa fino alle tre." - "The sitting is suspended. It resumes at three."

    Measured: no false alarm on 1,007 clean news pairs of NTREX-128; whole sentences are found as well as they are
    aligned.
    """

    most: float = 1.7
    """How many times the usual length is too much."""
    from_characters: int = 70
    """Shorter sources are not judged by their length."""
    needs_source: ClassVar[bool] = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield the translation's sentences without an original, and the units that are much too long."""
        if not case.has_source:
            return
        if not any(unit.source_text for unit in case.units):
            yield Unchecked(BY_ITS_CHECK, "there is no text in the original")
            return
        texts = [(unit.translation_text, unit.source_text) for unit in case.units]
        repeated = Repeated(*zip(*texts, strict=True))
        for place, unit in enumerate(case.units):
            translation = unit.translation_text
            kinds = {sentence.kind for sentence in unit.translation}
            if translation and not unit.source_text and "credit" not in kinds and words(translation):
                heading = kinds == {"heading"}
                severity: Severity = "warning" if heading else "error"
                sure = unit.confidence if unit.confidence is not None else 0.9
                twice = repeated.of(place)
                if twice is None:
                    message = f"the original has no such {'heading' if heading else 'sentence'}"
                else:
                    message = f'the translation says this twice, the original once: "{_start(case.units[twice])}"'
                yield _finding(
                    severity,
                    message,
                    unit.index,
                    (Span("translation", 0, len(translation)),),
                    min(max(sure, 0.05), 0.98),
                )
        for unit, source, translation in both_sides(case):
            ratio = length_ratio(source, translation, case.source_language, case.translation_language)
            if len(source) >= self.from_characters and ratio > log(self.most) and words(source):
                length = counted(len(translation), "character")
                message = f"the translation has {length} for {len(source)}: is something added?"
                spans = (Span("translation", 0, len(translation)), Span("source", 0, len(source)))
                yield _finding("warning", message, unit.index, spans, 0.8)


def _start(unit: Unit) -> str:
    text = unit.translation_text
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rsplit(" ", 1)[0] + " …"


def _finding(severity: Severity, message: str, unit: int, spans: tuple[Span, ...], confidence: float) -> Finding:
    return Finding(BY_ITS_CHECK, severity, "accuracy/addition", message, unit, spans, confidence=confidence)


PLUGIN: type[Check] = Addition
