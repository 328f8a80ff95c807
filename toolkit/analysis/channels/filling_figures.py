"""What the fillings of a witness say of each gap, of each word of the draft, and of the whole translation."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.model.witness import Filled, Witness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NO_GAP = (-8.0, 0.0, 0.0, -2.0, -10.0, 0.0, -8.0)
"""The figures of a gap that has no filling."""
NO_WORD = (-3.0, -8.0, 0.0)
"""The figures of a draft's word that no filling brings back."""
_NEAR = 2


def gap_figures(witness: Witness) -> dict[int, tuple[float, ...]]:
    """Return the figures of each gap that has a filling, by the place in the translation; like ``NO_GAP``."""
    return {filling.start: _figures(filling) for filling in witness.fillings}


def word_figures(witness: Witness, start: int) -> tuple[float, ...]:
    """Return by how much the draft's word at ``start`` gets likelier by a filling, and what that filling is worth."""
    return max(
        (
            (_within(filling.regained.get(start, 0.0), -3, 15), _within(filling.gain, -8, 20), float(filling.leads_on))
            for filling in witness.fillings
        ),
        default=NO_WORD,
    )


def unit_figures(witnesses: Sequence[Witness]) -> "Floats":
    """Return the greatest of each figure, by the witness that says least and by the one that says most.

    Then the same of the gain of fillings that lead on, and the greatest gain that all witnesses see in one place.
    """
    import numpy as np

    most = np.array([np.max([_figures(filling) for filling in w.fillings] or [NO_GAP], axis=0) for w in witnesses])
    leading = [max((_within(one.gain, -8, 15) for one in w.fillings if one.leads_on), default=-8.0) for w in witnesses]
    return np.array([*most.min(0), *most.max(0), min(leading), max(leading), _agreed(witnesses)])


def _agreed(witnesses: Sequence[Witness]) -> float:
    """Return the greatest gain of a place that all witnesses fill, by the one that sees least of it."""
    first, *others = witnesses
    found = []
    for one in first.fillings:
        near = [[its.gain for its in w.fillings if abs(its.start - one.start) < _NEAR] for w in others]
        found.append(min(_within(gain, -8, 15) for gain in (one.gain, *(max(gains, default=-8.0) for gains in near))))
    return max(found, default=-8.0)


def _figures(filling: Filled) -> tuple[float, ...]:
    values = list(filling.regained.values()) or [0.0]
    best = max(values)
    return (
        _within(filling.gain, -8, 20),
        _within(filling.own_gain, 0, 20),
        float(filling.leads_on),
        _within(best, -2, 15),
        _within(sum(_within(value, -3, 8) for value in values), -10, 25),
        float(len(filling.text.split())),
        _within(filling.gain + _within(best, 0, 10), -8, 30),
    )


def _within(value: float, least: float, most: float) -> float:
    return float(min(max(value, least), most))
