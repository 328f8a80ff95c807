"""Pairs that are settled before anything is encoded: paths lead through them, and no bead holds one and more."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.aligners.search.texts import assert_covers, made_up, sentences, sides, spans
from toolkit.aligners.search import band, profiles
from toolkit.aligners.search.alignment import beads, settle
from toolkit.aligners.search.anchors import Anchors, nothing, open_ones, sure
from toolkit.aligners.search.sides import shaped
from toolkit.model import Bead

NEWS = profiles.load("news")


def at(*pairs: tuple[int, int]) -> Anchors:
    return Anchors(np.array(pairs, dtype=np.int64).reshape(-1, 2), (0.995,) * len(pairs))


@given(st.data(), st.integers(1, 12), st.integers(1, 12), st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_every_settled_pair_is_a_bead_whatever_the_vectors_say(
    data: st.DataObject, left: int, right: int, seed: int
) -> None:
    count = data.draw(st.integers(0, min(left, right)))
    rows, columns = (
        sorted(data.draw(st.sets(st.integers(0, size - 1), min_size=count, max_size=count))) for size in (left, right)
    )
    settled = at(*zip(rows, columns, strict=True))
    found = beads(*sides(left, right, seed), NEWS, settled)
    assert_covers(found, left, right)
    one = {(bead.left, bead.right) for bead in found}
    assert {((row, row + 1), (column, column + 1)) for row, column in zip(rows, columns, strict=True)} <= one


def test_without_settled_pairs_a_band_is_as_it_was() -> None:
    field = band.whole(4, 6)
    narrowed = nothing().narrowed(field)
    assert (narrowed.low.tolist(), narrowed.high.tolist()) == (field.low.tolist(), field.high.tolist())


def test_a_band_is_narrowed_to_the_two_ends_of_a_settled_pair() -> None:
    narrowed = at((1, 2), (3, 3)).narrowed(band.whole(5, 6))
    assert narrowed.low.tolist() == [0, 0, 3, 3, 4, 4]
    assert narrowed.high.tolist() == [2, 2, 3, 3, 6, 6]


def test_pairs_of_nineteen_to_one_are_settled_where_half_of_the_beads_have_ninety_nine_and_merged_ones_never() -> None:
    pair, likely = Bead((0, 1), (0, 1), 0.01, 0.99), Bead((1, 2), (1, 2), 0.05, 0.95)
    doubtful, merged = Bead((1, 2), (1, 2), 0.06, 0.94), Bead((2, 3), (2, 4), 0.001, 0.99)
    assert sure([pair, likely]).pairs.tolist() == [[0, 0], [1, 1]]
    assert sure([pair, likely]).chances == pytest.approx((0.99, 0.99), abs=1e-4)
    assert sure([pair, doubtful]).pairs.tolist() == [[0, 0]]
    assert sure([pair, likely, merged]).pairs.tolist() == []


def test_open_ones_are_those_that_are_not_settled() -> None:
    assert open_ones(5, [1, 3]) == [0, 2, 4]


def test_the_same_text_is_settled_as_a_whole_and_another_one_not_at_all() -> None:
    texts = made_up(20)
    assert len(settle(*shaped(sentences(texts), sentences(texts), words=True)).pairs) == 20
    assert len(settle(*shaped(sentences(texts), sentences(made_up(13, seed=8)), words=True)).pairs) == 0


def test_a_settled_pair_keeps_the_odds_that_settled_it() -> None:
    found = beads(*sides(6, 6, 1), NEWS, at((2, 2)))
    assert found[spans(found).index(((2, 3), (2, 3)))].cost == pytest.approx(-np.log(0.995), abs=1e-3)
