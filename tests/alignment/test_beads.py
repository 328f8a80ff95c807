"""Scores of beads against sums written out the long way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.texts import sentences, sides
from toolkit.alignment import band, profiles
from toolkit.alignment.beads import MERGES, STEPS, score
from toolkit.alignment.sides import Side, marks, side

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
    monkeypatch.setattr("toolkit.alignment.beads._CHUNK_ROWS", 7)
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
