import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.engines.marian.attention import attend


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000), st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=4))
def test_attention_is_a_mean_of_the_sentences_own_values(seed: int, sizes: list[tuple[int, int]]) -> None:
    rng = np.random.default_rng(seed)
    rows, columns, at, to = [], [], 0, 0
    for height, width in sizes:
        rows.append((at, at + height))
        columns.append((to, to + width))
        at, to = at + height, to + width
    q, k, v = (rng.standard_normal((size, 256)).astype(np.float32) for size in (at, to, to))
    mixed, weights = attend(q, k, v, rows, columns)
    for (start, end), (first, last), weight in zip(rows, columns, weights, strict=True):
        assert weight.shape == (8, end - start, last - first)
        for head in range(8):
            part = slice(32 * head, 32 * head + 32)
            score = np.exp(q[start:end, part].astype(float) @ k[first:last, part].T / np.sqrt(32))
            score /= score.sum(1, keepdims=True)
            assert np.allclose(weight[head], score, atol=1e-5)
            assert np.allclose(mixed[start:end, part], score @ v[first:last, part], atol=1e-4)


def test_scores_too_great_for_exp_are_weighed_as_well() -> None:
    queries = np.full((2, 256), 40, np.float32)
    keys = np.stack([np.full(256, value, np.float32) for value in (-1, 1, 0.9)])
    mixed, (weight,) = attend(queries, keys, keys, [(0, 2)], [(0, 3)])
    assert np.isfinite(mixed).all()
    assert np.allclose(weight.sum(-1), 1)
    assert (weight[..., 1] > 0.999).all()
