"""Comments in a document that say which findings to leave out: ``<!-- toolkit: ignore[calque] so it was said -->``.

Markdown and HTML take them as comments, plain text as a line of its own, ``# toolkit: ignore[calque]``, which is no
part of the text. Each is for the checks named in brackets, separated by commas, or without them for all:

    ignore       on a line with text: for what begins on this line
                 on a line of its own: for the block it stands in, or else the next one (paragraph, heading, list item)
    ignore-file  for the whole file, wherever it stands

What follows the brackets is a reason, for the reader of the file. In code, a comment is an example and does nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit import plugins
from toolkit.model import Document, Finding, Unit
from toolkit.model.places import locate, place
from toolkit.readers.files.instructions import LINE

_MARKUP = frozenset({".md", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml"})


_COMMENT = re.compile(r"<!--\s*toolkit:\s*([^\s\[>]*?)(?:\[([^\]\n]{0,500})\])?(?:\s[^>]{0,500}?)?\s*-->")


_CODE = re.compile(r"(?ms)^[ \t]*(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*\1|\Z)|(?<!`)`[^`\n]+`")


_NOT_TEXT = re.compile(r"<[^<>]*>")


_VERBS = ("ignore", "ignore-file")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One comment: the range of the file it covers, half open, and the checks it names, none meaning all of them."""

    verb: str
    checks: frozenset[str]
    line: int
    column: int
    start: int
    end: int

    def covers(self, check: str, at: int) -> bool:
        """Whether it leaves out what this check finds at an offset of the file."""
        return self.start <= at < self.end and (not self.checks or check in self.checks)

    def __str__(self) -> str:
        return self.verb + (f"[{', '.join(sorted(self.checks))}]" if self.checks else "")


@dataclass(frozen=True, slots=True)
class Ignores:
    """The comments of a document; ``problems`` are lines ``path:line:column: what`` on those that cannot be obeyed."""

    path: str
    comments: tuple[Ignore, ...] = ()
    problems: tuple[str, ...] = ()

    def keep(
        self, findings: Sequence[Finding], units: Sequence[Unit], document: Document
    ) -> tuple[tuple[Finding, ...], frozenset[Ignore]]:
        """Return the findings that no comment covers, in order, and the comments that left something out."""
        if not self.comments:
            return tuple(findings), frozenset()
        kept, used = [], set()
        for finding in findings:
            at = locate(finding, units, document).start
            by = {comment for comment in self.comments if comment.covers(finding.check, at)}
            used |= by
            if not by:
                kept.append(finding)
        return tuple(kept), frozenset(used)

    def unused(self, used: frozenset[Ignore], ran: frozenset[str]) -> tuple[str, ...]:
        """Return a line on each comment that left nothing out, if all checks that it names are among those that ran."""
        return tuple(
            f"{self.path}:{comment.line}:{comment.column}: {comment} leaves nothing out; remove it"
            for comment in self.comments
            if comment not in used and (not comment.checks or comment.checks <= ran)
        )


def is_markup(path: Path) -> bool:
    """Whether instructions are comments of markup in a file, not lines of its own."""
    return path.suffix.lower() in _MARKUP


def read(document: Document) -> Ignores:
    """Return the comments of a document, in order. An unknown word or check is a problem, and is not obeyed."""
    if "toolkit:" not in document.text:
        return Ignores(document.path)
    comments: list[Ignore] = []
    problems: list[str] = []
    known = plugins.names("checks")
    for match in _instructions(document):
        line, column, *_ = place(document, *match.span())
        at = f"{document.path}:{line}:{column}"
        if match[1] not in _VERBS:
            problems.append(f"{at}: toolkit: {match[1]!r} is no instruction; there are: {', '.join(_VERBS)}")
            continue
        named = [name.strip() for name in (match[2] or "").split(",") if name.strip()]
        for name in named:
            if name not in known:
                from toolkit.plugins.suggestions import nearest

                problems.append(f"{at}: {match[1]}[{name}]: unknown check {name!r}{nearest(name, known)}")
        sound = frozenset(name for name in named if name in known)
        if sound or match[2] is None:
            comments.append(Ignore(match[1], sound, line, column, *_scope(document, match)))
        elif not named:
            problems.append(f"{at}: {match[1]}[]: names no check; name one, or leave out the brackets for all")
    return Ignores(document.path, tuple(comments), tuple(problems))


def _instructions(document: Document) -> Iterator[re.Match[str]]:
    if not is_markup(Path(document.path)):
        yield from LINE.finditer(document.text)
        return
    code = [match.span() for match in _CODE.finditer(document.text)]
    for match in _COMMENT.finditer(document.text):
        if not any(start <= match.start() < end for start, end in code):
            yield match


def _scope(document: Document, match: re.Match[str]) -> tuple[int, int]:
    """Return the range that an instruction covers: the file, its line, or the block it stands in or before."""
    text = document.text
    if match[1] == "ignore-file":
        return 0, len(text) + 1
    first = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
    ends = [text.find(mark, match.end()) for mark in "\r\n"]
    last = min((end for end in ends if end >= 0), default=len(text))
    beside = _NOT_TEXT.sub("", text[first : match.start()]) + _NOT_TEXT.sub("", text[match.end() : last])
    if match.re is _COMMENT and any(map(str.isalnum, beside)):
        return first, last + 1
    for block in document.blocks:
        if block.body.end > match.end():
            return block.body.start, block.body.end + 1
    return match.span()
