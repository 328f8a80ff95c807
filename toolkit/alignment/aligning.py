"""Two sides to beads: the whole way, read this first."""

from math import exp, log
from typing import TYPE_CHECKING

from toolkit.alignment import band, coarse
from toolkit.alignment.beads import score
from toolkit.alignment.programme import best_path, odds
from toolkit.model import Bead

if TYPE_CHECKING:
    from toolkit.alignment.band import Band
    from toolkit.alignment.coarse import RoughPath
    from toolkit.alignment.profiles import Profile
    from toolkit.alignment.programme import Path, Scores
    from toolkit.alignment.sides import Side

_SMALL = 12_000
_MARGIN = 12
_DOUBT = 30


def beads(left: "Side", right: "Side", profile: "Profile") -> list[Bead]:
    """Return the likeliest beads in order; a bead's ``cost`` is its surprise in nats, -ln of its odds."""
    if not left.size or not right.size:
        return [Bead((i, i + 1), (0, 0), confidence=1.0) for i in range(left.size)] + [
            Bead((0, 0), (j, j + 1), confidence=1.0) for j in range(right.size)
        ]
    rough = coarse.path(left, right)
    field = _field(left, right, rough)
    scores = score(left, right, field, profile, coarse.scale(left, right, rough))
    scores = _adapted(scores, best_path(field, scores), profile)
    path = best_path(field, scores)
    found = []
    for (row, column, (rows, columns)), chance in zip(path, odds(field, scores, path).tolist(), strict=True):
        likely = min(max(chance, 1e-9), 1 - 1e-9)
        confidence = 1 / (1 + exp(profile.caution - profile.steepness * log(likely / (1 - likely))))
        found.append(Bead((row - rows, row), (column - columns, column), round(-log(likely), 4), round(confidence, 4)))
    return found


def _field(left: "Side", right: "Side", rough: "RoughPath") -> "Band":
    if left.size * right.size <= _SMALL:
        return band.whole(left.size, right.size)
    return band.around(rough, left.size, right.size, _MARGIN)


def _adapted(scores: "Scores", path: "Path", profile: "Profile") -> "Scores":
    """Return the scores as they are for a text that leaves out as much as this one seems to.

    A cut text and a complete one differ in nothing so much as in how likely an omission is. The share that the first
    path finds is drawn to the profile's as if that had been seen on thirty sentences.
    """
    usual = profile.alone_share
    sentences = sum(rows + columns for _, _, (rows, columns) in path)
    left_out = sum(rows + columns for _, _, (rows, columns) in path if not (rows and columns))
    change = log((left_out + _DOUBT * usual) / (sentences + _DOUBT) / usual)
    return scores.alone_by(change)
