"""What stands the same in both texts and is no amount: codes ("4K", "6.2.5"), telephone numbers however grouped."""

import re
from collections import defaultdict

Places = list[tuple[int, int]]

_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"(?<![\w.])(?:[^\W\d_]+\d|\d+[^\W\d_])\w*|(?<![\w.,])\d{1,2}(?:\.\d{1,2}){2,}(?![\d.])")
_GROUPED = re.compile(r"\+?\d[\d ()/\u00a0\u2007\u2009\u202f-]{5,}\d")
_NO_DIGITS = re.compile(r"\D")
_LEAST_DIGITS = 7


def kept_figures(source: str, translation: str) -> tuple[Places, Places]:
    """Return the places of what both texts have, as often as both have it."""
    left, right = _found(source), _found(translation) if _DIGIT.search(source) else {}
    kept: tuple[Places, Places] = ([], [])
    for code in left.keys() & right.keys():
        for side, places in zip(kept, (left[code], right[code]), strict=True):
            side.extend(places[: min(len(left[code]), len(right[code]))])
    return kept


def _found(text: str) -> dict[str, Places]:
    found: dict[str, Places] = defaultdict(list)
    for match in _CODE.finditer(text):
        found[match.group()].append(match.span())
    for match in _GROUPED.finditer(text):
        digits = _NO_DIGITS.sub("", match.group())
        if len(digits) >= _LEAST_DIGITS:
            found[digits].append(match.span())
    return found
