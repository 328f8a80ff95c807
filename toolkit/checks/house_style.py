"""The style of a house: its words, names, dates, figures, quotation marks and spelling."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from toolkit.analysis.house import rules as house_rules
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What a newsroom's style book asks for, and a translation does not do.

    Every house settles once how it writes dates, figures, names and its own words, and a reader trusts a page that
    keeps to it. The check does nothing until it is told what to ask for. ``preset: ap`` and ``preset: guardian`` set
    the switches; every other option overrides them, and ``any`` switches one off.

    ``preferred`` maps a word to what it replaces, ``banned`` lists words, ``names`` maps a name to its wrong spellings
    (none: all that other transliterations make of it), ``keep`` lists what is not translated. Words are found in their
    other forms; ``except`` are phrases in which a word may stand::

        preferred: {Kyiv: {not: [Kiev], except: [chicken Kiev]}}

    Bad:  The advisor arrived in Kiev on November 5 with 3 lorries. (preset: guardian)
    Good: The adviser arrived in Kyiv on 5 November with three lorries.

    On clean news that keeps to no one style (NTREX-128, 1,007 segments) either preset marks some 135 places, a third
    of them quotation marks and a third spellings.
    """

    needs_source: ClassVar[bool] = False
    reads_addresses: ClassVar[bool] = True
    reads_kept: ClassVar[bool] = True

    preset: Literal["ap", "guardian"] | None = None
    """Sets all switches below as a style book does; each can be set otherwise."""
    preferred: Mapping[str, Any] = field(default_factory=dict)
    """Words to what they replace: {Kyiv: [Kiev]}, or {not: [...], except: [...]}."""
    banned: tuple[Any, ...] = ()
    """Words that are not written, or maps with term, except, note."""
    names: Mapping[str, Any] = field(default_factory=dict)
    """Names to their wrong spellings; none: what other transliterations make of them."""
    keep: tuple[str, ...] = ()
    """What is not translated."""
    dates: Literal["any", "Nov. 5", "November 5", "5 November"] | None = None
    """How dates are written."""
    times: Literal["any", "p.m.", "pm"] | None = None
    """How morning and afternoon are written."""
    percent: Literal["any", "%", "per cent", "percent"] | None = None
    """How per cent is written."""
    numerals: Literal["any", "to nine", "to ten"] | None = None
    """Up to which number words are written."""
    quotes: Literal["any", "single", "double"] | None = None
    """Which quotation marks are the outer ones."""
    marks: Literal["any", "curly", "straight"] | None = None
    """Which form quotation marks and apostrophes have."""
    punctuation: Literal["any", "inside", "outside"] | None = None
    """Where commas and full stops stand at the end of a quotation."""
    spelling: Literal["any", "American", "-ise", "-ize"] | None = None
    """Which English spelling."""
    serial_comma: Literal["any", "never", "always"] | None = None
    """Whether a comma stands before "and" in a list."""

    def __post_init__(self) -> None:
        """Refuse words that cannot be read: ValueError."""
        house_rules.words(self.preferred, self.banned, self.names, self.keep)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield what breaks the house's rules: words as warnings, matters of form as hints."""
        switches = {name: getattr(self, name) for name in (*house_rules.PATTERNS, *house_rules.QUOTES, "spelling")}
        house = house_rules.house(
            self.preset, switches, (self.preferred, self.banned, self.names, self.keep), case.translation_language
        )
        if house is not None:
            yield from house_rules.find(case, house)


PLUGIN: type[Check] = HouseStyle
