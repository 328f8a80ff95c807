"""Gale & Church's method: what lengths alone can tell."""

import math
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.aligners.search.texts import assert_covers, sentences, spans
from toolkit.aligners.length import Length
from toolkit.aligners.search import gale_church


def text(length: int) -> str:
    return "x" * length


def test_sentences_of_like_length_are_paired() -> None:
    own = sentences([text(length) for length in (20, 90, 45, 130)])
    assert spans(Length().align(own, own, "it", "en")) == [
        ((index, index + 1), (index, index + 1)) for index in range(4)
    ]


def test_two_sentences_as_long_as_one_are_merged() -> None:
    left = sentences([text(40), text(60), text(70), text(35)])
    right = sentences([text(41), text(131), text(36)])
    assert spans(Length().align(left, right, "it", "en")) == [((0, 1), (0, 1)), ((1, 3), (1, 2)), ((3, 4), (2, 3))]


@given(st.lists(st.integers(1, 200), max_size=12), st.lists(st.integers(1, 200), max_size=12))
@settings(max_examples=40, deadline=None)
def test_every_sentence_is_in_one_bead_and_the_sides_may_change_places(left: list[int], right: list[int]) -> None:
    one, other = sentences([text(length) for length in left]), sentences([text(length) for length in right])
    there, back = Length().align(one, other, "it", "en"), Length().align(other, one, "en", "it")
    assert_covers(there, len(left), len(right))
    assert len(there) == len(back)
    assert sum(bead.cost for bead in there) == pytest.approx(
        sum(bead.cost for bead in back), abs=0.5 * len(there) + 0.1
    )


def test_the_cost_of_a_bead_is_that_of_the_paper() -> None:
    """A pair of 100 and 126 characters lies one standard deviation and a bit off: 2 (1 - Phi(.94)) = .35."""
    import numpy as np

    found = gale_church._surprise(np.array([100.0]), np.array([126.0]))
    assert found[0] == pytest.approx(1.053, abs=0.01)


def test_a_long_text_is_searched_in_a_band(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = [20 + (37 * index) % 130 for index in range(300)]
    own = sentences([text(size) for size in sizes])
    monkeypatch.setattr(gale_church, "_MOST_NODES", 30_000)
    assert spans(Length().align(own, own, "it", "en")) == [((i, i + 1), (i, i + 1)) for i in range(300)]


def test_a_ratio_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="ratio must be more than 0"):
        Length(ratio=0)


def test_the_confidence_of_a_bead_is_its_share_of_all_that_may_be() -> None:
    """A sentence of 2 characters and one of 20 against one of 22: merged, or the short one left out."""

    def chance(left: int, right: int) -> float:
        deviation = abs(left - right) / math.sqrt(6.8 * max((left + right) / 2, 1))
        return math.erfc(deviation / math.sqrt(2))

    merged = 0.089 * chance(22, 22)
    apart = 0.89 * chance(20, 22) * 0.0099 * chance(2, 0) + 0.89 * chance(2, 22) * 0.0099 * chance(20, 0)
    (found,) = gale_church.beads([2, 20], [22], 1.0)
    assert (found.left, found.right) == ((0, 2), (0, 1))
    assert found.confidence == pytest.approx(merged / (merged + apart), abs=1e-3)
    assert found.cost == pytest.approx(-math.log(merged / (merged + apart)), abs=1e-3)


def test_two_sentences_against_two_are_rarer_than_two_pairs() -> None:
    def chance(left: int, right: int) -> float:
        return math.erfc(abs(left - right) / math.sqrt(2 * 6.8 * (left + right) / 2))

    together = 0.011 * chance(60, 60)
    pairs = 0.89**2 * chance(20, 40) * chance(40, 20)
    (one, other) = gale_church.beads([20, 40], [40, 20], 1.0)
    assert one.right == (0, 1)
    assert one.confidence == pytest.approx(pairs / (pairs + together), abs=2e-3)
    assert other.confidence == one.confidence


def test_a_language_that_takes_twice_as_many_characters_is_expected_to() -> None:
    own, double = sentences([text(40), text(10), text(50)]), sentences([text(80), text(20), text(100)])
    found = Length(ratio=2.0).align(own, double, "it", "en")
    assert found == Length().align(double, double, "it", "en")
    assert found != Length().align(own, double, "it", "en")


def test_a_long_text_takes_little_more_memory_than_its_scores() -> None:
    lengths = [20 + number * 37 % 90 for number in range(700)]
    gale_church.beads(lengths[:3], lengths[:3], 1.0)  # what is loaded once
    tracemalloc.start()
    gale_church.beads(lengths, lengths, 1.0)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # Four bytes for each of five sizes of beads, forwards and backwards, and eight for each of two sums.
    assert most < 1.5 * len(lengths) ** 2 * (2 * 5 * 4 + 2 * 8)
