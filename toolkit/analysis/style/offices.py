"""Which office a text gives to whom: "Foreign Minister Anna Rossi", "Anna Rossi, the foreign minister"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.analysis.text.words import SIGNS
from toolkit.languages import load, remembered, shared


@dataclass(frozen=True, slots=True)
class Title:
    """An office as the text writes it, the surname (and what stands before it) of its holder, and where it stands."""

    office: str
    first: str
    surname: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of a language: groups of names of one office, and what makes another one of them."""

    groups: Mapping[str, tuple[int, ...]]
    clipped: Mapping[str, str]
    others: frozenset[str]
    words: frozenset[str]
    pattern: re.Pattern[str]

    def find(self, text: str) -> Iterator[Title]:
        """Yield the titles that stand before or after a name, in order; those of another time are left out."""
        small = text.lower()
        if not any(word in small for word in self.words):
            return
        for match in self.pattern.finditer(text):
            group = "before" if match["before"] else "after"
            before = SIGNS.findall(text[max(0, match.start(group) - 40) : match.start(group)])[-3:]
            if self.others.intersection(map(str.lower, before)):
                continue
            name = (match["name"] or match["named"]).split(" ")
            office = match[group].replace("-", " ").lower()
            yield Title(office, " ".join(name[:-1]), name[-1].removesuffix("’s"), *match.span(group))

    def rival(self, one: str, other: str) -> bool:
        """Whether two offices, as ``Title.office`` has them, are ways of naming one."""
        return one != other and bool(set(self.groups[one]) & set(self.groups[other]))


@remembered()
def offices(language: str) -> Offices | None:
    """Return the offices of a language, None where there are no data."""
    data: dict[str, Any] = load(language, "titles")
    if not data:
        return None
    groups: dict[str, tuple[int, ...]] = {}
    for number, names in enumerate(data["rivals"]):
        for name in names:
            key = name.replace("-", " ").lower()
            groups[key] = (*groups.get(key, ()), number)
    found = sorted({name for names in data["rivals"] for name in names}, key=lambda name: (-len(name), name))
    capital = "|".join(re.escape(name).replace(r"\ ", "[ -]").replace(r"\-", "[ -]") for name in found)
    name = _name()
    inserted = rf"{name.replace('name', 'named')}, (?:(?:{'|'.join(data['articles'])}) )?(?:[\w’'-]+ ){{0,2}}?"
    after = rf"{inserted}(?P<after>(?i:{capital}))\b(?=[,.;]| (?:{'|'.join(data['links'])}) )"
    pattern = re.compile(rf"\b(?:(?P<before>{capital}) {name}|{after})")
    # Most passages name no office at all, and the pattern of names takes its time.
    words = frozenset(name.split()[-1].split("-")[-1].lower() for name in found)
    return Offices(groups, data["clipped"], frozenset(data["others"]), words, pattern)


def _name() -> str:
    particles = "|".join(shared("particles")["before_surnames"])
    parts = rf"(?:[A-Z](?:\.|[\w’'-]+) ){{0,2}}?(?:(?:{particles}) ){{0,3}}[A-Z][\w’-]*\w"
    return rf"(?P<name>{parts})(?![\w’'-]*[^\W_]| [A-Z])"
