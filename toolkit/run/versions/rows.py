"""What several translations of one original have of each of its parts: rows of units that say the same.

Each version has beads of its own. A row is the least range of the original's sentences that no bead of any version
crosses, so that all versions of a row translate the same sentences, whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import Sentence, Unit


@dataclass(frozen=True, slots=True)
class Row:
    """A half-open range of the original's sentences, and per version the places of the units that translate it.

    ``added`` are, per version, those among them that translate nothing of the original.
    """

    source: tuple[int, int]
    units: tuple[tuple[int, ...], ...]
    added: tuple[tuple[int, ...], ...]


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
    row_of = {at: row for row, start in enumerate(starts) for at in range(start, _end(starts, row, len(sentences)))}
    own = [_assigned(places, row_of) for places in ranges]
    return tuple(
        Row(
            (start, _end(starts, row, len(sentences))),
            tuple(tuple(at for at, wanted in enumerate(assigned) if wanted == row) for assigned in own),
            tuple(
                tuple(at for at, wanted in enumerate(assigned) if wanted == row and places[at] is None)
                for assigned, places in zip(own, ranges, strict=True)
            ),
        )
        for row, start in enumerate(starts)
    )


def _end(starts: Sequence[int], row: int, count: int) -> int:
    return starts[row + 1] if row + 1 < len(starts) else count


def _range(unit: Unit, number: dict[tuple[int, int], int]) -> tuple[int, int] | None:
    """Return the numbers of a unit's source sentences, None of an addition."""
    places = [number[sentence.body.start, sentence.body.end] for sentence in unit.source or ()]
    return (min(places), max(places) + 1) if places else None


def _assigned(places: Sequence[tuple[int, int] | None], row_of: dict[int, int]) -> list[int]:
    """Return the row of each unit."""
    known = [row_of[place[0]] if place else None for place in places]
    following = next((row for row in known if row is not None), 0)
    found = []
    for row in known:
        following = following if row is None else row
        found.append(following)
    return found
