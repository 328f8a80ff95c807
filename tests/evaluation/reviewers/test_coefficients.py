"""Agreement beyond chance, against scikit-learn and the worked examples of those who thought of it."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]

from toolkit.evaluation.reviewers.coefficients import alpha, cohen, fleiss

LABELS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=40)


def counted(rows: list[list[int | None]], labels: int) -> "np.ndarray":
    """Return how often each item (column) got each label, of raters (rows)."""
    items = [[row[at] for row in rows] for at in range(len(rows[0]))]
    return np.array([[sum(label == one for label in item) for one in range(labels)] for item in items], dtype=float)


@given(LABELS)
def test_cohens_kappa_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    first, second = ([pair[side] for pair in pairs] for side in (0, 1))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wanted = cohen_kappa_score(first, second, labels=[0, 1, 2])
    found = cohen(first, second, 3, [str(at) for at in range(len(pairs))])
    assert found.coefficient.value == pytest.approx(wanted, abs=1e-6, nan_ok=True)
    assert found.observed.value == pytest.approx(np.mean(np.array(first) == second), abs=1e-6)
    if not np.isnan(wanted) and not np.isnan(found.coefficient.low):
        assert found.coefficient.low <= found.coefficient.value <= found.coefficient.high


def test_fleiss_kappa_is_that_of_fourteen_raters_and_ten_items() -> None:
    table = [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]  # fmt: skip
    found = fleiss(np.array(table, dtype=float), [str(at) for at in range(10)])
    assert found.coefficient.value == pytest.approx(0.210, abs=5e-4)
    assert found.observed.value == pytest.approx(0.378, abs=5e-4)
    with pytest.raises(ValueError, match="as many labels"):
        fleiss(np.array([[2.0, 0], [1, 0]]), ["a", "b"])


def test_alpha_is_krippendorffs_of_four_observers_who_left_some_units_out() -> None:
    x = None
    rows: list[list[int | None]] = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, x, x, x],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, x, 3],
        [x, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, x],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, x],
    ]
    found = alpha(counted(rows, 6), [str(at) for at in range(12)])
    assert found.items == 11
    assert found.coefficient.value == pytest.approx(0.743, abs=5e-4)


@given(LABELS)
def test_two_raters_who_swap_places_agree_as_before_and_perfect_ones_wholly(pairs: list[tuple[int, int]]) -> None:
    first, second = ([pair[side] for pair in pairs] for side in (0, 1))
    where = [str(at) for at in range(len(pairs))]
    one, other = cohen(first, second, 3, where), cohen(second, first, 3, where)
    assert one.coefficient.value == pytest.approx(other.coefficient.value, nan_ok=True)
    same = cohen(first, first, 3, where)
    assert same.observed.value == 1
    assert np.isnan(same.coefficient.value) if len(set(first)) == 1 else same.coefficient.value == 1


def test_a_few_documents_tell_nothing_of_others_and_more_of_them_narrow_the_interval() -> None:
    first, second = [0, 0, 1, 1] * 10, [0, 1, 1, 1] * 10
    assert np.isnan(cohen(first, second, 2, ["a", "b", "c", "d"] * 10).coefficient.low)
    assert np.isnan(cohen(first[:19], second[:19], 2, [str(at) for at in range(19)]).coefficient.low)
    always = cohen(first, first, 2, [str(at) for at in range(40)])
    assert np.isnan(always.coefficient.low)
    assert always.observed.low == pytest.approx(0.912, abs=5e-4)
    few = cohen(first[:24], second[:24], 2, [str(at) for at in range(24)]).coefficient
    many = cohen(first * 10, second * 10, 2, [str(at) for at in range(400)]).coefficient
    assert many.high - many.low < few.high - few.low
