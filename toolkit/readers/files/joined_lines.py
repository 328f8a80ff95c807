"""Lines of a file as one string, and the way back to the file."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from toolkit.readers.files.characters import Piece


class Lines:
    """The lines of a paragraph, with a line end between each two."""

    def __init__(self, text: str, ranges: Sequence[tuple[int, int]]) -> None:
        self.text = "\n".join(text[start:end] for start, end in ranges)
        self.ranges = ranges
        self.starts: list[int] = []
        at = 0
        for start, end in ranges:
            self.starts.append(at)
            at += end - start + 1

    def offset(self, at: int) -> int:
        """Return the place in the file; a line's end is where its text ends."""
        line = bisect_right(self.starts, at) - 1
        return self.ranges[line][0] + at - self.starts[line]

    def ranges_of(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the ranges of the file that a range of the string is made of, line by line."""
        found = []
        line = bisect_right(self.starts, start) - 1
        while line < len(self.ranges) and self.starts[line] < end:
            first, last = self.ranges[line]
            begin = self.starts[line]
            found.append((max(first, first + start - begin), min(last, first + end - begin)))
            line += 1
        return found

    def pieces(self, start: int, end: int, instead: str | None) -> Iterator[Piece]:
        """Yield the pieces of a range of the string: one for each line, and the line ends between as spaces."""
        if instead is not None:
            yield (self.offset(start), self.offset(end - 1) + 1, instead)
            return
        at = start
        while at < end:
            stop = self.text.find("\n", at, end)
            stop = end if stop < 0 else stop
            if at < stop:
                yield (self.offset(at), self.offset(stop - 1) + 1)
            if stop < end:
                yield (self.offset(stop), self.offset(stop), " ")
            at = stop + 1
