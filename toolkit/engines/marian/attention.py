"""Multi-head attention (Vaswani et al. 2017) on packed batches, each sentence in products of its own shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.engines.marian.binary import Quantized, Tensors
from toolkit.engines.marian.layers import Linear, Norm

if TYPE_CHECKING:
    from toolkit.engines.marian.layers import Floats

    Ranges = Sequence[tuple[int, int]]
    Memory = tuple[Floats, Floats]

HEADS = 8
_SAFE = 60.0  # exp() of what lies between this and its negative neither overflows nor vanishes


@dataclass(frozen=True, slots=True, eq=False)
class SelfAttention:
    """Multi-head attention of each sentence to itself, added to its input and normalised."""

    project: Linear
    output: Linear
    norm: Norm

    @classmethod
    def of(cls, tensors: Tensors, prefix: str) -> "SelfAttention":
        """Read the layers below ``prefix`` ("encoder_l1_self")."""
        part = _projections(tensors, prefix)
        return cls(
            Linear.of([part["q"], part["k"], part["v"]]), Linear.of([part["o"]]), Norm.of(tensors, f"{prefix}_Wo")
        )

    def __call__(self, x: "Floats", rows: "Ranges") -> "Floats":
        """Let every token of ``x[rows[i]]`` look at all of them; returns an array of the input's shape."""
        queries, keys, values = np.split(self.project(x), 3, axis=1)
        mixed, _ = attend(queries, keys, values, rows, rows)
        y = self.output(mixed)
        y += x
        return self.norm(y)


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Multi-head attention of the decoder to what the encoder made of the source, added to its input and normalised."""

    query: Linear
    memory: Linear
    output: Linear
    norm: Norm

    @classmethod
    def of(cls, tensors: Tensors, prefix: str) -> "Context":
        """Read the layers below ``prefix`` ("decoder_l1_context")."""
        part = _projections(tensors, prefix)
        return cls(
            Linear.of([part["q"]]),
            Linear.of([part["k"], part["v"]]),
            Linear.of([part["o"]]),
            Norm.of(tensors, f"{prefix}_Wo"),
        )

    def remember(self, encoded: "Floats") -> "Memory":
        """Return the keys and the values of what the encoder made of the source."""
        keys, values = np.split(self.memory(encoded), 2, axis=1)
        return keys, values

    def __call__(
        self, x: "Floats", memory: "Memory", rows: "Ranges", columns: "Ranges"
    ) -> "tuple[Floats, list[Floats]]":
        """Let ``x[rows[i]]`` look at ``memory[columns[i]]``; returns the result and the weights of ``attend``."""
        keys, values = memory
        mixed, weights = attend(self.query(x), keys, values, rows, columns)
        y = self.output(mixed)
        y += x
        return self.norm(y), weights


def attend(
    queries: "Floats", keys: "Floats", values: "Floats", rows: "Ranges", columns: "Ranges"
) -> "tuple[Floats, list[Floats]]":
    """Let each sentence's queries look at its keys: ``queries[rows[i]]`` at ``keys[columns[i]]``.

    Returns the mixed values, shape (tokens, d), and for each sentence the weights of all heads, shape (heads, its rows,
    its columns), each row of which adds up to 1.
    """
    size = queries.shape[1] // HEADS
    factor = np.float32(size**-0.5)
    mixed = np.empty(queries.shape, np.float32)
    weights: list[Floats] = []
    for (start, end), (first, last) in zip(rows, columns, strict=True):
        asked = (queries[start:end] * factor).reshape(-1, HEADS, size).transpose(1, 0, 2)
        weight = np.matmul(asked, keys[first:last].reshape(-1, HEADS, size).transpose(1, 2, 0))
        if max(weight.max(), -weight.min()) > _SAFE:
            weight -= weight.max(-1, keepdims=True)
        np.exp(weight, out=weight)
        weight /= np.einsum("hrc->hr", weight)[:, :, None]
        found = np.matmul(weight, values[first:last].reshape(-1, HEADS, size).transpose(1, 0, 2))
        mixed[start:end].reshape(-1, HEADS, size)[:] = found.transpose(1, 0, 2)
        weights.append(weight)
    return mixed, weights


def _projections(tensors: Tensors, prefix: str) -> "dict[str, tuple[Quantized, Floats]]":
    return {key: (tensors.integers[f"{prefix}_W{key}"], tensors.floats[f"{prefix}_b{key}"]) for key in "qkvo"}
