r"""Lines of a file -> paragraphs: hard-wrapped lines are joined, lines that are paragraphs of their own are not.

A blank line always separates. Between two lines that touch, the words decide where they can
(``toolkit.readers.splitting.line_breaks``): a line that begins in lower case, or follows a comma or "of the", goes on
with the one before. Where they cannot,
because the next line begins with a capital, the widths do: an editor that wraps at W columns breaks a line only if the
next word would not have fitted (greedy filling, as mail programs do, RFC 3676), so lines l1..ln are wrapped at one
width only if some W satisfies ``max len(l) <= W < min len(l) + 1 + len(first word of the next line)``.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from toolkit.readers.splitting.line_breaks import WIDEST_WRAP, Line, judge, runs, starts_lower
from toolkit.readers.splitting.vocabulary import SplittingVocabulary, vocabulary

_NARROWEST_WRAP = 30
_NARROWEST_ALONE = 55
_LOOK_BACK = 12
_LONGEST_STRETCH = 60  # lines judged together; a longer paragraph is judged in parts, in linear time


def paragraphs(text: str, language: str) -> list[list[Line]]:
    """Return the paragraphs of a text, each as its lines, in order; every printing line is in exactly one."""
    found = runs(text)
    words = vocabulary(language)
    widths = _wrap_widths(found)
    is_ragged = _is_ragged(found)
    widest = max((line.width for run in found for line in run), default=0)
    result: list[list[Line]] = []
    for run in found:
        result += _Run(run, words, widths, widest, is_first=not result, is_ragged=is_ragged).paragraphs()
    return result


def _is_ragged(found: Sequence[Sequence[Line]]) -> bool:
    """Return whether blank lines part the paragraphs and most other line ends stand in mid-sentence.

    Text copied from a PDF is broken like that, at no common width.
    """
    pairs = [pair for run in found for pair in pairwise(run)]
    within = sum(starts_lower(following.text) and not line.is_final for line, following in pairs)
    return len(found) >= 3 and 2 * within > len(pairs)


def _wrap_widths(found: Sequence[Sequence[Line]]) -> frozenset[int]:
    """Return the widths that explain the most breaks in mid-sentence, if that is nine tenths of them; else none."""
    votes: Counter[int] = Counter()
    breaks = 0
    for run in found:
        for line, following in pairwise(run):
            if starts_lower(following.text) and _NARROWEST_WRAP <= line.width <= WIDEST_WRAP:
                breaks += 1
                votes.update(range(line.width, min(line.width + following.first_word, WIDEST_WRAP) + 1))
    most = max(votes.values(), default=0)
    if breaks < 3 or most < 0.9 * breaks:
        return frozenset()
    return frozenset(width for width, count in votes.items() if count == most)


class _Run:
    """Lines that touch, and where the paragraphs among them end."""

    def __init__(
        self,
        lines: Sequence[Line],
        words: SplittingVocabulary,
        widths: frozenset[int],
        widest: int,
        *,
        is_first: bool,
        is_ragged: bool,
    ) -> None:
        self.lines = lines
        self.words = words
        self.widths = widths
        self.is_first = is_first
        self.is_ragged = is_ragged
        self.has_end = any(line.is_final for line in lines)
        self.breaks = [judge(lines, index, words, widest) for index in range(len(lines) - 1)]

    def paragraphs(self) -> list[list[Line]]:
        """Return the lines grouped into paragraphs."""
        result = [[self.lines[0]]]
        index = 0
        while index < len(self.breaks):
            end = self._stretch(index)
            supported = self._is_supported(index, end) or self._is_likely(index, end)
            stop = max(end, index + 1)
            for at in range(index, stop):
                if self._joins(at, index, end, supported=supported):
                    result[-1].append(self.lines[at + 1])
                    continue
                result.append([self.lines[at + 1]])
                stop = at + 1
                break
            index = stop
        return result

    def _stretch(self, first: int) -> int:
        """Return the last line of the stretch to judge together: less, if the width changes at a paragraph's end.

        A paragraph's last line may by chance be full, so that the next paragraph, wrapped at another width, seems to
        go on with it until a break in mid-sentence contradicts.
        """
        last = self._reach(first)
        if last >= len(self.breaks) or self.breaks[last] == "part" or self.lines[last].is_final:
            return last
        for at in range(last - 1, max(first, last - _LOOK_BACK) - 1, -1):
            if self.breaks[at] == "open" and self.lines[at].is_final and self._reach(at + 1, last + 1) > last:
                return at
        return last

    def _reach(self, first: int, limit: int | None = None) -> int:
        """Return the last line of the longest stretch from ``first`` that some width explains as wrapped."""
        low, high, at = self.lines[first].width, WIDEST_WRAP + 1, first
        end = min(first + _LONGEST_STRETCH if limit is None else limit, len(self.breaks))
        while at < end and self.breaks[at] != "part":
            line, following = self.lines[at], self.lines[at + 1]
            low = max(low, following.width)
            high = min(high, line.width + 1 + following.first_word)
            if low >= high or high <= _NARROWEST_WRAP:
                break
            at += 1
        return at

    def _joins(self, at: int, first: int, last: int, *, supported: bool) -> bool:
        """Decide the break after line ``at``, in the stretch ``first`` to ``last`` that one width explains."""
        if self.breaks[at] != "open":
            return self.breaks[at] == "join"
        line, following = self.lines[at], self.lines[at + 1]
        begins = self.words.begins_sentence(following.text)
        if self.is_ragged and not line.is_final and line.width >= _NARROWEST_WRAP and (at > 0 or not begins):
            return True
        if at >= last:
            return False
        if line.is_final and at + 1 == last and not following.is_final:
            return False  # what follows is a heading that happens to be short enough
        in_mid_sentence = at > first and not self.lines[at - 1].is_final
        if not line.is_final and not in_mid_sentence and self._may_be_heading(at, last):
            return False
        return supported

    def _may_be_heading(self, at: int, last: int) -> bool:
        """Return whether line ``at``, without a final mark, is rather a heading: what follows begins anew."""
        if self.lines[at].text.endswith(":") or not self.has_end:
            return False
        if (self.is_first and at == 0) or self.words.begins_sentence(self.lines[at + 1].text):
            return True
        return at + 1 < len(self.breaks) and self._reach(at + 1, last + 1) > last

    def _is_supported(self, first: int, last: int) -> bool:
        """Return whether the stretch holds a break that is certain, or fits the width of the whole file."""
        if first == last or "join" in self.breaks[first:last]:
            return True
        low = max(line.width for line in self.lines[first : last + 1])
        high = min(self.lines[at].width + 1 + self.lines[at + 1].first_word for at in range(first, last))
        return any(low <= width < high for width in self.widths)

    def _is_likely(self, first: int, last: int) -> bool:
        """Return whether a stretch without such support is one sentence that was broken before capitals only."""
        lines = self.lines[first : last + 1]
        narrowest = min(line.width for line in lines[:-1])
        return (
            lines[-1].is_final
            and not any(line.is_final for line in lines[:-1])
            and narrowest >= (_NARROWEST_ALONE if last - first == 1 else _NARROWEST_WRAP)
        )
