"""Which texts share a batch: those of one class of length, longest first, in equal shares for all workers.

The class is the text's own affair: neither the padding nor the longest answer of a text depends on its company.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

CLASS = 32
"""Texts are padded to a multiple of so many tokens."""


_LEAST = 4


@dataclass(frozen=True, slots=True)
class Batch:
    """The numbers of some texts, and the tokens to which each is padded."""

    width: int
    numbers: tuple[int, ...]


def planned(
    lengths: Sequence[int], limit: int, batch_tokens: int, workers: int = 1, *, padded: bool = True
) -> list[Batch]:
    """Return batches that hold each text once, of ``batch_tokens`` padded tokens at most, the longest texts first.

    Where texts are not ``padded`` to their class, only to the longest of the batch, more of them go into one.
    A class is cut into equal batches, as many for each worker, so that none waits for another at the end; a batch of
    fewer than four texts is not made for that.
    """
    classes: dict[int, list[int]] = {}
    for number, length in enumerate(lengths):
        classes.setdefault(min(limit, -(-length // CLASS) * CLASS), []).append(number)
    batches = []
    for width in sorted(classes, reverse=True):
        own = sorted(classes[width], key=lambda number: -lengths[number])
        needed = -(-len(own) // max(1, batch_tokens // (width if padded else lengths[own[0]])))
        shared = -(-needed // workers) * workers
        count = shared if shared * _LEAST <= len(own) else max(needed, len(own) // _LEAST)
        batches += [Batch(width, tuple(numbers)) for numbers in _shares(own, count)]
    return batches


def _shares(numbers: Sequence[int], count: int) -> Iterator[Sequence[int]]:
    bounds = [len(numbers) * share // count for share in range(count + 1)]
    return (numbers[start:end] for start, end in pairwise(bounds))
