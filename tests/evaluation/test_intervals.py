"""The statistics, against figures worked out otherwise."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.evaluation.intervals import Detection, Drawing, Estimate, Spread, mean, widest, wilson, with_width

SCORES = st.lists(st.integers(0, 6).map(float), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [(8, 10, 0.490162, 0.943318), (0, 10, 0.0, 0.277533), (10, 10, 0.722467, 1.0), (15, 148, 0.0624, 0.1605)],
)
def test_wilsons_interval_is_that_of_the_literature(hits: int, count: int, low: float, high: float) -> None:
    share = wilson(hits, count)
    assert (share.value, share.low, share.high) == pytest.approx((hits / count, low, high), abs=5e-5)


def test_a_tie_counts_one_half() -> None:
    assert wilson(1.5, 3).value == 0.5


def test_there_is_no_share_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        wilson(0, 0)


def detection(right: Sequence[float], alarms: float = 0.05) -> tuple[Detection, list[str]]:
    clusters = [str(number // 2) for number in range(max(len(right), 40))]
    return Detection(right, clusters[: len(right)], Drawing(clusters), alarms), clusters


def test_the_auc_is_that_of_mann_and_whitney() -> None:
    # Of 4 x 2 comparisons, 2 + 4 are won and one is a tie: 6.5 of 8.
    made, clusters = detection([0.0, 1.0, 2.0, 3.0])
    assert made.auc([2.0, 4.0], clusters[:2]).value == 6.5 / 8


@given(SCORES, SCORES)
def test_the_auc_is_the_share_of_all_comparisons_that_are_won(right: list[float], faulty: list[float]) -> None:
    made, clusters = detection(right)
    won = np.mean([(bad > good) + (bad == good) / 2 for bad in faulty for good in right])
    assert made.auc(faulty, clusters[: len(faulty)]).value == pytest.approx(won)


@given(SCORES, st.sampled_from([0.05, 0.2, 0.5]))
def test_no_more_right_ones_than_allowed_lie_above_the_limit(right: list[float], alarms: float) -> None:
    made, _ = detection(right, alarms)
    assert sum(score > made.limit for score in right) <= alarms * len(right)
    lower = [score for score in right if score < made.limit]
    assert not lower or sum(score > max(lower) for score in right) > alarms * len(right)


@given(SCORES, SCORES)
def test_a_draw_counts_as_if_its_clusters_were_written_down_that_often(right: list[float], faulty: list[float]) -> None:
    made, clusters = detection(right)
    good, bad = clusters[: len(right)], clusters[: len(faulty)]
    auc, recall = made.auc(faulty, bad), made.recall(faulty, bad)
    weights = Drawing(clusters)
    for draw in (0, 1, 2):
        many_right = np.repeat(right, weights.weights(good)[draw].astype(int))
        many_faulty = np.repeat(faulty, weights.weights(bad)[draw].astype(int))
        if not len(many_right) or not len(many_faulty):
            assert np.isnan(auc.draws[draw])
            continue
        again = Detection(list(many_right), ["x"] * len(many_right), Drawing(["x"]))
        assert auc.draws[draw] == pytest.approx(again.auc(list(many_faulty), ["x"] * len(many_faulty)).value)
        assert recall.draws[draw] == pytest.approx(again.recall(list(many_faulty), ["x"] * len(many_faulty)).value)


def test_an_interval_is_the_same_every_time_and_in_every_order() -> None:
    random = np.random.default_rng(1)
    right = [(float(score), str(number % 9)) for number, score in enumerate(random.normal(0, 1, 90))]
    faulty = [(float(score), str(number % 5)) for number, score in enumerate(random.normal(1, 1, 30))]

    def interval(good: list[tuple[float, str]], bad: list[tuple[float, str]]) -> Estimate:
        drawing = Drawing([cluster for _, cluster in good])
        made = Detection([score for score, _ in good], [cluster for _, cluster in good], drawing)
        return made.auc([score for score, _ in bad], [cluster for _, cluster in bad]).estimate()

    first = interval(right, faulty)
    assert first.low < first.value < first.high
    assert interval(right[::-1], faulty[::-1]) == first


def test_the_interval_of_a_mean_is_that_of_its_standard_error() -> None:
    values = np.random.default_rng(2).normal(0.5, 0.1, 400)
    clusters = [str(number) for number in range(400)]
    estimate = Drawing(clusters).share(list(values), values[None, :], clusters).estimate()
    half = 1.96 * values.std() / 20
    assert (estimate.low, estimate.high) == pytest.approx((values.mean() - half, values.mean() + half), abs=half / 5)


def test_rows_of_one_document_count_as_one_witness_not_as_many() -> None:
    values = np.repeat(np.random.default_rng(3).random(20), 10)
    apart = [str(number) for number in range(200)]
    together = [str(number // 10) for number in range(200)]
    wide, narrow = (
        Drawing(names).share(list(values), values[None, :], names).estimate() for names in (together, apart)
    )
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)


def test_one_document_alone_tells_nothing_of_others() -> None:
    assert Spread(0.7, np.full(1000, 0.7), clusters=1).estimate() == Estimate(0.7, 0.0, 1.0)


def test_every_figure_counts_the_same_in_a_mean_and_empty_draws_count_nothing() -> None:
    one, other = Spread(1.0, np.array([1.0, np.nan, np.nan]), 3), Spread(0.0, np.array([0.0, 0.5, np.nan]), 3)
    both = mean([one, other])
    assert both.value == 0.5
    assert both.draws[:2].tolist() == [0.5, 0.5]
    assert np.isnan(both.draws[2])


def test_the_widest_interval_holds_both() -> None:
    assert widest(Estimate(0.5, 0.4, 0.6), Estimate(0.5, 0.3, 0.55)) == Estimate(0.5, 0.3, 0.6)


def test_what_came_out_the_same_in_all_of_a_few_documents_is_not_certain() -> None:
    assert with_width(Estimate(1, 1, 1), 3) == Estimate(1, wilson(3, 3).low, 1)
    assert with_width(Estimate(0.5, 0.5, 0.5), 4).low < 0.2
    assert with_width(Estimate(1, 1, 1), 300).low > 0.98
    assert with_width(Estimate(0.7, 0.6, 0.8), 3) == Estimate(0.7, 0.6, 0.8)
