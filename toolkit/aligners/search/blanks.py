"""Blank lines in an alignment: they have no counterpart, and they part nothing that belongs together."""

from collections.abc import Callable, Sequence

from toolkit.model import Bead, Sentence

Align = Callable[[Sequence[Sentence], Sequence[Sentence]], list[Bead]]


def around_blanks(left: Sequence[Sentence], right: Sequence[Sentence], align: Align) -> list[Bead]:
    """Align what has text and put the blank sentences back.

    A blank sentence is a bead of its own, or stands inside the bead that spans it.
    """
    kept = [[index for index, sentence in enumerate(side) if sentence.text.strip()] for side in (left, right)]
    found: list[Bead] = []
    place = [0, 0]

    def leave_out(ends: tuple[int, int]) -> None:
        found.extend(
            Bead((index, index + 1), (place[1], place[1]), confidence=1.0) for index in range(place[0], ends[0])
        )
        place[0] = ends[0]
        found.extend(
            Bead((place[0], place[0]), (index, index + 1), confidence=1.0) for index in range(place[1], ends[1])
        )
        place[1] = ends[1]

    for bead in align([left[index] for index in kept[0]], [right[index] for index in kept[1]]):
        spans = [
            (own[start], own[end - 1] + 1) if end > start else None
            for own, (start, end) in zip(kept, (bead.left, bead.right), strict=True)
        ]
        leave_out((spans[0][0] if spans[0] else place[0], spans[1][0] if spans[1] else place[1]))
        place = [span[1] if span else here for span, here in zip(spans, place, strict=True)]
        found.append(
            Bead(spans[0] or (place[0], place[0]), spans[1] or (place[1], place[1]), bead.cost, bead.confidence)
        )
    leave_out((len(left), len(right)))
    return found
