"""The programme against all alignments of small grids, written out one by one."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.aligners.search import band
from toolkit.aligners.search.best_path import ADDITION, NEVER, Path, Scores, best_path, odds
from toolkit.aligners.search.scores import STEPS


def random_scores(field: band.Band, columns: int, seed: int) -> Scores:
    own = np.random.default_rng(seed)
    row, column = field.coordinates()
    steps = own.normal(scale=2, size=(len(STEPS), field.nodes)).astype(np.float32)
    for number, (left, right) in enumerate(STEPS):
        steps[number, field.index(row - left, column - right) == field.nodes] = NEVER
    return Scores(STEPS, steps, own.normal(size=columns).astype(np.float32))


def every_path(field: band.Band, scores: Scores, row: int, column: int) -> Iterator[tuple[Path, float]]:
    """Yield all ways from the start to a node with their scores."""
    if (row, column) == (0, 0):
        yield [], 0.0
        return
    here = field.index(np.array([row]), np.array([column]))[0]
    for number, (left, right) in enumerate(STEPS):
        if scores.steps[number, here] > NEVER / 2:
            for path, score in every_path(field, scores, row - left, column - right):
                yield [*path, (row, column, (left, right))], score + float(scores.steps[number, here])
    if column > field.low[row]:
        for path, score in every_path(field, scores, row, column - 1):
            yield [*path, (row, column, ADDITION)], score + float(scores.additions[column - 1])


grids = st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(0, 2**32), st.integers(1, 3))


def field_of(rows: int, columns: int, margin: int) -> band.Band:
    line = [(step * rows // 4, step * columns // 4) for step in range(5)]
    corners = [(row, column) for (row, column), _ in zip(line, line, strict=True)]
    path = [(0, 0)]
    for row, column in corners[1:]:
        path += [(at, path[-1][1]) for at in range(path[-1][0] + 1, row + 1)]
        path += [(row, at) for at in range(path[-1][1] + 1, column + 1)]
    return band.around(np.array(path), rows, columns, margin)


@given(grids)
@settings(max_examples=60, deadline=None)
def test_the_best_path_is_the_best_of_all(grid: tuple[int, int, int, int]) -> None:
    rows, columns, seed, margin = grid
    field = field_of(rows, columns, margin)
    scores = random_scores(field, columns, seed)
    everything = list(every_path(field, scores, rows, columns))
    assert best_path(field, scores) == max(everything, key=lambda entry: entry[1])[0]


@given(grids)
@settings(max_examples=40, deadline=None)
def test_the_odds_of_a_bead_are_the_share_of_all_paths_with_it(grid: tuple[int, int, int, int]) -> None:
    rows, columns, seed, margin = grid
    field = field_of(rows, columns, margin)
    scores = random_scores(field, columns, seed)
    everything = list(every_path(field, scores, rows, columns))
    total = sum(math.exp(score) for _, score in everything)
    path = best_path(field, scores)
    shares = [sum(math.exp(score) for other, score in everything if step in other) / total for step in path]
    assert odds(field, scores, path) == pytest.approx(shares, rel=1e-4)


def test_favouring_what_stands_alone_makes_a_path_leave_out_more() -> None:
    field = band.whole(6, 6)
    scores = random_scores(field, 6, seed=3)
    before = sum(0 in step for _, _, step in best_path(field, scores))
    scores.favour_alone(20.0)
    assert before < sum(0 in step for _, _, step in best_path(field, scores)) == 12
