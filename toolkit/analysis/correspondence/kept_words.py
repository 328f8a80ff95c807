"""Words of the original that a translation keeps on purpose: titles, parts of names, dishes, terms with a gloss."""

import re
from collections.abc import Iterator

from toolkit import languages
from toolkit.analysis.names.table import find_hits
from toolkit.analysis.text.words import Word, lowered, words
from toolkit.languages import remembered

Range = tuple[int, int]

# Titles are looked for word for word on the other side, so that shapes alone do: nothing here depends on which marks
# face which way, as ``quotations.quoted`` tells it (a concept above this one).
_QUOTED = re.compile(
    r"“([^“”]+)”|«([^«»]+)»|„([^„“]+)“|\"([^\"]+)\"|(?<!\w)[‘']([^‘’']+(?:['’]\w[^‘’']*){0,50})[’'](?!\w)"
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_LONGEST_TITLE = 9
# A word or two in brackets, and the marks that may stand inside them.
_IN_BRACKETS = re.compile(r"\(([^\W\d_][^()]{1,60})\)")
_QUOTES = "\"'“”‘’«»„ "
# Between the words of one name or dish stand short words alone.
_SHORT = 5
# Letters before a word in which the words stand that explain it.
_NEAR = 80


def kept_ranges(source: str, translation: str, source_language: str, translation_language: str) -> list[Range]:
    """Return the ranges of the translation whose words need not be translated; they may overlap."""
    ours = words(translation)
    return [
        *_titles(source, translation),
        *_bracketed(source, translation),
        *_within_names(source, ours, translation),
        *_in_the_manner_of(source, ours, translation, source_language, translation_language),
        *_glossed(source, ours, translation, translation_language),
        *_opening_name(translation, source_language),
    ]


def _bracketed(source: str, translation: str) -> Iterator[Range]:
    """Yield what stands in brackets where the original has it without: a gloss that keeps its word."""
    for match in _BRACKETED.finditer(translation):
        if lowered(match[1]) in lowered(source) and match[0] not in source:
            yield match.start(), match.end()


def _titles(source: str, translation: str) -> Iterator[Range]:
    """Yield what stands in quotation marks on both sides, word for word, unless it is speech: "La dolce vita"."""
    small = lowered(source)
    for match in _QUOTED.finditer(translation):
        inside = next(group for group in match.groups() if group)
        title = lowered(inside).strip(" ,.")
        at = small.find(title)
        if at > 0 and len(words(title)) <= _LONGEST_TITLE and not _is_speech(source, at, at + len(title)):
            yield match.start(), match.end()


def _is_speech(source: str, start: int, end: int) -> bool:
    """Whether a colon or the beginning of the text stands before the quotation mark, or a comma behind it."""
    before, behind = start, end
    while before and source[before - 1] in " \"'“‘«„":
        before -= 1
    while behind < len(source) and source[behind] in " .,\"'”’»“":
        behind += 1
    return before in (start, 0) or source[before - 1] == ":" or "," in source[end:behind]


def _within_names(source: str, ours: tuple[Word, ...], translation: str) -> Iterator[Range]:
    """Yield the short words between two capitals that the original has too: "Corriere della Sera"."""
    for number, word in enumerate(ours[1:-1], 1):
        before, after = ours[number - 1], ours[number + 1]
        capitals = before.text[0].isupper() and after.text[0].isupper()
        short = word.text.islower() and len(word.text) <= _SHORT
        if short and capitals and translation[before.start : after.end] in source:
            yield word.start, word.end


def _in_the_manner_of(
    source: str, ours: tuple[Word, ...], translation: str, source_language: str, translation_language: str
) -> Iterator[Range]:
    """Yield "alla bolognese", "di bufala" behind a dish or another word that the language has taken in."""
    manners = {*languages.load(source_language, "words").get("manners", ()), *languages.shared("particles")["inside"]}
    loans = languages.load(translation_language, "words").get("loans", ())
    for dish, manner, name in zip(ours, ours[1:], ours[2:], strict=False):
        copied = translation[dish.start : name.end].lower()
        if manner.text in manners and dish.text.lower() in loans and copied in source.lower():
            yield manner.start, name.end


def _glossed(source: str, ours: tuple[Word, ...], translation: str, language: str) -> Iterator[Range]:
    """Yield words that are explained, before or behind, or that explain, where the original has no such aside."""
    before, behind = _glosses(language)
    small = lowered(translation)
    theirs = lowered(source)
    for match in _IN_BRACKETS.finditer(translation):
        aside = small[match.start(1) : match.end(1)].strip(_QUOTES)
        if aside in theirs and f"({aside}" not in theirs:
            yield match.span()
    for word in ours:
        explained = behind.match(small, word.end) or before.search(small[max(0, word.start - _NEAR) : word.start])
        if explained and not re.search(rf"\b{re.escape(word.text)}\W{{0,2}},", source):
            yield word.start, word.end


@remembered()
def _glosses(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = languages.load(language, "words")
    before, behind = (
        "|".join(map(re.escape, data.get(name, ()))) or "(?!)" for name in ("gloss_before", "gloss_behind")
    )
    return re.compile(rf"\b(?:{before})\W*\Z"), re.compile(rf"\W?(?:,|\s[–—-])\s(?:{behind})(?!\w)")


def _opening_name(translation: str, source_language: str) -> Iterator[Range]:
    """Yield a place or a club at the beginning, whose capital is its own: "Roma won"."""
    for hit in find_hits(translation, source_language)[:1]:
        if translation[hit.start].isupper() and not hit.generic:
            yield hit.start, hit.end
