"""What a stretch of text may mean: one or more readings, each a few values."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Kind = Literal["number", "magnitude", "clock", "month", "weekday", "rate", "compass"]
Form = Literal[
    "digits", "word", "ordinal", "roman", "code", "fraction", "multiple", "set", "magnitude", "clock", "calendar",
    "rate", "compass"
]  # fmt: skip


_YEAR_DIGITS = 4
LARGEST = 1e300
"""What a larger amount counts as: sums and conversions of it stay within what a float holds."""


class Strength(IntEnum):
    """How much a quantity without a counterpart says."""

    ABSORBS = 0  # "a", "both", an idiom: explains a number on the other side, and nothing more
    LOOSE = 1  # "two", "first", "half": often rephrased; only a different value in its place tells
    SMALL = 2  # "seven": a number in words that may still be rephrased
    FIRM = 3  # digits, large numbers


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit, a power of ten ("thousands"), a time (minutes since midnight), a month or a weekday.

    Or how often ("a week": its days), or a point of the compass (degrees, 360 is north). Months count from 1, weekdays
    from 0 (Monday). ``unit`` is a CLDR unit ("length-mile"), a currency ("EUR"), or "percent", "percent-point",
    "decade", "century", "year" (two digits of one), "round" (of a tournament), "law-bis" (of an article); of a time
    "24h", or "12h" where morning or evening is not said; alternatives are joined by "|"; empty where none is said.
    ``approximate`` marks words such as "a dozen". ``digits`` are those of a whole number in digits that is too long for
    a float to be exact: two such numbers are compared as they are written.
    """

    kind: Kind
    amount: float
    unit: str = ""
    approximate: bool = False
    digits: str = ""


Reading = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A place in a text and its readings, the likeliest first.

    ``foreign`` holds the readings that take the numeral for one in another locale's format; ``scale`` is the power of
    ten that its last word says ("million"). ``negative`` tells that a minus stands before it, ``role`` its part beside
    another one: "from" or "to", "among" ("in 12 matches"), "for" or "against".
    """

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    strength: Strength
    form: Form
    foreign: frozenset[Reading] = frozenset()
    scale: float = 1.0
    negative: bool = False
    role: str = ""


def is_year(quantity: Quantity) -> bool:
    """Return whether a quantity is written as years are: four digits."""
    return quantity.text.isdigit() and len(quantity.text) == _YEAR_DIGITS
