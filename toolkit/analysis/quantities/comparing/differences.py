"""How the quantities of two texts differ."""

from dataclasses import dataclass
from typing import Literal

from toolkit.analysis.quantities.values import Quantity, Value

DifferenceKind = Literal["changed", "missing", "extra", "unit", "format", "swapped", "turned", "sign"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A quantity without its like; ``values`` are those that differ, ``sure`` tells whether it can hardly be style."""

    kind: DifferenceKind
    left: Quantity | None
    right: Quantity | None
    values: tuple[Value | None, Value | None]
    sure: bool
