import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.engines.marian.attention import Context
from toolkit.engines.marian.binary import Quantized
from toolkit.engines.marian.layers import FeedForward, Linear, Norm
from toolkit.engines.marian.model import DecoderLayer, positions, ranges

WIDTH = 16


def decoder(rng: np.random.Generator) -> DecoderLayer:
    def linear(parts: int) -> Linear:
        return Linear.of([(Quantized(rng.integers(-60, 61, (WIDTH, WIDTH), np.int8), 200.0), None)] * parts)

    norm = Norm(np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32))
    context = Context(linear(1), linear(2), linear(1), norm)
    return DecoderLayer(linear(2), norm, context, FeedForward(linear(1), linear(1), norm))


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_the_recurrence_of_each_sentence_is_its_own(seed: int, lengths: list[int]) -> None:
    rng = np.random.default_rng(seed)
    layer, rows = decoder(rng), ranges(lengths)
    x = rng.standard_normal((sum(lengths), WIDTH)).astype(np.float32)
    found = layer.recurred(x, layer.cells(x, rows))
    for start, end in rows:
        cell = np.zeros(WIDTH)
        for t in range(start, end):
            gates = layer.gates(x[t : t + 1])[0].astype(float)
            forget = 1 / (1 + np.exp(-gates[:WIDTH]))
            cell = forget * cell + (1 - forget) * gates[WIDTH:]
            y = x[t] + np.maximum(cell, 0)
            assert np.allclose(found[t], (y - y.mean()) / y.std(), atol=2e-3)


def test_positions_are_sines_then_cosines_of_ever_slower_waves() -> None:
    table = positions(50, 8)
    assert table.shape == (50, 8)
    assert table[0].tolist() == [0, 0, 0, 0, 1, 1, 1, 1]
    assert np.allclose(table[:, 0], np.sin(np.arange(50)), atol=1e-6)
    assert np.allclose(table[:, 7], np.cos(np.arange(50) / 10000), atol=1e-6)


def test_ranges_follow_one_another() -> None:
    assert ranges([3, 1, 2]) == [(0, 3), (3, 4), (4, 6)]
    assert ranges([]) == []
