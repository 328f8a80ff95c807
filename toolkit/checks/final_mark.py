"""A paragraph or sentence that ends without full stop, question mark or exclamation mark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.text.passages import TERMINAL, Passage, PlacedSentence, bare_end, ends, passages
from toolkit.analysis.text.prose import COVER
from toolkit.languages import load, remembered
from toolkit.model import Case, Finding, Unchecked, Unit
from toolkit.plugins.contracts import Check

_LAST_WORD = re.compile(r"[^\s—–]+$")
_INNER_END = re.compile(r"[a-z]{3}[.!?] [a-zA-Z]")
# An address at the end: a stop behind it would be taken for a part of it.
_ADDRESS = re.compile(rf"(?:(?:://|@|www\.)\S+|[{COVER}])$")
# From how many on, and from what share of the sentences whose original has a mark, it is the way of the whole text.
_MANY, _MOST = 5, 0.75
_LONG = 12  # words: a line without a mark that is shorter is a heading, a caption or a signature


@dataclass(frozen=True, slots=True)
class FinalMark:
    """A sentence without a final mark where its original has one, or a paragraph that just stops.

    A lost full stop is small, but where it is lost a piece of the sentence may be lost with it. Points of a list may do
    without, headings have none: without an original only a paragraph is marked that holds another sentence, or that is
    long and has a verb, while its neighbours end properly. A text in which hardly any sentence has its mark is told
    once.

    Bad:  The ministers agreed on the plan. They will meet again in June
    Good: The ministers agreed on the plan. They will meet again in June.

    On clean news (NTREX-128, 1,007 segments): none with the original, .2 % without it, both rightly. With the original
    it finds .98 of lost final marks (DEMETR, 50).
    """

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each sentence or paragraph that lacks its mark, with the last word and the mark as suggestion."""
        sourced = {unit.index: unit for unit in case.units if unit.source}
        texts = passages(case)
        found = [
            (passage, piece)
            for number, passage in enumerate(texts)
            for piece in passage.pieces
            if _lacks(texts, number, piece, sourced.get(piece.unit), case.translation_language)
        ]
        against = [place for place in found if place[1].unit in sourced]
        whole = len(against) >= _MANY and len(against) > _MOST * sum(map(_source_has_mark, sourced.values()))
        for passage, piece in found:
            told = piece.unit in sourced
            if whole and told and piece is not against[0][1]:
                continue
            word = _LAST_WORD.search(passage.text, 0, piece.end)
            where = (word.start() if word else piece.start, piece.end)
            message = "no final mark, though the original has one" if told else "no final mark"
            if whole and told:
                message += f", and so it is with {len(against) - 1} more: hardly any sentence here has its mark"
            yield passage.finding(
                "warning", "linguistic-conventions/punctuation", message, where, _with_mark(passage.text[slice(*where)])
            )


def _lacks(texts: tuple[Passage, ...], number: int, piece: PlacedSentence, unit: Unit | None, language: str) -> bool:
    """Whether a sentence, at the end of its unit or of its paragraph, lacks its mark."""
    passage = texts[number]
    if unit is None:
        return piece is passage.pieces[-1] and passage.whole and _just_stops(texts, number, language)
    ends_unit = piece.offset + len(piece.sentence.text) == len(unit.translation_text)
    return ends_unit and not passage.is_point and _source_has_it(unit)


def _source_has_it(unit: Unit) -> bool:
    text = unit.translation_text
    return _source_has_mark(unit) and bool(text) and not ends(text) and not _ADDRESS.search(text)


def _source_has_mark(unit: Unit) -> bool:
    return bare_end(unit.source_text)[-1:] in tuple(TERMINAL)


def _just_stops(texts: tuple[Passage, ...], number: int, language: str) -> bool:
    passage = texts[number]
    if ends(passage.text) or _ADDRESS.search(passage.text):
        return False
    if len(passage.pieces) > 1:
        return ends(passage.text[: passage.pieces[-1].start - 1])
    if passage.text.count(" ") + 1 < _LONG or _verbs(language).search(passage.text) is None:
        return False
    if _INNER_END.search(passage.text):
        return True
    around = texts[max(0, number - 1) : number] + texts[number + 1 : number + 2]
    return passage.kind == "paragraph" and all(ends(other.text) or other.kind != "paragraph" for other in around)


@remembered()
def _verbs(language: str) -> re.Pattern[str]:
    """Match a finite verb of a language; nothing where none is known."""
    words = load(language, "form").get("sentence_verbs", ())
    return re.compile(rf"\b(?:{'|'.join(words)})\b" if words else r"(?!)")


def _with_mark(word: str) -> str:
    return word.rstrip(",;-") + "."


PLUGIN: type[Check] = FinalMark
