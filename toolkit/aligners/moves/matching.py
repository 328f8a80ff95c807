"""Which loose sentences belong together though they stand at different places: mutual best with a margin.

A sentence that stands alone is free. One in a bead is taken out of it only where what is gained is more than what the
bead loses: so a re-sorted list, of which the path that runs in order makes doubtful pairs, is put right item by item.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.aligners.moves.likeness import Likeness, cut
from toolkit.analysis.correspondence.shared import shared
from toolkit.analysis.text.passages import is_point
from toolkit.model import Bead, LanguagePair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Pair = tuple[int, int]

LEAST = 0.45
"""How alike two sentences must be. On news, of sentences that were left out and others that were added none was above
.38; of those that correspond, one in fifty is below."""

LEAST_SHORT = 0.3
"""The same for a few words, which vectors know less well, if they visibly share a name, a figure or a root."""

LEAST_LISTED = 0.3
"""The same for points of a list that is known to be sorted anew."""

LEAST_BESIDE = 0.35
"""The same for two sentences that stand alone on either side of one pair, in its paragraph: they changed places."""

MARGIN = 0.1
"""How much more alike than either is to any other sentence that is loose."""

_SHORT = 5
_SORTED = 2
_NEXT_BUT_ONE = 2
_KEPT = 0.3
_ROUNDS = 8


def pairs(beads: list[Bead], likeness: Likeness, languages: LanguagePair) -> list[Pair]:
    """Return sentences that belong together, taken out of ``beads``, of which some get smaller or empty."""
    found: list[Pair] = []
    for _ in range(_ROUNDS):
        new = list(_round(beads, likeness, languages, found))
        found += new
        if not new:
            break
    return found


def _round(beads: list[Bead], likeness: Likeness, languages: LanguagePair, done: Sequence[Pair]) -> Iterator[Pair]:
    holders = _holders(beads)
    anew = sum(all(map(is_point, likeness.texts(*pair))) for pair in done) >= _SORTED
    for left, right in _mutual_best(likeness, done):
        ours, theirs = holders[0][left], holders[1][right]
        if ours == theirs:
            continue
        one, other = beads[ours], beads[theirs]
        if not (_is_end(one.left, left) and _is_end(other.right, right)):
            continue
        loss = _loss(one, likeness, left=left) + _loss(other, likeness, right=right)
        texts = likeness.texts(left, right)
        listed = all(map(is_point, texts))
        least = _least(texts, languages, sorted_anew=listed and anew)
        if _are_beside(beads, ours, theirs, likeness, (left, right)):
            least = min(least, LEAST_BESIDE)
        if likeness.of(left, right) - least < loss:
            continue
        beads[ours] = _smaller(one, replace(one, left=cut(one.left, left)))
        beads[theirs] = _smaller(other, replace(other, right=cut(other.right, right)))
        yield left, right


def _holders(beads: Sequence[Bead]) -> tuple[dict[int, int], dict[int, int]]:
    """Return the number of the bead that holds each sentence of the left, and of the right."""
    left = {number: at for at, bead in enumerate(beads) for number in range(*bead.left)}
    right = {number: at for at, bead in enumerate(beads) for number in range(*bead.right)}
    return left, right


def _mutual_best(likeness: Likeness, done: Sequence[Pair]) -> list[Pair]:
    """Return the pairs of which each is far the likest for the other, the likest pairs first."""
    import numpy as np

    cosines: NDArray[np.float32] = likeness.cosines.copy()
    rows, columns = likeness.numbers
    taken = {left for left, _ in done}, {right for _, right in done}
    cosines[[number in taken[0] for number in rows], :] = -1
    cosines[:, [number in taken[1] for number in columns]] = -1
    # What is by far likest to something else is no rival.
    across = np.where(cosines.max(axis=0)[None, :] < cosines + MARGIN, cosines, np.float32(-1))
    down = np.where(cosines.max(axis=1)[:, None] < cosines + MARGIN, cosines, np.float32(-1))
    found = []
    for row, column in enumerate(cosines.argmax(axis=1).tolist()):
        value = float(cosines[row, column])
        if value < LEAST_SHORT or int(cosines[:, column].argmax()) != row:
            continue
        if value - max(_second(across[row], column), _second(down[:, column], row)) >= MARGIN:
            found.append((value, rows[row], columns[column]))
    return [(left, right) for _, left, right in sorted(found, key=lambda one: (-one[0], one[1], one[2]))]


def _least(texts: tuple[str, str], languages: LanguagePair, *, sorted_anew: bool) -> float:
    """Return how alike two texts must be: less for short ones that share something to see, and for points of a list."""
    if sorted_anew:
        return LEAST_LISTED
    if max(len(text.split()) for text in texts) > _SHORT:
        return LEAST
    both = shared(*texts, languages.source, languages.translation)
    alike = both.origins or both.concepts or both.figures
    return LEAST_SHORT if alike and not (both.lone_figures or both.lost_names or both.new_names) else LEAST


def _are_beside(beads: Sequence[Bead], ours: int, theirs: int, likeness: Likeness, pair: Pair) -> bool:
    """Whether a bead of two sides alone stands between two of one side, all of them in one paragraph of either text."""
    if abs(ours - theirs) != _NEXT_BUT_ONE:
        return False
    one, between, other = beads[ours], beads[(ours + theirs) // 2], beads[theirs]
    alone = one.right[0] == one.right[1] and other.left[0] == other.left[1]
    paired = between.left[0] < between.left[1] and between.right[0] < between.right[1]
    return alone and paired and likeness.share_paragraphs(pair, (between.left[0], between.right[0]))


def _second(values: "NDArray[np.float32]", best: int) -> float:
    import numpy as np

    return float(np.delete(values, best).max()) if len(values) > 1 else -1.0


def _is_end(span: tuple[int, int], number: int) -> bool:
    return number in (span[0], span[1] - 1)


def _loss(bead: Bead, likeness: Likeness, left: int | None = None, right: int | None = None) -> float:
    """Return what a bead loses with a sentence; a pair that is hardly alike loses nothing."""
    lost = likeness.without(bead, left=left, right=right)
    kept = cut(bead.left, left), cut(bead.right, right)
    whole = kept[0][0] < kept[0][1] and kept[1][0] < kept[1][1]
    return lost if whole else max(0.0, lost - _KEPT)


def _smaller(before: Bead, after: Bead) -> Bead:
    """Return a bead that lost a sentence; where a whole side is left alone, nothing is known of that yet."""
    alone = after.left[0] == after.left[1] or after.right[0] == after.right[1]
    was_alone = before.left[0] == before.left[1] or before.right[0] == before.right[1]
    return replace(after, confidence=None) if alone and not was_alone else after
