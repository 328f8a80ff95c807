"""Alignments as a whole: what holds of every one, and of odd ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.texts import assert_covers, sentences, sides, spans
from toolkit.alignment import aligning, profiles
from toolkit.alignment.aligning import beads, check_size
from toolkit.alignment.sides import Side, side
from toolkit.errors import InputError

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
    monkeypatch.setattr(aligning, "_SMALL", 10**9)
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
    monkeypatch.setattr(aligning, "_MOST_NODES", 1000)
    with pytest.raises(InputError, match=r"300 and 300 sentences .* cut both files"):
        beads(*sides(300, 300, seed=1), NEWS)
