"""A house's rules put together from a preset and from options, and what breaks them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.analysis.house import patterns, quotation_marks
from toolkit.analysis.house import words as house_words
from toolkit.analysis.house.patterns import HouseBreach
from toolkit.analysis.house.words import HouseWord, HouseWordUse
from toolkit.analysis.terms.entries import BadRow, GlossaryRow, checked, entries
from toolkit.analysis.terms.glossary import prepared
from toolkit.analysis.text.passages import Passage, passages
from toolkit.languages import load
from toolkit.model import BY_ITS_CHECK, Case, Finding, Unchecked

PATTERNS = ("dates", "times", "percent", "numerals", "serial_comma")
QUOTES = ("quotes", "marks", "punctuation")
_STYLE = "style/organizational-style"
_NAMES = "terminology/inconsistent-with-terminology-resource"

Options = tuple[Mapping[str, Any], Sequence[Any], Mapping[str, Any], Sequence[str]]


@dataclass(frozen=True, slots=True)
class House:
    """All rules; ``switches`` holds those that are on."""

    words: tuple[HouseWord, ...]
    names: tuple[str, ...]
    keep: tuple[str, ...]
    switches: Mapping[str, str]


def words(
    preferred: Mapping[str, Any], banned: Sequence[Any], names: Mapping[str, Any], keep: Sequence[str]
) -> tuple[HouseWord, ...]:
    """Return the words not to be written; raises ValueError with the option at fault."""
    try:
        for term in keep:
            checked(GlossaryRow(term, "", "keep"))
    except BadRow as error:
        raise ValueError(f"keep: {error}") from None
    return (
        *house_words.preferred(preferred),
        *house_words.banned(banned),
        *house_words.preferred(names, name="names"),
    )


def house(preset: str | None, switches: Mapping[str, str | None], options: Options, language: str) -> House | None:
    """Return the rules, options above the preset; None where nothing is asked for."""
    below: dict[str, Any] = load(language, "house").get("presets", {}).get(preset, {}) if preset else {}
    on = {name: value or below.get(name) for name, value in switches.items()}
    preferred, banned, names, keep = options
    # What the house says of a word overrides the preset wherever either of the two forms is its subject.
    own = {word.wrong for word in house_words.preferred(preferred)} | set(preferred)
    kept = {
        right: value
        for right, value in below.get("preferred", {}).items()
        if right not in own and not own & set(value["not"] if isinstance(value, Mapping) else value)
    }
    made = House(
        words({**kept, **preferred}, banned, names, keep),
        tuple(name for name, value in names.items() if not value),
        tuple(keep),
        {name: value for name, value in on.items() if value and value != "any"},
    )
    return made if made != House((), (), (), {}) or preset else None


def find(case: Case, rules: House) -> Iterator[Finding | Unchecked]:
    """Yield what breaks the rules, and which of them cannot be judged here."""
    texts = passages(case)
    language = case.translation_language
    yield from (_word(use) for use in house_words.uses(texts, language, rules.words))
    yield from (_word(use) for use in house_words.transliterated(texts, rules.names))
    if rules.keep:
        yield from _kept(case, rules.keep)
    if not load(language, "house"):
        if rules.switches or not rules.words:
            yield Unchecked(
                BY_ITS_CHECK, f"no data for {language}: of the house style only words and names are checked"
            )
        return
    for breach in _breaches(texts, language, rules.switches):
        yield breach.passage.finding("info", _STYLE, breach.message, breach.where, breach.instead)


def _breaches(texts: Sequence[Passage], language: str, switches: Mapping[str, str]) -> Iterator[HouseBreach]:
    for name in PATTERNS:
        if name in switches:
            yield from patterns.breaches(texts, language, name, switches[name])
    if "spelling" in switches:
        yield from patterns.misspelled(texts, language, switches["spelling"])
    if any(name in switches for name in QUOTES):
        yield from quotation_marks.breaches(texts, language, *(switches.get(name) for name in QUOTES))


def _word(use: HouseWordUse) -> Finding:
    written = use.passage.text[slice(*use.where)]
    note = f" ({use.word.note})" if use.word.note else ""
    if use.word.right is None:
        message = f"the house does not write {written!r}{note}"
    else:
        message = f"the house writes {use.instead or use.word.right!r}, not {written!r}{note}"
    category = _NAMES if use.word.exact else _STYLE
    return use.passage.finding("warning", category, message, use.where, use.instead)


def _kept(case: Case, keep: tuple[str, ...]) -> Iterator[Finding | Unchecked]:
    if not case.has_source:
        if case.units:
            yield Unchecked(BY_ITS_CHECK, "needs the source for what is not to be translated")
        return
    rows = entries(GlossaryRow(term, "", "keep") for term in keep)
    known = prepared(rows, case.source_language, case.translation_language)
    for unit in case.units:
        yield from known.find(unit, original=True)
