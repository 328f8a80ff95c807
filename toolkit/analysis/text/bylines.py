"""Bylines: the line that says who wrote a text ("by Elena Bassi"), below a headline or a standfirst."""

import re

from toolkit.languages import load, remembered, shared

_MARKUP = "*_([–—- "
_PARTS = re.compile(r"\s*[,|–—(/•·;]\s*|\s-\s")
_CONNECTING = 5
_MOST_WORDS = 10


def is_byline(text: str, language: str) -> bool:
    """Return whether a line is a byline: such a word as "by", a name of two words or more, and little else."""
    match = _opening(language).match(text.lstrip(_MARKUP))
    if match is None or len(text.split()) > _MOST_WORDS:
        return False
    names = _PARTS.split(text.lstrip(_MARKUP)[match.end() :].rstrip("*_) "))[0].split()
    given = [name for name in names if name.lower() not in _particles()]
    if len(given) < 2 or not (_is_capital(names[0]) and _is_capital(given[1])):
        return False
    return _is_capital(names[-1]) and all(_is_capital(name) or len(name) <= _CONNECTING for name in given)


def _is_capital(name: str) -> bool:
    """Return whether a word is written as names are: with a capital, and no final mark but that of an initial."""
    bare = name.removesuffix(".")
    return bare[:1].isupper() and (bare == name or len(bare) < 3) and not re.search(r"[.!?:\d]", bare)


@remembered()
def _particles() -> frozenset[str]:
    return frozenset(word for words in shared("particles").values() for word in words)


@remembered()
def _opening(language: str) -> re.Pattern[str]:
    """Return the pattern of what stands before the name; one that never matches where no data say."""
    listed = load(language, "credits").get("bylines", ())
    return re.compile(rf"(?:{'|'.join(listed)})\s+", re.IGNORECASE) if listed else re.compile(r"(?!)")
