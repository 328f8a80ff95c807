"""Markdown inside a paragraph -> the pieces of the file that a reader of the page sees.

Follows CommonMark 0.31 for escapes, code spans, emphasis, links and entities, with strikethrough and footnote marks of
GitHub's dialect, notes in the line (``^[...]``) of Pandoc's, and the shortcodes of Hugo and Liquid. Emphasis is paired
per kind of mark (no "multiple of three" rule); nothing is nested wrongly by that, at worst a stray mark is shown. Every
scan is linear in the paragraph.

A tag of HTML that ends a block ends one here (``<li>``, ``<td>``). What is read beside the text (the words and the
title of an image, a note in the line) is a part of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from toolkit.model import BlockKind
from toolkit.readers.files.characters import Piece
from toolkit.readers.files.html_elements import BLOCKS, BREAKS, HIDDEN, PICTURES, block_kind, read_attributes
from toolkit.readers.files.joined_lines import Lines

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~]|\n|$)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]{1,1000}|[\w.+-]{1,64}@[\w.-]{1,200})>")
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]{0,30})(?:\s[^<>]{0,1000})?(?P<empty>/?)>|<![A-Z][^<>]{0,200}>"
)
_SHORTCODES = (("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"))
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.][^{}\n]{0,200}\}[ \t]*(?=\n|$)")
_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]{0,1000}>|[^\s()<>]{0,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,200}){0,5})"
    r"(?:\s+(?:\"([^\"]{0,500})\"|'([^']{0,500})'|\(([^()]{0,500})\)))?\s*\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{0,300})\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]")
_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,300})\]\](?![(\[])")
_SPECIAL = re.compile(r"[\\&<`*_~!\[\]{]|\^\[")


@dataclass(frozen=True, slots=True)
class Part:
    """What is seen of one block, or of what is read beside it; ``kind`` is None where its words must tell."""

    pieces: list[Piece]
    kind: BlockKind | None = None


def parts(
    text: str,
    ranges: Sequence[tuple[int, int]],
    references: frozenset[str] = frozenset(),
    kind: BlockKind | None = None,
) -> list[Part]:
    """Return what is seen of the lines of one paragraph, given as ranges of ``text``; line ends become spaces.

    ``references`` holds the labels, folded to lower case, that the document defines (``[label]: target``); ``kind`` is
    that of the paragraph. The parts are in the order in which they begin in the file.
    """
    joined = Lines(text, ranges)
    scan = _Scan(joined.text, references, is_aside=False)
    found = [Part([], kind)]
    for start, end, instead in scan.seen():
        if start in scan.borders and instead is not None:
            found.append(Part([], scan.borders[start] or kind))
        else:
            found[-1].pieces.extend(joined.pieces(start, end, instead))
    for start, end in scan.asides:
        aside = Lines(text, joined.ranges_of(start, end))
        seen = _Scan(aside.text, references, is_aside=True).seen()
        found.append(Part([piece for one in seen for piece in aside.pieces(*one)]))
    return sorted((part for part in found if part.pieces), key=lambda part: part.pieces[0][0])


@dataclass(slots=True)
class _Opener:
    """An emphasis run that may be closed: where it stands and how many of its marks are left."""

    at: int
    left: int


@dataclass(slots=True)
class _Scan:
    """One pass over a paragraph, or over what is read beside one, that notes which characters are markup."""

    text: str
    references: frozenset[str]
    is_aside: bool
    hidden: list[tuple[int, int, str]] = field(default_factory=list)
    brackets: list[tuple[int, str]] = field(default_factory=list)
    openers: dict[str, list[_Opener]] = field(default_factory=dict)
    ticks: dict[int, list[int]] = field(default_factory=dict)
    borders: dict[int, BlockKind | None] = field(default_factory=dict)
    asides: list[tuple[int, int]] = field(default_factory=list)
    unended: set[str] = field(default_factory=set)

    def seen(self) -> Iterator[tuple[int, int, str | None]]:
        """Yield the ranges that are seen, in order; a replacement instead of None where a range stands for it."""
        for match in re.finditer("`+", self.text):
            self.ticks.setdefault(len(match.group()), []).append(match.start())
        at = 0
        while special := _SPECIAL.search(self.text, at):
            at = self._step(special.start(), special.group())
        shown = 0
        for start, end, instead in sorted(self.hidden):
            if end <= shown:
                continue
            if shown < start:
                yield shown, start, None
            if instead or start in self.borders:
                yield start, end, instead
            shown = end
        if shown < len(self.text):
            yield shown, len(self.text), None

    def _step(self, at: int, mark: str) -> int:
        """Handle the mark at ``at`` and return where to go on."""
        if mark in "*_~":
            return self._emphasis(at, mark)
        if mark in ("[", "!", "^["):
            return self._open_bracket(at, mark)
        ways = {"`": self._code, "{": self._shortcode, "]": self._close_bracket, "\\": self._sign, "&": self._sign}
        return ways.get(mark, self._angle)(at)

    def _sign(self, at: int) -> int:
        """Take an escape or an entity."""
        for pattern, keep in ((_ESCAPE, 1), (_ENTITY, 0)):
            if match := pattern.match(self.text, at):
                self._hide(match, keep)
                return match.end()
        return at + 1

    def _angle(self, at: int) -> int:
        """Take an address, a comment or a tag."""
        if link := _AUTOLINK.match(self.text, at):
            self._hide(link, 1)
            return link.end()
        if end := self._enclosed("<!--", "-->", at):
            self.hidden.append((at, end, ""))
            return end
        tag = _TAG.match(self.text, at)
        return self._tag(tag) if tag else at + 1

    def _enclosed(self, opening: str, closing: str, at: int) -> int | None:
        """Return where what begins at ``at`` with this mark ends with that one, None where it does not."""
        if closing in self.unended or not self.text.startswith(opening, at):
            return None
        end = self.text.find(closing, at + len(opening))
        if end < 0:
            self.unended.add(closing)
        return end + len(closing) if end >= 0 else None

    def _hide(self, match: re.Match[str], keep: int) -> None:
        """Hide a match but for the group ``keep``; an entity is replaced."""
        start, end = match.span()
        if keep:
            self.hidden += [(start, match.start(keep), ""), (match.end(keep), end, "")]
            return
        character = unescape(match.group())
        if character != match.group():
            self.hidden.append((start, end, " " if character.isspace() else character))

    def _tag(self, tag: re.Match[str]) -> int:
        """Hide a tag, and what lies between two if that is no text; one that ends a block is a border."""
        name = (tag["name"] or "").lower()
        end = tag.end()
        if name in PICTURES:
            self._set_aside(*read_attributes(self.text, tag.start(), end))
        elif name in HIDDEN and not tag["end"] and not tag["empty"]:
            end = self._hidden_end(name, end)
        if name in BLOCKS:
            self.borders[tag.start()] = None if tag["end"] else block_kind(name)
        self.hidden.append((tag.start(), end, " " if name in BREAKS else ""))
        return end

    def _hidden_end(self, name: str, start: int) -> int:
        """Return where an element ends whose content is no text: where it begins, if it has no end."""
        if name in self.unended:
            return start
        ended = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, start)
        if ended is None:
            self.unended.add(name)
        return ended.end() if ended else start

    def _shortcode(self, at: int) -> int:
        """Hide a shortcode, or attributes at the end of a line; a shortcode that fills its line is a border."""
        start = at
        while start and self.text[start - 1] in " \t":
            start -= 1
        for marks in _SHORTCODES:
            if end := self._enclosed(*marks, at):
                self._set_aside(*read_attributes(self.text, at, end))
                if self.text[max(0, start - 1) : start] in ("", "\n") and self.text[end : end + 1] in ("", "\n"):
                    self.borders[at] = None
                self.hidden.append((at, end, ""))
                return end
        if attributes := _ATTRIBUTES.match(self.text, at):
            self.hidden.append((start, attributes.end(), ""))
            return attributes.end()
        return at + 1

    def _set_aside(self, *spans: tuple[int, int]) -> None:
        """Note what is read beside the text; what lies in it is part of it."""
        if self.is_aside:
            return
        for start, end in spans:
            while self.asides and self.asides[-1][0] >= start:
                self.asides.pop()
            if self.text[start:end].strip():
                self.asides.append((start, end))

    def _code(self, at: int) -> int:
        size = _run_end(self.text, at) - at
        places = self.ticks.get(size, [])
        index = bisect_right(places, at)
        if index >= len(places):
            return at + size
        self.hidden += [(at, at + size, ""), (places[index], places[index] + size, "")]
        return places[index] + size

    def _emphasis(self, at: int, mark: str) -> int:
        """Open or close emphasis by the flanking rules of CommonMark 6.2; pairs of marks are hidden."""
        end = _run_end(self.text, at)
        before, after = self.text[at - 1 : at] or " ", self.text[end : end + 1] or " "
        left = not after.isspace() and (_is_word(after) or not _is_word(before))
        right = not before.isspace() and (_is_word(before) or not _is_word(after))
        if mark == "_" or (mark == "~" and end - at == 1):
            left, right = left and (not right or not _is_word(before)), right and (not left or not _is_word(after))
        stack = self.openers.setdefault(mark, [])
        size = end - at
        while right and size and stack:
            opener = stack[-1]
            used = min(size, opener.left)
            self.hidden += [
                (opener.at + opener.left - used, opener.at + opener.left, ""),
                (end - size, end - size + used, ""),
            ]
            opener.left -= used
            size -= used
            if not opener.left:
                stack.pop()
        if left and size:
            stack.append(_Opener(end - size, size))
        return end

    def _open_bracket(self, at: int, mark: str) -> int:
        """Open a bracket; the mark of a footnote is hidden."""
        if footnote := _FOOTNOTE.match(self.text, at):
            self.hidden.append((*footnote.span(), ""))
            return footnote.end()
        if wiki := _WIKI.match(self.text, at):
            self._hide(wiki, 1)
            return wiki.end()
        opener = "![" if self.text.startswith("![", at) else mark
        if opener != "!":
            self.brackets.append((at, opener))
        return at + len(opener)

    def _close_bracket(self, at: int) -> int:
        """Close a bracket: a link shows its text, an image and a note are read beside the text."""
        if not self.brackets:
            return at + 1
        opened, opener = self.brackets.pop()
        start = opened + len(opener)
        if opener == "^[" and not self.is_aside:
            self._set_aside((start, at))
            self.hidden.append((opened, at + 1, ""))
            return at + 1
        target = _TARGET.match(self.text, at + 1)
        end = target.end() if target else self._reference_end(start, at)
        if end is None:
            return at + 1
        if opener == "![" and not self.is_aside:
            titles = [target.span(group) for group in (1, 2, 3) if target[group]] if target else []
            self._set_aside((start, at), *titles)
            self.hidden.append((opened, end, ""))
        else:
            self.hidden += [(opened, start, ""), (at, end, "")]
        return end

    def _reference_end(self, start: int, close: int) -> int | None:
        """Return where the link by reference with the text ``start`` to ``close`` ends, None if it is none."""
        label = self.text[start:close][:300]
        reference = _REFERENCE.match(self.text, close + 1)
        if reference and (reference[1] or label).strip().lower() in self.references:
            return reference.end()
        return close + 1 if label.strip().lower() in self.references else None


def _run_end(text: str, at: int) -> int:
    """Return where the run of one character that begins at ``at`` ends."""
    end = at + 1
    while text[end : end + 1] == text[at]:
        end += 1
    return end


def _is_word(character: str) -> bool:
    """Return whether a character is neither white space nor punctuation."""
    return character.isalnum()
