"""Where in the XML of a word processor's document a range of the text stands that was read out of it."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from toolkit.readers.files.wordprocessing.places import Origin, Sign

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Spot(NamedTuple):
    """A place before, between or behind the characters of a piece; ``anchor`` as in ``Origin``."""

    sign: Sign
    at: int
    anchor: "Element | None" = None


def spots(origins: Sequence[Origin], start: int, end: int) -> tuple[Spot, Spot] | None:
    """Return where a half-open range begins and ends; both are the same for an empty one. None without paragraphs."""
    if not origins:
        return None
    first = _spot(origins, start, last=False)
    return first, _spot(origins, end, last=True) if end > start else first


def _spot(origins: Sequence[Origin], place: int, *, last: bool) -> Spot:
    """Return the spot before the character at a place, or, as the last one, behind the one before it."""
    number = max(0, bisect_right(origins, place - last, key=lambda origin: origin.start) - 1)
    origin = origins[number]
    signs = [sign for sign in origin.signs if sign.text] or list(origin.signs[:1])
    at = max(0, place - origin.start)
    for sign in signs:
        if at < len(sign.text) or (last and at == len(sign.text)):
            return Spot(sign, at, origin.anchor)
        at -= len(sign.text)
    return Spot(signs[-1], len(signs[-1].text), origin.anchor)
