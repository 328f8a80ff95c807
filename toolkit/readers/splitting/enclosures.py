"""What is enclosed in a sentence: brackets, and short quotations with marks of their own, such as titles.

A mark in there ends no sentence: "the song “Run! Run!” was played". What a quotation says in whole sentences is cut.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from toolkit.readers.splitting.vocabulary import SplittingVocabulary

_LONGEST_BRACKETS = 500
_LONGEST_TITLE = 80
_LONGEST_REMARK = 200
_TITLE_WORDS = 6
_CALL_WORDS = 3
# Text is looked at this far back, so that a megabyte without a boundary takes no longer than one with many.
WINDOW = 400

_BRACKETS = re.compile(r"[()\[\]]")
_INNER_MARK = re.compile(r"[!?…]\s")
_ENDED = re.compile(r"[.!?…,][\s\"'”’»›“‘«‹)\]]*$")
_GOES_ON = re.compile(r"\s?[,;:]|\s(?:[–—-]\s)?\(?[^\W\d_A-ZÀ-ÖØ-Þ]")
_FINAL = re.compile(r"[.!?…][\s\"'”’»›“‘«‹\]]*$")


class Enclosures:
    """The enclosed stretches of one paragraph."""

    def __init__(self, text: str, words: SplittingVocabulary) -> None:
        self.text = text
        self.brackets = _brackets(text)
        self.titles = list(_titles(text, words)) if _INNER_MARK.search(text) else []

    def bracket_end(self, start: int, at: int) -> int | None:
        """Return where the brackets close that ``at`` lies in and that opened within the sentence from ``start``."""
        span = _around(self.brackets, at)
        if span is None:
            return None
        begin, end = span
        return end if any(map(str.isalnum, self.text[max(start, begin - WINDOW) : begin])) else None

    def is_in_title(self, at: int) -> bool:
        """Return whether ``at`` lies in a short quotation that is part of a sentence."""
        return _around(self.titles, at) is not None

    def is_remark(self, at: int) -> bool:
        """Return whether the brackets that open at ``at`` only add a remark to the quotation before.

        They do where what they hold is no sentence, or where the sentence goes on after them.
        """
        if self.text[at : at + 1] != "(":
            return False
        close = self.text.find(")", at, at + _LONGEST_REMARK)
        if close < 0:
            return False
        return not _FINAL.search(self.text[at:close]) or bool(_GOES_ON.match(self.text, close + 1))


def _around(spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int] | None:
    index = bisect_right(spans, (at, at)) - 1
    return spans[index] if index >= 0 and spans[index][0] < at < spans[index][1] else None


def _brackets(text: str) -> list[tuple[int, int]]:
    """Return the outermost bracketed stretches, in order, of at most 500 characters each."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _BRACKETS.finditer(text):
        if match.group() in "([":
            opened.append(match.start())
        elif opened:
            begin = opened.pop()
            if match.start() - begin <= _LONGEST_BRACKETS:
                while found and found[-1][0] > begin:
                    found.pop()
                found.append((begin, match.start()))
    return found


def _titles(text: str, words: SplittingVocabulary) -> Iterator[tuple[int, int]]:
    """Yield the short quotations that are part of a sentence, in order.

    They do not end with a mark, or they hold calls ("Hey! You!") and the sentence goes on after them in lower case or
    with a comma.
    """
    pairs = {pair[0]: pair[-1] for pair in (*words.quotation_pairs, '""')}
    at = 0
    opening = re.compile("[" + "".join(map(re.escape, pairs)) + "]")
    while match := opening.search(text, at):
        start = match.start()
        close = text.find(pairs[match.group()], start + 1, start + _LONGEST_TITLE)
        at = start + 1 if close < 0 else close + 1
        inside = text[start + 1 : close] if close >= 0 else ""
        pieces = _INNER_MARK.split(inside.strip())
        if len(pieces) < 2 or len(inside.split()) > _TITLE_WORDS:
            continue
        are_calls = all(len(piece.split()) <= _CALL_WORDS for piece in pieces)
        if not _ENDED.search(inside) or (are_calls and _GOES_ON.match(text, at)):
            yield start, close
