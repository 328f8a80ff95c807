"""Lists of names that have an item more on one side: "Bilbao, Vigo, Gijón and Cádiz" and "Bilbao, Vigo y Cádiz"."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit import languages
from toolkit.languages import remembered

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ](?:[\w'’.-]*\w)?"
_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = 4  # first letters that the names of a place share in two languages: London, Londra
_SHARED = 2  # names that make two lists the same list
_LEAST = 3
_GOES_ON = 30  # characters after a list in which another name may belong to it


@dataclass(frozen=True, slots=True)
class Item:
    """A name in a list, with its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LoneItem:
    """A name that the same list of the other text does not have; ``beside`` is the first name of that list."""

    side: Literal["source", "translation"]
    item: Item
    beside: Item


def lone_items(source: str, translation: str, source_language: str, translation_language: str) -> list[LoneItem]:
    """Return the names that a list has on one side alone, where all others of it are there on both sides."""
    left = _lists(source, source_language) if source.count(",") or translation.count(",") else []
    right = _lists(translation, translation_language) if left else []
    found: list[LoneItem] = []
    for mine in left:
        for yours in right:
            if len(mine) > len(yours) and len(mine) >= _LEAST:
                found += [LoneItem("source", item, yours[0]) for item in _lone(mine, yours, translation)]
            elif len(yours) > len(mine) and len(yours) >= _LEAST:
                found += [LoneItem("translation", item, mine[0]) for item in _lone(yours, mine, source)]
    return found


def _lone(longer: Sequence[Item], shorter: Sequence[Item], other_text: str) -> list[Item]:
    keys = {_key(item.text) for item in longer}
    if len(shorter) < _SHARED or not all(_key(item.text) in keys for item in shorter):
        return []
    said = {_key(word) for word in _WORD.findall(other_text)}
    after = other_text[shorter[-1].end : shorter[-1].end + _GOES_ON]
    if any(word[0].isupper() and _key(word) not in keys for word in _WORD.findall(after)):
        return []  # "Belvaro und Rovello sowie aus Genf"
    return [item for item in longer if not any(_key(word) in said for word in _WORD.findall(item.text))]


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in plain if letter.isalpha() and not unicodedata.combining(letter))[:_ALIKE]


def _lists(text: str, language: str) -> list[list[Item]]:
    name, whole = _patterns(language)
    found = []
    for match in whole.finditer(text):
        names = name.finditer(match.group())
        found.append([Item(one.group(), match.start() + one.start(), match.start() + one.end()) for one in names])
    return found


@remembered()
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a name, and of a list of them: commas, and the language's "and" before the last one."""
    inside = "|".join(languages.shared("particles")["inside"])
    name = rf"{_CAPITAL}(?:\s(?:(?:{inside})\s)?{_CAPITAL}){{0,3}}"
    joined = "|".join(re.escape(str(word)) for word in languages.load(language, "numbers").get("and", ())) or "(?!)"
    return re.compile(name), re.compile(rf"{name}(?:,\s{name})*,?\s(?:{joined})\s{name}")
