"""Names with several accepted spellings, as data, and those that a text spells in more than one way."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.analysis.names.spellings import Name
from toolkit.analysis.text.words import LETTERS
from toolkit.languages import load, remembered

_NEAR = 40


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The data of a language: groups of spellings, fixed terms that keep theirs, and words that explain a spelling.

    ``forms`` gives (spelling, number of its group) by the spelling's first word, longer ones first.
    """

    groups: tuple[tuple[str, ...], ...]
    listed: frozenset[str]
    forms: Mapping[str, Sequence[tuple[str, int]]]
    fixed: re.Pattern[str]
    explaining: re.Pattern[str]
    titles: frozenset[str]


@remembered()
def known_names(language: str) -> KnownNames | None:
    """Return the names known in a language, None for a language without data."""
    data = load(language, "variants")
    if not data:
        return None
    forms: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, group in enumerate(data["groups"]):
        for form in group:
            forms[LETTERS.findall(form)[0]].append((form, number))
    return KnownNames(
        tuple(map(tuple, data["groups"])),
        frozenset(form for group in data["groups"] for form in group),
        {word: sorted(found, key=lambda one: -len(one[0])) for word, found in forms.items()},
        _any_of(data["except"]),
        _any_of(data["gloss"]),
        frozenset(data["titles"]),
    )


def _any_of(expressions: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, expressions))})\b")


def known_two_ways(texts: Sequence[str], known: KnownNames) -> list[dict[str, list[Name]]]:
    """Return the uses of each known name that the texts spell in more than one way, in the order of its group.

    Fixed terms are left out, and spellings that stand beside another one to explain it.
    """
    uses: dict[int, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for number, text in enumerate(texts):
        for group, name in _found(text, number, known):
            uses[group][name.text].append(name)
    several = []
    for number, ways in sorted(uses.items()):
        if len(ways) > 1:
            forms = known.groups[number]
            plain = {form: [use for use in ways[form] if not _explained(texts, use, forms, known)] for form in forms}
            used = {form: found for form, found in plain.items() if found}
            several += [used] if len(used) > 1 else []
    return several


def _found(text: str, number: int, known: KnownNames) -> list[tuple[int, Name]]:
    found: list[tuple[int, Name]] = []
    fixed: list[tuple[int, int]] | None = None
    done = 0
    for word in LETTERS.finditer(text):
        at = word.start()
        if at < done or word[0] not in known.forms:
            continue
        if fixed is None:
            fixed = [match.span() for match in known.fixed.finditer(text)]
        for form, group in known.forms[word[0]]:
            end = at + len(form)
            if text.startswith(form, at) and not text[end : end + 1].isalnum():
                done = end
                if not any(start <= at < stop for start, stop in fixed):
                    found.append((group, Name(form, number, at)))
                break
    return found


def _explained(texts: Sequence[str], use: Name, group: Sequence[str], known: KnownNames) -> bool:
    """Whether another spelling stands close by, with a word or a bracket that explains one by the other."""
    around = texts[use.passage][max(0, use.start - _NEAR) : use.end + _NEAR]
    beside = any(form not in use.text and form in around for form in group)
    return beside and (known.explaining.search(around) is not None or re.search(r"[(/\[]", around) is not None)
