"""Scores of beads against sums written out the long way."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.aligners.search.texts import sentences, sides
from toolkit.aligners.search import band, profiles
from toolkit.aligners.search.grid import Grid
from toolkit.aligners.search.scores import MERGES, STEPS, Features, alone, score
from toolkit.aligners.search.sides import Side, marks, side

NEWS = profiles.load("news")


def score_of(left: Side, right: Side, rows: slice, columns: slice) -> float:
    """Return the score of one two-sided bead, straight from the definitions."""
    own = [(left, rows), (right, columns)]
    merged = [one.vectors[span].T @ one.weights[span] for one, span in own]
    likeness = float(merged[0] @ merged[1] / np.linalg.norm(merged[0]) / np.linalg.norm(merged[1]))
    cosine = left.vectors[rows] @ right.vectors[columns].T
    size = sum(float(one.weights[span].sum()) for one, span in own) / 2
    lengths = [float(one.lengths[span].sum()) for one, span in own]
    found = [float(one.marks[span].sum()) for one, span in own]
    fragile = sum(float(one.fragile[span][:-1].sum()) for one, span in own)
    counts = rows.stop - rows.start, columns.stop - columns.start
    weights = NEWS.weights
    return float(
        NEWS.bias(counts)
        + weights["likeness"] * likeness
        + weights["likeness_size"] * likeness * size
        + weights["weakest"] * (min(cosine.max(0).min(), cosine.max(1).min()) if counts != (1, 1) else 0)
        + weights["ratio"] * min((np.log(lengths[0]) - np.log(lengths[1])) ** 2, 4)
        + weights["marks"] * min(abs(found[0] - found[1]), 3)
        + weights["fragile"] * fragile
    )


def in_blocks(texts: tuple[str, ...], blocks: tuple[int, ...]) -> Side:
    """Return a side without meaning whose sentences stand in these blocks."""
    made = [
        dataclasses.replace(sentence, paragraph=block) for sentence, block in zip(sentences(texts), blocks, strict=True)
    ]
    return side(made, np.zeros((len(texts), 4), dtype=np.float32))


ITEMS = ("X" * 24, "x" * 24, "X" * 24)


def test_a_small_letter_holds_nothing_together_where_a_block_starts() -> None:
    assert in_blocks(ITEMS, (0, 0, 0)).fragile.tolist() == [1, 0, 0]
    assert in_blocks(ITEMS, (0, 1, 2)).fragile.tolist() == [0, 0, 0]


def test_a_bead_over_the_end_of_a_block_costs_where_the_other_side_has_as_many_blocks() -> None:
    def last_bead(left_blocks: tuple[int, ...], right_blocks: tuple[int, ...]) -> float:
        left, right = (in_blocks(("X" * 24,) * 3, blocks) for blocks in (left_blocks, right_blocks))
        field = band.whole(3, 3)
        node = int(field.index(np.array([2]), np.array([2]))[0])
        return float(score(left, right, field, NEWS, 1.0).steps[STEPS.index((2, 2)), node])

    one, many = (0, 0, 0), (0, 1, 2)
    both = NEWS.weights["ends"] + 2 * NEWS.weights["crossed"]
    assert last_bead(many, many) - last_bead(one, one) == pytest.approx(both, abs=1e-3)
    # Without blocks on the right there is nothing that the ends on the left could answer.
    assert last_bead(many, one) == pytest.approx(last_bead(one, one), abs=1e-3)


def test_texts_without_blocks_score_as_if_there_were_no_such_thing() -> None:
    left, right = in_blocks(ITEMS, (0, 0, 0)), in_blocks(ITEMS, (0, 0, 0))
    features = [values for _, values in Features(left, right, 1.0).of(Grid(band.whole(3, 3)))]
    assert all(not values[name].any() for values in features for name in ("crossed", "ends"))


def test_a_pair_that_ends_a_block_on_both_sides_is_favoured() -> None:
    left, right = in_blocks(ITEMS, (0, 1, 1)), in_blocks(ITEMS, (0, 1, 1))
    field = band.whole(3, 3)
    pairs = score(left, right, field, NEWS, 1.0).steps[STEPS.index((1, 1))]
    at = [int(field.index(np.array([row]), np.array([column]))[0]) for row, column in ((1, 1), (3, 1))]
    assert pairs[at[0]] - pairs[at[1]] == pytest.approx(NEWS.weights["ends"], abs=1e-3)


@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_every_score_is_what_its_definition_says(rows: int, columns: int, seed: int) -> None:
    left, right = sides(rows, columns, seed)
    field = band.whole(rows, columns)
    scores = score(left, right, field, NEWS, scale=1.0)
    for number, (a, b) in enumerate(MERGES):
        for row in range(a, rows + 1):
            for column in range(b, columns + 1):
                found = scores.steps[number, field.index(np.array([row]), np.array([column]))[0]]
                expected = score_of(left, right, slice(row - a, row), slice(column - b, column))
                assert found == pytest.approx(expected, abs=2e-3)


def test_scores_of_a_band_are_those_of_the_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the band is worked on in pieces."""
    left, right = sides(60, 60, seed=1)
    whole, narrow = band.whole(60, 60), band.around(np.array([(i, i) for i in range(61)]), 60, 60, 4)
    everything = score(left, right, whole, NEWS, scale=1.0)
    monkeypatch.setattr("toolkit.aligners.search.scores._CHUNK_ROWS", 7)
    part = score(left, right, narrow, NEWS, scale=1.0)
    row, column = narrow.coordinates()
    same = everything.steps[:, whole.index(row, column)]
    # A bead that starts and ends in the band but leaves it between is as good as impossible.
    inside = part.steps > -1000
    assert inside.sum() > len(STEPS) * narrow.nodes * 0.5
    assert np.allclose(part.steps[inside], same[inside], atol=1e-3)


def test_a_heading_is_not_merged_with_running_text_for_nothing() -> None:
    texts = sentences(["The new bridge", "It opens on Monday."])
    vectors = np.eye(2, dtype=np.float32)
    plain = side(texts, vectors)
    with_heading = side([type(texts[0])(texts[0].body, "heading"), texts[1]], vectors)
    right = side(sentences(["The new bridge opens on Monday."]), np.ones((1, 2), dtype=np.float32) / np.sqrt(2))
    field = band.whole(2, 1)
    merged = STEPS.index((2, 1))
    scores = [score(left, right, field, NEWS, scale=1.0).steps[merged, -1] for left in (plain, with_heading)]
    assert scores[1] < scores[0]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One sentence, and no more.", 1),
        ("One sentence. Another one.", 2),
        ("“Stop!” he said. “Why?” she asked.", 2),
        ("It cost 3.50 euros, i.e. too much", 1),
        ("", 1),
    ],
)
def test_final_marks_inside_a_line_are_counted(text: str, count: int) -> None:
    assert marks(text) == count


def blank(*texts: str, headings: tuple[int, ...] = ()) -> Side:
    """Return a side whose vectors say nothing, so that only the shape of its sentences counts."""
    made = [
        dataclasses.replace(sentence, kind="heading" if number in headings else "paragraph")
        for number, sentence in enumerate(sentences(texts))
    ]
    return side(made, np.zeros((len(texts), 4), dtype=np.float32))


def shape(left: Side, right: Side) -> float:
    """Return the score of one bead that holds both sides whole."""
    scores = score(left, right, band.whole(left.size, right.size), NEWS, scale=1.0)
    return float(scores.steps[STEPS.index((left.size, right.size)), -1])


def test_the_simplest_bead_is_first_and_an_omission_last() -> None:
    assert STEPS[:6] == ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
    assert len(STEPS) == 16
    assert STEPS[-1] == (1, 0)
    assert max(map(sum, MERGES)) == 6


def test_a_pair_without_meaning_is_worth_what_its_size_is() -> None:
    def on_one_line(count: int) -> float:
        parts = ["X" * (100 // count - 2) + "."] * count
        scores = shape(blank(*parts), blank(" ".join(parts))), shape(blank(" ".join(parts)), blank(*parts))
        assert scores[0] == pytest.approx(scores[1], abs=1e-4)
        return scores[0]

    assert [on_one_line(count) for count in (1, 2, 4, 5)] == pytest.approx(
        [2.104, 1.162, -2.818 - 3.724, -2.818 - 2 * 3.724], abs=1e-4
    )


def test_what_is_e_times_as_long_costs_and_more_than_e_squared_costs_no_more() -> None:
    def cost(length: int) -> float:
        return shape(blank("x" * 99), blank("x" * (length - 1))) - shape(blank("x" * 99), blank("x" * 99))

    assert cost(272) == pytest.approx(-15.667, rel=2e-3)
    assert cost(739) == pytest.approx(-15.667 * 4, rel=1e-3)
    assert cost(2000) == pytest.approx(-15.667 * 4, rel=1e-5)


def test_a_sentence_too_many_costs_and_a_fourth_costs_no_more() -> None:
    def cost(count: int) -> float:
        marked = " ".join(["X."] * count)
        plain = "x" * len(marked)
        return shape(blank(plain), blank(marked)) - shape(blank(plain), blank(plain))

    assert [cost(count) for count in (1, 2, 4, 6)] == pytest.approx([0, -1.056, -3.168, -3.168], abs=1e-3)


def test_a_joint_before_a_small_letter_holds_and_one_at_a_heading_parts() -> None:
    whole, parts = blank("x" * 99), ("X" * 49, "X" * 49)
    plain = shape(blank(*parts), whole)
    assert shape(blank("X" * 49, "“x" + "X" * 47), whole) - plain == pytest.approx(11.525, abs=1e-3)
    assert shape(blank(*parts, headings=(0,)), whole) - plain == pytest.approx(-1.5 * 1.5, abs=1e-3)
    assert shape(blank(*parts, headings=(0, 1)), whole) - plain == pytest.approx(-1.5, abs=1e-3)
    pair = blank("x" * 99, headings=(0,))
    assert shape(pair, whole) - shape(whole, whole) == pytest.approx(-1.5, abs=1e-3)
    assert shape(pair, pair) == shape(whole, whole)


@pytest.mark.parametrize("following", ["x", "#"])
def test_a_joint_behind_a_bead_is_none_of_its_own(following: str) -> None:
    def first_two(third: str, headings: tuple[int, ...] = ()) -> float:
        left = blank("X" * 49, "X" * 49, third, headings=headings)
        field = band.whole(3, 1)
        node = int(field.index(np.array([2]), np.array([1]))[0])
        return float(score(left, blank("x" * 99), field, NEWS, scale=1.0).steps[STEPS.index((2, 1)), node])

    assert first_two(following * 20, headings=(2,) if following == "#" else ()) == first_two("X" * 20)


def test_what_stands_alone_is_worth_more_the_longer_it_is() -> None:
    left, right = blank("x" * 99, "x" * 49), blank("x" * 199)
    scores = score(left, right, band.whole(2, 1), NEWS, scale=1.0)
    field = band.whole(2, 1)
    omitted = [scores.steps[-1, int(field.index(np.array([row]), np.array([0]))[0])] for row in (1, 2)]
    assert omitted == pytest.approx([-0.439 + 2.53, -0.439 + 2.53 * 0.5**0.7], abs=1e-4)
    assert scores.additions == pytest.approx([-0.439 + 2.53 * 2**0.7], abs=1e-4)
    assert alone(right, NEWS) == pytest.approx(scores.additions)


def test_a_size_and_its_mirror_image_weigh_the_same_and_large_ones_by_their_sentences() -> None:
    profile = profiles.Profile("p", {"1-2": 3.0, "more": -2.0, "each_more": -4.0}, alone_share=0.1)
    assert [profile.bias(merge) for merge in ((1, 2), (2, 1), (1, 4), (4, 1), (3, 3))] == [3, 3, -6, -6, -10]


def test_in_news_more_stands_alone_than_in_literature() -> None:
    assert (NEWS.alone_share, profiles.load("literary").alone_share) == (0.09, 0.02)
    assert NEWS.name == "news"


def test_a_bead_with_two_sides_has_at_most_six_sentences_the_simplest_first() -> None:
    assert {sum(merge) for merge in MERGES} == {2, 3, 4, 5, 6}
    assert MERGES[:3] == ((1, 1), (1, 2), (2, 1))
    assert {(right, left) for left, right in MERGES} == set(MERGES)


def test_features_are_single_floats_for_a_long_document_has_millions() -> None:
    left, right = sides(4, 5, 1)
    field = band.whole(4, 5)
    for _, features in Features(left, right, 1.0).of(Grid(field)):
        assert {name: values.dtype for name, values in features.items() if values.dtype != np.float32} == {}
