"""Alignments as a whole: what holds of every one, and of odd ones."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.aligners.search.texts import assert_covers, sentences, sides, spans
from toolkit.aligners.search import alignment, profiles
from toolkit.aligners.search.alignment import beads, check_size
from toolkit.aligners.search.sides import Side, side
from toolkit.errors import InputError
from toolkit.model import Bead

NEWS = profiles.load("news")
sizes = st.integers(0, 25)


@given(sizes, sizes, st.integers(0, 2**32), st.sampled_from(["news", "literary"]))
@settings(max_examples=60, deadline=None)
def test_beads_are_in_order_and_hold_every_sentence_once(left: int, right: int, seed: int, profile: str) -> None:
    found = beads(*sides(left, right, seed), profiles.load(profile))
    assert_covers(found, left, right)
    assert all(len(range(*bead.left)) + len(range(*bead.right)) <= 6 for bead in found)
    assert all(bead.confidence is not None and 0 <= bead.confidence <= 1 for bead in found)


@given(sizes, sizes, st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_the_sides_may_change_places(left: int, right: int, seed: int) -> None:
    """But for the order of an omission and an addition side by side, which score the same."""
    one, other = sides(left, right, seed)
    there, back = beads(one, other, NEWS), beads(other, one, NEWS)
    assert {span for span in spans(there) if _full(*span)} == {span[::-1] for span in spans(back) if _full(*span)}


def _full(left: tuple[int, int], right: tuple[int, int]) -> bool:
    return left[0] < left[1] and right[0] < right[1]


def long_sides(count: int, hole: range, seed: int = 5) -> tuple[Side, Side, list[int]]:
    """Return sides that correspond sentence by sentence, but for a hole on the right, and what is left there."""
    own = np.random.default_rng(seed)
    vectors = own.normal(size=(count, 64))
    kept = [index for index in range(count) if index not in hole]
    texts = [" ".join(["Word"] * int(length)) + "." for length in own.integers(5, 30, count)]
    unit = [
        (noisy / np.linalg.norm(noisy, axis=1, keepdims=True)).astype(np.float32)
        for noisy in (vectors + own.normal(size=vectors.shape) * 0.6, vectors + own.normal(size=vectors.shape) * 0.6)
    ]
    return (
        side(sentences(texts), unit[0]),
        side(sentences([texts[index] for index in kept]), unit[1][kept]),
        kept,
    )


def test_a_narrow_band_finds_what_the_whole_grid_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    left, right, _ = long_sides(400, range(150, 210))
    narrow = beads(left, right, NEWS)
    monkeypatch.setattr(alignment, "_SMALL", 10**9)
    assert spans(narrow) == spans(beads(left, right, NEWS))


def test_long_texts_with_a_long_gap_are_aligned_through_several_scales() -> None:
    left, right, kept = long_sides(4000, range(1500, 1800))
    found = beads(left, right, NEWS)
    assert_covers(found, left.size, right.size)
    pairs = {
        (bead.left[0], kept[bead.right[0]])
        for bead in found
        if (len(range(*bead.left)), len(range(*bead.right))) == (1, 1)
    }
    assert sum(one == other for one, other in pairs) > 0.97 * len(kept)


def test_the_result_is_the_same_each_time() -> None:
    left, right, _ = long_sides(500, range(20, 30))
    assert beads(left, right, NEWS) == beads(left, right, NEWS)


def test_one_sentence_against_five_hundred_takes_at_most_five() -> None:
    left, right = sides(1, 500, seed=2)
    found = beads(left, right, NEWS)
    assert_covers(found, 1, 500)


def test_sentences_that_are_all_the_same_are_paired_in_order() -> None:
    texts = sentences(["The same sentence every time."] * 40)
    vectors = np.tile(np.eye(1, 16, dtype=np.float32), (40, 1))
    found = beads(side(texts, vectors), side(texts, vectors), NEWS)
    assert spans(found) == [((index, index + 1), (index, index + 1)) for index in range(40)]


def test_vectors_without_any_meaning_do_no_harm() -> None:
    texts = sentences(["…", "?", "!"])
    nothing = np.zeros((3, 16), dtype=np.float32)
    assert_covers(beads(side(texts, nothing), side(texts, nothing), NEWS), 3, 3)


def test_too_many_sentences_are_refused_with_the_limit() -> None:
    with pytest.raises(InputError, match=r"250,000 sentences .* at most 200,000 .* cut both files"):
        check_size(250_000, 10)


def test_sides_too_unlike_in_number_are_refused_before_memory_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "_MOST_NODES", 1000)
    with pytest.raises(InputError, match=r"300 and 300 sentences .* cut both files"):
        beads(*sides(300, 300, seed=1), NEWS)


def doubtful(likeness: float, left_out: range = range(0)) -> tuple[Side, Side, tuple[tuple[int, int], tuple[int, int]]]:
    """Return 30 sentences on either side of which one, the sixteenth, is less like its counterpart, and their bead."""
    unit = np.eye(31, dtype=np.float32)
    other = unit[:30].copy()
    other[15] = likeness * unit[15] + np.sqrt(1 - likeness**2) * unit[30]
    kept = [number for number in range(30) if number not in left_out]
    texts = sentences(["A sentence of the usual length, which says what it has to say and then comes to its end."] * 30)
    at = kept.index(15)
    return side(texts, unit[:30]), side(texts[: len(kept)], other[kept]), ((15, 16), (at, at + 1))


def test_a_doubtful_pair_is_held_together_in_a_complete_text_and_taken_apart_in_a_cut_one() -> None:
    left, right, pair = doubtful(0.2)
    assert pair in spans(beads(left, right, NEWS))
    left, right, pair = doubtful(0.2, left_out=range(1, 30, 3))
    assert pair not in spans(beads(left, right, NEWS))


def test_a_complete_text_is_held_together_by_less_than_is_usual() -> None:
    left, right, pair = doubtful(0.15)
    assert pair in spans(beads(left, right, NEWS))


def test_confidence_is_calibrated_from_the_odds() -> None:
    """The logistic function of steepness x log odds - caution; a bead's cost is -ln of the same odds."""
    profile = dataclasses.replace(NEWS, steepness=2.0, caution=0.5)
    left, right, _ = doubtful(0.3, left_out=range(1, 30, 3))
    found = [bead for bead in beads(left, right, profile) if bead.cost > 0.01]
    assert len(found) == 2
    for bead in found:
        likely = math.exp(-bead.cost)
        expected = 1 / (1 + math.exp(0.5 - 2.0 * math.log(likely / (1 - likely))))
        assert bead.confidence == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(("profile", "even", "nine_in_ten"), [("news", 0.7981, 0.9484), ("literary", 0.4366, 0.9285)])
def test_what_even_odds_are_worth_in_each_kind_of_text(profile: str, even: float, nine_in_ten: float) -> None:
    own = profiles.load(profile)
    found = [1 / (1 + math.exp(own.caution - own.steepness * math.log(odds))) for odds in (1.0, 9.0)]
    assert found == pytest.approx([even, nine_in_ten], abs=1e-4)


def test_an_empty_side_leaves_each_sentence_alone_and_that_for_sure() -> None:
    left, nothing = sides(2, 0, seed=1)
    assert beads(left, nothing, NEWS) == [Bead((0, 1), (0, 0), 0.0, 1.0), Bead((1, 2), (0, 0), 0.0, 1.0)]
    assert beads(nothing, left, NEWS) == [Bead((0, 0), (0, 1), 0.0, 1.0), Bead((0, 0), (1, 2), 0.0, 1.0)]


def test_as_many_sentences_as_the_limit_are_aligned() -> None:
    check_size(200_000, 200_000)
    with pytest.raises(InputError):
        check_size(10, 200_001)
