"""The paragraphs of an OpenDocument text (OASIS ODF 1.3, ISO/IEC 26300), as they look with all changes accepted.

Deletions do not stand in the text there but beside it, so that what stands there is what is accepted. No library that
is permissively licensed gives the text with its notes, frames and hidden parts told apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.model import BlockKind
from toolkit.readers.files.wordprocessing.elements import child, descendants, local, value
from toolkit.readers.files.wordprocessing.places import Manuscript, Sign, names_heading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_UNSEEN = frozenset(
    (
        "annotation",
        "tracked-changes",
        "hidden-text",
        "hidden-paragraph",
        "table-of-content",
        "illustration-index",
        "table-index",
        "alphabetical-index",
        "forms",
        "ruby-text",
        "covered-table-cell",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
    )
)
_DRAWING = "svg-compatible"  # the name space of what describes a picture: its title and its description
_MOST_SPACES = 1000


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of a paragraph or a span, its parents included."""

    is_title: bool = False
    is_hidden: bool = False


@dataclass(slots=True)
class OpenText:
    """Goes through the body once."""

    styles: Mapping[str, Style]
    manuscript: Manuscript = field(default_factory=Manuscript)

    def story(self, element: "Element", within: str = "", kind: BlockKind | None = None) -> None:
        """Take the paragraphs, lists and tables of the body, a cell, a note or a frame."""
        for block in element:
            name = local(block)
            if name in ("p", "h"):
                self._paragraph(block, within, "heading" if name == "h" else kind)
            elif name == "table":
                self._table(block)
            elif name == "list":
                self.story(block, within, "paragraph")
            elif name == "text-box":
                self.story(block, self.manuscript.count("text box"), kind)
            elif not _is_unseen(block) and not self._is_hidden_section(block):
                self.story(block, within, kind)

    def _paragraph(self, element: "Element", within: str, kind: BlockKind | None) -> None:
        style = self._style(element)
        if style.is_hidden:
            return
        known = "heading" if kind is None and style.is_title else kind
        self.manuscript.add(tuple(self._signs(element)), within, known)
        for box in _boxes(element):
            self.story(box, self.manuscript.count("text box"))

    def _table(self, element: "Element") -> None:
        table = self.manuscript.count("table")
        for number, row in enumerate(_children(element, "table-row"), 1):
            for place, cell in enumerate(_children(row, "table-cell", "covered-table-cell"), 1):
                if local(cell) == "table-cell":
                    self.story(cell, f"{table}, row {number}, cell {place}")

    def _signs(self, element: "Element") -> Iterator[Sign]:
        """Yield the text in a paragraph, and note what it refers to."""
        yield Sign(_folded(element.text), element)
        for inner in element:
            name = local(inner)
            if name == "s":
                count = value(inner, "c")
                yield Sign(" " * (min(int(count), _MOST_SPACES) if count.isdigit() else 1))
            elif name == "tab":
                yield Sign("\t")
            elif name == "line-break":
                yield Sign("\n")
            elif name == "note":
                self._note(inner)
            elif not _is_unseen(inner) and name != "text-box" and not self._style(inner).is_hidden:
                yield from self._signs(inner)
            yield Sign(_folded(inner.tail), inner, "tail")

    def _note(self, element: "Element") -> None:
        where = self.manuscript.count(value(element, "note-class") or "footnote")
        body = child(element, "note-body")
        if body is not None:
            inner = OpenText(self.styles)
            inner.story(body, where)
            self.manuscript.notes += [(signs, where, element) for signs in inner.manuscript.paragraphs]

    def _is_hidden_section(self, element: "Element") -> bool:
        return local(element) == "section" and value(element, "display") == "none"

    def _style(self, element: "Element") -> Style:
        return self.styles.get(value(element, "style-name"), Style())


def styles_of(*roots: "Element | None") -> dict[str, Style]:
    """Return the styles by name: those of the document, and those that were made for single paragraphs."""
    given: dict[str, Element] = {}
    for root in roots:
        given |= {value(style, "name"): style for style in descendants(root, "style")} if root is not None else {}
    return {name: _style(name, given) for name in given}


def changes_in(root: "Element") -> int:
    """Return how many tracked changes there are."""
    return sum(1 for _ in descendants(root, "changed-region"))


def _style(name: str, given: Mapping[str, "Element"]) -> Style:
    is_title = is_hidden = False
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        style = given.get(name)
        is_title = is_title or names_heading(name)
        is_hidden = is_hidden or value(child(style, "text-properties"), "display") == "none"
        name = value(style, "parent-style-name")
    return Style(is_title, is_hidden)


def _is_unseen(element: "Element") -> bool:
    """Whether what is in an element is not printed in its place; a comment of the XML is none."""
    return not local(element) or local(element) in _UNSEEN or _DRAWING in element.tag


def _folded(text: str | None) -> str:
    """Return text as it counts: a line's end in the XML is a space."""
    return text.replace("\r", " ").replace("\n", " ") if text else ""


def _children(element: "Element", *names: str) -> "Iterator[Element]":
    """Yield rows or cells, those in groups included, but none of a table inside."""
    for inner in element:
        if local(inner) in names:
            yield inner
        elif local(inner) in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _children(inner, *names)


def _boxes(element: "Element") -> "Iterator[Element]":
    """Yield the text boxes that are anchored in a paragraph."""
    for inner in element:
        name = local(inner)
        if name == "text-box":
            yield inner
        elif name != "note" and not _is_unseen(inner):
            yield from _boxes(inner)
