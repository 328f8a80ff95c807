"""The values a text states, in digits or words, and how those of two languages correspond.

``quantities("Sono duecento.", "it")`` gives a ``Quantity`` for "duecento" with the value 200; ``compare`` tells which
quantities of two texts have no counterpart. Number words are read by text2num, names of months, days, units and
currencies come from the Unicode CLDR (babel), the rest is data in ``languages/it/numbers.yaml``.
"""

from toolkit.analysis.quantities.comparing.comparison import QuantityComparison, compare
from toolkit.analysis.quantities.comparing.differences import Difference, DifferenceKind
from toolkit.analysis.quantities.comparing.lists import Item, LoneItem, lone_items
from toolkit.analysis.quantities.meaning.extraction import quantities
from toolkit.analysis.quantities.values import Quantity, Strength, Value
from toolkit.analysis.quantities.wording import described, described_unit, other_format

__all__ = [
    "Difference",
    "DifferenceKind",
    "Item",
    "LoneItem",
    "Quantity",
    "QuantityComparison",
    "Strength",
    "Value",
    "compare",
    "described",
    "described_unit",
    "lone_items",
    "other_format",
    "quantities",
]
