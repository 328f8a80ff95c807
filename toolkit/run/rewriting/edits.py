"""What the translation of a unit is to be, and where a place in it is then."""

from dataclasses import dataclass

from toolkit.readers.files.writing.edits import changes


@dataclass(frozen=True, slots=True)
class Edit:
    """What a unit's translation is to be.

    ``sentences`` are where those of the unit start in their document and what they say, in order; the unit's text is
    they joined by a space. ``text`` is the new one.
    """

    sentences: tuple[tuple[int, str], ...]
    text: str


def moved(before: str, after: str, start: int, end: int) -> tuple[int, int]:
    """Return where a range of the one text is in the other; what was replaced in it is what stands there now."""
    if before == after:
        return start, end
    shift, first, last = 0, None, None
    for old, old_end, words in changes(before, after):
        new, new_end = old + shift, old + shift + len(words)
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
