"""Capitals where the language wants them: the first word of a sentence, names and what is made of names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, ClassVar

from toolkit.analysis.text.bylines import is_byline
from toolkit.analysis.text.frequency import common
from toolkit.analysis.text.passages import Passage, PlacedSentence, ends, is_point, passages
from toolkit.analysis.text.words import words
from toolkit.languages import load
from toolkit.model import Case, Finding, Unchecked, Unit
from toolkit.plugins.contracts import Check

_CATEGORY = "linguistic-conventions/spelling"
_FIRST = re.compile(r"[\s\"'“‘«(\[*_#>]*([^\W_][\w’'.@/-]*)(?: (\S+))?")
_WORD = re.compile(r"(?<![\w@#./’'-])[^\W\d_]{4,}(?![\w@/]|\.\w)")
# A capital in mid-sentence, between words without one.
_AMID = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ] )([A-ZÀ-Þ][\w-]{2,})(?= [^\W\d_A-ZÀ-Þ]|[,;.:!?)]|$)")


@dataclass(frozen=True, slots=True)
class Capitals:
    """Sentences that begin with a small letter, and names, days, months and nationalities without capital.

    Italian, Spanish and French write "lunedì", "gennaio", "italiano" small, and the small letter slips through; the
    other way round, "Lunedì" is an English capital. A
    sentence that begins small may also have lost its beginning. Names that begin small ("iPhone", "von der Leyen"),
    points of a list, bylines, words of a picture, and what goes on from a line before, are let be.

    Bad:  the minister met the italian delegation on monday.
    Good: The minister met the Italian delegation on Monday.

    On clean news (NTREX-128, 1,007 segments): none. Finds 1.00 of sentences set in small letters, and 1.00 of those
    whose first letter is (DEMETR, 50 each).
    """

    needs_source: ClassVar[bool] = False
    safe_fix: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("capitals",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each small letter, with the word as it should be."""
        data = load(case.translation_language, "capitals")
        units = {unit.index: unit for unit in case.units}
        texts = passages(case)
        for number, passage in enumerate(texts):
            for index, piece in enumerate(passage.pieces):
                before = passage.pieces[index - 1].sentence.text if index else None
                if before is None and number and texts[number - 1].kind != "heading":
                    goes_on = not ends(texts[number - 1].text) or texts[number - 1].text.endswith((":", ";"))
                else:
                    goes_on = before is not None and not before.endswith(".")
                if not (goes_on or _is_short(before) or _is_part(passage, case.translation_language)):
                    yield from _first(passage, piece, units[piece.unit], case.translation_language)
            yield from (one for one in _names(passage, data) if not _is_kept(one, units[one.unit]))


def _is_part(passage: Passage, language: str) -> bool:
    """Whether a text is no sentence and may begin small: a cell, an item without a final mark, a byline."""
    if passage.kind == "heading":
        return is_byline(passage.text, language)
    return len(passage.pieces) == 1 and not ends(passage.text)


def _is_short(before: str | None) -> bool:
    """Whether the stop before is rather that of an abbreviation or an ellipsis than the end of a sentence."""
    return before is not None and re.search(r"(?:\.\.|\b\w)\.$", before) is not None


def _first(passage: Passage, piece: PlacedSentence, unit: Unit, language: str) -> Iterator[Finding]:
    text, data = piece.sentence.text, load(language, "capitals")
    match = _FIRST.match(text)
    if match is None or not match[1][0].islower() or "…" in text[: match.start(1)] or is_point(text):
        return
    if ((passage.is_point or passage.is_label) and piece.start == 0) or is_byline(passage.text, language):
        return
    word, following = match[1], match[2] or ""
    head = re.split(r"['’-]", word)[0]
    if any(sign.isupper() or sign.isdigit() or sign in "@/" for sign in word) or "." in word.rstrip("."):
        return
    if not common(head, language) and any(one.text == head for one in words(unit.source_text)):
        return  # a command or another name that is written small
    if head in data["particles"] and (head != word or following[:1].isupper() or following in data["particles"]):
        return
    source = _FIRST.match(unit.source_text) if unit.source and piece.offset == 0 else None
    if (source and source[1][0].islower()) or (len(word) == 1 and word not in data["single"]):
        return
    where = (piece.start + match.start(1), piece.start + match.end(1))
    # Where nothing has a capital, this one says it for all: to mend it alone would not do.
    alone = any(map(str.isupper, passage.text)) or not any(_names(replace(passage, text=f"{passage.text} A"), data))
    right = word[0].upper() + word[1:] if alone else None
    yield passage.finding("warning", _CATEGORY, "a sentence begins with a small letter", where, right)


def _is_kept(finding: Finding, unit: Unit) -> bool:
    """Whether the original has the word that a finding marks as it is: it belongs to a name written small."""
    marked = unit.translation_text[finding.spans[0].start : finding.spans[0].end]
    return any(word.text == marked for word in words(unit.source_text))


def _names(passage: Passage, data: Mapping[str, Any]) -> Iterator[Finding]:
    if not any(sign.isupper() for sign in passage.text):
        return  # nothing has a capital: one finding, at the beginning, says it
    always, common, small = _sets(*(tuple(data[name]) for name in ("always", "then_common", "small")))
    for match in _AMID.finditer(passage.text) if small else ():
        if match[1].lower() in small:
            right = match[1].lower()
            yield passage.finding("info", _CATEGORY, f"{right} is written small", match.span(1), right)
    for match in _inside(data["shortened"] or "(?!)").finditer(passage.text):
        right = match[0].capitalize()
        message = "a sentence begins with a small letter"
        yield passage.finding("warning", _CATEGORY, message, match.span(), right)
    for match in re.finditer(data["pronoun"], passage.text):
        right = match[0].upper()
        message = f"the pronoun {right} has a capital"
        yield passage.finding("warning", _CATEGORY, message, match.span(), right)
    for match in _WORD.finditer(passage.text):
        if match[0] in always:
            following = re.match(r"[ -]([a-z]+)", passage.text[match.end() :])
            if following is None or following[1] not in common:
                right = match[0].capitalize()
                yield passage.finding("warning", _CATEGORY, f"{right} has a capital", match.span(), right)


@cache
def _inside(shortened: str) -> re.Pattern[str]:
    """Match a small letter after a full stop after a whole word: nothing parts the sentences there but this."""
    return re.compile(rf"(?<=[a-zß-ÿ]{{5}}\. )(?<!{shortened}\. )[a-zß-ÿ]{{2,}}(?=[ ,])")


@cache
def _sets(*words: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, words))


PLUGIN: type[Check] = Capitals
