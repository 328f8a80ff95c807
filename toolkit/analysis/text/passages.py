"""The translation as a reader meets it: paragraphs, joined from the units, that know the way back.

Signs such as quotation marks pair within a paragraph or over several, not within a unit. A passage is one paragraph
where the document is known, and one unit where it is not: then the segments stand alone, and what is cut off at their
ends may stand in another one.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from unicodedata import category

from toolkit.analysis.text.once import once
from toolkit.model import BY_ITS_CHECK, BlockKind, Case, Document, Finding, Sentence, Severity, Span

# What may stand behind the mark that ends a sentence: signs that close, of any language (German closes with “ and ‘).
CLOSING = " \u00a0\u202f\"'”’“‘»›«)]*_"
TERMINAL = ".!?…"
_POINT = re.compile(r"\s*(?:[-–—•·▪‣*+]|\(?\w{1,2}[.)]|\d[\d.:,/-]*[.)]?|[¹²³⁰⁴-⁹†‡]+|\[\d[\d.:,/-]*\])\s")
# What stands before a point in its line where markup has it: "- ", "2. ", "<li>".
_MARKER = re.compile(r"[ \t>]*(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?[*_]*$|<li\b[^<>]*>\s*$")
_LABEL = re.compile(r"""!\[\s*$|\]\([^()\s]*\s+["']$|\b(?:alt|title|caption)\s*=\s*["']\s*$""", re.IGNORECASE)
_BEFORE = 80
_SYMBOLS = ("So", "Sk", "Mn", "Cf")


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """One sentence: where it stands in its passage and in the text of its unit."""

    sentence: Sentence
    start: int
    unit: int
    offset: int

    @property
    def end(self) -> int:
        """Where it ends in its passage."""
        return self.start + len(self.sentence.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or heading: its sentences joined by a space. ``whole`` is False for a segment that stands alone.

    ``is_point``: it is a point of a list, by how it begins or by the marker that stands before it in its file.
    ``is_label``: it is what a file says of a picture.
    """

    text: str
    kind: BlockKind
    pieces: tuple[PlacedSentence, ...]
    whole: bool
    is_point: bool = False
    is_label: bool = False

    def place(self, start: int, end: int) -> tuple[int, Span]:
        """Return the unit that holds ``text[start]``, and the span there; the span ends with its unit at the latest."""
        at = max(0, bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1)
        piece = last = self.pieces[at]
        for number in range(at + 1, len(self.pieces)):
            if self.pieces[number].unit != piece.unit:
                break
            last = self.pieces[number]
        shift = piece.offset - piece.start
        return piece.unit, Span("translation", start + shift, max(start, min(end, last.end)) + shift)

    def finding(
        self,
        severity: Severity,
        category: str,
        message: str,
        where: tuple[int, int],
        suggestion: str | None = None,
    ) -> Finding:
        """Return a finding at ``text[where[0]:where[1]]``; ``suggestion`` is what should stand there instead."""
        unit, span = self.place(*where)
        return Finding(BY_ITS_CHECK, severity, category, message, unit, (span,), suggestion)


@once
def passages(case: Case) -> tuple[Passage, ...]:
    """Return the passages of the translation, in order; units without a translation have none."""
    groups: list[tuple[object, list[tuple[Sentence, int, int]]]] = []
    whole = case.document is not None
    for unit in case.units:
        offset = 0
        for sentence in unit.translation:
            key = (sentence.paragraph, sentence.kind) if whole else unit.index
            if not groups or groups[-1][0] != key:
                groups.append((key, []))
            groups[-1][1].append((sentence, unit.index, offset))
            offset += len(sentence.text) + 1
    return tuple(_passage(group, case.document) for _, group in groups)


def _passage(group: list[tuple[Sentence, int, int]], document: Document | None) -> Passage:
    pieces = []
    start = 0
    for sentence, unit, offset in group:
        pieces.append(PlacedSentence(sentence, start, unit, offset))
        start += len(sentence.text) + 1
    text = " ".join(sentence.text for sentence, _, _ in group)
    before = _before(document, group[0][0].body.start) if document is not None else ""
    point, label = is_point(text) or _MARKER.search(before) is not None, _LABEL.search(before) is not None
    return Passage(text, group[0][0].kind, tuple(pieces), document is not None, point, label)


def is_point(text: str) -> bool:
    """Return whether a text is a point of a list or a note, or begins with a time or a score: no sentence by right."""
    return _POINT.match(text) is not None


def _before(document: Document, start: int) -> str:
    """Return what stands before a text in its line."""
    return re.split(r"[\r\n]", document.text[max(0, start - _BEFORE) : start])[-1]


def ends(text: str) -> bool:
    """Return whether a text ends with a mark that ends a sentence or announces what follows, quotation marks aside."""
    bare = bare_end(text)
    return bool(bare) and bare[-1] in TERMINAL + ":;—–"


def bare_end(text: str) -> str:
    """Return a text without the signs that close it, and without emoji."""
    end = len(text)
    while end and (text[end - 1] in CLOSING or category(text[end - 1]) in _SYMBOLS):
        end -= 1
    return text[:end]
