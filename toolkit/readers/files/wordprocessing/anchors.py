"""Where in the XML of a word processor's document a range of the text stands that was read out of it."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from toolkit.readers.files.wordprocessing.places import Origin

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Spot(NamedTuple):
    """A place before, between or behind the characters of a text of the XML; ``anchor`` as in ``Origin``."""

    element: "Element"
    side: Literal["text", "tail"]
    at: int
    anchor: "Element | None" = None


def spots(origins: Sequence[Origin], start: int, end: int) -> tuple[Spot, Spot] | None:
    """Return where a half-open range begins and ends; both are the same for an empty one. None without any text.

    What stands for no text of the XML (a tab, the end of a line) counts to the text beside it.
    """
    if not origins:
        return None
    if end <= start:
        origin = origins[_number(origins, start)]
        spot = _spot(origin, min(max(0, start - origin.start), origin.size))
        return spot, spot
    return _before(origins, start), _behind(origins, end)


def _before(origins: Sequence[Origin], place: int) -> Spot:
    """Return the spot before the character at a place, or before the next one that is text."""
    number = _number(origins, place)
    if place - origins[number].start >= origins[number].size and number + 1 < len(origins):
        return _spot(origins[number + 1], 0)
    return _spot(origins[number], min(max(0, place - origins[number].start), origins[number].size))


def _behind(origins: Sequence[Origin], place: int) -> Spot:
    """Return the spot behind the character before a place."""
    origin = origins[_number(origins, place - 1)]
    return _spot(origin, min(max(0, place - origin.start), origin.size))


def _number(origins: Sequence[Origin], place: int) -> int:
    return max(0, bisect_right(origins, place, key=lambda origin: origin.start) - 1)


def _spot(origin: Origin, at: int) -> Spot:
    return Spot(origin.element, origin.side, at, origin.anchor)
