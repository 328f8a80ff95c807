"""Lists of common nouns within a sentence ("blankets, boots and torches"), and whether both sides have as many items.

No dictionary is asked: two sides are held against each other only where each has one list, at the same place, and where
their commas and "and"s are otherwise the same. Lists of names are the business of the check ``names``.
"""

import re
from dataclasses import dataclass

from toolkit import languages
from toolkit.analysis.negation.hedges import find_hedges
from toolkit.languages import remembered

# From so many items on, one that is missing tells: of three, the third may have been said in another way.
_FEWEST = 4
# Items between the first and the last that are looked at.
_MOST = 40
# Words of an item; a longer one may be a clause.
_WORDS = 3
# Lists that answer one another begin at about the same share of either sentence.
_NEAR = 0.3
# Behind a comma so close before it, a list goes on whose first items are too long to be known as such.
_OPEN = re.compile(r",\s(?:[\w'’-]+\s){0,2}\Z")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list at its place, the first word of its last item included; ``items`` is how many it has."""

    start: int
    end: int
    items: int


def lost_item(
    source: str, translation: str, source_language: str, translation_language: str
) -> tuple[Enumeration, Enumeration] | None:
    """Return the one list of either side where that of the translation has one item fewer."""
    found = _lists(source, source_language)
    if len(found) != 1 or found[0].items < _FEWEST:
        return None
    answers = _lists(translation, translation_language)
    if len(answers) != 1 or answers[0].items != found[0].items - 1:
        return None
    ours, theirs = found[0], answers[0]
    apart = abs(ours.start / len(source) - theirs.start / len(translation))
    commas = _commas(source, source_language) - _commas(translation, translation_language)
    ands = _ands(source, source_language) - _ands(translation, translation_language)
    if apart > _NEAR or commas != 1 or ands or _OPEN.search(translation[: theirs.start]):
        return None
    if _closes_attribution(ours, source, source_language):
        return None
    return ours, theirs


def _closes_attribution(found: Enumeration, text: str, language: str) -> bool:
    """Whether its first word only ends what names a source: "according to the rules, funds, beds and staff"."""
    told = (end for _, end in find_hedges(text, language).attributed if end <= found.start)
    return any("," not in text[end : found.start] for end in told)


def _lists(text: str, language: str) -> list[Enumeration]:
    pattern = _pattern(language)
    return [Enumeration(one.start(), one.end(), one["between"].count(",") + 2) for one in pattern.finditer(text)]


def _commas(text: str, language: str) -> int:
    """Return how many commas part something; none within a figure, nor the one that may stand before "and"."""
    return len(re.findall(rf",(?!\d)(?!\s(?:{_joining(language)})\s)", text))


def _ands(text: str, language: str) -> int:
    return len(re.findall(rf"(?<!\w)(?:{_joining(language)})(?!\w)", text.lower()))


def _joining(language: str) -> str:
    return "|".join(languages.load(language, "numbers").get("and", ())) or "(?!)"


@remembered()
def _pattern(language: str) -> re.Pattern[str]:
    """Match "word, item, item and word": of words without a capital, unless the language writes nouns with one."""
    nouns = languages.load(language, "names").get("capital_nouns", False)
    letter = r"[^\W\d_]" if nouns else r"[^\W\d_A-ZÀ-Þ]"
    word = letter + r"[\w'’-]*"
    item = rf"(?!(?:{_joining(language)})\s){word}(?:\s{word}){{0,{_WORDS - 1}}}?"
    return re.compile(rf"(?<![\w,]){word}(?P<between>(?:,\s{item}){{1,{_MOST}}}),?\s(?:{_joining(language)})\s{word}")
