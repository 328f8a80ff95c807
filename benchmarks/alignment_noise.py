"""Aligned documents with known beads, made by cutting, merging and leaving out sentences of clean pairs.

"news" and "heavy" do what newsrooms do; "literary" merges and cuts as a free translator does, so that no final mark
and no lower-case line betrays it. Seeded by the set's name: the same documents each time.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

Pair = tuple[str, str]

_CUT = re.compile(r"(?<=[,;:—–])\s+|(?<=\b(?:Mr|Dr|St)\.)\s+|(?<=U\.S\.)\s+")
_CLAUSE = re.compile(r"[,;:]\s+|\s[–-]\s")
_FINAL = re.compile(r"[.!?…]+(['\"”’»)]*)$")
_AND = {"de": "und", "fr": "et", "it": "e", "en": "and"}
_CHANCES = {
    "news": {"foreign": 0.035, "omit": 0.09, "add": 0.07, "join": 0.05, "three": 0.012, "cut": 0.035, "move": 0.035},
    "heavy": {"foreign": 0.06, "omit": 0.12, "add": 0.10, "join": 0.08, "three": 0.02, "cut": 0.07, "move": 0.05},
    "literary": {"foreign": 0, "omit": 0.02, "add": 0.02, "join": 0.08, "three": 0.02, "cut": 0.08, "move": 0.03},
}


@dataclass(slots=True)
class Aligned:
    """One document; ``beads`` are half-open ranges. ``noise`` is added to its vectors, for a free translation."""

    number: int
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    beads: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    noise: float = 0.0

    def add(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Append a bead."""
        start = len(self.left), len(self.right)
        self.left += left
        self.right += right
        self.beads.append(((start[0], len(self.left)), (start[1], len(self.right))))


class Spoiler:
    """Makes documents of one kind from pairs in two languages."""

    def __init__(self, name: str, kind: str, languages: tuple[str, str], foreign: Sequence[str]) -> None:
        self._random = random.Random(name)  # noqa: S311 - seeded, and no secret
        self._literary = kind == "literary"
        self._heavy = kind == "heavy"
        self._chances = _CHANCES[kind]
        self._languages = languages
        self._foreign = foreign

    def document(self, number: int, pairs: Sequence[Pair]) -> Aligned:
        """Return a spoilt document with its beads."""
        found = Aligned(number)
        at = 0
        while at < len(pairs):
            if self._heavy and self._random.random() < 0.02:
                count = self._random.randint(3, 6)
                keep_left = self._random.random() < 0.5
                for left, right in pairs[at : at + count]:
                    found.add([left], []) if keep_left else found.add([], [right])
                at += count
                continue
            if self._random.random() < self._chances["foreign"]:
                found.add([], [self._random.choice(self._foreign)])
            at += self._change(found, pairs[at : at + 3])
        return found

    def _change(self, found: Aligned, pairs: Sequence[Pair]) -> int:
        """Add one bead made from the first pairs; return how many it used."""
        rest = self._random.random()
        operation = "keep"
        for name in ("omit", "add", "join", "three", "cut", "move"):
            rest -= self._chances[name]
            if rest < 0:
                operation = name
                break
        side = self._random.randint(0, 1)
        needed = {"join": 2, "three": 3, "move": 2}.get(operation, 1)
        texts = [list(column) for column in zip(*pairs[:needed], strict=True)]
        if len(pairs) < needed or operation == "keep":
            found.add([pairs[0][0]], [pairs[0][1]])
            return 1
        if operation in ("omit", "add"):
            texts[operation == "omit"] = []
        elif operation in ("join", "three"):
            texts[side] = [self.joined(texts[side], self._languages[side])]
        else:
            changed = (
                self.cut(texts[side][0]) if operation == "cut" else self._moved(texts[side], self._languages[side])
            )
            texts[side] = changed or texts[side]
            if not changed and operation == "move":
                found.add([pairs[0][0]], [pairs[0][1]])
                return 1
        found.add(*texts)
        return needed

    def joined(self, texts: Sequence[str], language: str) -> str:
        """Return sentences as one."""
        text = texts[0]
        for following in texts[1:]:
            final = _FINAL.search(text)
            if not self._literary or not final:
                text = f"{text} {following}"
                continue
            link = self._random.choice([", ", "; ", " – ", f", {_AND[language]} "])
            text = text[: final.start()] + final.group(1) + link + following[:1].lower() + following[1:]
        return text

    def cut(self, text: str) -> list[str] | None:
        """Return a sentence in two at a clause, or None where there is no place for it."""
        edge = 25 if self._literary else 15
        places = [
            place
            for place in (_CLAUSE if self._literary else _CUT).finditer(text)
            if edge < place.start() < len(text) - edge
        ]
        if not places:
            return None
        place = self._random.choice(places)
        first, second = text[: place.start()], text[place.end() :]
        return [f"{first}.", second[:1].upper() + second[1:]] if self._literary else [first, second]

    def _moved(self, texts: Sequence[str], language: str) -> list[str] | None:
        if self._literary:
            pieces = self.cut(texts[1])
            return [self.joined([texts[0], pieces[0]], language), pieces[1]] if pieces else None
        count = self._random.randint(2, 6)
        first, second = texts[0].split(), texts[1].split()
        if min(len(first), len(second)) <= count + 3:
            return None
        at = len(first) + (count if self._random.random() < 0.5 else -count)
        words = first + second
        return [" ".join(words[:at]), " ".join(words[at:])]
