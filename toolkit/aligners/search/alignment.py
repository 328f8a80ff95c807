"""Two sides to beads: the whole way, read this first."""

from contextlib import AbstractContextManager
from dataclasses import replace
from math import exp, log
from typing import TYPE_CHECKING

from toolkit.aligners.search import band, rough_path
from toolkit.aligners.search.anchors import Anchors, nothing, sure
from toolkit.aligners.search.best_path import best_path, odds
from toolkit.aligners.search.profiles import load
from toolkit.aligners.search.scores import score
from toolkit.aligners.search.second_look import SecondLook
from toolkit.errors import InputError
from toolkit.model import Bead
from toolkit.plugins import require

if TYPE_CHECKING:
    from toolkit.aligners.search.band import Band
    from toolkit.aligners.search.best_path import Path
    from toolkit.aligners.search.profiles import Blend, Profile
    from toolkit.aligners.search.rough_path import RoughPath
    from toolkit.aligners.search.sides import Side

MOST_SENTENCES = 200_000

_SMALL = 12_000
_MARGIN = 7
_MOST_NODES = 10_000_000
_DOUBT = 30


def beads(left: "Side", right: "Side", profile: "Profile | Blend", settled: Anchors | None = None) -> list[Bead]:
    """Return the likeliest beads in order; a bead's ``cost`` is its surprise in nats, -ln of its odds.

    ``settled`` are pairs that stand, whatever the vectors of their sentences.
    """
    if not left.size or not right.size:
        return unpaired(left.size, right.size)
    with _one_thread():
        found, again = _beads(left, right, profile, settled or nothing())
        return again.at(found)


def settle(left: "Side", right: "Side") -> Anchors:
    """Return the pairs of two sides with words that need no vectors of meaning."""
    one, other = (replace(side, vectors=side.words) for side in (left, right))
    with _one_thread():
        return sure(_beads(one, other, load("anchors"), nothing())[0])


def _one_thread() -> AbstractContextManager[object]:
    """Keep BLAS to one thread: the products are small, and its threads wait for each other by spinning.

    With another process at work, two threads took ten times as long as one.
    """
    limits: AbstractContextManager[object] = require("threadpoolctl", "offline").threadpool_limits(1, user_api="blas")
    return limits


def _beads(left: "Side", right: "Side", kind: "Profile | Blend", settled: Anchors) -> tuple[list[Bead], SecondLook]:
    rough = rough_path.path(left, right, settled.pairs)
    field = settled.narrowed(_field(left, right, rough))
    scale = rough_path.scale(left, right, rough, settled.pairs)
    profile = kind.at(1 / scale)
    left, right = rough_path.levelled(left, right, rough)
    scores = score(left, right, field, profile, scale)
    settled.hold(field, scores)
    change = _cut(best_path(field, scores), profile)
    scores.favour_alone(change)
    path = best_path(field, scores)
    known = dict(zip(map(tuple, (settled.pairs + 1).tolist()), settled.chances, strict=True))
    found = []
    for (row, column, (rows, columns)), chance in zip(path, odds(field, scores, path).tolist(), strict=True):
        likely = min(max(known.get((row, column), chance), 1e-9), 1 - 1e-9)
        confidence = 1 / (1 + exp(profile.caution - profile.steepness * log(likely / (1 - likely))))
        found.append(Bead((row - rows, row), (column - columns, column), round(-log(likely), 4), round(confidence, 4)))
    return found, SecondLook(left, right, profile, scale, change)


def unpaired(left: int, right: int) -> list[Bead]:
    """Return every sentence as a bead of its own: all there is to say when one side is empty."""
    omissions = [Bead((index, index + 1), (0, 0), confidence=1.0) for index in range(left)]
    return omissions + [Bead((left, left), (index, index + 1), confidence=1.0) for index in range(right)]


def check_size(left: int, right: int) -> None:
    """Raise InputError for more sentences than can be aligned in the memory of a usual machine."""
    if max(left, right) > MOST_SENTENCES:
        raise InputError(
            f"{max(left, right):,} sentences on one side; at most {MOST_SENTENCES:,} can be aligned at once: "
            "cut both files at a place where they correspond"
        )


def _field(left: "Side", right: "Side", rough: "RoughPath") -> "Band":
    if left.size * right.size <= _SMALL:
        return band.whole(left.size, right.size)
    found = band.around(rough, left.size, right.size, _MARGIN)
    if found.nodes > _MOST_NODES:
        raise InputError(
            f"{left.size:,} and {right.size:,} sentences are too unlike in number to be aligned at once: "
            "cut both files at a place where they correspond"
        )
    return found


def _cut(path: "Path", profile: "Profile") -> float:
    """Return how much likelier than usual it is in this text, in nats, that a sentence has no counterpart.

    A cut text and a complete one differ in nothing so much as in this. The share that a first path finds is drawn to
    the profile's as if that had been seen on thirty sentences.
    """
    usual = profile.alone_share
    sentences = sum(rows + columns for _, _, (rows, columns) in path)
    alone = sum(rows + columns for _, _, (rows, columns) in path if not (rows and columns))
    return log((alone + _DOUBT * usual) / (sentences + _DOUBT) / usual)
