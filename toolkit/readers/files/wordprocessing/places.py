"""Where a paragraph stands, in words: "paragraph 3", "table 1, row 2, cell 3", "footnote 2"."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

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
    """Some text of a paragraph, and the text of the XML that it is; no element where a tab or a break stands for it."""

    text: str
    element: "Element | None" = None
    side: Literal["text", "tail"] = "text"


class Origin(NamedTuple):
    """From ``start`` on, ``size`` characters of what was read are those of a text of the XML, from its first one on.

    What stands in a note has the element that refers to it as its ``anchor``.
    """

    start: int
    size: int
    element: "Element"
    side: Literal["text", "tail"]
    anchor: "Element | None" = None


@dataclass(slots=True)
class Manuscript:
    """Takes the paragraphs of a word processor's document in order, and counts what they stand in.

    Notes are kept until the end: they part no sentence and no two paragraphs.
    """

    extract: Extract = field(default_factory=Extract)
    counts: dict[str, int] = field(default_factory=dict)
    notes: list["tuple[Sequence[Sign], str, Element | None]"] = field(default_factory=list)
    paragraphs: list[Sequence[Sign]] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)

    def count(self, name: str) -> str:
        """Return the next place of its kind: "table 2"."""
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{name} {self.counts[name]}"

    def add(self, signs: Sequence[Sign], within: str, kind: BlockKind | None) -> None:
        """Add a paragraph of the running text, or of what it stands ``within``; a blank one counts for nothing."""
        text = "".join(sign.text for sign in signs)
        if not text.strip():
            return
        self.paragraphs.append(signs)
        self._trace(signs)
        if within:
            self.extract.add(text, within, kind or "paragraph", aside=True)
        else:
            self.extract.add(text, self.count("paragraph"), kind)

    def finish(self) -> Extract:
        """Return all paragraphs, the notes last."""
        for signs, where, anchor in self.notes:
            self._trace(signs, anchor)
            self.extract.add("".join(sign.text for sign in signs), where, "paragraph", aside=True)
        self.notes = []
        return self.extract

    def _trace(self, signs: Sequence[Sign], anchor: "Element | None" = None) -> None:
        """Note where each text of a paragraph that is added next comes from."""
        at = self.extract.size
        for sign in signs:
            if sign.element is not None and sign.text:
                self.origins.append(Origin(at, len(sign.text), sign.element, sign.side, anchor))
            at += len(sign.text)
