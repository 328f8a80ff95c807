"""Words and phrases of the language data as patterns, and where they stand in a text.

"*" stands for any letters, "_" for a word, "#" for a figure, "…" for up to three words, "……" for up to twelve.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

# Patterns by the first two letters of the phrase, "" for those that begin with any letters; a group for each kind.
Patterns = Mapping[str, re.Pattern[str]]
# Rank of a phrase among those that begin alike: longer first, then the kinds to try first, then the alphabet.
_Ranked = tuple[tuple[int, bool, str], str]

_WORD_START = re.compile(r"(?<![\w-])[\w¿]")


def compiled(groups: Mapping[str, Sequence[str]], first: Collection[str] = ()) -> Patterns:
    """Return the phrases of each kind as patterns; where two fit, the longer one wins, then one of a ``first`` kind."""
    buckets: dict[str, list[_Ranked]] = {}
    for kind, phrases in groups.items():
        for phrase in phrases:
            start = "" if phrase.startswith("*") else phrase[:2]
            buckets.setdefault(start, []).append(((-len(phrase.split()), kind not in first, phrase), kind))
    return {start: _alternatives(sorted(phrases)) for start, phrases in buckets.items()}


def scan(small: str, patterns: Patterns) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of the phrases in a lower-case text, in order; none overlap."""
    position = 0
    any_letters = patterns.get("")
    for start, letters in _word_starts(small):
        if start < position or (letters not in patterns and any_letters is None):
            continue
        for pattern in (patterns.get(letters), any_letters):
            match = pattern and pattern.match(small, start)
            if match:
                position = match.end()
                yield start, position, (match.lastgroup or "").rstrip("_")
                break


@lru_cache(64)
def _word_starts(text: str) -> tuple[tuple[int, str], ...]:
    """Return where words begin, with their first two letters; many topics are looked for in the same text."""
    return tuple((word.start(), text[word.start() : word.start() + 2]) for word in _WORD_START.finditer(text))


def compiled_poles(pairs: Mapping[str, Mapping[str, Sequence[str]]]) -> Patterns:
    """Return the phrases of pairs of words, such as sister and brother, by the key of a pair and its two poles."""
    return compiled({f"{key}__{pole}": phrases for key, poles in pairs.items() for pole, phrases in poles.items()})


def poles(small: str, patterns: Patterns) -> dict[str, dict[str, list[tuple[int, int]]]]:
    """Return by key and pole where the words of pairs stand in a lower-case text; only what is there has an entry."""
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for start, end, kind in scan(small, patterns):
        key, pole = kind.split("__")
        found.setdefault(key, {}).setdefault(pole, []).append((start, end))
    return found


def _alternatives(phrases: list[_Ranked]) -> re.Pattern[str]:
    """Idioms before the words they hold; neighbours of one kind share a group, whose name is the kind and "_"s."""
    parts, seen = [], ""
    for kind, same in groupby(phrases, key=lambda item: item[1]):
        name = kind
        while f"<{name}>" in seen:
            name += "_"
        seen += f"<{name}>"
        parts.append(f"(?P<{name}>{'|'.join(_regex(order[2]) for order, _ in same)})")
    return re.compile(rf"(?:{'|'.join(parts)})(?![\w-])" if parts else r"(?!)")


def _regex(cue: str) -> str:
    """Return a cue as a pattern: "*" any letters, "_" a word, "#" a figure, "…" up to 3 words, "……" up to 12."""
    regex = re.escape(cue).replace(r"\ ……\ ", r"(?:[^\w.;:!?]+\w+){0,12}?\W+")
    regex = regex.replace(r"\*", r"[\w-]*").replace("_", r"\w+").replace(r"\#", r"\d+")
    return regex.replace(r"\ …\ ", r"(?:\W+\w+){0,3}?\W+").replace(r"\ ", r"\s+")
