"""What a rough path tells of two texts: how long one language is in the other."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.aligners.search.texts import sides, spans
from toolkit.aligners.search import profiles, rough_path
from toolkit.aligners.search.alignment import beads
from toolkit.aligners.search.sides import Side

DIAGONAL = np.array([(index, index) for index in range(61)])


def longer(side: Side, factor: float) -> Side:
    return dataclasses.replace(side, lengths=side.lengths * np.float32(factor))


def alike(count: int) -> Side:
    return sides(count, count, seed=3)[0]


def test_a_language_that_takes_half_as_much_again_is_levelled() -> None:
    own = alike(60)
    left, right = rough_path.levelled(own, longer(own, 1.5), DIAGONAL)
    assert np.allclose(right.lengths / left.lengths, 1.5 ** (10 / 70), rtol=1e-4)


def test_a_single_pair_says_next_to_nothing_about_the_languages() -> None:
    own = alike(1)
    left, right = rough_path.levelled(own, longer(own, 3), DIAGONAL[:2])
    assert right.lengths[0] / left.lengths[0] == pytest.approx(3 ** (10 / 11), rel=1e-4)


def test_where_nothing_is_paired_lengths_stay_as_they_are() -> None:
    own = alike(3)
    nothing = np.array([(0, 0), (1, 0), (2, 0), (3, 0), (3, 1), (3, 2), (3, 3)])
    left, right = rough_path.levelled(own, longer(own, 2), nothing)
    assert (left.lengths == own.lengths).all()
    assert (right.lengths == own.lengths * 2).all()


@given(st.integers(1, 60), st.floats(0.2, 5))
@settings(max_examples=30, deadline=None)
def test_levelling_does_not_depend_on_which_side_is_left(count: int, factor: float) -> None:
    own = alike(count)
    other = longer(own, factor)
    there = rough_path.levelled(own, other, DIAGONAL[: count + 1])
    back = rough_path.levelled(other, own, DIAGONAL[: count + 1])
    assert (there[0].lengths == back[1].lengths).all()
    assert (there[1].lengths == back[0].lengths).all()


def test_a_text_twice_as_long_throughout_is_aligned_like_its_equal() -> None:
    left, noisy = sides(200, 200, seed=8)
    right = dataclasses.replace(noisy, lengths=left.lengths, weights=left.weights)
    news = profiles.load("news")
    assert spans(beads(left, longer(right, 2), news)) == spans(beads(left, right, news))


def along(count: int, unlike: int = 0) -> tuple[Side, Side]:
    """Return sides whose pairs are the same, but for some that have nothing in common."""
    own = dataclasses.replace(alike(count), vectors=np.eye(count, 2 * count, dtype=np.float32))
    other = own.vectors.copy()
    other[:unlike] = np.roll(other[:unlike], count, axis=1)
    return own, dataclasses.replace(own, vectors=other)


def test_likeness_is_brought_to_the_level_of_news_and_few_pairs_are_drawn_to_it() -> None:
    assert rough_path.scale(*along(60), DIAGONAL) == pytest.approx(0.68 * 50 / (45 + 0.68 * 5), abs=1e-6)
    assert rough_path.scale(*along(4), DIAGONAL[:5]) == pytest.approx(0.68 * 8 / (3 + 0.68 * 5), abs=1e-6)


def test_the_least_alike_quarter_says_nothing_of_the_level() -> None:
    assert rough_path.scale(*along(60, unlike=15), DIAGONAL) == rough_path.scale(*along(60), DIAGONAL)
    assert rough_path.scale(*along(60, unlike=16), DIAGONAL) == pytest.approx(0.68 * 50 / (44 + 0.68 * 5), abs=1e-6)


def test_a_text_without_any_likeness_is_not_blown_up() -> None:
    assert rough_path.scale(*along(60, unlike=60), DIAGONAL) == pytest.approx(0.68 * 50 / (0.1 * 45 + 1), abs=1e-6)


def test_a_rough_path_goes_through_what_corresponds_in_single_steps() -> None:
    own, _ = along(30)
    fewer = dataclasses.replace(
        own,
        **{field.name: np.delete(getattr(own, field.name), range(10, 15), axis=0) for field in dataclasses.fields(own)},
    )
    found = rough_path.path(own, fewer)
    assert (tuple(found[0]), tuple(found[-1])) == ((0, 0), (30, 25))
    steps = {tuple(step) for step in np.diff(found, axis=0).tolist()}
    assert steps <= {(1, 1), (1, 0), (0, 1)}
    pairs = {
        tuple(node)
        for node, step in zip(found[1:].tolist(), np.diff(found, axis=0).tolist(), strict=True)
        if step == [1, 1]
    }
    assert pairs == {(at, at if at <= 10 else at - 5) for at in range(1, 31) if not 10 < at <= 15}
