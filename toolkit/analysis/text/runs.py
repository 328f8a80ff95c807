"""The longest run of words that two texts share from a place on, found in time that grows with the texts alone.

A suffix automaton (Blumer et al. 1985) of the first text is walked with the words of the second.
"""

from collections.abc import Iterator, Sequence

Range = tuple[int, int]


class _Automaton:
    """All runs of some words, each with the place where it stands first."""

    def __init__(self, words: Sequence[str]) -> None:
        self.steps: list[dict[str, int]] = [{}]
        self.links = [-1]
        self.sizes = [0]
        self.ends = [-1]
        last = 0
        for word in words:
            last = self._extend(last, word)

    def _extend(self, last: int, word: str) -> int:
        new = self._state({}, self.sizes[last] + 1, self.sizes[last])
        at = last
        while at >= 0 and word not in self.steps[at]:
            self.steps[at][word] = new
            at = self.links[at]
        if at < 0:
            self.links[new] = 0
            return new
        known = self.steps[at][word]
        if self.sizes[known] == self.sizes[at] + 1:
            self.links[new] = known
            return new
        twin = self._state(dict(self.steps[known]), self.sizes[at] + 1, self.ends[known])
        self.links[twin] = self.links[known]
        self.links[known] = self.links[new] = twin
        while at >= 0 and self.steps[at].get(word) == known:
            self.steps[at][word] = twin
            at = self.links[at]
        return new

    def _state(self, steps: dict[str, int], size: int, end: int) -> int:
        self.steps.append(steps)
        self.links.append(0)
        self.sizes.append(size)
        self.ends.append(end)
        return len(self.steps) - 1

    def longest(self, words: Sequence[str], at: int) -> Range:
        """Return the first place of the longest run that begins at ``words[at]``; an empty one where there is none."""
        state = size = 0
        while at + size < len(words) and words[at + size] in self.steps[state]:
            state = self.steps[state][words[at + size]]
            size += 1
        stop = self.ends[state] + 1
        return stop - size, stop


def shared_runs(left: Sequence[str], right: Sequence[str], fewest: int) -> Iterator[tuple[Range, Range]]:
    """Yield the ranges of so many words and more that stand on both sides, the longest first from the right's left."""
    known, at = _Automaton(left), 0
    while at < len(right):
        start, stop = known.longest(right, at)
        size = stop - start
        if size >= fewest:
            yield (start, stop), (at, at + size)
        at += max(size, 1)
