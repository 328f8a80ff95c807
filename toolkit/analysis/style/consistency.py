"""The same source translated two ways, and two sources translated the same: in one text or in several.

Two texts are the same if their words are, whatever their case, punctuation and spacing. Short ones are let be: "Yes",
"He said so" mean what stands around them. Two sources count as different only if their figures differ or they share
less than half of their words, for one thing said in two ways may well be translated in one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from toolkit.analysis.text.words import SIGNS
from toolkit.model import Severity, Unit

Place = TypeVar("Place")

_LEAST_WORDS, _LEAST_LETTERS = 4, 20
_SHARED = 0.5
_SHOWN, _BEFORE = 60, 20


@dataclass(frozen=True, slots=True)
class Use(Generic[Place]):
    """One unit with both its texts, and where it is."""

    place: Place
    source: str
    translation: str


@dataclass(frozen=True, slots=True)
class Conflict(Generic[Place]):
    """A use, and another one it does not agree with; ``kind`` says which of their sides is the same."""

    kind: str
    use: Use[Place]
    other: Use[Place]
    times: int


class SharedSide(NamedTuple):
    """What one side of a use is the same by, and whether uses that share it are held against each other."""

    words: str
    counts: bool


def sides_of(source: str, translation: str) -> tuple[SharedSide, SharedSide]:
    """Return what the source and the translation of a use are the same by: conflicts share one and not the other."""
    found = _words(source), _words(translation)
    return SharedSide(" ".join(found[0]), _is_long(found[0])), SharedSide(" ".join(found[1]), _is_long(found[1]))


def uses_of(units: Sequence[Unit], name: Place) -> list[Use[tuple[Place, int]]]:
    """Return the units with text on both sides, each at the place ``(name, its position)``."""
    return [
        Use((name, number), unit.source_text, unit.translation_text)
        for number, unit in enumerate(units)
        if unit.source and unit.translation
    ]


def conflicts(uses: Sequence[Use[Place]]) -> Iterator[Conflict[Place]]:
    """Yield a conflict for each use that departs from the commonest translation of its source, in the order of uses.

    Then one for each use whose translation an earlier one has for another source.
    """
    known: dict[str, tuple[str, ...]] = {}  # a sentence that comes a thousand times is taken apart once
    for use in uses:
        for text in (use.source, use.translation):
            if text not in known:
                known[text] = _words(text)
    words = [(known[use.source], known[use.translation]) for use in uses]
    by_source: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_translation: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, (source, translation) in enumerate(words):
        if _is_long(source):
            by_source[source].append(number)
        if _is_long(translation):
            by_translation[translation].append(number)
    for numbers in by_source.values():
        counts = Counter(words[number][1] for number in numbers)
        chief = max(counts, key=lambda way: counts[way])
        model = next(number for number in numbers if words[number][1] == chief)
        for number in numbers:
            if words[number][1] != chief:
                yield Conflict("source", uses[number], uses[model], counts[chief])
    for numbers in by_translation.values():
        first = numbers[0]
        for number in numbers[1:]:
            if _differ(words[first][0], words[number][0]):
                yield Conflict("translation", uses[number], uses[first], 1)


def conflict_wording(conflict: "Conflict[Place]") -> tuple[Severity, str, str]:
    """Return severity, category and message of a conflict."""
    use, other = conflict.use, conflict.other
    if conflict.kind == "source":
        told = _short(other.translation, use.translation)
        return (
            "warning",
            "terminology/inconsistent-use",
            f"the same original is translated as {told!r} elsewhere",
        )
    told = _short(other.source, use.source)
    return "info", "accuracy/mistranslation", f"the translation of another sentence, too: {told!r}"


def _short(text: str, beside: str) -> str:
    """Return a text, or of a long one the words around the place where it begins to differ from another."""
    if len(text) <= _SHOWN:
        return text
    pairs = enumerate(zip(text, beside, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), min(len(text), len(beside)))
    start = min(same - _BEFORE, len(text) - _SHOWN)
    start = text.find(" ", start) + 1 if start > 0 else 0
    shown = text[start : start + _SHOWN]
    if start + _SHOWN < len(text):
        shown = f"{shown.rsplit(' ', 1)[0]} …"
    return f"… {shown}" if start else shown


def _words(text: str) -> tuple[str, ...]:
    return tuple(SIGNS.findall(text.casefold()))


def _is_long(words: tuple[str, ...]) -> bool:
    return len(words) >= _LEAST_WORDS and sum(map(len, words)) >= _LEAST_LETTERS


def _differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    figures = [sorted(word for word in words if word.isdigit()) for words in (one, other)]
    if figures[0] != figures[1]:
        return True
    shared = (Counter(one) & Counter(other)).total()
    return shared < _SHARED * max(len(one), len(other))
