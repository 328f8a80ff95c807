"""Documents, their sentences, and how those of two documents correspond."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

BlockKind = Literal["paragraph", "heading", "credit"]


class Damage(NamedTuple):
    """Characters of a document that nobody meant: their range there, and what happened to them, in words.

    ``is_mended`` says that what was meant is known, and read; ``is_seen`` is False for signs that print nothing.
    """

    start: int
    end: int
    written: str
    kind: str
    is_mended: bool = True
    is_seen: bool = True


@dataclass(frozen=True, slots=True)
class Mapped:
    """A piece of clean text (white space folded, markup removed) that knows where each character stands in the file.

    ``anchors`` are pairs (offset in ``text``, offset in the document), ascending in both; between two anchors both
    offsets advance together. An empty tuple means one anchor, ``(0, start)``. ``replaced`` are stretches that stand as
    a whole for other characters of the document (an entity, a ligature, a letter and its accent): their range in
    ``text``, and the range there. ``damages`` are the places that are not as they were meant, in order.
    """

    text: str
    start: int
    end: int
    anchors: tuple[tuple[int, int], ...] = ()
    replaced: tuple[tuple[int, int, int, int], ...] = ()
    damages: tuple[Damage, ...] = ()

    def offset(self, position: int) -> int:
        """Return the document offset of the character at ``position`` (0..len(text)); len(text) gives ``end``."""
        if position >= len(self.text):
            return self.end
        whole = self._whole(position)
        if whole:
            return whole[2]
        anchors = self.anchors or ((0, self.start),)
        at, origin = anchors[max(0, bisect_right(anchors, (position, 1 << 62)) - 1)]
        return origin + max(0, position - at)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open document range that covers ``text[start:end]``."""
        first = self.offset(start)
        if end <= start:
            return first, first
        whole = self._whole(end - 1)
        return first, max(first, whole[3] if whole else self.offset(end - 1) + 1)

    def within(self, first: int, last: int) -> tuple[int, int]:
        """Return the range of ``text`` that stands for characters of this range of the document; empty if none does."""
        places = [at for at in range(len(self.text)) if self.offset(at) < last and first < self.place(at, at + 1)[1]]
        return (places[0], places[-1] + 1) if places else (0, 0)

    def cut(self, start: int, end: int) -> "Mapped":
        """Return ``text[start:end]`` as a piece of its own, with its anchors."""
        first, last = self.place(start, end)
        inside = self.anchors[bisect_left(self.anchors, (start + 1, 0)) : bisect_left(self.anchors, (end, 0))]
        anchors = ((0, first), *((at - start, origin) for at, origin in inside))
        replaced = tuple(
            (max(at, start) - start, min(to, end) - start, origin, origin_end)
            for at, to, origin, origin_end in self.replaced
            if at < end and start < to
        )
        damages = tuple(damage for damage in self.damages if damage.start < last and first < damage.end)
        return Mapped(self.text[start:end], first, last, anchors, replaced, damages)

    def _whole(self, position: int) -> tuple[int, int, int, int] | None:
        """Return the stretch with this character in it that stands for others."""
        if not self.replaced:
            return None
        one = self.replaced[max(0, bisect_right(self.replaced, (position, 1 << 62)) - 1)]
        return one if one[0] <= position < one[1] else None


class Tag(NamedTuple):
    """A piece of markup or a placeholder inside a text of a translator's file: ``at`` is its offset in the clean text.

    Two tags that must stand on both sides have the same ``name`` ("<b>", "</b>", "{2}", "%s").
    """

    at: int
    name: str


def joined(parts: Sequence[Mapped]) -> Mapped:
    """Return pieces of one document, in order, as one; what lies between them is left out without a trace."""
    anchors: list[tuple[int, int]] = []
    replaced: list[tuple[int, int, int, int]] = []
    at = 0
    for part in parts:
        anchors += ((at + place, origin) for place, origin in part.anchors or ((0, part.start),))
        replaced += ((at + start, at + end, first, last) for start, end, first, last in part.replaced)
        at += len(part.text)
    damages = dict.fromkeys(damage for part in parts for damage in part.damages)
    text = "".join(part.text for part in parts)
    return Mapped(text, parts[0].start, parts[-1].end, tuple(anchors), tuple(replaced), tuple(damages))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a credit line of a document: what a reader sees before sentences are split.

    ``tags`` are in order, and only where the file's kind says what they are (XLIFF, TMX, PO); other markup leaves none.
    """

    kind: BlockKind
    body: Mapped
    tags: tuple[Tag, ...] = ()


class Landmark(NamedTuple):
    """From ``start`` (an offset in the document's text) on, a place is called so: "paragraph 3", "cue 12", "page 2"."""

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language; ``path`` is shown to the user, ``text`` is the decoded file, unchanged.

    Of a file that is no text (a word processor's, a spreadsheet, a PDF), ``text`` is what was read out of it, and
    ``lined`` is False: lines and columns would mean nothing to whoever opens the file. ``landmarks`` (ascending) then
    say where a place is; a text may have them, too (cues, units). ``notes`` tell the user what was read as something
    else than it is ("2 tracked changes read as accepted"), or only nearly.
    """

    path: str
    language: str
    text: str
    blocks: tuple[Block, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    lined: bool = True
    notes: tuple[str, ...] = ()

    @property
    def credit(self) -> str | None:
        """The translation's credit line, if the document has one."""
        return next((block.body.text for block in self.blocks if block.kind == "credit"), None)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in memory, read as a file of this name would be: "article.md" is Markdown, "article" plain text.

    Messages call it by its name; no file of that name need exist, and none is opened.
    """

    text: str
    name: str = "text"

    def __str__(self) -> str:
        return self.name


Readable = Path | Text
"""What can be read as a document."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a heading, which counts as one; ``paragraph`` is the number of its block, from zero."""

    body: Mapped
    kind: BlockKind = "paragraph"
    paragraph: int = 0
    tags: tuple[Tag, ...] = ()

    @property
    def text(self) -> str:
        """The clean text: one line, single spaces, no markup."""
        return self.body.text


@dataclass(frozen=True, slots=True)
class Bead:
    """A correspondence (Gale & Church 1993): half-open ranges of sentences on the left and on the right.

    ``confidence`` is the calibrated probability that the bead is right, None where nobody estimated it. A bead that is
    ``moved`` stands where its right side does, and its left side stands elsewhere in its text.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    cost: float = 0.0
    confidence: float | None = None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """What a bead joins (the ``tu`` of TMX); ``source`` is None in a run without an original.

    Either side is a tuple of sentences: empty on one side means an omission or an addition. Units stand in the order of
    the translation; what ``moved`` has its source elsewhere in the original. ``id`` is the name that a bilingual file
    gives it; ``at`` is where in that file a unit stands that has no translation.
    """

    index: int
    source: tuple[Sentence, ...] | None
    translation: tuple[Sentence, ...]
    confidence: float | None = None
    id: str = ""
    moved: bool = False
    at: int | None = None

    @property
    def source_text(self) -> str:
        """The source sentences joined by a space; empty without a source."""
        return _joined(self.source) if self.source else ""

    @property
    def translation_text(self) -> str:
        """The translation's sentences joined by a space."""
        return _joined(self.translation)


def _joined(sentences: tuple[Sentence, ...]) -> str:
    """Return the sentences joined by a space: checks ask for them dozens of times, and most are one."""
    return sentences[0].body.text if len(sentences) == 1 else " ".join(sentence.body.text for sentence in sentences)


UnitState = Literal["translated", "untranslated", "locked"]


@dataclass(frozen=True, slots=True)
class GivenUnit:
    """A unit that a bilingual file gives: blocks of its two documents, by half-open ranges of their numbers.

    "locked" is what the file says must stay as it is, "untranslated" what nobody has translated yet. ``at`` is where in
    the file the translation would stand, for a unit without one.
    """

    id: str
    source: tuple[int, int]
    translation: tuple[int, int]
    state: UnitState = "translated"
    at: int | None = None


@dataclass(frozen=True, slots=True)
class BilingualDocument:
    """A file that holds an original and its translation: both as documents, and its units in order.

    Each block of either document is in exactly one unit.
    """

    source: Document
    translation: Document
    units: tuple[GivenUnit, ...]
