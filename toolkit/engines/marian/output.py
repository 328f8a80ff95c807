"""The output layer: log-probabilities under the softmax over the vocabulary, of which only what is asked for is kept.

The lexical shortlist that comes with the models is made for greedy search and cannot serve here: at every tenth token
of a real translation it lacks more than a tenth of the probability. Left out are only the words with an output bias
below ``_NEVER``, which the model was taught never to write (the other language's part of a shared vocabulary): they
held at most 0.0003 of the probability, even where the text scored was in that language.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toolkit.engines.marian.binary import Quantized
from toolkit.engines.marian.layers import reach, whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from toolkit.engines.marian.layers import Floats

    Ids = NDArray[np.intp]

_NEVER = -15.0
_GROUPS = 64
_ROWS = 200  # the logits of so many tokens are in memory at a time: 25 MB
_TILE = 32  # and so many go through the processor's cache at a time
_SHIFT = np.float32(30)  # the greatest logit lies between 0 and 50, so that exp() of it less this does not overflow
_NEAR = np.float32(16)  # words so far below the best, in nats, are not summed up: on news at most 0.0004 in all


class Ranked(NamedTuple):
    """Log-probabilities of the wanted words, shape (n,), and the best words: ids and log-probabilities, (n, count)."""

    wanted: "Floats"
    ids: "Ids"
    best: "Floats"


@dataclass(frozen=True, slots=True, eq=False)
class Output:
    """The tied embeddings as an output layer.

    ``live[i]`` is the id of the word that column ``i`` of ``weight``, whole numbers of shape (d, words), stands for.
    """

    words: Quantized
    bias: "Floats"
    live: "Ids"
    weight: "Floats"
    reach: np.float32

    @classmethod
    def of(cls, words: Quantized, bias: "Floats") -> "Output":
        """Take the embeddings and the output's bias."""
        bias = bias.reshape(-1)
        count = int(np.count_nonzero(bias >= _NEVER))
        count += -count % _GROUPS
        live = np.sort(np.argsort(-bias, kind="stable")[:count])
        weight = np.ascontiguousarray(words.values[live].T, np.float32)
        return cls(words, bias, live, weight, reach(words.values.T.astype(np.float32)))

    def logits(self, hidden: "Floats", ids: "Ids") -> "Floats":
        """Return the logits of some words for each row of hidden states, shape (rows, ids)."""
        rows, worth = whole(hidden, self.reach)
        y: Floats = rows @ self.words.values[ids].T.astype(np.float32)
        y *= worth * np.float32(1 / self.words.scale)
        y += self.bias[ids]
        return y

    def rank(self, hidden: "Floats", wanted: "Ids", count: int) -> Ranked:
        """Return for each row of hidden states what the wanted word gets, and the ``count`` best words, best first."""
        logits = np.empty((min(_ROWS, len(hidden)), len(self.live)), np.float32)
        parts = [
            self._rank(hidden[at : at + _ROWS], wanted[at : at + _ROWS], count, logits)
            for at in range(0, len(hidden), _ROWS)
        ]
        return Ranked(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def _rank(self, hidden: "Floats", wanted: "Ids", count: int, logits: "Floats") -> Ranked:
        rows, worth = whole(hidden, self.reach)
        worth *= np.float32(1 / self.words.scale)
        own = np.einsum("ij,ij->i", rows, self.words.values[wanted].astype(np.float32))
        own *= worth[:, 0]
        own += self.bias[wanted]
        logits = np.matmul(rows, self.weight, out=logits[: len(rows)])
        bias = self.bias[self.live] - _SHIFT
        tiles = [
            _tile(logits[at : at + _TILE], worth[at : at + _TILE], bias, count) for at in range(0, len(rows), _TILE)
        ]
        columns, best, normaliser = (np.concatenate(part) for part in zip(*tiles, strict=True))
        return Ranked(own - normaliser, self.live[columns], best - normaliser[:, None])


def _tile(logits: "Floats", worth: "Floats", bias: "Floats", count: int) -> "tuple[Ids, Floats, Floats]":
    """Return the best columns of some rows, their logits, and the logarithm of the sum of exp() over all columns."""
    logits *= worth
    logits += bias
    leaders = logits.reshape(len(logits), _GROUPS, -1).max(1)
    columns = _best(logits, leaders, count)
    best = np.take_along_axis(logits, columns, 1)
    near = np.flatnonzero(logits > leaders.max(1, keepdims=True) - _NEAR)
    first = np.searchsorted(near, np.arange(0, logits.size, logits.shape[1]))
    total = np.add.reduceat(np.exp(logits.ravel()[near]), first, dtype=np.float64)
    return columns, best + _SHIFT, np.log(total).astype(np.float32) + _SHIFT


def _best(logits: "Floats", leaders: "Floats", count: int) -> "Ids":
    """Return the columns of the ``count`` greatest logits of each row, greatest first; of equals, the first.

    They lie within the ``count`` groups that have the greatest leaders, so only these are looked through.
    """
    rows, size = logits.shape
    between = leaders.shape[1]
    chosen = np.argpartition(leaders, between - count, 1)[:, between - count :]
    columns = (np.arange(0, size, between)[:, None] + chosen[:, None, :]).reshape(rows, -1)
    row = np.arange(rows)[:, None]
    members = logits[row, columns]
    first = np.argpartition(members, members.shape[1] - count, 1)[:, members.shape[1] - count :]
    columns = np.sort(columns[row, first], 1)
    return columns[row, np.argsort(-logits[row, columns], 1, kind="stable")]
