"""Which units and which findings of two runs are the same ones, though the text was edited between them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from toolkit.run.records.runs import RunFinding, RunUnit

UnitPair = tuple[RunUnit | None, RunUnit | None]
PlacedFinding = tuple[RunUnit, RunFinding]
FindingPair = tuple[PlacedFinding | None, PlacedFinding | None]


def paired_units(old: Sequence[RunUnit], new: Sequence[RunUnit]) -> list[UnitPair]:
    """Return each unit of both runs once, with the one that it was or became, None where there is none.

    Units of the same texts are the same, in order. Between them those of the same original are, then those of the same
    translation, and where as many are left on both sides, those at the same place.
    """
    left, right = ([(unit.source, unit.translation) for unit in units] for units in (old, new))
    found: list[UnitPair] = []
    for kind, first, last, start, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            found += zip(old[first:last], new[start:end], strict=True)
        else:
            found += _between(old[first:last], new[start:end])
    return found


def _between(old: Sequence[RunUnit], new: Sequence[RunUnit]) -> Iterator[UnitPair]:
    left, right = list(old), list(new)
    for side in ("source", "translation"):
        at = {getattr(unit, side): unit for unit in reversed(right)}
        for unit in list(left):
            text = getattr(unit, side)
            other = at.pop(text, None) if text else None
            if other is not None:
                yield unit, other
                left.remove(unit)
                right.remove(other)
    if len(left) == len(right):
        yield from zip(left, right, strict=True)
        return
    yield from ((unit, None) for unit in left)
    yield from ((None, unit) for unit in right)


def paired_findings(units: Sequence[UnitPair]) -> list[FindingPair]:
    """Return each finding of both runs once, with the one that it is in the other.

    A finding is known by its content wherever it stands, as a baseline knows it. One whose neighbourhood was edited is
    known by what it marks, or says, in the unit that became of its own.
    """
    old = [(unit, finding) for unit, _ in units if unit for finding in unit.findings]
    new = [(unit, finding) for _, unit in units if unit for finding in unit.findings]
    there = defaultdict(list)
    for placed in new:
        there[placed[1].mark].append(placed)
    pairs: list[FindingPair] = []
    left = []
    for placed in old:
        same = there[placed[1].mark]
        if same:
            pairs.append((placed, same.pop(0)))
        else:
            left.append(placed)
    right = [placed for some in there.values() for placed in some]
    became = {id(unit): other for unit, other in units if unit and other}
    for placed in left:
        unit, finding = placed
        other = next((one for one in right if one[0] is became.get(id(unit)) and _alike(finding, one[1])), None)
        pairs.append((placed, other))
        if other is not None:
            right.remove(other)
    return [*pairs, *((None, placed) for placed in right)]


def _alike(one: RunFinding, other: RunFinding) -> bool:
    same_kind = (one.check, one.category) == (other.check, other.category)
    return same_kind and (one.message == other.message or (bool(one.words) and one.words == other.words))
