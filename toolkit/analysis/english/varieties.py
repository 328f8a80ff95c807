"""British and American spellings of English words, and which of the two a text prefers."""

import re
from collections.abc import Iterable

from toolkit.languages import load, remembered

WORD = re.compile(r"(?<![\w@./#-])[a-z]{3,}(?![\w@/]|\.\w)")
Spelling = tuple[str, str | None]


@remembered()
def spellings(language: str) -> dict[str, Spelling]:
    """Return the way of writing ("British", "American", "-ise", "-ize") of each word, and the word in the other way.

    Empty for a language without data.
    """
    data = load(language, "spelling")
    found: dict[str, Spelling] = {}
    if not data:
        return found
    families = [("British", "American", family) for family in data["families"]] + [("-ise", "-ize", data["ise"])]
    for british, american, family in families:
        for stem in family["stems"].split():
            for suffix in family["suffixes"]:
                left, right = (f"{stem}{family[side]}{suffix}" for side in ("british", "american"))
                found[left], found[right] = (british, right), (american, left)
    for left, right in data["pairs"].items():
        found[left] = ("British", right)
        if right:
            found[right] = ("American", left)
    found.update(dict.fromkeys(data["american_only"], ("American", None)))
    return found


def is_british(texts: Iterable[str], language: str) -> bool:
    """Return whether more words are British than American; where none is either, a text counts as British."""
    known = spellings(language)
    ways = [known[word][0] for text in texts for word in WORD.findall(text) if word in known]
    return ways.count("American") <= ways.count("British") + ways.count("-ise")
