"""Where a paragraph stands, in words: "paragraph 3", "table 1, row 2, cell 3", "footnote 2"."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from toolkit.model import BlockKind
from toolkit.plugins.plurals import counted
from toolkit.readers.files.extracts import Extract

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEADINGS = ("heading ", "title", "subtitle")


def names_heading(style: str) -> bool:
    """Whether a style of this name is one of headings; word processors write these names in English in every file."""
    return style.lower().startswith(_HEADINGS)


def accepted(changes: int) -> tuple[str, ...]:
    """Return what the user should know of tracked changes."""
    some = counted(changes, "tracked change")
    return (f"{some} read as accepted: insertions in, deletions out",) if changes else ()


class Sign(NamedTuple):
    """A piece of a paragraph and the element that it stands in; ``is_tail``: behind that element, within its parent."""

    text: str
    element: "Element"
    is_tail: bool = False


class Origin(NamedTuple):
    """Where a paragraph begins in the text that was read, and the pieces that it is made of, in order.

    A note has the element that refers to it as its ``anchor``: the place in the running text that it belongs to.
    """

    start: int
    signs: Sequence[Sign]
    anchor: "Element | None" = None


def text_of(signs: Sequence[Sign]) -> str:
    """Return what the pieces of a paragraph say."""
    return "".join(sign.text for sign in signs)


class Note(NamedTuple):
    """A paragraph of a note, kept until the end: what it says, what the note is called, and what refers to it."""

    text: str
    where: str
    signs: Sequence[Sign] = ()
    anchor: "Element | None" = None


@dataclass(slots=True)
class Manuscript:
    """Takes the paragraphs of a word processor's document in order, and counts what they stand in.

    Notes are kept until the end: they part no sentence and no two paragraphs.
    """

    extract: Extract = field(default_factory=Extract)
    counts: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)

    def count(self, name: str) -> str:
        """Return the next place of its kind: "table 2"."""
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{name} {self.counts[name]}"

    def add(self, text: str, within: str, kind: BlockKind | None, signs: Sequence[Sign] = ()) -> None:
        """Add a paragraph of the running text, or of what it stands ``within``; a blank one counts for nothing."""
        if not text.strip():
            return
        self.origins.append(Origin(self.extract.size, signs))
        if within:
            self.extract.add(text, within, kind or "paragraph", aside=True)
        else:
            self.extract.add(text, self.count("paragraph"), kind)

    def keep_notes(self, inner: "Manuscript", where: str, anchor: "Element") -> None:
        """Keep the paragraphs of a note that was gone through by itself."""
        for origin in inner.origins:
            self.notes.append(Note(text_of(origin.signs), where, origin.signs, anchor))

    def finish(self) -> Extract:
        """Return all paragraphs, the notes last."""
        for note in self.notes:
            self.origins.append(Origin(self.extract.size, note.signs, note.anchor))
            self.extract.add(note.text, note.where, "paragraph", aside=True)
        self.notes = []
        return self.extract
