"""Answers that go round in circles: the same letters, words or sentences again and again, where the text has no such.

A neural engine that has lost its way repeats itself until its limit stops it. A compressor sees at once that a text
may hold repetitions (DEFLATE, RFC 1951); only then they are looked for.
"""

import re
import zlib

from toolkit.analysis.text.words import SIGNS, lowered

_LEAST_CHARACTERS, _LEAST_IN_TEXT = 14, 4
# A text of one sentence is compressed to .6 to .8 of its length, so that this asks more than one in a hundred.
_MAY_REPEAT = 0.6
_MOST_READ, _END = 4000, 60
# Four times the same piece, or three times a long one.
_SHORT = re.compile(r"(.{1,80}?)\1{3,}", re.DOTALL)
_LONG = re.compile(r"(.{20,300}?)\1{2,}", re.DOTALL)
# Of the runs of three words in a text, the share that is new; and from how many words on that says something.
_LEAST_NEW, _LEAST_WORDS = 0.5, 20
_SHOWN = 40


def fault(text: str, answer: str, *_: str) -> str | None:
    """Return what the answer repeats, if it does and the text does not."""
    end = lowered(answer[-_MOST_READ:])
    if not _may_repeat(end):
        return None
    before = lowered(text[-_MOST_READ:])
    piece, times = _repeated(end, _LEAST_CHARACTERS)
    if times > 2 * _repeated(before, _LEAST_IN_TEXT)[1]:
        shown = piece.strip() if len(piece.strip()) <= _SHOWN else f"{piece.strip()[:_SHOWN].rstrip()}…"
        return f"“{shown}” stands in it {times} times in a row"
    if _newness(end) < _LEAST_NEW <= _newness(before):
        return "it says the same again and again"
    return None


def _may_repeat(text: str) -> bool:
    """Whether a closer look is worth while: at the whole, or at the end, where loops are."""
    if len(text) + 1 < _LEAST_CHARACTERS:
        return False
    end = text[-_END:]
    if len({end[at : at + 4] for at in range(len(end) - 3)}) < _MAY_REPEAT * (len(end) - 3):
        return True
    data = text.encode("utf-8", "replace")
    return len(zlib.compress(data, 1)) < _MAY_REPEAT * len(data)


def _repeated(text: str, least: int) -> tuple[str, int]:
    """Return the piece with a letter in it that is repeated over most of the text, and how often; ("", 0) for none.

    What is shorter than ``least`` characters with all its repetitions does not count.
    """
    found = [
        (match[1], len(match[0]) // len(match[1]))
        for pattern in (_SHORT, _LONG)
        for match in pattern.finditer(f"{text} ")
        if len(match[0]) >= least and any(map(str.isalpha, match[1]))
    ]
    return max(found, key=lambda one: len(one[0]) * one[1], default=("", 0))


def _newness(text: str) -> float:
    """Return the share of the runs of three words that are not there before; 1.0 of a short text."""
    words = SIGNS.findall(text)
    if len(words) < _LEAST_WORDS:
        return 1.0
    runs = list(zip(words, words[1:], words[2:], strict=False))
    return len(set(runs)) / len(runs)
