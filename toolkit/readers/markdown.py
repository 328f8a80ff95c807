"""Markdown: headings, paragraphs, list items and table rows as blocks, without their markup.

A small parser of our own: markdown-it-py and its like give line numbers for blocks, but no offsets inside a line, and a
finding must point at the character in the file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from toolkit.model import Block, BlockKind, Document, Edit, Mapped
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.characters import Piece
from toolkit.readers.files.decoding import decode
from toolkit.readers.files.folding import fold
from toolkit.readers.files.html_elements import HIDDEN
from toolkit.readers.files.markdown.code_blocks import is_code
from toolkit.readers.files.markdown.front_matter import front_matter
from toolkit.readers.files.markdown.inline import parts
from toolkit.readers.files.writing.edits import expected, said
from toolkit.readers.files.writing.texts import rewritten_text, spliced
from toolkit.readers.splitting.blocks import label
from toolkit.readers.splitting.line_breaks import FINAL

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|$)")
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
_ATTRIBUTES = re.compile(r"[ \t]*\{(?:[:%][^{}]{0,200}|[#.][^{}]{0,200})?\}[ \t]*$")
_CODE_SPAN = re.compile(r"`[^`]*`")
_INDENT = re.compile(r" {4}| {0,3}\t")
_INDENTED = re.compile(r"(?:(?: {4}| {0,3}\t)[^\r\n]*(?:\r\n|\n|\r|$)|[ \t]*(?:\r\n|\n|\r))+")
_MARK = re.compile(r"[\\`*_\[\]<>{}|~&!#]")
_TERM = re.compile(r" {0,3}:[ \t]+(?=\S)")
# Marks of a dialect on a line of their own; the group is the title that may stand beside them.
_MARKERS = (
    re.compile(r" {0,3}:{3,}[ \t]*(?:\{[^{}]*\}|[\w.-]*)[ \t]*\[?([^\[\]{}]*?)\]?[ \t]*:*[ \t]*$"),
    re.compile(r" {0,3}(?:(?:!!!|\?\?\?\+?)[ \t]+[\w -]+|===[ \t]+(?=\"))(?:\"([^\"]*)\")?[ \t]*$"),
)
_CALLOUT = re.compile(r"[ \t]*\[![\w-]{1,40}\][-+]?(?:[ \t]+(\S.*))?$")
_EXPANSION = re.compile(r" {0,3}\*\[[^\[\]]{1,100}\]:[ \t]*")
_ENCLOSED = re.compile(
    rf"<!--|<(?P<name>{'|'.join(sorted(HIDDEN))})\b(?:[^<>]*[^<>/])?>|<pre\b[^<>]*>\s*<code\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Markdown:
    """Reads Markdown; code blocks, shortcodes, scripts, HTML comments and link targets are left out.

    Lines of a paragraph belong together, as Markdown has it; each list item, each cell of a table is a block, and so is
    what stands beside the text: titles and summaries of the front matter, the words and the title of an image. Lines
    that are set in by four columns or a tab are code only where they look like code (``markdown/code_blocks.py``).
    """

    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdown", ".mkd")
    """The endings of the names of files that it reads, with the dot."""

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

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits; signs of markup are escaped where they would be read as it."""
        after = self.blocks(spliced(document.text, edits), document.language)
        is_plain = said(" ".join(block.body.text for block in after)) == expected(document, edits)
        return rewritten_text(path, document, edits, None if is_plain else _as_written)


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
    enclosed: re.Pattern[str] | None = None
    last: dict[re.Pattern[str], int] = field(default_factory=dict)
    judged: tuple[int, bool] = (0, False)
    in_list: bool = False
    in_table: bool = False

    def bodies(self) -> list[Mapped]:
        """Return the clean text of every block that prints something; ``kinds`` then says what each is, if known."""
        found = []
        for pieces, kind, entities in self._parts():
            body = fold(self.text, pieces, entities=entities)
            if body.text:
                found.append(body)
                self.kinds.append(kind)
        return found

    def _parts(self) -> Iterator[tuple[Sequence[Piece], BlockKind | None, bool]]:
        """Yield the pieces of each block with its kind, and whether entities are still to be read."""
        begin, values = front_matter(self.text)
        for match in _LINE.finditer(self.text, begin or int(self.text.startswith("\ufeff"))):
            self._line(match.start(1), match.end(1))
        self._close()
        references = frozenset(self.references)
        for value in values:
            if value.ranges is None:
                yield value.pieces, value.kind, True
            else:
                yield from ((part.pieces, part.kind, False) for part in parts(self.text, value.ranges, kind=value.kind))
        for ranges, kind in self.closed:
            yield from ((part.pieces, part.kind, False) for part in parts(self.text, ranges, references, kind))

    def _line(self, start: int, end: int) -> None:
        """Take one line: leave out code and comments, then see what begins or ends with it."""
        quotes = _QUOTES.match(self.text, start, end)
        depth = self.text.count(">", start, quotes.end()) if quotes else 0
        start = quotes.end() if quotes else start
        if self.enclosed is None and self._is_fenced(self.text[start:end]):
            return
        start, end = self._without_enclosed(start, end)
        line = self.text[start:end]
        if not line.strip():
            self._close()
            self.in_table = False
        elif not self._is_marker(line, start, is_quoted=depth > 0) and not self._is_structure(line, start, end):
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

    def _without_enclosed(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of a line outside a comment or a script that spans lines; the scan sees to one within a line.

        What has no end in the whole file hides nothing.
        """
        if self.enclosed:
            close = self.enclosed.search(self.text, start, end)
            if close is None:
                return end, end
            self.enclosed, start = None, close.end()
        line = _CODE_SPAN.sub(lambda code: " " * len(code.group()), self.text[start:end])
        at = 0
        while opened := _ENCLOSED.search(line, at):
            closer = _closer("" if opened[0] == "<!--" else (opened["name"] or "pre").lower())
            close = closer.search(line, opened.end())
            if close is None:
                if self._last(closer) >= end:
                    self.enclosed, end = closer, start + opened.start()
                break
            at = close.end()
        return start, end

    def _last(self, closer: re.Pattern[str]) -> int:
        """Return where the last of these marks stands in the file, -1 where there is none."""
        if closer not in self.last:
            self.last[closer] = max((match.start() for match in closer.finditer(self.text)), default=-1)
        return self.last[closer]

    def _is_marker(self, line: str, start: int, *, is_quoted: bool) -> bool:
        """Return whether a line is a mark of a dialect (":::", "!!! note", "[!NOTE]"), and take the title beside it."""
        found = next((match for marker in _MARKERS if (match := marker.match(line))), None)
        if found is None and is_quoted and not self.ranges:
            found = _CALLOUT.match(line)
        if found is None or (self.ranges and found.re is not _MARKERS[0]):
            return False
        self._close()
        if found[1]:
            self.ranges = [(start + found.start(1), start + found.end(1))]
            self._close("heading")
        self.in_list = found.re is not _MARKERS[0]
        return True

    def _is_structure(self, line: str, start: int, end: int) -> bool:
        """Return whether a line was something other than prose, and take it."""
        is_open = bool(self.ranges)
        if is_open and self.kind is None and _SETEXT.match(line):
            self.kind = "heading"
            self._close()
        elif len(self.ranges) == 1 and _DELIMITERS.match(line) and "|" in self.text[slice(*self.ranges[0])]:
            (header,) = self.ranges
            self.ranges = []
            self._row(*header)
            self.in_table = True
        elif self.in_table and "|" in line:
            self._row(start, end)
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
            is_set_in = not is_open and not self.in_list and _INDENT.match(line)
            return bool((is_set_in and self._is_code(start)) or _ATTRIBUTES.match(line))
        return True

    def _is_code(self, start: int) -> bool:
        """Return whether a line that is set in, which begins at ``start``, is one of a block that is code."""
        if start >= self.judged[0]:
            block = _INDENTED.match(self.text, start)
            end = block.end() if block else start + 1
            self.judged = end, is_code(self.text[start:end])
        return self.judged[1]

    def _prose(self, line: str, start: int, end: int) -> None:
        """Add a line to the open paragraph, or begin a list item, a footnote or a paragraph with it."""
        item = _ITEM.match(line)
        begun = next((match for mark in (_FOOTNOTE, _TERM, _EXPANSION) if (match := mark.match(line))), None)
        if item and (not self.ranges or self.in_list or item[1] in (None, "1")):
            self._close()
            self.in_list, self.kind = True, "paragraph"
            start += item.end()
        elif begun:
            self._close()
            self.in_list, self.kind = True, None if begun.re is _FOOTNOTE else "paragraph"
            start += begun.end()
        elif not self.ranges:
            self.in_list = self.in_list and line[0] in " \t"
            self.kind = "paragraph" if self.in_list else None
        elif line[0] == "\t" and not self.in_list and FINAL.search(self.text, *self.ranges[-1]):
            self._close()  # paragraphs of a word processor, which touch
        self.ranges.append((start, end))

    def _row(self, start: int, end: int) -> None:
        """Take a table row: each cell that is not blank is a block."""
        self._close()
        for cell in _CELL.finditer(self.text, start, end):
            if cell[0].strip():
                self.ranges = [cell.span()]
                self._close("paragraph")

    def _close(self, kind: BlockKind | None = None) -> None:
        """End the open paragraph, if there is one."""
        if self.ranges:
            self.closed.append((self.ranges, kind or self.kind))
        self.ranges, self.kind = [], None


def _as_written(text: str, _at: int) -> str:
    return _MARK.sub(r"\\\g<0>", text)


@cache
def _closer(name: str) -> re.Pattern[str]:
    """Return the pattern of what ends a comment, or an element."""
    return re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE)


PLUGIN: type[Reader] = Markdown
