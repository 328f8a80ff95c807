"""Training of the channels' heads from clean pairs and faults put into them. Deterministic; needs the extra ``train``.

The heads for words and gaps are grown on all documents. What weighs them together, and what is usual on clean pairs,
is fitted on what heads say of documents that they were not grown on, so that nothing is judged by itself.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.analysis.channels.figures import CHANNELS, HEADS, UnitRows, ask_heads, circumstances, figures
from toolkit.analysis.channels.forest import Forest
from toolkit.analysis.channels.heads import TAILS, VERSION, standardised
from toolkit.evaluation.training import boosting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

FOLDS = 3
_TREES, _LEAVES = 60, 15
_RIDGE = 20.0


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as its witnesses see it; ``kind`` is the fault put in, None of a clean pair.

    ``marks`` holds for each head the rows where the fault is, one array for each table of the head.
    """

    document: str
    kind: str | None
    reading: UnitRows
    marks: "dict[str, list[Flags]]"


def train(examples: Sequence[Example]) -> dict[str, Any]:
    """Return the heads as plain data, the form of ``heads.json``."""
    import numpy as np

    forests = {head: _grow(head, examples) for head in HEADS}
    parts: dict[int, Floats] = {}
    for fold in range(FOLDS):
        rest = [example for example in examples if _fold(example.document) != fold]
        others = {head: Forest.read(_grow(head, rest)) for head in HEADS}
        for number, example in enumerate(examples):
            if _fold(example.document) == fold:
                parts[number] = figures(example.reading, ask_heads(example.reading, others))
    rows = np.array([parts[number] for number in range(len(examples))])
    freedom = np.array([example.reading.freedom for example in examples])
    clean = np.array([example.kind is None for example in examples])
    usual, spread = _usual(rows[clean], freedom[clean])
    deviations = standardised(rows, freedom, usual, spread)
    weights, tails = {}, {}
    for channel in CHANNELS:
        marked = np.array([example.kind == channel for example in examples])
        weights[channel] = _weigh(deviations[clean | marked], marked[clean | marked])
        scores = weights[channel][0] + deviations[clean] @ weights[channel][1:]
        tails[channel] = [float(np.quantile(scores, 1 - share)) for share in TAILS]
    return {
        "version": VERSION,
        "forests": forests,
        "usual": np.round(usual, 4).tolist(),
        "spread": np.round(spread, 4).tolist(),
        "weights": {channel: np.round(one, 4).tolist() for channel, one in weights.items()},
        "tails": {channel: [round(value, 4) for value in one] for channel, one in tails.items()},
    }


def _fold(document: str) -> int:
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % FOLDS


def _grow(head: str, examples: Sequence[Example]) -> dict[str, Any]:
    import numpy as np

    kind = "omission" if head in ("gap", "draft") else head
    rows, labels = [], []
    for example in examples:
        if example.kind not in (None, kind):
            continue
        for table, marks in zip(example.reading.rows(head), example.marks[head], strict=True):
            if len(table):
                rows.append(table)
                labels.append(marks)
    return boosting.fit(np.concatenate(rows), np.concatenate(labels), trees=_TREES, leaves=_LEAVES)


def _usual(rows: "Floats", freedom: "Floats") -> "tuple[Floats, Floats]":
    """Return the coefficients of each figure's mean and of its deviation, by least squares on clean pairs."""
    import numpy as np

    known = circumstances(freedom)
    usual = np.linalg.lstsq(known, rows, rcond=None)[0]
    away: Floats = np.abs(rows - known @ usual) * np.sqrt(np.pi / 2)
    spread = np.linalg.lstsq(known[:, :4], away, rcond=None)[0]
    return usual.astype(float), spread.astype(float)


def _weigh(rows: "Floats", marked: "Flags") -> "Floats":
    """Return intercept and weights of a logistic regression, ridge-penalised, by Newton's method."""
    import numpy as np

    known = np.hstack([np.ones((len(rows), 1)), rows])
    importance = np.where(marked, 0.5 / marked.mean(), 0.5 / (1 - marked.mean()))
    weights = np.zeros(known.shape[1])
    penalty = np.diag([0.0] + [_RIDGE] * rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (importance * (chance - marked)) + penalty @ weights
        bend = (known.T * (importance * chance * (1 - chance))) @ known + penalty
        weights -= np.linalg.solve(bend, slope)
    return weights
