"""Who did it to whom, where two names stand around one verb, and whether the translation says the reverse.

Only what stands side by side is read ("Quirinello have beaten Malgrado", "Malgrado was beaten by Quirinello"): a
clitic, a clause or a common noun between leaves it open.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import languages
from toolkit.analysis.names.mentions import Mention, find_names
from toolkit.analysis.names.sounds import alike
from toolkit.analysis.text.cues import Patterns, compiled_poles, scan
from toolkit.analysis.text.words import lowered
from toolkit.languages import remembered

Range = tuple[int, int]
_ARTICLES = "articles"


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb, and the names of who did it and to whom, with the range of it all."""

    verb: str
    doer: tuple[str, ...]
    other: tuple[str, ...]
    start: int
    end: int


def reversed_deeds(
    source: str, translation: str, source_language: str, translation_language: str
) -> list[tuple[Range, Range]]:
    """Return the places in the translation and in the source of deeds whose parties have changed places."""
    theirs = _deeds(source, source_language, translation_language)
    ours = _deeds(translation, translation_language, source_language) if theirs else []
    return [
        ((now.start, now.end), (was.start, was.end))
        for was in theirs
        for now in ours
        if was.verb == now.verb
        and _same(was.doer, now.other)
        and _same(was.other, now.doer)
        and not (_same(was.doer, now.doer) or _same(was.other, now.other))
    ]


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(alike(left, right) for left in one for right in other)


def _deeds(text: str, language: str, other: str) -> list[Deed]:
    """Return the deeds of a text whose verb stands between two names."""
    small = lowered(text)
    found = []
    names: tuple[Mention, ...] | None = None
    for start, end, kind in scan(small, _patterns(language)):
        names = names if names is not None else find_names(text, language, other)
        verb, order = kind.split("__")
        left = _run([name for name in reversed(names) if name.end <= start])
        right = _run([name for name in names if name.start >= end])
        if not (left and right) or text[left[0].end : start].strip():
            continue
        if _links(language).fullmatch(small, end, right[0].start):
            doer, done = (left, right) if order == "doer_first" else (right, left)
            found.append(Deed(verb, _texts(doer), _texts(done), left[-1].start, right[-1].end))
    return found


def _run(names: Sequence[Mention]) -> list[Mention]:
    """Return the first of the names, and those that follow side by side: a first name, a club and its town."""
    run = list(names[:1])
    for name in names[1:]:
        if min(abs(name.start - run[-1].end), abs(run[-1].start - name.end)) > 1:
            break
        run.append(name)
    return run


def _texts(names: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(name.text for name in names)


@remembered()
def _patterns(language: str) -> Patterns:
    data = languages.load(language, "parties")
    return compiled_poles({verb: orders for verb, orders in data.items() if verb != _ARTICLES})


@remembered()
def _links(language: str) -> re.Pattern[str]:
    """Match what may stand between the verb and the name behind it: a space, one or two articles."""
    articles = languages.load(language, "parties").get(_ARTICLES, {}).get("before", ())
    return re.compile(rf"\s(?:(?:{'|'.join(map(re.escape, articles))})(?:\s|'))?" if articles else r"\s")
