"""What several translations of one original have of each of its parts: rows of units that say the same.

Each version has beads of its own. A row is the least range of the original's sentences that no bead of any version
crosses, so that all versions of a row translate the same sentences, whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import Finding, Sentence, Unit
from toolkit.run.stages.quality import COSTS


@dataclass(frozen=True, slots=True)
class Row:
    """A half-open range of the original's sentences, and per version the places of the units that translate it.

    ``added`` are, per version, those among them that translate nothing of the original.
    """

    source: tuple[int, int]
    units: tuple[tuple[int, ...], ...]
    added: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What a version has for one row: its text ("" where it lacks it), and what is said of that.

    ``added`` is the part of the text that translates nothing of the original; ``quality`` is None without a witness.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    suspicion: float | None = None
    quality: float | None = None
    added: str = ""

    @property
    def cost(self) -> float:
        """What the findings cost, an error 1."""
        return sum(COSTS[finding.severity] for finding in self.findings)


def rows(sentences: Sequence[Sentence], versions: Sequence[Sequence[Unit]]) -> tuple[Row, ...]:
    """Return the rows in the order of the original; each unit of each version is in exactly one.

    An addition is in the row of the unit before it, at the very start in that of the unit after it.
    """
    number = {(sentence.body.start, sentence.body.end): at for at, sentence in enumerate(sentences)}
    ranges = [[_range(unit, number) for unit in units] for units in versions]
    joined = [False] * (len(sentences) + 1)
    for places in ranges:
        for place in places:
            for at in range(place[0] + 1, place[1]) if place else ():
                joined[at] = True
    starts = [at for at in range(len(sentences)) if not joined[at]] or [0]
    ends = [*starts[1:], len(sentences)]
    row_of = {at: row for row, bounds in enumerate(zip(starts, ends, strict=True)) for at in range(*bounds)}
    held = [_held(places, row_of, len(starts)) for places in ranges]
    return tuple(
        Row(
            bounds,
            tuple(tuple(units[row]) for units in held),
            tuple(
                tuple(at for at in units[row] if places[at] is None) for units, places in zip(held, ranges, strict=True)
            ),
        )
        for row, bounds in enumerate(zip(starts, ends, strict=True))
    )


def _range(unit: Unit, number: dict[tuple[int, int], int]) -> tuple[int, int] | None:
    """Return the numbers of a unit's source sentences, None of an addition."""
    places = [number[sentence.body.start, sentence.body.end] for sentence in unit.source or ()]
    return (min(places), max(places) + 1) if places else None


def _held(places: Sequence[tuple[int, int] | None], row_of: dict[int, int], count: int) -> list[list[int]]:
    """Return for each row the units that are in it; an addition goes with the unit before it."""
    rows = [row_of[place[0]] if place else None for place in places]
    current = next((row for row in rows if row is not None), 0)
    found: list[list[int]] = [[] for _ in range(count)]
    for at, row in enumerate(rows):
        current = current if row is None else row
        found[current].append(at)
    return found
