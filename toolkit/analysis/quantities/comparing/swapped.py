"""Two values that changed places while what stands between and around them kept its own."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from toolkit.analysis.quantities.comparing.differences import Difference
from toolkit.analysis.quantities.comparing.likeness import EQUAL
from toolkit.analysis.quantities.comparing.matching import Matching, Stated
from toolkit.analysis.quantities.values import Quantity, Strength, is_year
from toolkit.analysis.text.anchors import anchors

_BOTH = 2

_Point = tuple[int, int]  # where something stands in the left text and in the right one


def swaps(
    left: Sequence[Quantity], right: Sequence[Quantity], matching: Matching, texts: tuple[str, str]
) -> Iterator[Difference]:
    """Yield at most one difference: the first of two values of one unit that stand in each other's place."""
    firm = [(mine, yours) for mine, yours, score in matching.pairs if score >= EQUAL and _firm(left[mine.owner])]
    firm.sort(key=lambda pair: left[pair[0].owner].start)
    points = [(left[mine.owner].start, right[yours.owner].start) for mine, yours in firm]
    crossed = [
        (i, j)
        for i, j in combinations(range(len(firm)), 2)
        if points[i][1] > points[j][1] and _like(firm[i][0], firm[j][0])
    ]
    if bound := _bound_otherwise(firm, left, right, texts):
        yield bound
        return
    if not crossed:
        return
    names = [place for text, place in anchors(*texts).items() if not text[0].isdigit()]
    for i, j in crossed:
        others = [*names, *(point for at, point in enumerate(points) if at not in (i, j))]
        years = [point for (mine, _), point in zip(firm, points, strict=True) if is_year(left[mine.owner])]
        named = any(points[i][0] < start < points[j][0] for start, _ in (*names, *years))  # or the order is another
        if named and _kept(points[i], points[j], others):
            values = (firm[i][0].value, firm[j][1].value)
            yield Difference("swapped", left[firm[i][0].owner], right[firm[j][1].owner], values, False)
            return


def _bound_otherwise(
    firm: Sequence[tuple[Stated, Stated]], left: Sequence[Quantity], right: Sequence[Quantity], texts: tuple[str, str]
) -> Difference | None:
    """Return the first of two figures where each stands beside the year, or the name, that the other has in the source.

    Both texts tell them by turns, a label and a figure each, in whatever order.
    """
    years = [pair for pair in firm if is_year(left[pair[0].owner])]
    counts = [pair for pair in firm if pair not in years]
    if len(counts) != _BOTH or not _like(counts[0][0], counts[1][0]):
        return None
    labels = [(left[mine.owner].start, right[yours.owner].start) for mine, yours in years]
    if not labels:
        labels = [place for text, place in anchors(*texts).items() if not text[0].isdigit()]
    if len(labels) != _BOTH:
        return None
    figures = [(left[mine.owner].start, right[yours.owner].start) for mine, yours in counts]
    ours, theirs = (_labelled([one[side] for one in labels], [one[side] for one in figures]) for side in (0, 1))
    if ours is None or theirs is None or ours == theirs:
        return None
    (mine, _), (_, yours) = counts
    return Difference("swapped", left[mine.owner], right[yours.owner], (mine.value, yours.value), False)


def _labelled(labels: Sequence[int], figures: Sequence[int]) -> bool | None:
    """Return whether the first label is told with the first figure; None where they do not stand by turns."""
    order = sorted(
        [*((place, True, at) for at, place in enumerate(labels)), *((p, False, n) for n, p in enumerate(figures))]
    )
    pairs = order[:2], order[2:]
    if any(one[1] == other[1] for one, other in pairs):
        return None
    return all(one[2] == other[2] for one, other in pairs)


def _firm(quantity: Quantity) -> bool:
    return quantity.strength >= Strength.SMALL and len(quantity.readings[0]) == 1


def _like(first: Stated, second: Stated) -> bool:
    mine, yours = first.value, second.value
    return mine.kind == yours.kind == "number" and mine.unit == yours.unit and mine.amount != yours.amount


def _kept(first: _Point, second: _Point, others: Sequence[_Point]) -> bool:
    """Return whether something between the two stands between them still, and something outside on its old side."""
    between = [point for point in others if first[0] < point[0] < second[0]]
    inside = [point for point in between if second[1] < point[1] < first[1]]
    before = [point for point in others if point[0] < first[0]]
    after = [point for point in others if point[0] > second[0]]
    stayed = [point for point in before if point[1] < second[1]] + [point for point in after if point[1] > first[1]]
    return bool(inside) and len(inside) == len(between) and len(stayed) == len(before) + len(after) > 0
