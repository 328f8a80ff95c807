"""What the translation of a unit is to be, and where a place in it is then."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Edit:
    """What a unit's translation is to be.

    ``sentences`` are where those of the unit start in their document and what they say, in order; the unit's text is
    they joined by a space. ``text`` is the new one.
    """

    sentences: tuple[tuple[int, str], ...]
    text: str

    @property
    def before(self) -> str:
        """The text of the unit as it was."""
        return " ".join(text for _, text in self.sentences)


def moved(before: str, after: str, start: int, end: int) -> tuple[int, int]:
    """Return where a range of the one text is in the other; what was replaced in it is what stands there now."""
    if before == after:
        return start, end
    shift, first, last = 0, None, None
    for old, old_end, new, new_end in _changes(before, after):
        if first is None and start < max(old, old_end):
            first = new if start >= old else start + shift
        if last is None and end <= old:
            last = end + shift
        elif last is None and end <= old_end:
            last = new_end
        shift = new_end - old_end
    first = start + shift if first is None else first
    last = end + shift if last is None else last
    return first, max(first, last)


def _changes(before: str, after: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield ranges of the two texts that differ."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old_at, new_at = _starts(old), _starts(new)
    inside = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    for kind, first, last, start, end in inside.get_opcodes():
        if kind != "equal":
            yield old_at[head + first], old_at[head + last], new_at[head + start], new_at[head + end]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many tokens two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _starts(tokens: Sequence[str]) -> list[int]:
    found = [0]
    for token in tokens:
        found.append(found[-1] + len(token))
    return found
