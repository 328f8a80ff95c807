"""A page of HTML -> its blocks, each with the parts of the page that it stands in.

The tokens are those of the standard library's tolerant parser, which knows where each of them stands; libraries that
build a tree (html5lib, lxml) know the line of an element at most, and a finding must point at the character.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from toolkit.model import BlockKind
from toolkit.readers.files.characters import Piece
from toolkit.readers.files.html_elements import BLOCKS, BREAKS, HIDDEN, PICTURES, VOID, block_kind, read_attributes

# Parts of a page, by their elements or by their roles (WAI-ARIA 1.2, landmarks).
PARTS = frozenset(("main", "article", "nav", "aside", "header", "footer", "form", "head"))
_ROLES = {
    "main": "main",
    "article": "article",
    "navigation": "nav",
    "menu": "nav",
    "menubar": "nav",
    "complementary": "aside",
    "banner": "header",
    "contentinfo": "footer",
    "search": "form",
    "dialog": "aside",
}
_PREFORMATTED = frozenset(("pre",))
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


@dataclass(slots=True)
class PageBlock:
    """What is seen of one block; ``parts`` are the open elements of ``PARTS`` with numbers that tell two apart."""

    pieces: list[Piece]
    kind: BlockKind | None
    parts: tuple[tuple[str, int], ...]

    def within(self, name: str) -> tuple[int, ...]:
        """Return the numbers of the parts of this name that the block stands in, the outermost first."""
        return tuple(number for part, number in self.parts if part == name)


def page_blocks(text: str, marks: tuple[str, str]) -> list[PageBlock]:
    """Return the blocks of a page in the order of the file; ``marks`` are what is seen around a ``<q>``."""
    parser = _Parser(text, marks)
    parser.feed(text[parser.begin :])
    parser.close()
    parser.end_block()
    return [block for block in sorted(parser.blocks, key=_start) if block.pieces]


def _start(block: PageBlock) -> int:
    return block.pieces[0][0] if block.pieces else 0


@dataclass(slots=True)
class _Open:
    """An element that is open: what it hides, the parts of the page that it stands in, and what its blocks are.

    Each knows of those around it what is asked, for pages may nest without end.
    """

    name: str
    hides: bool
    parts: tuple[tuple[str, int], ...]
    kind: BlockKind | None


class _Parser(HTMLParser):
    """Collects blocks from tokens; every handler asks the parser where its token stands."""

    def __init__(self, text: str, marks: tuple[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.begin = int(text.startswith("\ufeff"))
        self.marks = marks
        self.blocks: list[PageBlock] = []
        self.open: list[_Open] = []
        self.open_names: Counter[str] = Counter()
        self.hidden = 0
        self.counted = 0
        self.pieces: list[Piece] = []
        self.kind: BlockKind | None = None
        self._lines = [self.begin, *(match.end() for match in re.finditer("\n", text))]

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Begin an element; a block that was open ends where one of its own begins."""
        start, end = self._place()
        if tag in BREAKS:
            self._see((start, end, " "))
        elif tag == "q":
            self._see((start, end, self.marks[0]))
        if tag in BLOCKS:
            self.end_block()
            self.kind = self._kind_of(tag)
        if tag in PICTURES and not self.hidden:
            for span in read_attributes(self.text, start, end):
                self._aside(span)
        if tag not in VOID:
            self._push(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Take ``<br/>``; of other elements HTML ignores the slash."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End an element and those inside it that nobody ended; one that is not open has no end."""
        start, end = self._place()
        if tag == "q":
            self._see((start, end, self.marks[1]))
        if tag in BLOCKS:
            self.end_block()
        if not self.open_names[tag]:
            return
        at = next(at for at in reversed(range(len(self.open))) if self.open[at].name == tag)
        self.hidden -= sum(element.hides for element in self.open[at:])
        self.open_names.subtract(element.name for element in self.open[at:])
        del self.open[at:]
        self.kind = self._kind_around()

    def handle_data(self, data: str) -> None:
        """Take characters as they stand."""
        start = self._offset()
        self._see((start, start + len(data)))

    def handle_entityref(self, name: str) -> None:
        """Take ``&name;``: what it stands for is read when the block is folded."""
        self._reference(name)

    def handle_charref(self, name: str) -> None:
        """Take ``&#8217;``."""
        self._reference(name)

    def unknown_decl(self, data: str) -> None:
        """Take nothing of a CDATA section in HTML: browsers read it as a comment."""

    def end_block(self) -> None:
        """End the open block, if anything of it is seen."""
        if self.pieces:
            self.blocks.append(PageBlock(self.pieces, self.kind, self._parts()))
        self.pieces = []

    def _reference(self, name: str) -> None:
        start = self._offset()
        match = _REFERENCE.match(self.text, start)
        self._see((start, match.end() if match else start + len(name) + 1))

    def _see(self, piece: Piece) -> None:
        if self.hidden:
            return
        last = self.pieces[-1] if self.pieces else None
        if last is not None and len(last) == len(piece) == 2 and last[1] == piece[0]:
            self.pieces[-1] = (last[0], piece[1])
        else:
            self.pieces.append(piece)

    def _aside(self, span: tuple[int, int]) -> None:
        """Add what is read beside the text as a block of its own: the words of a picture."""
        if span[0] < span[1]:
            self.blocks.append(PageBlock([span], "paragraph", self._parts()))

    def _push(self, tag: str, attributes: dict[str, str | None]) -> None:
        role = _ROLES.get((attributes.get("role") or "").strip().lower())
        name = role or (tag if tag in PARTS else None)
        hides = (tag in HIDDEN and tag != "head") or tag in _PREFORMATTED or "hidden" in attributes
        self.counted += name is not None
        own = ((name, self.counted),) if name else ()
        self.open.append(_Open(tag, hides, (*self._parts(), *own) if own else self._parts(), self._kind_of(tag)))
        self.open_names[tag] += 1
        self.hidden += hides

    def _parts(self) -> tuple[tuple[str, int], ...]:
        return self.open[-1].parts if self.open else ()

    def _kind_of(self, tag: str) -> BlockKind | None:
        """Return what the blocks of an element are: what it says, or the nearest one around it that says so."""
        return block_kind(tag) or self._kind_around()

    def _kind_around(self) -> BlockKind | None:
        return self.open[-1].kind if self.open else None

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _place(self) -> tuple[int, int]:
        start = self._offset()
        written = self.get_starttag_text() if self.text[start + 1 : start + 2] != "/" else None
        if written:
            return start, start + len(written)
        end = self.text.find(">", start)
        return start, (end + 1 if end >= 0 else len(self.text))
