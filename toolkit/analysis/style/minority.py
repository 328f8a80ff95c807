"""Which of several ways of writing one thing is the exception in a text.

Nobody but the house can say which way is right; that two are used can be seen, and an editor changes the rarer one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

Place = TypeVar("Place")


def minority(uses: Mapping[str, Sequence[Place]], *, most: int = 5) -> Iterator[tuple[Place, str, str]]:
    """Yield (place, its way, the way used most) for each use of every way but the commonest, at most ``most``.

    Of ways used equally often the one that comes first in ``uses`` counts as the commonest, so give them in the order
    of the text, or with the preferred one first. Nothing is yielded where there is one way only.
    """
    if sum(bool(places) for places in uses.values()) < 2:
        return
    chief = max(uses, key=lambda way: len(uses[way]))
    others = [(place, way, chief) for way, places in uses.items() if way != chief for place in places]
    yield from others[:most]
