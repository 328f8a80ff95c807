"""A Marian "tiny" student: a transformer encoder of six layers and an SSRU decoder of two, tied embeddings.

Sentences are packed: the tokens of a batch stand one after the other in one array, and half-open ranges say whose they
are. Token ids end with that of the end of the sentence.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from toolkit.engines.marian.attention import Context, SelfAttention
from toolkit.engines.marian.binary import Tensors
from toolkit.engines.marian.layers import FeedForward, Linear, Norm
from toolkit.engines.marian.output import Output

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from toolkit.engines.marian.attention import Memory, Ranges
    from toolkit.engines.marian.layers import Floats

_ENCODER_LAYERS = 6
_DECODER_LAYERS = 2


def ranges(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Return the half-open ranges of packed sentences of these lengths."""
    return list(pairwise(accumulate(lengths, initial=0)))


def positions(length: int, width: int) -> "Floats":
    """Return the sinusoids that are added to embeddings, shape (length, width): all sines, then all cosines."""
    half = width // 2
    rates = np.exp(np.arange(half) * (-math.log(10000.0) / (half - 1)))
    angles = np.arange(length)[:, None] * rates
    return np.concatenate([np.sin(angles), np.cos(angles)], 1).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class DecoderLayer:
    """A simpler simple recurrent unit, attention to the encoder's output, and a feed-forward layer."""

    gates: Linear
    norm: Norm
    context: Context
    forward: FeedForward

    @classmethod
    def of(cls, tensors: Tensors, prefix: str) -> "DecoderLayer":
        """Read the layers below ``prefix`` ("decoder_l1")."""
        forget = (tensors.integers[f"{prefix}_rnn_Wf"], tensors.floats[f"{prefix}_rnn_bf"])
        return cls(
            Linear.of([forget, (tensors.integers[f"{prefix}_rnn_W"], None)]),
            Norm.of(tensors, f"{prefix}_rnn_ffn"),
            Context.of(tensors, f"{prefix}_context"),
            FeedForward.of(tensors, f"{prefix}_ffn"),
        )

    def cells(self, x: "Floats", rows: "Ranges") -> "Floats":
        """Return the unit's cells, c[t] = f[t] c[t-1] + (1 - f[t]) W x[t], each sentence from an empty one."""
        forget, state = self._gated(x)
        longest_first = sorted(rows, key=lambda row: row[0] - row[1])
        starts = np.array([start for start, _ in longest_first])
        lengths = np.array([end - start for start, end in longest_first])
        for step in range(1, lengths[0]):
            at = starts[: np.count_nonzero(lengths > step)] + step
            state[at] += forget[at] * state[at - 1]
        return state

    def next_cells(self, x: "Floats", cells: "Floats") -> "Floats":
        """Return the cells after one more token of each sentence, both of shape (sentences, d)."""
        forget, state = self._gated(x)
        state += forget * cells
        return state

    def recurred(self, x: "Floats", cells: "Floats") -> "Floats":
        """Return the unit's output: ReLU, residual and norm."""
        y: Floats = np.maximum(cells, 0)
        y += x
        return self.norm(y)

    def _gated(self, x: "Floats") -> "tuple[Floats, Floats]":
        gates = self.gates(x)
        width = x.shape[1]
        forget: Floats = np.exp(-gates[:, :width])
        forget += 1
        np.reciprocal(forget, out=forget)
        return forget, gates[:, width:] - forget * gates[:, width:]


@dataclass(frozen=True, slots=True, eq=False)
class MarianModel:
    """The whole model; immutable, so threads may share it."""

    embeddings: "NDArray[np.int8]"
    scale: np.float32
    encoder: tuple[tuple[SelfAttention, FeedForward], ...]
    decoder: tuple[DecoderLayer, ...]
    output: Output

    @classmethod
    def of(cls, tensors: Tensors) -> "MarianModel":
        """Build the model from the tensors of its file; a KeyError names one that is missing."""
        words = tensors.integers["Wemb"]
        scale = np.float32(math.sqrt(words.values.shape[1]) / words.scale)
        encoder = tuple(
            (SelfAttention.of(tensors, f"encoder_l{i}_self"), FeedForward.of(tensors, f"encoder_l{i}_ffn"))
            for i in range(1, _ENCODER_LAYERS + 1)
        )
        decoder = tuple(DecoderLayer.of(tensors, f"decoder_l{i}") for i in range(1, _DECODER_LAYERS + 1))
        output = Output.of(words, tensors.floats["decoder_ff_logit_out_b"])
        return cls(words.values, scale, encoder, decoder, output)

    def encode(self, sentences: Sequence[Sequence[int]]) -> "tuple[Floats, list[tuple[int, int]]]":
        """Return the encoder's output for packed sentences, shape (tokens, d), and their ranges."""
        rows = ranges([len(sentence) for sentence in sentences])
        x = self._embed([token for sentence in sentences for token in sentence])
        self._add_positions(x, rows)
        for attention, forward in self.encoder:
            x = attention(x, rows)
            x = forward(x)
        return x, rows

    def decode(
        self, encoded: "Floats", columns: "Ranges", sentences: Sequence[Sequence[int]]
    ) -> "tuple[Floats, list[Floats]]":
        """Let the decoder read each sentence while it looks at ``encoded[columns[i]]``.

        Returns packed hidden states, shape (tokens, d), of which row t foresees token t; and for each sentence the last
        layer's attention, shape (heads, tokens, columns).
        """
        rows = ranges([len(sentence) for sentence in sentences])
        x = self._shifted(sentences, rows)
        weights: list[Floats] = []
        for layer in self.decoder:
            x = layer.recurred(x, layer.cells(x, rows))
            x, weights = layer.context(x, layer.context.remember(encoded), rows, columns)
            x = layer.forward(x)
        return x, weights

    def trace(
        self, memories: "Sequence[Memory]", columns: "Ranges", sentences: Sequence[Sequence[int]]
    ) -> "list[Floats]":
        """Return each layer's cells after each token that ``decode`` reads, packed; ``memories``: ``remember``."""
        rows = ranges([len(sentence) for sentence in sentences])
        x = self._shifted(sentences, rows)
        found: list[Floats] = []
        for layer, memory in zip(self.decoder, memories, strict=True):
            found.append(layer.cells(x, rows))
            x = layer.recurred(x, found[-1])
            x, _ = layer.context(x, memory, rows, columns)
            x = layer.forward(x)
        return found

    def remember(self, encoded: "Floats") -> "list[Memory]":
        """Return what each layer of the decoder looks at."""
        return [layer.context.remember(encoded) for layer in self.decoder]

    def step(
        self,
        memories: "Sequence[Memory]",
        columns: "Ranges",
        tokens: Sequence[int | None],
        places: Sequence[int],
        cells: "Sequence[Floats]",
    ) -> "tuple[Floats, list[Floats]]":
        """Let the decoder read one more token of each text, None at its beginning, at that place of the text.

        ``cells`` are each layer's after the token before, shape (texts, d). Returns hidden states, which foresee the
        next token, and the cells afterwards.
        """
        x = self._embed([token or 0 for token in tokens])
        x[[number for number, token in enumerate(tokens) if token is None]] = 0
        x += positions(max(places) + 1, x.shape[1])[list(places)]
        rows = ranges([1] * len(tokens))
        after: list[Floats] = []
        for layer, memory, before in zip(self.decoder, memories, cells, strict=True):
            after.append(layer.next_cells(x, before))
            x = layer.recurred(x, after[-1])
            x, _ = layer.context(x, memory, rows, columns)
            x = layer.forward(x)
        return x, after

    def _shifted(self, sentences: Sequence[Sequence[int]], rows: "Ranges") -> "Floats":
        """Return what the decoder reads before each token: the one before it, nothing before the first."""
        x = self._embed([token for sentence in sentences for token in (0, *sentence[:-1])])
        x[[start for start, _ in rows]] = 0
        self._add_positions(x, rows)
        return x

    def _embed(self, tokens: Sequence[int]) -> "Floats":
        x: Floats = self.embeddings[np.asarray(tokens)] * self.scale
        return x

    def _add_positions(self, x: "Floats", rows: "Ranges") -> None:
        table = positions(max(end - start for start, end in rows), x.shape[1])
        for start, end in rows:
            x[start:end] += table[: end - start]
