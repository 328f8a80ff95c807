"""Bylines: lines of their own that say who wrote an article ("by Elena Bassi", "di Elena Bassi, inviata a Lucca")."""

import re

from toolkit.languages import load, remembered, shared

_LONGEST_WORDS = 10
_FINAL = re.compile(r"[.!?…:;,–—-]\W*$")
_NAME = re.compile(r"[^\W\d_](?:[\w’'.-]*[^\W_.]|\.)?")


def is_byline(text: str, language: str) -> bool:
    """Return whether a line is a byline: the word for it, a name in capitals, and at most an office or a place."""
    found = _beginning(language).match(text)
    if found is None or _FINAL.search(text) or len(text.split()) > _LONGEST_WORDS:
        return False
    who = re.split(r"[,(|/–—]| - ", text[found.end() :])[0]
    names = [word for word in _NAME.findall(who) if word.lower() not in _joining(language)]
    return len(names) > 1 and names[0][0].isupper() and sum(name[0].islower() for name in names) == 0


@remembered()
def _beginning(language: str) -> re.Pattern[str]:
    """Match the word that opens a byline, whatever its case, marks of emphasis aside."""
    words = "|".join(load(language, "credits").get("bylines", ()))
    return re.compile(rf"[\s*_(—–-]*(?i:{words})\s+(?=[^\W\d_])" if words else r"(?!)")


@remembered()
def _joining(language: str) -> frozenset[str]:
    """Return the small words inside and between names."""
    between = load(language, "credits").get("and", ())
    return frozenset((*shared("particles")["inside"], *between))
