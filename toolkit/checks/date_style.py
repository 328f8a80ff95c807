"""Dates and times written in two ways."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.style.ways_of_writing import departures
from toolkit.analysis.text.passages import passages
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check


@dataclass(frozen=True, slots=True)
class DateStyle:
    """Dates, decades, spans of years and times that one text writes in two ways.

    "Dec. 3" beside "December 5", "3 May" beside "May 5", "7.30pm" beside "8:15 p.m.": each is right somewhere, and two
    at once show that nobody read the whole. The rarer way is marked, with the date as the rest of the text has it.

    Bad:  The talks opened on Dec. 3 and closed on December 5. A new round is set for December 12.
    Good: The talks opened on December 3 and closed on December 5.

    On clean news (NTREX-128, 62 documents): none.
    """

    needs_source: ClassVar[bool] = False
    safe_fix: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("styles.dates",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each date or time of a rarer form, at most five of a kind."""
        for one in departures(passages(case), case.translation_language, "dates"):
            message = f"{one.way} here, {one.chief} elsewhere"
            yield one.passage.finding("info", "locale-conventions/date-format", message, one.where, one.instead)


PLUGIN: type[Check] = DateStyle
