"""False friends by their words: ``languages/it-en/friends.yaml``, read in either direction.

    friends:
      - {it: attualmente, en: actually, right_en: currently; now, right_it: in realtà; davvero}

The source has the word of its language and the translation the one that looks like it, nowhere what the source's word
means (``right_en`` out of Italian), and the source has nothing that the look-alike rightly translates (``right_it``).
Words are patterns as in ``analysis/text/cues.py``, parted by ";".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.analysis.text.cues import Patterns, compiled, scan
from toolkit.analysis.text.words import lowered
from toolkit.languages import load, remembered


@dataclass(frozen=True, slots=True)
class FoundFriend:
    """A false friend: where its word stands in either text, and what was meant, the best first."""

    source: tuple[int, int]
    translation: tuple[int, int]
    meant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """The look-alike, what the source's word means, and what the look-alike rightly translates."""

    friend: tuple[str, ...]
    meant: tuple[str, ...]
    rightly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Friends:
    """The false friends from one language into another."""

    sources: Patterns
    rows: Mapping[str, _Row]

    def find(self, source: str, translation: str) -> Iterator[FoundFriend]:
        """Yield the false friends of a unit, one for each word of the source at most."""
        small, other = lowered(source), lowered(translation)
        told: set[str] = set()
        for start, end, key in scan(small, self.sources):
            row = self.rows[key]
            friend = None if key in told else next(scan(other, _compiled(row.friend)), None)
            if friend and _is_kept(source[start:end], translation[friend[0] : friend[1]]):
                continue
            if friend and not _has(other, row.meant, friend) and not _has(small, row.rightly, (start, end, "")):
                told.add(key)
                yield FoundFriend((start, end), friend[:2], _plain(row.meant))


def _is_kept(original: str, friend: str) -> bool:
    """Whether a word with a capital stands in both texts as it is: part of a name ("Grand Prix")."""
    return original == friend and original[:1].isupper()


def _has(small: str, words: tuple[str, ...], but: tuple[int, int, str]) -> bool:
    """Whether one of some words stands in a text at another place than the one in question."""
    return any(not (start < but[1] and but[0] < end) for start, end, _ in scan(small, _compiled(words)))


@remembered()
def friends(source_language: str, translation_language: str) -> Friends | None:
    """Return the false friends from a language into another, None where there is no data of the two."""
    pair = source_language, translation_language
    data = load("-".join(pair), "friends") or load("-".join(reversed(pair)), "friends")
    if not data:
        return None
    sources: dict[str, list[str]] = {}
    rows: dict[str, _Row] = {}
    for number, row in enumerate(data["friends"]):
        key = f"friend{number}"
        sources[key] = _listed(row[source_language])
        own = (translation_language, f"right_{translation_language}", f"right_{source_language}")
        rows[key] = _Row(*(tuple(_listed(row[name])) for name in own))
    return Friends(compiled(sources), rows)


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(";") if word.strip()]


@remembered(512)
def _compiled(words: tuple[str, ...]) -> Patterns:
    """Return words as patterns; those of a row are asked for only where the source has its word."""
    return compiled({"word": words})


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words to suggest: those that stand as they are in the data."""
    return tuple(word for word in words if not re.search(r"\*", word))[:2]
