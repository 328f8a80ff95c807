"""What a check says of a leg, in the words of the leg: its two texts are not the original and the translation."""

import re
from collections.abc import Mapping
from typing import Literal

LegName = Literal["back", "return", "draft"]

_NAMES: Mapping[LegName, Mapping[str, str]] = {
    "back": {"the original": "the translation", "the translation": "the back translation"},
    "return": {"the original": "the back translation", "the translation": "the return"},
    "draft": {"the translation": "the draft"},
}
# What stands in quotation marks are the words of the texts, which are said as they are.
_PART = re.compile(r'"[^"]*"|“[^”]*”|\bthe (?:original|translation)\b')


def of_leg(message: str, leg: LegName) -> str:
    """Return a message in which what a leg was made from, and what it made, have their names.

    A check knows two texts, "the original" and "the translation". On the way back the one is the translation, and the
    original may not be there at all.
    """
    names = _NAMES[leg]
    return _PART.sub(lambda part: names.get(part[0], part[0]), message)
