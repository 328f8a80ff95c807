import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.engines.marian.binary import Quantized
from toolkit.engines.marian.output import Output


def output(rng: np.random.Generator, size: int, never: int) -> Output:
    bias = rng.standard_normal(size).astype(np.float32)
    bias[rng.permutation(size)[:never]] = -20
    return Output.of(Quantized(rng.integers(-60, 61, (size, 32), np.int8), 40.0), bias[None])


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 230), st.sampled_from([1, 3, 8]))
def test_ranks_are_those_of_the_whole_softmax(seed: int, count: int, best: int) -> None:
    rng = np.random.default_rng(seed)
    layer = output(rng, 1500, 300)
    hidden = rng.standard_normal((count, 32)).astype(np.float32)
    wanted = rng.integers(0, 1500, count)
    ranked = layer.rank(hidden, wanted, best)
    logits = hidden.astype(np.float64) @ (layer.words.values.T / layer.words.scale) + layer.bias
    logs = logits - np.log(np.exp(logits).sum(1, keepdims=True))
    assert np.abs(ranked.wanted - logs[np.arange(count), wanted]).max() < 0.003
    assert ranked.ids.shape == ranked.best.shape == (count, best)
    assert np.abs(ranked.best - np.take_along_axis(logs, ranked.ids, 1)).max() < 0.003
    assert np.abs(ranked.best - -np.sort(-logs, 1)[:, :best]).max() < 0.003
    assert (np.diff(ranked.best, axis=1) <= 0).all()


def test_a_word_that_is_never_written_still_has_a_score() -> None:
    rng = np.random.default_rng(3)
    layer = output(rng, 1500, 300)
    never = int(np.flatnonzero(layer.bias < -15)[-1])
    hidden = rng.standard_normal((1, 32)).astype(np.float32)
    ranked = layer.rank(hidden, np.array([never]), 8)
    logits = layer.logits(hidden, np.arange(1500))[0].astype(np.float64)
    assert ranked.wanted[0] == pytest.approx(logits[never] - np.log(np.exp(logits).sum()), abs=0.003)
    assert len(layer.live) < 1500
    assert len(layer.live) % 64 == 0


def test_scores_do_not_depend_on_the_other_rows() -> None:
    rng = np.random.default_rng(4)
    layer = output(rng, 2048, 0)
    hidden, wanted = rng.standard_normal((450, 32)).astype(np.float32), rng.integers(0, 2048, 450)
    together = layer.rank(hidden, wanted, 8)
    for i in (0, 7, 199, 200, 449):
        alone = layer.rank(hidden[i : i + 1], wanted[i : i + 1], 8)
        assert alone.wanted[0] == together.wanted[i]
        assert alone.ids[0].tolist() == together.ids[i].tolist()
        assert alone.best[0].tolist() == together.best[i].tolist()
