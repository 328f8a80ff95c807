"""Percentages, sums of money and initials written in two ways."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.style.ways_of_writing import departures
from toolkit.analysis.text.passages import passages
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check


@dataclass(frozen=True, slots=True)
class FigureStyle:
    """Percentages, thousands, sums of money and initials of states that one text writes in two ways.

    "5%" beside "5 per cent", "€3 million" beside "3 million euros", "US" beside "U.S.": a reader who compares two
    figures should not have to read them in two ways. The rarer way is marked, with the figure as the rest has it.

    Bad:  Exports rose by 5%, imports by 3 per cent, and services by 2%.
    Good: Exports rose by 5%, imports by 3%, and services by 2%.

    On clean news (NTREX-128, 62 documents): none.
    """

    needs_source: ClassVar[bool] = False
    safe_fix: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("styles.figures",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each figure of a rarer form, at most five of a kind."""
        for one in departures(passages(case), case.translation_language, "figures"):
            message = f"{one.thing}: {one.way} here, {one.chief} elsewhere"
            yield one.passage.finding("info", "style/inconsistent-style", message, one.where, one.instead)


PLUGIN: type[Check] = FigureStyle
