"""Bins of a prediction beside what was counted: laws, and figures that can be counted by hand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.evaluation.intervals import Drawing
from toolkit.evaluation.reliability.bins import Bin, miscalibration, reliability

ROWS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3)), max_size=60)


def bins(rows: list[tuple[float, float]], count: int = 10) -> tuple[Bin, ...]:
    documents = [str(number // 3) for number in range(len(rows))]
    return reliability([x for x, _ in rows], [y for _, y in rows], documents, Drawing([*documents, "other"]), count)


def test_two_halves_hold_their_means() -> None:
    low, high = bins([(0.1, 0), (0.3, 1), (1.0, 2), (2.0, 1)], 2)
    assert (low.count, low.least, low.greatest, low.predicted, low.observed.value) == (2, 0.1, 0.3, 0.2, 0.5)
    assert (high.count, high.predicted, high.observed.value) == (2, 1.5, 1.5)
    assert miscalibration((low, high)) == pytest.approx(0.15)
    assert (bins([]), miscalibration(())) == ((), 0)


def test_equal_predictions_are_in_the_bin_of_their_middle() -> None:
    assert [one.count for one in bins([(0.0, 0), (1.0, 0), (1.0, 0), (1.0, 0)], 2)] == [1, 3]
    assert [one.count for one in bins([(0.0, 0), (0.0, 0), (0.0, 0), (1.0, 0)], 2)] == [3, 1]


def test_what_never_happened_in_a_few_documents_may_happen() -> None:
    (only,) = bins([(0.0, 0)] * 9)
    assert only.observed.low == 0
    assert only.observed.high > 0.5


@given(ROWS)
def test_every_row_is_in_one_bin_and_equal_predictions_are_in_the_same(rows: list[tuple[int, int]]) -> None:
    found = bins([(float(x), float(y)) for x, y in rows])
    assert sum(one.count for one in found) == len(rows)
    assert len(found) <= 10
    assert all(one.greatest < other.least for one, other in pairwise(found))
    for one in found:
        inside = [(x, y) for x, y in rows if one.least <= x <= one.greatest]
        assert len(inside) == one.count
        assert one.predicted == pytest.approx(sum(x for x, _ in inside) / len(inside), abs=1e-6)
        assert one.observed.value == pytest.approx(sum(y for _, y in inside) / len(inside), abs=1e-6)
        assert one.observed.low <= one.observed.value <= one.observed.high


@given(st.permutations(range(40)))
def test_different_predictions_make_bins_of_equally_many(order: list[int]) -> None:
    assert [one.count for one in bins([(float(x), 0.0) for x in order])] == [4] * 10
