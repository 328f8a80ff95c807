"""Parties: who did it, and to whom, have changed places."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.names.parties import reversed_deeds
from toolkit.checks._sides import both_sides, told_otherwise
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

# Precision where one sentence in twenty is damaged in this way, from the rates in the docstring.
_CONFIDENCE = 0.85


@dataclass(frozen=True, slots=True)
class Parties:
    """Two names around one verb that have changed places: the winner lost, the plaintiff is sued.

    It matters because it is false, and reads as well as before. Some verbs of news are looked for between two names on
    both sides, active or passive; what has more between them is left open, so that few are found.

    Bad:  "Malgrado ha battuto Quirinello." - "Quirinello beat Malgrado."
    Good: "Malgrado ha battuto Quirinello." - "Quirinello was beaten by Malgrado."

    Measured: no false alarm on 20,850 clean news pairs in thirty directions (NTREX-128, two thirds of it).
    """

    needs_source: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("parties", "names")

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield a finding for each deed; its spans are both parties with what stands between."""
        pair = case.source_language, case.translation_language
        for unit, source, translation in both_sides(case):
            for ours, theirs in reversed_deeds(source, translation, *pair):
                yield told_otherwise(unit, ours, theirs, "says", _CONFIDENCE)


PLUGIN: type[Check] = Parties
