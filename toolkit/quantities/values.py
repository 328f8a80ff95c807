"""What a stretch of text may mean: one or more readings, each a few values."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Kind = Literal["number", "magnitude", "clock", "month", "weekday"]
Form = Literal[
    "digits", "word", "ordinal", "roman", "code", "fraction", "multiple", "set", "magnitude", "clock", "calendar"
]


class Strength(IntEnum):
    """How much a quantity without a counterpart says."""

    ABSORBS = 0  # "a", "both", an idiom: explains a number on the other side, and nothing more
    LOOSE = 1  # "two", "first", "half": often rephrased; only a different value in its place tells
    SMALL = 2  # "seven": a number in words that may still be rephrased
    FIRM = 3  # digits, large numbers


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit, or a month (1..12), a weekday (0 is Monday), a time (minutes since midnight).

    ``unit`` is a CLDR unit ("length-mile"), a currency ("EUR"), "percent", "decade", "year" (two digits of one),
    "12h" (a time that may mean morning or evening), several of these joined by "|", or empty. ``approximate`` marks
    words such as "a dozen".
    """

    kind: Kind
    amount: float
    unit: str = ""
    approximate: bool = False


Reading = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """``text[start:end]`` and its readings, the likeliest first; ``foreign`` are those in another locale's format."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    strength: Strength
    form: Form
    foreign: frozenset[Reading] = frozenset()
    scale: float = 1.0
