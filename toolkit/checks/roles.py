"""Roles: two names that have changed places, so that the one did what was done to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.channels.evidence import UNASKED
from toolkit.model import BY_ITS_CHECK, Case, Finding, Span, Unchecked
from toolkit.model.witness import Witness
from toolkit.plugins.contracts import Check

_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class Roles:
    """Two names that an engine which read the original expects in each other's place.

    It matters because nobody sees it in the translation: "Spain beat France" reads as well as the truth. Every witness
    is asked how likely it finds the translation with the two exchanged; all must find that likelier by ``least`` nats.

    Bad:  "La Francia ha battuto la Spagna." - "Spain beat France."
    Good: "La Francia ha battuto la Spagna." - "Spain were beaten by France."

    Names that are listed side by side, or of which one stands behind "by" in one text alone, are left: there a small
    engine is no witness. Measured under two drafts: 4 of 11 own Italian-English pairs of this kind found; a false alarm
    on 1 of 5 own clean ones, and on none of 250 clean news pairs of NTREX-128.
    """

    least: float = 10.0
    """By how many nats the exchanged names must be likelier."""

    data: ClassVar[tuple[str, ...]] = ("roles", "names")
    needs_source: ClassVar[bool] = True
    needs_witness: ClassVar[bool] = True
    yields_to: ClassVar[tuple[str, ...]] = ("parties",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield at most one finding a unit; its spans are the two names in the translation."""
        if not case.witnesses:
            yield Unchecked(BY_ITS_CHECK, UNASKED)
            return
        if any(case.witnesses) and all(one.exchanged for witnesses in case.witnesses for one in witnesses):
            yield Unchecked(BY_ITS_CHECK, "engines were asked with the sides exchanged, and so not about other names")
            return
        for unit, witnesses in zip(case.units, case.witnesses, strict=False):
            best = max(_gains(witnesses), default=None)
            if best is None or best[0] < self.least:
                continue
            gain, first, second = best
            text = unit.translation_text
            one, two = text[first[0] : first[1]], text[second[0] : second[1]]
            yield Finding(
                BY_ITS_CHECK,
                "warning",
                "accuracy/mistranslation",
                f'"{one}" and "{two}" may have changed places: the original seems to say it the other way round',
                unit.index,
                (Span("translation", *first), Span("translation", *second)),
                evidence=(f"every engine finds the translation with the two exchanged likelier, by {gain:.0f} nats",),
                confidence=_CONFIDENCE,
            )


def _gains(witnesses: Sequence[Witness]) -> Iterator[tuple[float, tuple[int, int], tuple[int, int]]]:
    """Yield the least gain that any witness sees in an exchange, with the places of the names."""
    by_place: dict[tuple[tuple[int, int], tuple[int, int]], list[float]] = {}
    for witness in witnesses:
        for exchange in witness.exchanges:
            by_place.setdefault((exchange.first, exchange.second), []).append(exchange.gain)
    for (first, second), gains in by_place.items():
        yield min(gains), first, second


PLUGIN: type[Check] = Roles
