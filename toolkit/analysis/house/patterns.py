"""The switches of a house style that are patterns: dates, times, percentages, numerals, lists, and spelling.

What each value does not want is data, ``languages/en/house.yaml``; spelling is that of ``languages/en/spelling.yaml``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.analysis.english.varieties import WORD, spellings
from toolkit.analysis.style.months import full_month, short_month
from toolkit.analysis.text.passages import Passage
from toolkit.languages import load, remembered

_BEFORE = 40  # characters: longer than any word that announces a number
_UNWANTED = {
    "American": ("British", "-ise"),
    "-ise": ("American", "-ize"),
    "-ize": ("American", "-ise"),
}
_NAMES = {"American": "American", "-ise": "British with -ise", "-ize": "British with -ize"}


@dataclass(frozen=True, slots=True)
class HouseBreach:
    """A place that is not as the house wants it, what to say of it, and what should stand there if that can be told."""

    passage: Passage
    where: tuple[int, int]
    message: str
    instead: str | None


@dataclass(frozen=True, slots=True)
class _Rule:
    has: str
    pattern: re.Pattern[str]
    write: str
    not_after: re.Pattern[str] | None


def breaches(passages: Sequence[Passage], language: str, switch: str, value: str) -> Iterator[HouseBreach]:
    """Yield where paragraphs break a switch, in order; headings follow rules of their own."""
    rules = _rules(language, switch, value)
    for passage in passages:
        taken: list[tuple[int, int]] = []
        for rule in rules if passage.kind == "paragraph" else ():
            if rule.has not in passage.text:
                continue
            for match in rule.pattern.finditer(passage.text):
                start, end = match.span()
                if rule.not_after and rule.not_after.search(passage.text[max(0, start - _BEFORE) : start]):
                    continue
                instead = _written(rule.write, match, language)
                if match[0] != instead and all(end <= low or high <= start for low, high in taken):
                    taken.append((start, end))
                    message = (
                        f"{switch.replace('_', ' ')}: the house writes {instead.strip()!r}, not {match[0].strip()!r}"
                    )
                    yield HouseBreach(passage, (start, end), message, instead)


def misspelled(passages: Sequence[Passage], language: str, value: str) -> Iterator[HouseBreach]:
    """Yield words of a spelling that the house does not use: American, -ise or -ize (both British)."""
    known = spellings(language)
    for passage in passages:
        for match in WORD.finditer(passage.text):
            way, other = known.get(match[0], ("", None))
            if way in _UNWANTED[value]:
                instead = _oxford(other, known, value) if other else None
                message = f"spelling: {match[0]!r} is {way}, the house writes {_NAMES[value]}"
                yield HouseBreach(passage, match.span(), message, instead)


def _oxford(word: str, known: Mapping[str, tuple[str, str | None]], value: str) -> str:
    way, other = known.get(word, ("", None))
    return other if way in _UNWANTED[value] and other else word


@remembered()
def _rules(language: str, switch: str, value: str) -> tuple[_Rule, ...]:
    data = load(language, "house")
    parts = _parts(language)
    return tuple(
        _Rule(
            row.get("has", ""),
            re.compile(_filled(row["pattern"], parts)),
            row["write"],
            re.compile(_filled(row["not_after"], parts)) if "not_after" in row else None,
        )
        for row in data["switches"][switch][value]
    )


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    for name, choice in parts.items():
        pattern = pattern.replace(f"{{{name}}}", choice)
    return pattern


@remembered()
def _parts(language: str) -> dict[str, str]:
    data: dict[str, Any] = load(language, "house")
    months = load(language, "styles")["months"]
    tens = [word for word, figure in data["numbers"].items() if figure >= 10]
    small = [word for word, figure in data["numbers"].items() if figure < 10]
    return {
        "month": f"(?:{'|'.join(data['months'])})",
        "long": f"(?:{'|'.join(dict.fromkeys(months.values()))})",
        "brief": rf"(?:{'|'.join(sorted(months, key=len, reverse=True))})\b",
        "measured": rf"(?:{'|'.join(data['measured'].split())})\b",
        "beginners": "|".join(data["beginners"].split()),
        "numbered": "|".join(re.escape(word) for word in data["numbered"].split()),
        "scales": rf"(?:{'|'.join(data['scales'].split())})\b",
        "tens": rf"(?:(?:{'|'.join(tens)})(?:-(?:{'|'.join(small)}))?)\b",
    }


def _written(template: str, match: re.Match[str], language: str) -> str:
    numbers = load(language, "house")["numbers"]
    parts = {name: value or "" for name, value in match.groupdict().items()}
    month = parts.get("month") or parts.get("brief") or ""
    full, brief = full_month(month, language), short_month(month, language)
    short = f"{brief}." if brief else full
    word = next((word for word, figure in numbers.items() if str(figure) == parts.get("digit")), "")
    tens, _, one = parts.get("tens", "").partition("-")
    figure = str(numbers.get(tens, 0) + numbers.get(one, 0))
    return template.format(**{**parts, "short": short, "full": full, "word": word, "figure": figure})
