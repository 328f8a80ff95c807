"""Words of one side whose opposite the other side has: denied and admitted, rise and fall (``it/opposites.yaml``)."""

from collections.abc import Iterator, Mapping
from typing import Literal

from toolkit import languages
from toolkit.analysis.text.cues import Patterns, compiled_poles, poles
from toolkit.analysis.text.words import lowered
from toolkit.languages import remembered

# "denials" are words that deny and those that affirm the same; "opposites" are all the others.
Table = Literal["denials", "opposites"]
Range = tuple[int, int]
_POLES: Mapping[Table, tuple[str, str]] = {"denials": ("affirms", "denies"), "opposites": ("one", "other")}

# Words that answer one another stand at about the same share of either sentence.
_NEAR = 0.4


def clashes(
    table: Table, source: str, translation: str, source_language: str, translation_language: str
) -> Iterator[tuple[Range, Range, bool]]:
    """Yield where a source word stands, where its opposite in the translation, and whether the source's is the first.

    A side that has words of both poles says nothing, nor does one that has none, nor words far from one another.
    """
    theirs = _found(table, translation, translation_language)
    for key, left in _found(table, source, source_language).items() if theirs else ():
        right = theirs.get(key, {})
        if len(left) == len(right) == 1 and left.keys() != right.keys():
            (pole, (ours, *_)), ((opposite, *_),) = next(iter(left.items())), right.values()
            if abs(ours[0] / len(source) - opposite[0] / len(translation)) <= _NEAR:
                yield ours, opposite, pole == _POLES[table][0]


@remembered(512)
def _found(table: Table, text: str, language: str) -> dict[str, dict[str, list[Range]]]:
    return poles(lowered(text), _patterns(table, language))


@remembered()
def _patterns(table: Table, language: str) -> Patterns:
    return compiled_poles(languages.load(language, "opposites").get(table, {}))
