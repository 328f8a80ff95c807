"""Empty: a translation with nothing in it, or next to nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.correspondence.shared import length_ratio
from toolkit.analysis.text.words import words
from toolkit.checks._sides import both_sides
from toolkit.model import BY_ITS_CHECK, Case, Finding, Span, Unchecked
from toolkit.plugins.contracts import Check


@dataclass(frozen=True, slots=True)
class Empty:
    """A translation of marks alone, or one far too short to say what the original says.

    It matters because a placeholder, a lone full stop or the first word of a sentence passes for a translation in a
    table. ``least`` is the share of the usual length under which a translation of at least ``from_words`` words of
    source is far too short; it is well below the shortest headline.

    Bad:  "La riunione è stata rinviata a data da destinarsi." - "."
    Good: "Fine." - "The end."

    Measured: recall 1.00 on the 50 Italian-English items of DEMETR that hold a full stop only (odd ids), no false
    alarm on 1,007 clean news pairs of NTREX-128.
    """

    least: float = 0.25
    """Which share of the usual length is far too short."""
    from_words: int = 8
    """Shorter sources are not judged by their length."""
    needs_source: ClassVar[bool] = True
    reads_addresses: ClassVar[bool] = True
    reads_kept: ClassVar[bool] = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield at most one finding a unit; its spans are both texts."""
        from math import log

        if not any(unit.translation_text for unit in case.units):
            # Nothing at all is translated. Where other units are, a unit without translation is an omission.
            for unit in case.units:
                if words(unit.source_text):
                    whole = (Span("source", 0, len(unit.source_text)),)
                    message = "there is no translation"
                    yield Finding(
                        BY_ITS_CHECK, "error", "accuracy/omission", message, unit.index, whole, confidence=0.99
                    )
        for unit, source, translation in both_sides(case):
            count, present = len(words(source)), len(words(translation))
            ratio = length_ratio(source, translation, case.source_language, case.translation_language)
            if count and not present:
                message, confidence = "the translation holds no word", 0.99
            elif count >= self.from_words and ratio < log(self.least):
                message, confidence = f"{present} words for the {count} of the original", 0.95
            else:
                continue
            spans = (Span("translation", 0, len(translation)), Span("source", 0, len(source)))
            yield Finding(BY_ITS_CHECK, "error", "accuracy/omission", message, unit.index, spans, confidence=confidence)


PLUGIN: type[Check] = Empty
