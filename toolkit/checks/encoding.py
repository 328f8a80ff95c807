"""Characters that came out wrong: text read in a wrong encoding, lost letters, signs that turn the text round."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, NamedTuple

from toolkit.analysis.text.damage import LOST
from toolkit.model import BY_ITS_CHECK, Case, Damage, Finding, Mapped, Sentence, Severity, Span, Unchecked, Unit
from toolkit.model.places import Lines
from toolkit.plugins.contracts import Check

_CATEGORY = "linguistic-conventions/character-encoding"
_WORD = re.compile(rf"(?<!\S)[^\s]*{LOST}[^\s]*")  # from its beginning: a long word is looked through once
_LOST = "a character that was lost when the text was read in a wrong encoding"


@dataclass(frozen=True, slots=True)
class Encoding:
    """Characters that came out wrong between two programs.

    A file that was read in a wrong encoding prints "Ã©" for "é", and once it is saved again nobody can see why. The
    other checks read such words as they were meant where that is certain, and say nothing of words that are lost. What
    is wrong in the original is said once, with its first place there.

    Bad:  The cafÃ© is shut, and nobody knows why.
    Good: The café is shut, and nobody knows why.

    On clean texts of six languages (NTREX-128 and others, 14,455): none. Finds 1.00 of sentences in UTF-8 that were
    read as Windows-1252, ISO-8859-1 or Mac Roman.
    """

    needs_source: ClassVar[bool] = False
    safe_fix: ClassVar[bool] = True
    reads_addresses: ClassVar[bool] = True
    reads_kept: ClassVar[bool] = True
    reads_damage: ClassVar[bool] = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each sentence of the translation that has such characters, and the first one of the original."""
        for unit in case.units:
            for placed in _damages(unit.translation):
                yield _finding(unit, placed)
        there = [(unit, placed) for unit in case.units for placed in _damages(unit.source or ())]
        if there:
            yield _of_original(there, case)


class _Placed(NamedTuple):
    """All that is wrong with one sentence in one way: its range in the text of the unit, and the file's places."""

    start: int
    end: int
    damages: list[Damage]


def _damages(sentences: Sequence[Sentence]) -> Iterator[_Placed]:
    start = 0
    for sentence in sentences:
        body = sentence.body
        lost = [
            Damage(*body.place(*match.span()), match[0], _LOST, is_mended=False) for match in _WORD.finditer(body.text)
        ]
        seen = lambda one: (one.is_seen, one.is_mended)  # noqa: E731
        for _, group in groupby(sorted([*body.damages, *lost], key=seen), key=seen):
            damages = sorted(group)
            first, last = _range(body, damages)
            yield _Placed(start + first, start + last, damages)
        start += len(sentence.text) + 1


def _range(body: Mapped, damages: Sequence[Damage]) -> tuple[int, int]:
    """Return what stands for them in the text; what prints nothing is shown by the signs on both sides."""
    first, last = damages[0].start, damages[-1].end
    if damages[0].is_seen:
        return body.within(first, last)
    before = sum(body.offset(at) < first for at in range(len(body.text)))
    behind = sum(body.offset(at) < last for at in range(len(body.text)))
    return max(0, before - 1), min(len(body.text), behind + 1)


def _finding(unit: Unit, placed: _Placed) -> Finding:
    first = placed.damages[0]
    text = unit.translation_text[placed.start : placed.end]
    severity: Severity = "error" if first.is_seen else "warning"
    return Finding(
        BY_ITS_CHECK,
        severity,
        _CATEGORY,
        _said(placed.damages),
        unit.index,
        (Span("translation", placed.start, placed.end),),
        text if first.is_mended else None,
    )


def _said(damages: Sequence[Damage]) -> str:
    first, more = damages[0], len(damages) - 1
    what = (
        f"{_names(first.written)}, a sign for {first.kind}" if not first.is_seen else f'"{first.written}": {first.kind}'
    )
    return f"{what}, and {more} more in this sentence" if more else what


def _names(signs: str) -> str:
    return ", ".join(f"U+{ord(sign):04X}" for sign in signs[:3])


def _of_original(there: Sequence[tuple[Unit, _Placed]], case: Case) -> Finding:
    """Return what is to be said of the original, at its first place."""
    unit, placed = there[0]
    first = placed.damages[0]
    count = sum(len(each.damages) for _, each in there)
    where = ""
    if case.source_document is not None:
        line, column = Lines(case.source_document.text).at(first.start)
        where = f" line {line}, column {column} of"
    message = f"in{where} the original: {_said([first])}"
    message += f"; {count} places in all" if count > 1 else ""
    place = Span("source", placed.start, placed.end)
    return Finding(BY_ITS_CHECK, "warning", _CATEGORY, message, unit.index, (place,), blame="unclear")


PLUGIN: type[Check] = Encoding
