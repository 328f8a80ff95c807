"""Offset in a text -> line and column, as editors count them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from toolkit.model.findings import Finding, Span
from toolkit.model.texts import Document, Sentence, Unit

_SPACE = re.compile(r"[^\S\r\n]+")
# Between the signs of a text: white space within a paragraph, what prints nothing, the hyphen of a word that was cut.
_GAP = re.compile(
    r"-?(?:[^\S\r\n]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f-\x9f])*"
    r"(?:(?:\r\n|\r|\n)[^\S\r\n]*)?"
)
_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    r"""The line starts of one text, found once; "\n", "\r\n" and a lone "\r" end a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._mark = int(text.startswith("\ufeff"))

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1; a byte order mark takes no column."""
        line = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[line] + 1
        return line + 1, max(1, column - self._mark) if line == 0 else column


_LONGEST_QUOTE = 60
_LAST: list[tuple[Sequence[Sentence], Sequence[int]]] = [((), (0,))]  # of the unit that was asked last


class Place(NamedTuple):
    """A half-open range of a document's text, and the line and column (from 1) where it starts.

    Of a document without lines, ``line`` and ``column`` are those of the text that was read out of it.
    """

    line: int
    column: int
    start: int
    end: int


def locate(finding: Finding, units: Sequence[Unit], document: Document) -> Place:
    """Return where a finding stands in the translation's file; it always has a place.

    Its first span on the translation's side counts. Without one the whole unit is meant; where the translation lacks
    the unit (an omission), that is where its file has it, or else the empty range after the preceding unit. ``units``
    are all units of the document.
    """
    position = _position(finding.unit, units)
    if position is None:
        return place(document, 0, 0)
    sentences = units[position].translation
    for span in finding.spans:
        if span.side == "translation" and sentences:
            start, end = span_range(sentences, span.start, span.end)
            return place(document, start, max(end, _behind(sentences, span, document)))
    return unit_place(units, position, document)


def unit_place(units: Sequence[Unit], position: int, document: Document) -> Place:
    """Return the range of ``units[position]`` in the translation's file, empty where the translation lacks it."""
    sentences = units[position].translation
    if sentences:
        return place(document, sentences[0].body.start, sentences[-1].body.end)
    at = units[position].at
    if at is not None:
        return place(document, at, at)
    before = (units[at].translation for at in range(position - 1, -1, -1) if units[at].translation)
    after = (units[at].translation for at in range(position, len(units)) if units[at].translation)
    behind = next(before, None)
    ahead = next(after, None) if behind is None else None
    gap = behind[-1].body.end if behind else ahead[0].body.start if ahead else 0
    return place(document, gap, gap)


def span_range(sentences: Sequence[Sentence], start: int, end: int) -> tuple[int, int]:
    """Map a range of the sentences' texts, joined by one space, to offsets in their document.

    A range that reaches beyond the texts is cut to them; a position on the joining space is what stands between two
    sentences. There must be a sentence.
    """
    first = _offset(sentences, max(0, start), last=False)
    return first, max(first, _offset(sentences, end - 1, last=True)) if end > start else first


def is_plain(finding: Finding, unit: Unit, document: Document) -> bool:
    """Return whether the words of a finding stand in the file as they are read: nothing but white space between them.

    What is hidden there (emphasis, the target of a link, the end of a paragraph) would be lost with a replacement.
    """
    span = next((span for span in finding.spans if span.side == "translation"), None)
    if span is None or not unit.translation:
        return True
    inside = pairwise(_character_places(unit.translation, max(0, span.start), span.end))
    return all(_GAP.fullmatch(document.text, end, max(end, start)) for (_, end), (start, _) in inside)


def place(document: Document, start: int, end: int) -> Place:
    """Return a range of a document with the line and column of its start."""
    return Place(*_lines(document.text).at(start), start, end)


def shown(place: Place, document: Document) -> str:
    """Return how a reader finds a place: "12:5" (line and column), "cue 4, 12:5", or, without lines, "page 2"."""
    lines = f"{place.line}:{place.column}" if document.lined else ""
    return ", ".join(part for part in (where(place, document), lines) if part) or "the text"


def where(place: Place, document: Document) -> str:
    """Return the landmark that a place stands behind ("cue 12", "page 2"), "" where the document has none."""
    at = bisect_right(document.landmarks, place.start, key=lambda landmark: landmark.start) - 1
    return document.landmarks[max(at, 0)].name if document.landmarks else ""


def quote(place: Place, document: Document) -> str:
    """Return what stands in a place, on one line and shortened; of an empty one, nothing."""
    words = " ".join(document.text[place.start : min(place.end, place.start + 4 * _LONGEST_QUOTE)].split())
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _behind(sentences: Sequence[Sentence], span: Span, document: Document) -> int:
    """Return where the white space behind the sentences ends, for a span that reaches into it; else 0."""
    length = _starts(sentences)[-1] + len(sentences[-1].text)
    space = _SPACE.match(document.text, sentences[-1].body.end) if span.end > length else None
    return space.end() if space else 0


def _position(index: int, units: Sequence[Unit]) -> int | None:
    if 0 <= index < len(units) and units[index].index == index:
        return index
    return next((number for number, unit in enumerate(units) if unit.index == index), None)


def _offset(sentences: Sequence[Sentence], position: int, *, last: bool) -> int:
    """Return the offset of the character at a position of the joined text, or, as the last one, of what follows it."""
    starts = _starts(sentences)
    number = max(0, bisect_right(starts, position) - 1)
    sentence, at = sentences[number], position - starts[number]
    if at < len(sentence.text):
        return sentence.body.place(at, at + 1)[int(last)]
    is_between = last and at == len(sentence.text) and number + 1 < len(sentences)
    return sentences[number + 1].body.start if is_between else sentence.body.end


def _character_places(sentences: Sequence[Sentence], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each character of a range of the joined text stands in the document; joining spaces stand nowhere."""
    starts = _starts(sentences)
    for number in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
        sentence, shift = sentences[number], starts[number]
        for at in range(max(0, start - shift), min(len(sentence.text), end - shift)):
            yield sentence.body.place(at, at + 1)


def _starts(sentences: Sequence[Sentence]) -> Sequence[int]:
    """Return where each sentence begins in the joined text; a unit may have thousands, and as many findings."""
    kept, starts = _LAST[0]
    if kept is not sentences:
        starts = [0, *accumulate(len(sentence.text) + 1 for sentence in sentences[:-1])]
        _LAST[0] = sentences, starts
    return starts


@lru_cache(maxsize=8)
def _lines(text: str) -> Lines:
    return Lines(text)
