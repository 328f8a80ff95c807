"""A case as prose: what nobody translates is covered, what nobody can read, too, and both texts keep their length.

Addresses are covered wherever they stand, codes and foreign passages where they stand the same on both sides. A cover
is a sign for each character, no letter and no figure to any check; each tells where it stands, so that what a check
writes of a covered text can be read again.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.analysis.text.addresses import addresses
from toolkit.analysis.text.damage import is_damaged, restored
from toolkit.analysis.text.kept import kept
from toolkit.model import Case, Finding, Sentence, Side, Unit

# The planes of Unicode for private use: signs that no text has, one for each place in the text of a side.
_FIRST: dict[Side, int] = {"translation": 0xF0000, "source": 0x100000}
_PLACES = 0xFFFE
COVER = "\U000f0000-\U0010ffff"
"""The signs of covers, for a class of a regular expression."""
_WORD = re.compile(r"\w+(?:[^\w\s()\[\]{}\"“”„«»]\w+)*")
_COVERED = re.compile(f"[{COVER}]")

Range = tuple[int, int]


class Readings:
    """A case as the checks read it, each reading made once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._made: dict[tuple[bool, bool], Case] = {}

    def reading(self, *, addresses: bool, kept: bool, damage: bool = False) -> Case:
        """Return the case with addresses, what both sides keep, and what cannot be read, to be read or covered."""
        if damage:
            return self._case
        wanted = addresses, kept
        if wanted not in self._made:
            whole = wanted == (True, True)
            self._made[wanted] = (
                _restored(self._case)
                if whole
                else _covered(self.reading(addresses=True, kept=True), addresses=not addresses, kept=not kept)
            )
        return self._made[wanted]


def prose(case: Case) -> Case:
    """Return the case with everything covered that is no prose; the same case where there is nothing."""
    return Readings(case).reading(addresses=False, kept=False)


def _covered(case: Case, *, addresses: bool, kept: bool) -> Case:
    languages = case.source_language, case.translation_language
    units = tuple(_unit(unit, languages, cover_addresses=addresses, cover_kept=kept) for unit in case.units)
    if all(one is other for one, other in zip(units, case.units, strict=True)):
        return case
    return replace(case, units=units)


def _restored(case: Case) -> Case:
    """Return the case with what cannot be read restored or covered; the same case where all can be."""
    if not any(is_damaged(sentence) for unit in case.units for sentence in (*unit.translation, *(unit.source or ()))):
        return case
    return replace(case, units=tuple(_restored_unit(unit, case) for unit in case.units))


def _restored_unit(unit: Unit, case: Case) -> Unit:
    theirs = restored(unit.source or (), unit.translation, case.source_language)
    ours = restored(unit.translation, unit.source or (), case.translation_language)
    if not theirs and not ours:
        return unit
    source = {at: instead or _sign("source", at) for at, instead in theirs.items()}
    translation = {at: instead or _sign("translation", at) for at, instead in ours.items()}
    return replace(
        unit,
        source=None if unit.source is None else _sentences(unit.source, source),
        translation=_sentences(unit.translation, translation),
    )


def uncovered(finding: Finding, case: Case) -> Finding:
    """Return a finding on the case as prose in the words of the case itself."""
    told = finding.message + (finding.suggestion or "")
    if _COVERED.search(told) is None:
        return finding
    unit = case.unit(finding.unit)
    suggestion = finding.suggestion and _read(finding.suggestion, unit)
    return replace(finding, message=_read(finding.message, unit), suggestion=suggestion)


def _read(told: str, unit: Unit) -> str:
    texts = {"source": unit.source_text, "translation": unit.translation_text}

    def written(match: re.Match[str]) -> str:
        side: Side = "source" if ord(match[0]) >= _FIRST["source"] else "translation"
        place = ord(match[0]) - _FIRST[side]
        return texts[side][place : place + 1]

    return _COVERED.sub(written, told)


def _unit(unit: Unit, languages: tuple[str, str], *, cover_addresses: bool, cover_kept: bool) -> Unit:
    source, translation = unit.source_text, unit.translation_text
    covers = _Covers(source, translation)
    if cover_addresses:
        there = {one.text: (one.start, one.end) for one in addresses(translation)}
        for one in addresses(translation):
            covers.cover(None, (one.start, one.end), whole=True)
        for one in addresses(source):
            covers.cover((one.start, one.end), there.get(one.text), whole=True)
    if cover_kept and source and translation:
        for both in kept(source, translation, *languages):
            covers.cover(both.source, both.translation)
    if not covers.source and not covers.translation:
        return unit
    return replace(
        unit,
        source=None if unit.source is None else _sentences(unit.source, covers.source),
        translation=_sentences(unit.translation, covers.translation),
    )


class _Covers:
    """The signs that cover places of both texts of a unit; what reads the same has the same signs on both sides."""

    def __init__(self, source: str, translation: str) -> None:
        self._texts = source, translation
        self.source: dict[int, str] = {}
        self.translation: dict[int, str] = {}

    def cover(self, left: Range | None, right: Range | None, *, whole: bool = False) -> None:
        """Cover a range of either side, or both as one thing: the words in it, or the ``whole`` of it."""
        source, translation = self._texts
        places = _all if whole else _words
        if right:
            self.translation.update((at, _sign("translation", at)) for at in places(translation, right))
        if left and right and source[slice(*left)] == translation[slice(*right)]:
            shift = right[0] - left[0]
            self.source.update((at, _sign("translation", at + shift)) for at in places(source, left))
        elif left:
            self.source.update((at, _sign("source", at)) for at in places(source, left))


def _sign(side: Side, place: int) -> str:
    return chr(_FIRST[side] + place % _PLACES)


def _all(_text: str, where: Range) -> Iterator[int]:
    yield from range(*where)


def _words(text: str, where: Range) -> Iterator[int]:
    """Yield the places of letters and figures, and of marks between them: brackets and quotation marks stay."""
    for match in _WORD.finditer(text, *where):
        yield from range(*match.span())


def _sentences(sentences: Sequence[Sentence], covers: Mapping[int, str]) -> tuple[Sentence, ...]:
    if not covers:
        return tuple(sentences)
    found, start = [], 0
    for sentence in sentences:
        signs = list(sentence.text)
        for place, sign in covers.items():
            if 0 <= place - start < len(signs):
                signs[place - start] = sign
        text = "".join(signs)
        found.append(sentence if text == sentence.text else replace(sentence, body=replace(sentence.body, text=text)))
        start += len(signs) + 1
    return tuple(found)
