"""The paragraphs of a Word document, ISO/IEC 29500 (WordprocessingML), as they look with all changes accepted.

No library gives them: python-docx, the one that is kept well, leaves out insertions, notes, text boxes and content
controls, and keeps what is hidden.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.model import BlockKind
from toolkit.readers.files.wordprocessing.elements import child, descendants, has, local, value
from toolkit.readers.files.wordprocessing.places import Manuscript, Sign, names_heading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_GONE = frozenset(("del", "moveFrom", "Fallback", "rt", "rPr", "pPr", "sectPr"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t"}
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
_CONTENTS = "toc "
_BODY_LEVEL = 9
_BLOCKS = frozenset(("p", "tbl"))


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of a paragraph or a run, those that it is based on included."""

    kind: BlockKind | None = None
    is_hidden: bool = False
    is_contents: bool = False


@dataclass(slots=True)
class OfficeOpen:
    """Goes through the parts of a document once."""

    styles: Mapping[str, Style]
    footnotes: Mapping[str, "Element"]
    endnotes: Mapping[str, "Element"]
    manuscript: Manuscript = field(default_factory=Manuscript)
    begun: tuple[Sign, ...] = ()

    def story(self, element: "Element", within: str = "") -> None:
        """Take the paragraphs and tables of the body, a cell, a note or a text box."""
        for block in element:
            name = local(block)
            if name == "p":
                self._paragraph(block, within)
            elif name == "tbl":
                self._table(block)
            elif name not in _GONE:
                self.story(block, within)
        if self.begun:  # the last mark is deleted: nothing follows
            self.manuscript.add(self.begun, within, None)
            self.begun = ()

    def _paragraph(self, element: "Element", within: str) -> None:
        properties = child(element, "pPr")
        style = self._style(child(properties, "pStyle"))
        if style.is_contents:
            return
        signs = (*self.begun, *(() if style.is_hidden else self._signs(element)))
        self.begun = ()
        if any(has(properties, "rPr", change) for change in ("del", "moveFrom")):
            self.begun = signs  # the next paragraph goes on with it
        else:
            self.manuscript.add(signs, within, _kind(properties, style))
        for box in _boxes(element):
            self.story(box, self.manuscript.count("text box"))

    def _table(self, element: "Element") -> None:
        table = self.manuscript.count("table")
        rows = [row for row in _children(element, "tr") if not has(row, "trPr", "del")]
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(_children(row, "tc"), 1):
                merged = child(cell, "tcPr", "vMerge")
                goes_on = merged is not None and value(merged) != "restart"
                if not goes_on and not has(cell, "tcPr", "cellDel"):
                    self.story(cell, f"{table}, row {number}, cell {place}")

    def _signs(self, element: "Element") -> Iterator[Sign]:
        """Yield the text of what is in a paragraph, and note what it refers to."""
        for inner in element:
            name = local(inner)
            if name == "t":
                yield Sign(inner.text or "", inner)
            elif name in _SIGNS:
                yield Sign(_SIGNS[name])
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(name.removesuffix("Reference"), value(inner, "id"), inner)
            elif name in _GONE or name == "txbxContent" or (name == "r" and self._is_hidden(inner)):
                continue
            else:
                yield from self._signs(inner)

    def _note(self, kind: str, identity: str, anchor: "Element") -> None:
        """Take a note where it is referred to."""
        note = (self.footnotes if kind == "footnote" else self.endnotes).get(identity)
        if note is None:
            return
        where = self.manuscript.count(kind)
        inner = OfficeOpen(self.styles, {}, {})
        inner.story(note, where)
        self.manuscript.notes += [(signs, where, anchor) for signs in inner.manuscript.paragraphs]

    def _is_hidden(self, run: "Element") -> bool:
        properties = child(run, "rPr")
        own = child(properties, "vanish")
        return has(properties, "vanish") if own is not None else self._style(child(properties, "rStyle")).is_hidden

    def _style(self, named: "Element | None") -> Style:
        return self.styles.get(value(named), Style())


def styles_of(root: "Element | None") -> dict[str, Style]:
    """Return the styles by the identities that paragraphs and runs name them by."""
    given = {value(style, "styleId"): style for style in descendants(root, "style")} if root is not None else {}
    return {identity: _style(identity, given) for identity in given}


def notes_of(root: "Element | None", kind: str) -> dict[str, "Element"]:
    """Return the notes by their identities; nothing refers to the lines that part them from the text."""
    return {value(note, "id"): note for note in descendants(root, kind)} if root is not None else {}


def changes_in(*roots: "Element | None") -> int:
    """Return how many tracked changes there are."""
    return sum(1 for root in roots if root is not None for _ in descendants(root, *_CHANGES))


def _style(identity: str, given: Mapping[str, "Element"]) -> Style:
    kind: BlockKind | None = None
    is_hidden = is_contents = False
    seen: set[str] = set()
    while identity in given and identity not in seen:
        seen.add(identity)
        style = given[identity]
        name = value(child(style, "name")).lower()
        if kind is None and (names_heading(name) or _is_outlined(child(style, "pPr"))):
            kind = "heading"
        elif kind is None and child(style, "pPr", "numPr") is not None:
            kind = "paragraph"
        is_hidden = is_hidden or has(style, "rPr", "vanish")
        is_contents = is_contents or name.startswith(_CONTENTS)
        identity = value(child(style, "basedOn"))
    return Style(kind, is_hidden, is_contents)


def _kind(properties: "Element | None", style: Style) -> BlockKind | None:
    """Return what a paragraph's own properties say it is, or else its style's."""
    if _is_outlined(properties):
        return "heading"
    is_item = style.kind is None and child(properties, "numPr") is not None
    return "paragraph" if is_item else style.kind


def _is_outlined(properties: "Element | None") -> bool:
    level = value(child(properties, "outlineLvl"))
    return level.isdigit() and int(level) < _BODY_LEVEL


def _children(element: "Element", name: str) -> "Iterator[Element]":
    """Yield rows or cells, those in content controls included, but none of a table inside."""
    for inner in element:
        found = local(inner)
        if found == name:
            yield inner
        elif found not in _BLOCKS and found not in _GONE:
            yield from _children(inner, name)


def _boxes(element: "Element") -> "Iterator[Element]":
    """Yield the text boxes that are anchored in a paragraph, each in one of its two forms."""
    for inner in element:
        name = local(inner)
        if name == "txbxContent":
            yield inner
        elif name not in _GONE:
            yield from _boxes(inner)
