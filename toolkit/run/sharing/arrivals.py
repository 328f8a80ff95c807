"""Items that may have to be waited for: the rows of a pipe into which somebody writes now and then."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar, runtime_checkable

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)


@runtime_checkable
class Arrivals(Protocol[Item_co]):
    """An iterator that says whether its next item has come."""

    def __iter__(self) -> Iterator[Item_co]:
        """Return itself."""

    def __next__(self) -> Item_co:
        """Return the next item, for which the caller may have to wait."""

    def ready(self) -> bool:
        """Whether the next item, the end, or an error, is there without waiting."""

    def waits_on(self) -> int | None:
        """Return the handle that can be read when more has come; None where there is nothing to wait on."""


class _AtHand(Generic[Item]):
    """Items that never make anybody wait."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = iter(items)

    def __iter__(self) -> Iterator[Item]:
        return self

    def __next__(self) -> Item:
        return next(self._items)

    def ready(self) -> bool:
        return True

    def waits_on(self) -> int | None:
        return None


def arrivals(items: Iterable[Item]) -> Arrivals[Item]:
    """Return what arrives as it is, and anything else as what is at hand."""
    return items if isinstance(items, Arrivals) else _AtHand(items)


class Ahead(Generic[Item]):
    """Arrivals that can be looked at before they are taken; an error waits until what came before it is taken."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = arrivals(items)
        self._seen: deque[Item] = deque()
        self._end: Exception | None = None

    def __iter__(self) -> Iterator[Item]:
        return self

    def __next__(self) -> Item:
        if not self._seen:
            self._look()
        if not self._seen and self._end is not None:
            raise self._end
        return self._seen.popleft()

    def ready(self) -> bool:
        """Whether the next item, the end, or an error, is there."""
        return bool(self._seen) or self._end is not None or self._items.ready()

    def waits_on(self) -> int | None:
        """Return the handle to wait on."""
        return self._items.waits_on()

    def at_hand(self, most: int) -> int:
        """Return how many items have come, ``most`` at most; no more are asked for."""
        while len(self._seen) < most and self._end is None and self._items.ready():
            self._look()
        return min(len(self._seen), most)

    def some(self, most: int) -> list[Item]:
        """Return the next item and those behind it that have come, ``most`` at most; none at the end."""
        try:
            found = [next(self)]
        except StopIteration:
            return []
        return found + [next(self) for _ in range(self.at_hand(most - 1))]

    def _look(self) -> None:
        if self._end is None:
            try:
                self._seen.append(next(self._items))
            except Exception as error:  # StopIteration, or what is wrong with the next row
                self._end = error
