"""What a rough path tells of two texts: how long one language is in the other."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.texts import sides, spans
from toolkit.alignment import coarse, profiles
from toolkit.alignment.aligning import beads
from toolkit.alignment.sides import Side

DIAGONAL = np.array([(index, index) for index in range(61)])


def longer(side: Side, factor: float) -> Side:
    return dataclasses.replace(side, lengths=side.lengths * np.float32(factor))


def alike(count: int) -> Side:
    return sides(count, count, seed=3)[0]


def test_a_language_that_takes_half_as_much_again_is_levelled() -> None:
    own = alike(60)
    left, right = coarse.levelled(own, longer(own, 1.5), DIAGONAL)
    assert np.allclose(right.lengths / left.lengths, 1.5 ** (10 / 70), rtol=1e-4)


def test_a_single_pair_says_next_to_nothing_about_the_languages() -> None:
    own = alike(1)
    left, right = coarse.levelled(own, longer(own, 3), DIAGONAL[:2])
    assert right.lengths[0] / left.lengths[0] == pytest.approx(3 ** (10 / 11), rel=1e-4)


def test_where_nothing_is_paired_lengths_stay_as_they_are() -> None:
    own = alike(3)
    nothing = np.array([(0, 0), (1, 0), (2, 0), (3, 0), (3, 1), (3, 2), (3, 3)])
    left, right = coarse.levelled(own, longer(own, 2), nothing)
    assert (left.lengths == own.lengths).all()
    assert (right.lengths == own.lengths * 2).all()


@given(st.integers(1, 60), st.floats(0.2, 5))
@settings(max_examples=30, deadline=None)
def test_levelling_does_not_depend_on_which_side_is_left(count: int, factor: float) -> None:
    own = alike(count)
    other = longer(own, factor)
    there = coarse.levelled(own, other, DIAGONAL[: count + 1])
    back = coarse.levelled(other, own, DIAGONAL[: count + 1])
    assert (there[0].lengths == back[1].lengths).all()
    assert (there[1].lengths == back[0].lengths).all()


def test_a_text_twice_as_long_throughout_is_aligned_like_its_equal() -> None:
    left, noisy = sides(200, 200, seed=8)
    right = dataclasses.replace(noisy, lengths=left.lengths, weights=left.weights)
    news = profiles.load("news")
    assert spans(beads(left, longer(right, 2), news)) == spans(beads(left, right, news))
