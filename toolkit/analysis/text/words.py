"""The words of a text with their places, and its lower-case form of the same length; shared by the checks."""

import re
from typing import NamedTuple

from toolkit.analysis.text.once import of_each_text

# Letters with their digits ("G20", "COVID"), or initials with their stops ("U.S."); apostrophes and hyphens part words.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
# For those who need no more than the bare runs: of letters, of letters and digits, and with the underscore, too.
LETTERS = re.compile(r"[^\W\d_]+")
LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
SIGNS = re.compile(r"\w+")


class Word(NamedTuple):
    """A word, and its half-open range in the text."""

    text: str
    start: int
    end: int


@of_each_text
def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order; numbers count as words."""
    return tuple(Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text))


@of_each_text
def lowered(text: str) -> str:
    """Return the text in lower case with straight apostrophes, every character at its old place."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small.replace("’", "'").replace("‘", "'")
