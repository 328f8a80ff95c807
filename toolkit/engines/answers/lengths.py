"""Answers that are far too short or too long for their texts.

Languages differ: news sentences in six languages of Europe have .47 to 2.1 times each other's length, and an ideograph
or a syllable of Korean stands for about three letters.
"""

import re

_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_DENSITY = 3
_FINAL = re.compile(r"[.!?…。！？:;)\]\"'”’»“‘]\s*$")
# From how many letters on lengths are compared at all, and from how many on an answer may be called cut.
_LEAST, _LEAST_CUT = 40, 60
_ODD_SHORT, _ODD_LONG = 0.45, 2.3
# Without a mark at its end where the text has one; and with any end.
_CUT_OPEN, _CUT = 0.33, 0.15
_EXCESS, _EXCESS_LETTERS = 6.0, 400


def length(text: str) -> int:
    """Return how long a text is in letters of an alphabet."""
    return len(text) + (_DENSITY - 1) * (0 if text.isascii() else len(_DENSE.findall(text)))


def cut(text: str, answer: str, *_: str) -> str | None:
    """Return that the answer is surely a part of one, if it is."""
    whole = length(text)
    if whole < _LEAST_CUT:
        return None
    share = length(answer) / whole
    if share < _CUT or (share < _CUT_OPEN and _FINAL.search(text) and not _FINAL.search(answer)):
        return f"it has {_in_figures(text, answer)}"
    return None


def excess(text: str, answer: str, *_: str) -> str | None:
    """Return that the answer is far longer than any translation, if it is."""
    whole, ours = length(text), length(answer)
    return f"it has {_in_figures(text, answer)}" if ours > _EXCESS * whole + _EXCESS_LETTERS else None


def odd(text: str, answer: str) -> str | None:
    """Return the two lengths where they are seldom so far apart."""
    whole, ours = length(text), length(answer)
    if whole < _LEAST or _ODD_SHORT <= ours / whole <= _ODD_LONG:
        return None
    return _in_figures(text, answer)


def _in_figures(text: str, answer: str) -> str:
    return f"{len(answer):,} characters for {len(text):,}"
