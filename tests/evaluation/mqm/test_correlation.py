"""Spearman's correlation: laws, and figures worked out otherwise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.evaluation.intervals import Drawing, Spread
from toolkit.evaluation.mqm.correlation import rank_correlation

PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=25)


def spread(pairs: list[tuple[int, int]]) -> Spread | None:
    clusters = [str(number // 2) for number in range(len(pairs))]
    first, second = ([float(pair[side]) for pair in pairs] for side in (0, 1))
    return rank_correlation(first, second, clusters, Drawing(clusters))


def by_hand(pairs: list[tuple[int, int]]) -> float | None:
    """Return Pearson's correlation of mean ranks, counted one by one."""
    columns = [[pair[side] for pair in pairs] for side in (0, 1)]
    if any(len(set(column)) < 2 for column in columns):
        return None
    ranks = [[sum(x < y for x in column) + (column.count(y) + 1) / 2 for y in column] for column in columns]
    return float(np.corrcoef(np.array(ranks))[0, 1])


def test_it_is_that_of_the_literature() -> None:
    # 1 - 6 * sum of squared differences / (n * (n * n - 1)), without ties: 1 - 6 * 8 / (5 * 24).
    found = spread([(1, 2), (2, 1), (3, 4), (4, 5), (5, 3)])
    assert found is not None
    assert found.value == pytest.approx(1 - 6 * 8 / (5 * 24))


@given(PAIRS)
def test_ties_share_the_mean_of_their_ranks_in_all_rows_and_in_every_draw(pairs: list[tuple[int, int]]) -> None:
    found, wanted = spread(pairs), by_hand(pairs)
    if wanted is None:
        assert found is None
        return
    assert found is not None
    assert found.value == pytest.approx(wanted)
    clusters = [str(number // 2) for number in range(len(pairs))]
    weights = Drawing(clusters).weights(clusters)
    for draw in (0, 1, 2):
        again = by_hand([pair for pair, times in zip(pairs, weights[draw], strict=True) for _ in range(int(times))])
        assert np.isnan(found.draws[draw]) if again is None else found.draws[draw] == pytest.approx(again)


@given(PAIRS)
def test_it_is_the_same_from_both_sides_and_for_any_scale_and_the_opposite_is_its_opposite(
    pairs: list[tuple[int, int]],
) -> None:
    found = spread(pairs)
    if found is None:
        return
    turned, scaled = spread([(b, a) for a, b in pairs]), spread([(a * a * a, b) for a, b in pairs])
    opposite = spread([(-a, b) for a, b in pairs])
    assert turned is not None
    assert scaled is not None
    assert opposite is not None
    assert turned.value == pytest.approx(found.value)
    assert scaled.value == pytest.approx(found.value)
    assert opposite.value == pytest.approx(-found.value)
