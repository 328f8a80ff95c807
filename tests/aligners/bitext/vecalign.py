"""Reads the beads of a vecalign file, so that tests can hold what is written against it."""

import re

from toolkit.errors import InputError
from toolkit.model import Bead

_BEAD = re.compile(r"\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::.*)?")


def read_vecalign(text: str, name: str) -> list[Bead]:
    """Return the beads of a vecalign file; raises InputError that names the line of ``name`` that is wrong.

    A third field (a score) is ignored, and so are blank lines. Beads must be in order and each range without a gap.
    """
    beads: list[Bead] = []
    ends = [0, 0]
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _BEAD.fullmatch(line.strip())
        if match is None:
            raise InputError(f"{name}:{number}: not a bead such as [0]:[0,1]: {line.strip()[:60]!r}")
        spans = []
        for side in (0, 1):
            numbers = [int(word) for word in re.findall(r"\d+", match[side + 1])]
            if numbers and numbers != list(range(ends[side], ends[side] + len(numbers))):
                raise InputError(
                    f"{name}:{number}: sentence {ends[side]} was to come next on the {('left', 'right')[side]}, "
                    f"not {numbers[0]}; beads must be in order, each sentence in one"
                )
            spans.append((ends[side], ends[side] + len(numbers)))
            ends[side] += len(numbers)
        beads.append(Bead(spans[0], spans[1]))
    return beads
