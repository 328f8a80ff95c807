"""Words of one side whose opposite the other side has: denied and admitted, rise and fall (``it/opposites.yaml``)."""

from collections.abc import Iterator, Mapping
from typing import Literal

from toolkit import languages
from toolkit.analysis.text.anchors import anchors
from toolkit.analysis.text.cues import Patterns, compiled_poles, poles
from toolkit.analysis.text.words import lowered
from toolkit.languages import MOST_TEXTS, remembered

# "denials" are words that deny and those that affirm the same; "opposites" are all the others.
Table = Literal["denials", "opposites"]
Range = tuple[int, int]
_POLES: Mapping[Table, tuple[str, str]] = {"denials": ("affirms", "denies"), "opposites": ("one", "other")}

# Words that answer one another stand at about the same share of either sentence.
_NEAR = 0.2
# The same beside a language whose verbs stand last.
_NEAR_VERB_LAST = 0.4
# Or not many characters apart: in a short sentence any two words are near.
_CLOSE = 20
# What a negation denies begins within so many characters behind it.
_BEHIND = 25


def clashes(
    table: Table, source: str, translation: str, source_language: str, translation_language: str
) -> Iterator[tuple[Range, Range, bool]]:
    """Yield where a source word stands, where its opposite in the translation, and whether the source's is the first.

    A side that has words of both poles says nothing, nor does one that has none, nor words far from one another, nor
    those of a converse pair (to buy and to sell) where a name stands before the one and behind the other.
    """
    theirs = _found(table, translation, translation_language)
    reach = _NEAR_VERB_LAST if _verb_last(source_language) or _verb_last(translation_language) else _NEAR
    for key, left in _found(table, source, source_language).items() if theirs else ():
        right = theirs.get(key, {})
        if len(left) == len(right) == 1 and left.keys() != right.keys():
            (pole, (ours, *_)), ((opposite, *_),) = next(iter(left.items())), right.values()
            apart = abs(ours[0] / len(source) - opposite[0] / len(translation))
            near = apart <= reach or apart * max(len(source), len(translation)) <= _CLOSE
            if near and not (key in _converse(source_language) and _exchanged(source, translation, ours, opposite)):
                yield ours, opposite, pole == _POLES[table][0]


def opposite_of_denied(end: int, text: str, language: str, other: str, other_language: str) -> Range | None:
    """Return where the other side says what is denied close behind ``end`` by its opposite: "never shut", "open"."""
    for table in _POLES:
        theirs = _found(table, other, other_language)
        for key, poles_of in _found(table, text, language).items():
            for pole, places in poles_of.items():
                close = any(0 <= start - end <= _BEHIND for start, _ in places)
                said = theirs.get(key, {})
                if close and said and pole not in said:
                    return next(iter(said.values()))[0]
    return None


def _exchanged(source: str, translation: str, ours: Range, opposite: Range) -> bool:
    """Whether a name that stands before the one word stands behind the other, so that the parties are exchanged."""
    return any((left < ours[0]) != (right < opposite[0]) for left, right in anchors(source, translation).values())


@remembered()
def _verb_last(language: str) -> bool:
    return bool(languages.load(language, "opposites").get("verb_last"))


@remembered()
def _converse(language: str) -> frozenset[str]:
    return frozenset(languages.load(language, "opposites").get("converse", ()))


@remembered(MOST_TEXTS)
def _found(table: Table, text: str, language: str) -> dict[str, dict[str, list[Range]]]:
    return poles(lowered(text), _patterns(table, language))


@remembered()
def _patterns(table: Table, language: str) -> Patterns:
    data = languages.load(language, "opposites")
    plain = {"plain": {"one": data.get("plain", ())}} if table == "opposites" else {}
    return compiled_poles({**data.get(table, {}), **plain})
