"""What a text says of the gender of the persons in it: pronouns, nouns for persons, first names, masculine offices."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from toolkit import languages
from toolkit.analysis.names.sounds import first_name_key
from toolkit.analysis.names.table import find_hits
from toolkit.analysis.text.words import Word, lowered, words
from toolkit.languages import remembered

Gender = Literal["masculine", "feminine"]
GENDERS: tuple[Gender, Gender] = ("masculine", "feminine")
_KINDS = ("roles", "others", "persons", "pronouns")


@dataclass(frozen=True, slots=True)
class GenderCues:
    """What tells one gender.

    ``pronouns`` and ``persons`` (nouns, an article with a noun of either gender, first names) tell it surely;
    ``others`` too, though of relatives or groups;
    ``roles`` (offices in the masculine) and ``agreement`` perhaps.
    """

    pronouns: tuple[Word, ...]
    persons: tuple[Word, ...]
    others: tuple[Word, ...]
    roles: tuple[Word, ...]
    agreement: bool

    @property
    def surely(self) -> bool:
        """Whether a person of this gender is spoken of."""
        return bool(self.pronouns or self.persons or self.others)

    @property
    def perhaps(self) -> bool:
        """Whether a person of this gender may be spoken of."""
        return self.surely or bool(self.roles) or self.agreement


def find_gender(text: str, language: str) -> dict[Gender, GenderCues]:
    """Return what tells either gender in the text."""
    small = _without_impersonal(lowered(text), language)
    return {gender: _gender_cues(text, small, language, gender) for gender in GENDERS}


def speaks_of_others(text: str, language: str) -> bool:
    """Whether the text has pronouns for things, several persons or the one spoken to, which a gender may stand for."""
    others = languages.load(language, "gender").get("others", ())
    return any(word.text in others for word in words(lowered(text)))


def stands_for_things(language: str) -> bool:
    """Whether the language says he and she of things."""
    return bool(languages.load(language, "gender").get("things"))


def may_be_about(text: str, language: str, gender: Gender) -> bool:
    """Whether the sentence begins with an article and a noun of the gender, which may be a person."""
    pattern = languages.load(language, "gender").get(gender, {}).get("opening")
    return bool(pattern and re.match(pattern, lowered(text)))


def opens_with_participle(text: str, language: str, gender: Gender) -> bool:
    """Whether the text begins with a participle of the gender behind "to be", its subject being unsaid."""
    pattern = languages.load(language, "gender").get(gender, {}).get("participle")
    return bool(pattern and re.match(rf"\W*(?:{pattern})", lowered(text)))


def _gender_cues(text: str, small: str, language: str, gender: Gender) -> GenderCues:
    found: dict[str, list[Word]] = {kind: [] for kind in _KINDS}
    for word in words(small):
        kind = _kind(word.text, language, gender)
        if kind:
            found[kind].append(word)
    towns = _towns(language)
    named = [
        word
        for word in words(text)
        if word.text.istitle() and word.text not in towns and first_name_key(word.text) in _names(gender)
    ]
    return GenderCues(
        pronouns=tuple(found["pronouns"]),
        persons=(*found["persons"], *named, *_titled(small, language, gender)),
        others=tuple(found["others"]),
        roles=tuple(found["roles"]),
        agreement=_agrees(text, small, language, gender),
    )


def _titled(small: str, language: str, gender: Gender) -> list[Word]:
    """Return the nouns of either gender whose article tells which."""
    pattern = languages.load(language, "gender").get(gender, {}).get("titled")
    return [Word(match[0], match.start(), match.end()) for match in re.finditer(pattern, small)] if pattern else []


def _agrees(text: str, small: str, language: str, gender: Gender) -> bool:
    pattern = _agreement(language, gender)
    return (
        bool(pattern and pattern.search(small))
        or _surname_with_article(text, language, gender)
        or _participle(small, language, gender)
    )


@remembered(16384)
def _kind(small: str, language: str, gender: Gender) -> str | None:
    exact, endings = _lexicon(language, gender)
    return exact.get(small) or _by_ending(small, endings)


def _by_ending(small: str, endings: dict[str, str]) -> str | None:
    if len(small) < 6 or not endings:
        return None
    return next((endings[small[-size:]] for size in range(9, 2, -1) if small[-size:] in endings), None)


def _surname_with_article(text: str, language: str, gender: Gender) -> bool:
    articles = languages.load(language, "gender").get(gender, {}).get("article")
    if not articles:
        return False
    known = {hit.start for hit in find_hits(text, language)}
    pairs = zip(words(text), words(text)[1:], strict=False)
    return any(one.text.lower() in articles and two.text.istitle() and two.start not in known for one, two in pairs)


def _participle(small: str, language: str, gender: Gender) -> bool:
    """Whether a participle agrees with somebody, no noun of that gender being near that it may agree with."""
    data = languages.load(language, "gender").get(gender, {})
    if "participle" not in data:
        return False
    articles = "|".join(data["article"])
    return any(
        not re.search(rf"\b(?:{articles})\b\W*\w+(?:\W+\w+){{0,5}}\W+$", small[: match.start()])
        for match in re.finditer(data["participle"], small)
    )


def _without_impersonal(small: str, language: str) -> str:
    phrases = languages.load(language, "gender").get("impersonal", ())
    if not phrases:
        return small
    return re.sub("|".join(rf"\b{re.escape(phrase)}\b" for phrase in phrases), lambda match: " " * len(match[0]), small)


@remembered()
def _agreement(language: str, gender: Gender) -> re.Pattern[str] | None:
    patterns = languages.load(language, "gender").get(gender, {}).get("agreement", ())
    return re.compile("|".join(patterns)) if patterns else None


@remembered()
def _lexicon(language: str, gender: Gender) -> tuple[dict[str, str], dict[str, str]]:
    """Return the kind of each word, and of each ending of words."""
    exact: dict[str, str] = {}
    endings: dict[str, str] = {}
    data = languages.load(language, "gender").get(gender, {})
    for kind in _KINDS:
        for form in data.get(kind, ()):
            (endings if form.startswith("*") else exact)[form.lstrip("*")] = kind
    return exact, endings


@remembered()
def _names(gender: Gender) -> frozenset[str]:
    """Return the first names of all languages in one spelling, without those that are given to either."""
    other: Gender = GENDERS[1 - GENDERS.index(gender)]
    return frozenset(map(first_name_key, _listed(gender))) - frozenset(map(first_name_key, _listed(other)))


@remembered()
def _towns(language: str) -> frozenset[str]:
    """Return the towns and surnames of the country that are no first names there: Bari is no Barry."""
    known = languages.load(language, "names").get("known", "").split()
    return frozenset(known).difference(*(_listed(gender) for gender in GENDERS))


def _listed(gender: Gender) -> Iterable[str]:
    for language in languages.in_force().having("gender"):
        yield from languages.load(language, "gender").get("names", {}).get(gender, "").split()
