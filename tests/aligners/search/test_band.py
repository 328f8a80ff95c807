"""Bands: what lies inside, and where."""

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from toolkit.aligners.search import band

paths = st.lists(st.sampled_from([(1, 0), (0, 1), (1, 1)]), min_size=1, max_size=40)


@given(paths, st.integers(0, 5))
def test_a_band_holds_exactly_the_nodes_near_the_path(steps: list[tuple[int, int]], margin: int) -> None:
    path = np.cumsum([(0, 0), *steps], axis=0)
    rows, columns = path[-1].tolist()
    field = band.around(path, rows, columns, margin)
    distance = np.abs(
        path[:, None, None] - np.stack(np.meshgrid(range(rows + 1), range(columns + 1), indexing="ij"), -1)
    )
    near = distance.max(axis=-1).min(axis=0) <= margin
    row, column = np.indices(near.shape)
    assert ((field.index(row, column) < field.nodes) == near).all()


@given(paths, st.integers(0, 5))
def test_positions_and_coordinates_are_each_others_inverse(steps: list[tuple[int, int]], margin: int) -> None:
    path = np.cumsum([(0, 0), *steps], axis=0)
    field = band.around(path, int(path[-1][0]), int(path[-1][1]), margin)
    assert (field.index(*field.coordinates()) == np.arange(field.nodes)).all()


@given(paths, st.integers(0, 5))
def test_a_band_turned_twice_is_itself(steps: list[tuple[int, int]], margin: int) -> None:
    path = np.cumsum([(0, 0), *steps], axis=0)
    rows, columns = path[-1].tolist()
    field = band.around(path, rows, columns, margin)
    again = field.turned(columns).turned(columns)
    assert (again.low == field.low).all()
    assert (again.high == field.high).all()


@given(paths, st.integers(0, 5), st.integers(1, 50))
def test_the_pieces_of_a_band_are_whole_rows_and_all_of_its_nodes(
    steps: list[tuple[int, int]], margin: int, size: int
) -> None:
    path = np.cumsum([(0, 0), *steps], axis=0)
    field = band.around(path, int(path[-1][0]), int(path[-1][1]), margin)
    with patch.object(band, "_PIECE", size):
        pieces = list(field.pieces())
    rows = [set(row.tolist()) for _, row, _ in pieces]
    assert all(len(own) == 1 or len(row) <= size for own, (_, row, _) in zip(rows, pieces, strict=True))
    assert sum(map(len, rows)) == field.rows
    assert np.concatenate([np.arange(nodes.start, nodes.stop) for nodes, _, _ in pieces]).tolist() == list(
        range(field.nodes)
    )
    for own, whole in zip(zip(*(piece[1:] for piece in pieces), strict=True), field.coordinates(), strict=True):
        assert np.concatenate(own).tolist() == whole.tolist()
