"""What a unit puts between quotation marks, in any language's way of writing them: «so», "so", „so“, 'so'.

Which way a sign faces is told by what stands beside it (Unicode 16, chapter 6.2, ``quotation_marks``). A quotation may
begin before the unit or end after it: its passage then reaches to the unit's beginning or end. ``pairing`` tells of a
whole document which marks lack a partner: it asks more of a mark than this module, on purpose.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import languages
from toolkit.analysis.quotations.marks import QuoteMark, marks
from toolkit.analysis.text.words import Word, words
from toolkit.languages import MOST_TEXTS, remembered

_FAMILIES = {**dict.fromkeys('“”„‟"', "double"), **dict.fromkeys("«»", "angle"), **dict.fromkeys("‘’‚‛'", "single")}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted passage: its half-open range with the marks, and whether each of its marks is in the unit."""

    start: int
    end: int
    opened: bool
    closed: bool
    single: bool = False

    @property
    def whole(self) -> bool:
        """Whether it begins and ends in the unit."""
        return self.opened and self.closed

    def holds(self, at: int) -> bool:
        """Whether a place is inside."""
        return self.start <= at < self.end


@remembered(MOST_TEXTS)
def quoted(text: str, language: str) -> tuple[Quoted, ...]:
    """Return the outermost quoted passages in order; they do not overlap."""
    if not any(sign in text for sign in _FAMILIES):
        return ()
    found: list[Quoted] = []
    open_mark: QuoteMark | None = None
    depth = 0  # quotations of the same signs inside the open one: "Once they say "yes," we go."
    lone: QuoteMark | None = None  # a single sign since the last passage, which opens one if a double sign closes it
    every = [mark for mark in marks(text, _elisions(language)) if mark.role not in ("apostrophe", "measure")]
    behind = _behind(every)
    last_single = max((mark.at for mark in every if mark.single and mark.role == "close"), default=-1)
    for number, mark in enumerate(every):
        if open_mark is not None:
            if _family(mark) != _family(open_mark) or _is_possessive(text, mark, last_single):
                continue
            depth = _depth(mark, behind[number], depth)
            if depth < 0:
                found.append(Quoted(open_mark.at, mark.at + 1, opened=True, closed=True, single=open_mark.single))
                open_mark = lone = None
                depth = 0
        elif mark.role == "close" and not mark.single:
            # What it closes began before the unit, unless another passage stands between.
            if lone is not None:
                found.append(Quoted(lone.at, mark.at + 1, opened=True, closed=True))
            elif not found:
                found.append(Quoted(0, mark.at + 1, opened=False, closed=True))
            lone = None
        elif mark.role != "close" and (not mark.single or last_single > mark.at):
            open_mark = mark
        elif mark.role == "open":
            lone = lone or mark
    if open_mark is not None and not open_mark.single:
        found.append(Quoted(open_mark.at, len(text), opened=True, closed=False))
    return tuple(found)


@remembered(MOST_TEXTS)
def is_paired(text: str, language: str) -> bool:
    """Whether every quotation mark of a text has its partner there: else nobody knows for sure what is quoted."""
    signs = [_family(mark) for mark in marks(text, _elisions(language)) if _is_double(mark)]
    even = all(signs.count(family) % 2 == 0 for family in set(signs))
    return even and all(passage.whole for passage in quoted(text, language))


@remembered(MOST_TEXTS)
def quoted_words(text: str, language: str) -> tuple[bool, ...]:
    """Return, for each word of the text, whether it is quoted."""
    passages, found, number = quoted(text, language), [], 0
    for word in words(text):
        while number < len(passages) and passages[number].end <= word.start:
            number += 1
        found.append(number < len(passages) and passages[number].holds(word.start))
    return tuple(found)


def inside(text: str, passage: Quoted) -> Sequence[Word]:
    """Return the words of a passage."""
    every = words(text)
    first, last = (bisect_left(every, at, key=lambda word: word.start) for at in (passage.start, passage.end))
    return every[first:last]


def _behind(every: Sequence[QuoteMark]) -> list[int]:
    """Return, for each mark, by how many more marks of its signs behind it do not open than do."""
    sums: Counter[str] = Counter()
    found = []
    for mark in reversed(every):
        family = _family(mark)
        found.append(sums[family])
        sums[family] += -1 if mark.role == "open" else 1
    return found[::-1]


def _depth(mark: QuoteMark, behind: int, depth: int) -> int:
    """Return how many quotations are open inside the open one behind a mark of its signs; -1 where that one ends.

    An inner one ends where there are marks enough behind it to close the outer one, too. Where it has lost its end, the
    first mark that closes is taken for the outer one's.
    """
    if mark.role == "open":
        return depth + 1
    return depth - 1 if behind >= depth else -1


def _is_double(mark: QuoteMark) -> bool:
    return not mark.single and mark.role != "measure"


def _family(mark: QuoteMark) -> str:
    return _FAMILIES[mark.sign]


def _is_possessive(text: str, mark: QuoteMark, last_single: int) -> bool:
    """Whether a single sign behind an s, with another to close behind it, is an apostrophe ("the boys' club")."""
    if not mark.single or text[mark.at - 1 : mark.at] not in ("s", "x", "z"):
        return False
    return text[mark.at + 1 : mark.at + 2] == " " and last_single > mark.at


@remembered()
def _elisions(language: str) -> frozenset[str]:
    return frozenset(languages.load(language, "form").get("elisions", ()))
