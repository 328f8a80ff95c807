"""The names that differ between languages: which keys ("DE", "Munich", "UN") a text mentions, and where.

From ``it/names.yaml`` and from the territories and time-zone cities of CLDR (Unicode TR 35), through Babel.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit import languages
from toolkit.analysis.text.words import Word, words
from toolkit.languages import remembered

_TOPICS = ("peoples", "places", "organisations", "institutions")
# How CLDR names the continents, and what it spells otherwise than the data.
_ALIASES = {"150": "EUROPE", "142": "ASIA", "002": "AFRICA", "005": "SAM", "003": "NAM", "021": "NAM", "013": "CAM"}
_ALIASES |= {"EZ": "Euro area", "Kiev": "Kyiv", "Uzhgorod": "Uzhhorod", "GB": "GB", "019": "US"}
_NO_AREAS = ("Etc", "SystemV", "Antarctica")
_LONGEST_ENDING = 4
# Capitals are often set without their accents.
_BARE = str.maketrans("ÀÂÁÃÄÉÈÊËÍÎÏÓÔÕÖÚÛÜÇ", "AAAAAEEEEIIIOOOOUUUC")


class Hit(NamedTuple):
    """A name of the table in a text: its keys, its range, and whether it is only a word that names are made with."""

    keys: frozenset[str]
    start: int
    end: int
    generic: bool


# The words of a form, "*" at the end of a stem; its key; whether names are only made with it.
_Form = tuple[tuple[str, ...], str, bool]


@dataclass(frozen=True, slots=True)
class _Table:
    """Forms by their first word, or the first word's stem, in lower case."""

    whole: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))
    stems: dict[str, list[_Form]] = field(default_factory=lambda: defaultdict(list))


def find_hits(text: str, language: str) -> list[Hit]:
    """Return the names of the table in the text, the longest first where several begin at one word; none overlap."""
    found, tokens = [], words(text)
    position = 0
    while position < len(tokens):
        length, keys, generic = _longest(language, tokens, position)
        if length:
            found.append(Hit(frozenset(keys), tokens[position].start, tokens[position + length - 1].end, generic))
        position += length or 1
    return found


def may_be_listed(word: str, language: str) -> bool:
    """Whether a name of the table may begin with this word."""
    return bool(_forms(word.lower(), language))


def _longest(language: str, tokens: tuple[Word, ...], position: int) -> tuple[int, set[str], bool]:
    length, keys, generic = 0, set[str](), True
    for form, key, is_generic in _forms(tokens[position].text.lower(), language):
        if len(form) >= length and _fits(form, tokens[position : position + len(form)], language, is_generic):
            if len(form) > length:
                length, keys, generic = len(form), set(), True
            keys.add(key)
            generic = generic and is_generic
    return length, keys, generic


@remembered(16384)
def _forms(first: str, language: str) -> tuple[_Form, ...]:
    """Return the forms that may begin with this word in lower case: none for most words."""
    table = _table(language)
    forms = list(table.whole.get(first, ()))
    for ending in _endings(language):
        forms += table.whole.get(first.removesuffix(ending), ()) if first.endswith(ending) else ()
    for size in range(max(2, len(first) - _LONGEST_ENDING), len(first) + 1):
        forms += table.stems.get(first[:size], ())
    return tuple(forms)


def _endings(language: str) -> tuple[str, ...]:
    return tuple(languages.load(language, "names").get("case_endings", ()))


def _fits(form: tuple[str, ...], tokens: tuple[Word, ...], language: str, generic: bool) -> bool:
    if len(form) != len(tokens):
        return False
    # Of several words one capital is enough: "mar Nero", "Guerra fredda".
    several = len(form) > 1 and any(token.text[0].isupper() for token in tokens)
    return all(
        _same(part, token.text, language, generic) or ((number or several) and part.lower() == token.text.lower())
        for number, (part, token) in enumerate(zip(form, tokens, strict=True))
    )


def _same(part: str, token: str, language: str, generic: bool) -> bool:
    stem = part.rstrip("*")
    if stem.islower():
        token = token.lower()
    elif token.isupper() and len(token) > 4:
        token, stem = token.lower(), stem.lower()
    if not token.startswith(stem):
        return False
    more = token[len(stem) :]
    if not part.endswith("*"):
        return not more or more in _endings(language)
    allowed = _stem_endings(language)
    return len(more) <= _LONGEST_ENDING if generic or not allowed else more in allowed


@remembered()
def _stem_endings(language: str) -> frozenset[str]:
    """Return what may follow the stem of a people or a place; a longer or another ending makes another word of it."""
    return frozenset(languages.load(language, "names").get("stem_endings", ()))


@remembered()
def _table(language: str) -> _Table:
    table = _Table()
    data = languages.load(language, "names")
    for topic in _TOPICS:
        for key, forms in data.get(topic, {}).items():
            for form in forms:
                _add(table, form, key, topic == "institutions")
    for key, form in _cldr(language):
        _add(table, form, key, False)
    return table


def _add(table: _Table, form: str, key: str, generic: bool) -> None:
    parts = _parts(form)
    if parts:
        first = parts[0].rstrip("*").lower()
        (table.stems if parts[0].endswith("*") else table.whole)[first].append((parts, key, generic))
        if form[0].translate(_BARE) != form[0]:
            _add(table, form[0].translate(_BARE) + form[1:], key, generic)


def _parts(form: str) -> tuple[str, ...]:
    """Return the words of a form, those that are stems with their "*"."""
    if form.removesuffix("*").isalpha():  # one word, as most are
        return (form,)
    stars = {len(words(form[:at].replace("*", ""))) - 1 for at in range(len(form)) if form[at] == "*"}
    return tuple(word.text + "*" * (number in stars) for number, word in enumerate(words(form.replace("*", ""))))


def _cldr(language: str) -> list[tuple[str, str]]:
    """Return keys and forms; a city whose name a language does not give is called there as in English."""
    from babel.core import Locale, get_global

    found = list[tuple[str, str]]()
    for locale in map(Locale.parse, languages.load(language, "names").get("locales", [language])):
        found += [
            (_ALIASES.get(code, code), name.split("(")[0].split("[")[0].strip())
            for code, name in locale.territories.items()
            if code in _ALIASES or code.isalpha()
        ]
        for zone in get_global("zone_territories"):
            area, _, city = zone.partition("/")
            if city and area not in _NO_AREAS:
                city = city.rsplit("/", 1)[-1].replace("_", " ")
                found.append((_ALIASES.get(city, city), locale.time_zones.get(zone, {}).get("city", city)))
    return found
