"""The names of a text, and which of them are one name spelled in two ways.

Spellings are compared by ``sounds.transliteration_key``.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.analysis.names.sounds import transliteration_key
from toolkit.languages import remembered, shared

_PART = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*"
_POSSESSIVE = re.compile(r"['’]s?$")
_BEFORE_BEGINNING = re.compile(r"(?:^|[.!?:;…—–(]|^[\W_]+)[\"'“”‘’» ]*$")
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name, or one word of it, where it stands; ``before`` and ``after`` are the words of the same name around it.

    ``initial`` says that it begins a sentence and stands alone, so that its capital may mean nothing.
    """

    text: str
    passage: int
    start: int
    before: str = ""
    after: str = ""
    initial: bool = False

    @property
    def end(self) -> int:
        """Where it ends in its passage."""
        return self.start + len(self.text)


def names(texts: Sequence[str]) -> tuple[list[Name], list[Name]]:
    """Return the capitalised words of five letters or more, and the names of several words, in order."""
    words, wholes = [], []
    for number, text in enumerate(texts):
        for run in _runs().finditer(text):
            parts = [(match[0], run.start() + match.start()) for match in re.finditer(r"\S+", run[0])]
            begins = _BEFORE_BEGINNING.search(text, max(0, run.start() - 4), run.start()) is not None
            for index, (part, start) in enumerate(parts):
                word = _POSSESSIVE.sub("", part)
                if len(word) >= _SHORTEST and word[0].isupper() and not word.isupper():
                    before = parts[index - 1][0] if index else ""
                    after = _POSSESSIVE.sub("", parts[index + 1][0]) if index + 1 < len(parts) else ""
                    words.append(Name(word, number, start, before, after, begins and len(parts) == 1))
            # The first word of a sentence may not belong to the name.
            for first in range(1 + (begins and len(parts) > 2)):
                if len(parts) > 1:
                    start = parts[first][1]
                    wholes.append(Name(_POSSESSIVE.sub("", text[start : run.end()]), number, start))
    return words, wholes


@remembered()
def _runs() -> re.Pattern[str]:
    """Return the pattern of a name of one or more words."""
    particles = "|".join(shared("particles")["between"])
    return re.compile(rf"(?<![\w@#.]){_PART}(?: (?:(?:{particles})[ -])*{_PART})*(?!\w)")


def spelled_two_ways(
    found: Iterable[Name], small: frozenset[str], titles: frozenset[str]
) -> list[dict[str, list[Name]]]:
    """Return the spellings, with their uses, of each word that is spelled in two ways and seems to be one person.

    ``small`` are the words that the text also writes small, which are no names; ``titles`` the words before a surname
    that say nothing of who is meant.
    """
    groups: dict[str, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for name in found:
        if name.text.lower() not in small:
            groups[transliteration_key(name.text)][name.text].append(name)
    return [
        dict(ways)
        for ways in groups.values()
        if len(ways) > 1
        and not all(use.initial for uses in ways.values() for use in uses)
        and _one_bearer(list(ways.values()), titles)
    ]


def joined_two_ways(found: Iterable[Name]) -> list[dict[str, list[Name]]]:
    """Return the names of several words that differ in hyphens, spaces and capitals alone: Kim Jong-un, Kim Jong Un."""
    groups: dict[str, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for name in found:
        groups[name.text.lower().replace("-", "").replace(" ", "")][name.text].append(name)
    return [dict(ways) for ways in groups.values() if len(ways) > 1]


def _one_bearer(ways: Sequence[Sequence[Name]], titles: frozenset[str]) -> bool:
    """Whether nothing says that the spellings belong to several people: two given names, or two surnames."""

    def given(name: Name) -> str:
        known = name.before.rstrip(".")
        return "" if known in titles or _POSSESSIVE.search(known) else known

    following = [{use.after for use in uses} for uses in ways]
    if set.intersection(*following) - {""}:
        return True
    if not all("" in words for words in following):
        return False
    preceding = [{given(use) for use in uses} - {""} for uses in ways]
    known = [words for words in preceding if words]
    return len(known) < len(ways) or bool(set.intersection(*known))
