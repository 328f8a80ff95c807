"""One source translated two ways, or two translated the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.style.consistency import Conflict, SharedSide, Use, conflict_wording, conflicts, sides_of, uses_of
from toolkit.model import BY_ITS_CHECK, Case, Finding, Span, Unchecked
from toolkit.plugins.contracts import Check, Place


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """The same sentence of the original translated differently in two places, or two different ones alike.

    A headline, a caption or a quotation that comes twice should come twice the same; where two sentences have one
    translation, one of them was often pasted. Sentences of at least four words and twenty letters count; case,
    punctuation and spacing do not. ``toolkit batch`` compares the documents with each other as well, and
    ``toolkit check --pairs FILE --together`` the pairs of a file; two translations of one whole original are versions
    of it, which need not agree.

    Bad:  Il porto resta chiuso a lungo. > The port stays closed for long. ... The harbour is shut for quite a while.
    Good: Il porto resta chiuso a lungo. > The port stays closed for long. ... The port stays closed for long.

    On clean pairs (NTREX-128, 62 documents): none.
    """

    needs_source: ClassVar[bool] = True

    def conflicts(self, uses: Sequence[Use[Place]]) -> Iterator[Conflict[Place]]:
        """Yield the uses that depart from the commonest translation of their source, or repeat that of another."""
        return conflicts(uses)

    def sides(self, source: str, translation: str) -> tuple[SharedSide, SharedSide]:
        """Return the words of both sides; uses whose sentence is too short are not held against each other."""
        return sides_of(source, translation)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield the units that depart from the commonest translation of their source, or repeat that of another."""
        for conflict in conflicts(uses_of(case.units, "")):
            unit = case.units[conflict.use.place[1]]
            severity, category, message = conflict_wording(conflict)
            spans = (Span("translation", 0, len(unit.translation_text)), Span("source", 0, len(unit.source_text)))
            suggestion = conflict.other.translation if conflict.kind == "source" else None
            yield Finding(BY_ITS_CHECK, severity, category, message, unit.index, spans, suggestion)


PLUGIN: type[Check] = Inconsistency
