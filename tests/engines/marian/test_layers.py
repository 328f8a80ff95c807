import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.engines.marian.binary import Quantized
from toolkit.engines.marian.layers import Linear, Norm, reach, whole

SEEDS = st.integers(0, 10_000)


def linear(rng: np.random.Generator, inputs: int, *outputs: int) -> Linear:
    return Linear.of(
        [
            (
                Quantized(rng.integers(-127, 128, (size, inputs), np.int8), float(rng.uniform(20, 90))),
                rng.standard_normal(size).astype(np.float32) if i % 2 == 0 else None,
            )
            for i, size in enumerate(outputs)
        ]
    )


@settings(deadline=None, max_examples=40)
@given(SEEDS, st.sampled_from([(256, (256,)), (256, (96, 160)), (1536, (256,))]))
def test_a_product_is_that_of_the_real_numbers(seed: int, shape: tuple[int, tuple[int, ...]]) -> None:
    rng = np.random.default_rng(seed)
    layer = linear(rng, shape[0], *shape[1])
    x = (rng.standard_normal((7, shape[0])) * rng.uniform(0.01, 30)).astype(np.float32)
    exact = x.astype(np.float64) @ (layer.weight.astype(np.float64) * layer.scale) + layer.bias
    spread = np.abs(exact - layer.bias).std()
    assert np.abs(layer(x) - exact).max() < 0.02 * spread


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_sums_of_whole_numbers_are_exact_in_any_order(seed: int) -> None:
    rng = np.random.default_rng(seed)
    layer = linear(rng, 1536, 64)
    # The worst case for a sum: activations that point the same way as a column of weights.
    x = layer.weight[:, :5].T * np.float32(rng.uniform(0.001, 5))
    rows, _ = whole(np.ascontiguousarray(x), layer.reach)
    truth = rows.astype(np.int64) @ layer.weight.astype(np.int64)
    assert np.abs(truth).max() < 2**24
    assert np.array_equal(rows @ layer.weight, truth.astype(np.float32))
    shuffled = rng.permutation(1536)
    assert np.array_equal(rows[:, shuffled] @ layer.weight[shuffled], truth.astype(np.float32))


@settings(deadline=None, max_examples=30)
@given(SEEDS, st.integers(1, 70))
def test_a_row_comes_out_the_same_in_any_batch(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    layer, norm = linear(rng, 256, 256), Norm(np.ones(256, np.float32), np.zeros(256, np.float32))
    x = rng.standard_normal((size, 256)).astype(np.float32)
    together = norm(layer(x))
    assert all(np.array_equal(norm(layer(x[i : i + 1]))[0], together[i]) for i in range(size))


def test_rows_of_nothing_stay_nothing() -> None:
    rows, worth = whole(np.zeros((2, 8), np.float32), np.float32(1000))
    assert not rows.any()
    assert np.isfinite(worth).all()


def test_a_longer_row_than_the_reach_could_overflow() -> None:
    weight = np.full((256, 1), 127, np.float32)
    row = np.full(256, reach(weight) / 16, np.float32)
    assert 0.95 * 2**24 < (row @ weight)[0] < 2**24
