"""Markdown inside a paragraph -> the pieces of the file that a reader of the page sees.

Follows CommonMark 0.31 for escapes, code spans, emphasis, links and entities, with strikethrough and footnote marks of
GitHub's dialect. Emphasis is paired per kind of mark (no "multiple of three" rule); nothing is nested wrongly by that,
at worst a stray mark is shown. Every scan is linear in the paragraph.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from toolkit.readers.files.characters import Piece

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~]|\n|$)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]{1,1000}|[\w.+-]{1,64}@[\w.-]{1,200})>")
_TAG = re.compile(r"<!--(?s:.{0,5000}?)-->|</?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>]{0,1000})?/?>|<![A-Z][^<>]{0,200}>")
_LONGEST_COMMENT = 5_010
_BREAK_TAG = re.compile(r"<br\b", re.IGNORECASE)
_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]{0,1000}>|[^\s()<>]{0,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,200}){0,5})"
    r"(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?\s*\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{0,300})\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]")
_SPECIAL = re.compile(r"[\\&<`*_~!\[\]]")


def pieces(text: str, ranges: Sequence[tuple[int, int]], references: frozenset[str] = frozenset()) -> list[Piece]:
    """Return what is seen of the lines of one paragraph, given as ranges of ``text``; line ends become spaces.

    ``references`` holds the labels, folded to lower case, that the document defines (``[label]: target``).
    """
    joined = _Joined(text, ranges)
    seen = _Scan(joined.text, references).seen()
    return [piece for start, end, instead in seen for piece in joined.pieces(start, end, instead)]


class _Joined:
    """The lines of a paragraph as one string, and the way back to the file."""

    def __init__(self, text: str, ranges: Sequence[tuple[int, int]]) -> None:
        self.text = "\n".join(text[start:end] for start, end in ranges)
        self.ranges = ranges
        self.starts: list[int] = []
        at = 0
        for start, end in ranges:
            self.starts.append(at)
            at += end - start + 1

    def offset(self, at: int) -> int:
        """Return the place in the file; a line's end is where its text ends."""
        line = bisect_right(self.starts, at) - 1
        return self.ranges[line][0] + at - self.starts[line]

    def pieces(self, start: int, end: int, instead: str | None) -> Iterator[Piece]:
        """Yield the pieces of a range of the string: one for each line, and the line ends between as spaces."""
        if instead is not None:
            yield (self.offset(start), self.offset(end - 1) + 1, instead)
            return
        at = start
        while at < end:
            stop = self.text.find("\n", at, end)
            stop = end if stop < 0 else stop
            if at < stop:
                yield (self.offset(at), self.offset(stop - 1) + 1)
            if stop < end:
                yield (self.offset(stop), self.offset(stop), " ")
            at = stop + 1


@dataclass(slots=True)
class _Opener:
    """An emphasis run that may be closed: where it stands and how many of its marks are left."""

    at: int
    left: int


@dataclass(slots=True)
class _Scan:
    """One pass over a paragraph that notes which characters are markup."""

    text: str
    references: frozenset[str]
    hidden: list[tuple[int, int, str]] = field(default_factory=list)
    brackets: list[tuple[int, bool]] = field(default_factory=list)
    openers: dict[str, list[_Opener]] = field(default_factory=dict)
    ticks: dict[int, list[int]] = field(default_factory=dict)

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
            if instead:
                yield start, end, instead
            shown = end
        if shown < len(self.text):
            yield shown, len(self.text), None

    def _step(self, at: int, mark: str) -> int:
        """Handle the mark at ``at`` and return where to go on."""
        if mark == "`":
            return self._code(at)
        if mark in "*_~":
            return self._emphasis(at, mark)
        if mark in "[]!":
            return self._bracket(at, mark)
        if self.text.startswith("<!--", at) and self.text.find("-->", at, at + _LONGEST_COMMENT) < 0:
            return at + 1  # said at once, for a page may be full of them
        for pattern, keep in ((_ESCAPE, 1), (_ENTITY, 0), (_AUTOLINK, 1), (_TAG, 0)):
            if match := pattern.match(self.text, at):
                self._hide(match, keep)
                return match.end()
        return at + 1

    def _hide(self, match: re.Match[str], keep: int) -> None:
        """Hide a match but for the group ``keep``; entities and line-break tags are replaced."""
        start, end = match.span()
        if keep:
            self.hidden += [(start, match.start(keep), ""), (match.end(keep), end, "")]
        elif match.re is _ENTITY:
            character = unescape(match.group())
            if character != match.group():
                self.hidden.append((start, end, " " if character.isspace() else character))
        else:
            self.hidden.append((start, end, " " if _BREAK_TAG.match(match.group()) else ""))

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

    def _bracket(self, at: int, mark: str) -> int:
        """Open a bracket, or close one: a link shows its text, an image and a footnote mark nothing."""
        if footnote := _FOOTNOTE.match(self.text, at):
            self.hidden.append((*footnote.span(), ""))
            return footnote.end()
        if mark != "]":
            is_image = self.text.startswith("![", at)
            if mark == "[" or is_image:
                self.brackets.append((at, is_image))
            return at + 1 + is_image
        if not self.brackets:
            return at + 1
        opened, is_image = self.brackets.pop()
        end = self._link_end(opened + 1 + is_image, at)
        if end is None:
            return at + 1
        if is_image:
            self.hidden.append((opened, end, ""))
        else:
            self.hidden += [(opened, opened + 1, ""), (at, end, "")]
        return end

    def _link_end(self, start: int, close: int) -> int | None:
        """Return where the link with the text ``start`` to ``close`` ends, None if it is none."""
        if target := _TARGET.match(self.text, close + 1):
            return target.end()
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
