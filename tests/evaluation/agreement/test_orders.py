"""How well one measure orders what another does: laws, and figures that can be counted by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.evaluation.agreement.orders import choices, system_order
from toolkit.evaluation.intervals import Estimate, with_width
from toolkit.evaluation.significance.corpus_scores import SegmentStatistics, of_means
from toolkit.evaluation.significance.paired_tests import better_by_chance

Scores = dict[str, list[float]]

SCORES = st.integers(4, 12).flatmap(
    lambda size: st.fixed_dictionaries(
        {name: st.lists(st.integers(0, 3).map(float), min_size=size, max_size=size) for name in "ABC"}
    )
)


def systems(scores: Scores, *, higher_is_better: bool = True) -> dict[str, SegmentStatistics]:
    return {name: of_means("m", values, higher_is_better=higher_is_better) for name, values in scores.items()}


def named(scores: Scores) -> list[str]:
    return [str(number) for number in range(len(scores["A"]))]


@given(SCORES)
def test_a_measure_agrees_with_itself_and_its_opposite_with_nothing(scores: Scores) -> None:
    groups = named(scores)
    gold, opposite = systems(scores), systems(scores, higher_is_better=False)
    try:
        same, against = (choices(gold, one, groups, groups) for one in (gold, opposite))
    except ValueError:
        assert scores["A"] == scores["B"] == scores["C"]
        return
    assert (same.accuracy.value, same.balanced.value, same.with_ties) == (1, 1, 1)
    assert (against.accuracy.value, against.balanced.value) == (0, 0)


@given(SCORES)
def test_the_order_of_systems_is_soft_one_by_the_same_measure_and_less_by_its_opposite(scores: Scores) -> None:
    gold, opposite = systems(scores), systems(scores, higher_is_better=False)
    try:
        same, against = (system_order(gold, one, named(scores), trials=200) for one in (gold, opposite))
    except ValueError:
        assert len({sum(values) for values in scores.values()}) == 1
        return
    assert (same.accuracy.value, same.soft) == (1, 1)
    assert against.accuracy.value == 0
    assert against.soft < 1


def test_whoever_always_chooses_one_system_is_right_as_often_as_that_is_better_and_balanced_one_half() -> None:
    gold = systems({"A": [1, 1, 1, 0], "B": [0, 0, 0, 1]})
    always = systems({"A": [1, 1, 1, 1], "B": [0, 0, 0, 0]})
    found = choices(gold, always, list("abcd"), list("abcd"))
    assert (found.pairs, found.accuracy.value, found.balanced.value) == (4, 0.75, 0.5)


def test_a_draw_in_which_the_gold_ties_two_systems_counts_for_nothing() -> None:
    gold = systems({"A": [1, 0, 0, 0], "B": [0, 0, 0, 0]})
    found = system_order(gold, gold, list("abcd"), trials=200)
    assert found.accuracy == with_width(Estimate(1, 1, 1), 4)


def test_a_measure_that_cannot_tell_is_half_right_and_wins_by_ties_what_the_gold_ties() -> None:
    gold = systems({"A": [1, 1, 0, 0], "B": [0, 1, 0, 0]})
    silent = systems({"A": [0, 0, 0, 0], "B": [0, 0, 0, 0]})
    found = choices(gold, silent, list("abcd"), list("abcd"))
    assert (found.pairs, found.accuracy.value, found.with_ties) == (1, 0.5, 0.75)


def test_small_differences_are_ties_where_that_serves_the_measure() -> None:
    gold = systems({"A": [3, 1, 1, 1], "B": [0, 1, 1, 1]})
    noisy = systems({"A": [3, 1.1, 0.9, 1.1], "B": [0, 1, 1, 1]})
    assert choices(gold, noisy, list("abcd"), list("abcd")).with_ties == 1


def test_a_pair_without_a_figure_is_counted_and_not_judged() -> None:
    gold = systems({"A": [1, 1], "B": [0, 0]})
    partly = {"A": of_means("m", [2, None]), "B": of_means("m", [1, 1])}
    found = choices(gold, partly, ["a", "b"], ["a", "b"])
    assert (found.pairs, found.unknown, found.accuracy.value) == (1, 1, 1)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=10))
def test_the_chance_to_be_better_is_one_less_that_of_the_other_and_one_half_of_equals(
    scores: list[tuple[int, int]],
) -> None:
    one, other = (of_means("m", [float(pair[side]) for pair in scores]) for side in (0, 1))
    assert better_by_chance(one, other) == pytest.approx(1 - better_by_chance(other, one))
    assert better_by_chance(one, one) == 0.5


def test_the_chance_to_be_better_is_counted_out_over_all_assignments() -> None:
    one, other = of_means("m", [1.0, 1.0]), of_means("m", [0.0, 0.0])
    assert better_by_chance(one, other) == 0.125  # the one of four that was seen, half


def test_documents_are_drawn_whole() -> None:
    gold = systems({"A": [1.0] * 6, "B": [0.0] * 6})
    measure = systems({"A": [1, 1, 1, 0, 0, 0], "B": [0, 0, 0, 1, 1, 1]})
    found = choices(gold, measure, list("abcdef"), ["x"] * 3 + ["y"] * 3)
    assert (found.accuracy.low, found.accuracy.value, found.accuracy.high) == (0, 0.5, 1)
    assert np.isfinite(found.balanced.low)
