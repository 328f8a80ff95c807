"""Phrases that were carried over word for word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.interference.findings import interference
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check


@dataclass(frozen=True, slots=True)
class Calque:
    """A phrase of the original language in English words.

    "From all points of view" says what "da tutti i punti di vista" says, and no English writer would put it so. Readers
    understand, and notice that they read a translation. The phrases are data,
    ``toolkit/languages/it-en/interference.yaml`` for Italian; each has the original behind it and what to write. The
    original's own words in the source or in a back-translation raise the severity and are named as evidence.

    Bad:  The council gave green light to the budget, and the region’s number one took position against it.
    Good: The council gave the green light to the budget, and the head of the region took a stand against it.

    With false-friend it marks the place in 50 of 60 sentences written before the entries, by the same hand
    (tests/checks/agency.tsv): that flatters it. On clean news (NTREX-128, 1,007 segments) it marks none.
    """

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each calque with what to write instead, or that there is no data for the two languages."""
        yield from interference("calques", "style/unidiomatic-style", case)


PLUGIN: type[Check] = Calque
