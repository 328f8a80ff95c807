"""Markdown: headings, paragraphs, list items and table rows as blocks, without their markup.

A small parser of our own: markdown-it-py and its like give line numbers for blocks, but no offsets inside a line, and a
finding must point at the character in the file.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.model import Block, BlockKind, Document, Mapped
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.decoding import decode
from toolkit.readers.files.folding import fold
from toolkit.readers.files.markdown_inline import pieces
from toolkit.readers.splitting.blocks import label

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|$)")
_FRONT_MATTER = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\n|\r)"
    r"(?=\s*[\w\"'.-]+\s*[:=]|\s*[#\[])(?s:.*?)"  # a key first, or it is a rule at the top of the page
    r"(?:(?<=\n)|(?<=\r))(?:(?P=fence)|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)"
)
_QUOTES = re.compile(r"(?: {0,3}> ?)*")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_ATX_END = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|(\d{1,9})[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)([^\[\]]{1,300})\]:[ \t]*\S")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\[\]\s]{1,60}\]:[ \t]*")
_DELIMITERS = re.compile(r"(?=[^|]*\|)[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*(?:\||$))+[ \t]*$")
_CELL = re.compile(r"(?:[^|\\]|\\.)+")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^{}]{0,200}\}[ \t]*$")
_CODE_SPAN = re.compile(r"`[^`]*`")
_CODE_INDENT = re.compile(r" {4}| {0,3}\t")


@dataclass(frozen=True, slots=True)
class Markdown:
    """Reads Markdown; front matter, code blocks, HTML comments, images and link targets are left out.

    Lines of a paragraph belong together, as Markdown has it; a table row is one block, a list item another.
    """

    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdown", ".mkd")

    def read(self, path: Path, language: str) -> Document:
        """Return the document; raises InputError (see ``toolkit.readers.files.decoding``)."""
        return self.read_text(decode(path), str(path), language)

    def read_text(self, text: str, name: str, language: str) -> Document:
        """Return the document of a text that is called so."""
        return Document(name, language, text, self.blocks(text, language))

    def blocks(self, text: str, language: str) -> tuple[Block, ...]:
        """Return the blocks of a text, in order."""
        parser = _Parser(text)
        return label(parser.bodies(), language, parser.kinds)


@dataclass(slots=True)
class _Parser:
    """Goes through the lines once; ``ranges`` are the lines of the paragraph that is open."""

    text: str
    closed: list[tuple[list[tuple[int, int]], BlockKind | None]] = field(default_factory=list)
    kinds: list[BlockKind | None] = field(default_factory=list)
    references: set[str] = field(default_factory=set)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    kind: BlockKind | None = None
    fence: str = ""
    depth: int = 0
    in_comment: bool = False
    last_comment_end: int = -1
    in_list: bool = False
    in_table: bool = False

    def bodies(self) -> list[Mapped]:
        """Return the clean text of every block that prints something; ``kinds`` then says what each is, if known."""
        self.last_comment_end = self.text.rfind("-->")
        matter = _FRONT_MATTER.match(self.text)
        for match in _LINE.finditer(self.text, matter.end() if matter else int(self.text.startswith("\ufeff"))):
            self._line(match.start(1), match.end(1))
        self._close()
        found = []
        for ranges, kind in self.closed:
            body = fold(self.text, pieces(self.text, ranges, frozenset(self.references)), entities=False)
            if body.text:
                found.append(body)
                self.kinds.append(kind)
        return found

    def _line(self, start: int, end: int) -> None:
        """Take one line: leave out code and comments, then see what begins or ends with it."""
        quotes = _QUOTES.match(self.text, start, end)
        depth = self.text.count(">", start, quotes.end()) if quotes else 0
        start = quotes.end() if quotes else start
        if self._is_fenced(self.text[start:end]):
            return
        start, end = self._without_comment(start, end)
        line = self.text[start:end]
        if not line.strip():
            self._close()
            self.in_table = False
        elif not self._is_structure(line, start, end):
            if depth > self.depth:
                self._close()
            self._prose(line, start, end)
        self.depth = depth

    def _is_fenced(self, line: str) -> bool:
        """Return whether a line belongs to a fenced code block, its fences included."""
        fence = _FENCE.match(line)
        if self.fence:
            if fence and fence[1].startswith(self.fence) and not line[fence.end() :].strip():
                self.fence = ""
            return True
        if fence and (fence[1][0] == "~" or "`" not in line[fence.end() :]):
            self._close()
            self.fence = fence[1]
            return True
        return False

    def _without_comment(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of a line outside a comment that spans lines; one on a single line is left to the scan."""
        if self.in_comment:
            close = self.text.find("-->", start, end)
            if close < 0:
                return end, end
            self.in_comment, start = False, close + 3
        line = _CODE_SPAN.sub(lambda code: " " * len(code.group()), self.text[start:end])
        opened = line.rfind("<!--")
        if opened >= 0 and line.find("-->", opened) < 0 and self.last_comment_end >= end:
            self.in_comment, end = True, start + opened
        return start, end

    def _is_structure(self, line: str, start: int, end: int) -> bool:
        """Return whether a line was something other than prose, and take it."""
        is_open = bool(self.ranges)
        if is_open and self.kind is None and _SETEXT.match(line):
            self.kind = "heading"
            self._close()
        elif len(self.ranges) == 1 and _DELIMITERS.match(line) and "|" in self.text[slice(*self.ranges[0])]:
            self.ranges = self._cells(*self.ranges[0])
            self._close("paragraph")
            self.in_table = True
        elif self.in_table and "|" in line:
            self.ranges = self._cells(start, end)
            self._close("paragraph")
        elif _RULE.match(line):
            self._close()
        elif heading := _ATX.match(line):
            self._close()
            finish = _ATX_END.search(line, heading.end())
            self.ranges = [(start + heading.end(), start + finish.start() if finish else end)]
            self._close("heading")
        elif not is_open and (definition := _DEFINITION.match(line)):
            self.references.add(definition[1].strip().lower())
        else:
            is_code = not is_open and not self.in_list and _CODE_INDENT.match(line)
            return bool(is_code or _ATTRIBUTES.match(line))
        return True

    def _prose(self, line: str, start: int, end: int) -> None:
        """Add a line to the open paragraph, or begin a list item, a footnote or a paragraph with it."""
        item = _ITEM.match(line)
        if item and (not self.ranges or self.in_list or item[1] in (None, "1")):
            self._close()
            self.in_list, self.kind = True, "paragraph"
            start += item.end()
        elif footnote := _FOOTNOTE.match(line):
            self._close()
            start += footnote.end()
        elif not self.ranges:
            self.in_list = self.in_list and line[0] in " \t"
            self.kind = "paragraph" if self.in_list else None
        self.ranges.append((start, end))

    def _cells(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the cells of a table row that are not blank."""
        cells = [cell.span() for cell in _CELL.finditer(self.text, start, end)]
        return [span for span in cells if self.text[slice(*span)].strip()]

    def _close(self, kind: BlockKind | None = None) -> None:
        """End the open paragraph, if there is one."""
        if self.ranges:
            self.closed.append((self.ranges, kind or self.kind))
        self.ranges, self.kind = [], None


PLUGIN: type[Reader] = Markdown
