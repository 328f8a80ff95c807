"""Words and phrases of the language data as patterns, and where they stand in a text.

"*" stands for any letters, "_" for a word, "#" for a figure, "…" for up to three words, "……" for up to twelve.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from toolkit.analysis.text.once import of_each_text

# Rank of a phrase among those that begin alike: longer first, then the kinds to try first, then the alphabet.
_Ranked = tuple[tuple[int, bool, str], str]

# Where what a phrase says stops being letters of the text.
_OF_ANY = re.compile(r"[\s*_#…]")
_WORD_START = re.compile(r"(?<![\w-])[\w¿]")
_FIGURE = "#"
# Letters of a word by which the phrases are chosen that may stand there.
_TELLING = 4
# What else than its own letters a phrase may stand for: a pattern says it.
_OPEN = re.compile(r"[*_#…]|\s\s|[^\S ]|^ | $|^$")
# From so many questions on, one pattern for all phrases that begin alike pays for being made.
_OFTEN = 40


class _Phrase:
    """One phrase: compared letter by letter if it is made of words only, else as a pattern, made when it begins so."""

    __slots__ = ("_begins", "_kind", "_pattern", "_rest", "_text")

    def __init__(self, text: str, kind: str) -> None:
        self._text, self._kind = text, kind.rstrip("_")
        self._begins: str = _OF_ANY.split(text, maxsplit=1)[0]
        self._rest: list[str] | None = None if _OPEN.search(text) else text.split(" ")[1:]
        self._pattern: re.Pattern[str] | None = None

    def match(self, text: str, start: int) -> tuple[int, str] | None:
        """Return where the phrase ends that begins here, with its kind."""
        if not text.startswith(self._begins, start):
            return None
        if self._rest is None:
            self._pattern = self._pattern or re.compile(rf"(?:{_regex(self._text)})(?![\w-])")
            match = self._pattern.match(text, start)
            return (match.end(), self._kind) if match else None
        end = start + len(self._begins)
        for word in self._rest:
            space = end
            while end < len(text) and text[end].isspace():
                end += 1
            if end == space or not text.startswith(word, end):
                return None
            end += len(word)
        after = text[end : end + 1]
        return None if after.isalnum() or after in ("_", "-") else (end, self._kind)


class _Alike:
    """The phrases that begin alike, the first to try first: asked one by one, and as one pattern once asked often."""

    __slots__ = ("_asked", "_pattern", "_phrases", "_ranked")

    def __init__(self, ranked: tuple[_Ranked, ...]) -> None:
        self._ranked = ranked
        self._phrases = [_Phrase(order[2], kind) for order, kind in ranked]
        self._asked = 0
        self._pattern: re.Pattern[str] | None = None

    def match(self, text: str, start: int) -> tuple[int, str] | None:
        """Return where the first phrase ends that stands here, with its kind."""
        self._asked += 1
        if self._asked > _OFTEN:
            self._pattern = self._pattern or _alternatives(self._ranked)
            return _matched(self._pattern, text, start)
        return next(filter(None, (phrase.match(text, start) for phrase in self._phrases)), None)


def _matched(pattern: re.Pattern[str], text: str, start: int) -> tuple[int, str] | None:
    match = pattern.match(text, start)
    return (match.end(), (match.lastgroup or "").rstrip("_")) if match else None


class Patterns:
    """The phrases of each kind, by how they begin: made when a text has a word that begins so.

    Most phrases of a language are in no text, and to make patterns takes longer than to look for them.
    """

    def __init__(self, phrases: Mapping[str, Sequence[_Ranked]]) -> None:
        """Take the phrases by their first two letters, "" for any letters and "#" for a figure."""
        self._phrases = {start: [(_beginning(one[0][2]), one) for one in some] for start, some in phrases.items()}
        self.by_letters: dict[str, _Alike | None] = {}  # what ``at`` answered
        self._made: dict[tuple[_Ranked, ...], _Alike] = {}
        self.of_any_letters = _alternatives([one for _, one in self._phrases.get("", ())]) if "" in phrases else None

    def at(self, letters: str) -> _Alike | None:
        """Return the phrases that may begin where these letters stand, None where none does."""
        some = [*self._phrases.get(letters[:2], ()), *(self._phrases.get(_FIGURE, ()) if letters[0].isdigit() else ())]
        may = tuple(one for begins, one in some if letters.startswith(begins))
        if may and may not in self._made:
            self._made[may] = _Alike(may)
        self.by_letters[letters] = found = self._made[may] if may else None
        return found


def _beginning(phrase: str) -> str:
    """Return the letters that a text has, at most four, where a phrase begins."""
    return _OF_ANY.split(phrase, maxsplit=1)[0][:_TELLING]


def compiled(groups: Mapping[str, Sequence[str]], first: Collection[str] = ()) -> Patterns:
    """Return the phrases of each kind as patterns; where two fit, the longer one wins, then one of a ``first`` kind."""
    buckets: dict[str, list[_Ranked]] = {}
    for kind, phrases in groups.items():
        for phrase in phrases:
            start = "" if phrase.startswith("*") else _FIGURE if phrase.startswith(_FIGURE) else phrase[:2]
            buckets.setdefault(start, []).append(((-len(phrase.split()), kind not in first, phrase), kind))
    return Patterns({start: sorted(phrases) for start, phrases in buckets.items()})


def scan(small: str, patterns: Patterns) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of the phrases in a lower-case text, in order; none overlap."""
    position = 0
    any_letters, known = patterns.of_any_letters, patterns.by_letters
    for start, letters in _word_starts(small):
        if start < position:
            continue
        own = known[letters] if letters in known else patterns.at(letters)
        if own is None and any_letters is None:
            continue
        found = own.match(small, start) if own else None
        if found is None and any_letters is not None:
            found = _matched(any_letters, small, start)
        if found:
            position, kind = found
            yield start, position, kind


@of_each_text
def _word_starts(text: str) -> tuple[tuple[int, str], ...]:
    """Return where words begin, with their first letters; many topics are looked for in the same text."""
    return tuple((word.start(), text[word.start() : word.start() + _TELLING]) for word in _WORD_START.finditer(text))


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


def _alternatives(phrases: Sequence[_Ranked]) -> re.Pattern[str]:
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
