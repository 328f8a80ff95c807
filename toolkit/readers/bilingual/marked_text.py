r"""A text of a translator's file: what is written, escapes and all, and the tags in it -> a block.

The way has two steps. What the file's own syntax escapes (``&amp;``, ``\\n``, ``""``) is read first; in what comes out,
tags of HTML, placeholders of formats and odd characters are seen to, as if it had been written so. Both steps know the
way back, and their composition leads to the file.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from toolkit.model import Mapped, Tag
from toolkit.readers.files.characters import Piece
from toolkit.readers.files.folding import fold

# Elements of HTML, for in "usage: show <file>" there is no tag. Those of blocks part words.
_BLOCKS = (
    r"address|article|aside|blockquote|br|dd|div|dl|dt|figure|footer|h[1-6]|header|hr|li|ol|p|pre|section|table"
    + (r"|tbody|td|tfoot|th|thead|tr|ul")
)
_INLINE = (
    r"a|abbr|b|big|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var|wbr"
)
_HTML = re.compile(
    rf"<!--(?:(?!<!--|-->).){{0,5000}}-->|<(?P<closes>/?)(?P<name>(?P<parts>{_BLOCKS})|{_INLINE})(?:\s[^<>]{{0,2000}})?(?P<bare>/?)>",
    re.IGNORECASE | re.DOTALL,
)
_VOID = frozenset({"br", "hr", "img", "wbr"})
_CONVERSION = r"(?:\d{1,3}\$)?[-+#0]{0,5}(?:\d{1,4}|\*)?(?:\.(?:\d{1,4}|\*))?(?:hh|h|ll|l|z|j|t|L)?[diouxXeEfFgGcsr@]"
_PLACEHOLDER = re.compile(
    rf"%(?:%|\(\w+\){_CONVERSION}|{_CONVERSION}|\{{\w+\}})"  # %%, %s, %(name)d, %1$s, %{name}
    r"|\$?\{\{?[ ]?(?:[A-Za-z_][\w.\[\]-]{0,60}|\d{1,3})?(?:![rsa])?(?::[^{}\s]{1,20})?[ ]?\}\}?"  # {}, {0}, {{ name }}
)
_OPENING, _CLOSING = " \u00a0\t\r\n([{\"'“‘«„¿¡-–—", " \u00a0\t\r\n.,;:!?…)]}\"'”’»-–—"


@dataclass(frozen=True, slots=True)
class _Inline:
    """A tag of the file's syntax, which takes this range of the file; what prints nothing itself."""

    start: int
    end: int
    name: str


@dataclass(slots=True)
class MarkedText:
    """Collects what one side of a unit says. Whoever reads a file adds pieces and tags in the order of the file.

    Names of tags: "<1>" and "</1>" for the ends of a pair, "<1/>" for one that forms the text alone (a line break), and
    "{1}" for one that stands for something. ``formats`` is False where "%d" and "{name}" are what they look like.
    """

    text: str
    formats: bool = True
    items: list[Piece | _Inline] = field(default_factory=list)

    def add(self, start: int, end: int, instead: str | None = None) -> None:
        """Add a range of the file, and what it stands for where it is an escape."""
        self.items.append((start, end) if instead is None else (start, end, instead))

    def tag(self, start: int, end: int, name: str) -> None:
        """Add a tag that takes this range of the file."""
        self.items.append(_Inline(start, end, name))

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing: it has white space and tags at most."""
        return not any(
            (item[2] if len(item) == 3 else self.text[slice(*item)]).strip()
            for item in self.items
            if not isinstance(item, _Inline)
        )

    def body(self) -> tuple[Mapped, tuple[Tag, ...]]:
        """Return the clean text with its way into the file, and its tags in order; the text of a blank one is ""."""
        written, tags = self._written()
        pieces: list[Piece] = []
        at = 0
        for start, end, instead, name in _markup(written.text):
            pieces += [(at, start), (start, end, instead)]
            at = end
            if name:
                tags.append((start, name))
        seen = fold(written.text, [*pieces, (at, len(written.text))])
        if self.formats:
            tags += list(_placeholders(written.text, {at for at, _ in tags}))
        tags.sort(key=lambda tag: tag[0])
        found = (Tag(_position(seen, at), name) for at, name in tags)
        return through(seen, written), tuple(found)

    def _written(self) -> tuple[Mapped, list[tuple[int, str]]]:
        """Return the text without the file's own escapes, and where in it the file's own tags stand."""
        parts: list[str] = []
        tags: list[tuple[int, str]] = []
        anchors: list[tuple[int, int]] = []
        replaced: list[tuple[int, int, int, int]] = []
        size = 0
        for item, behind in zip(self.items, self._following(), strict=True):
            if isinstance(item, _Inline):
                tags.append((size, item.name))
                instead: str | None = item.name if _stands_free(item, parts[-1][-1] if parts else " ", behind) else ""
            else:
                instead = item[2] if len(item) == 3 else None
            start, end = (item.start, item.end) if isinstance(item, _Inline) else item[:2]
            written = self.text[start:end] if instead is None else instead
            if not written:
                continue
            anchors.append((size, start))
            if instead is not None:
                replaced.append((size, size + len(written), start, end))
            parts.append(written)
            size += len(written)
        first = anchors[0][1] if anchors else next((_start(item) for item in self.items), 0)
        last = max((_end(item) for item in self.items), default=first)
        return Mapped("".join(parts), first, last, tuple(anchors), tuple(replaced)), tags

    def _following(self) -> list[str]:
        """Return the first sign of the text behind each item, a space where there is none."""
        found, sign = [], " "
        for item in reversed(self.items):
            found.append(sign)
            if not isinstance(item, _Inline):
                sign = (item[2] if len(item) == 3 else self.text[slice(*item)])[:1] or sign
        return found[::-1]


def _stands_free(item: _Inline, before: str, behind: str) -> bool:
    """Whether a placeholder is read as a word: it stands between spaces or marks."""
    return item.name.startswith("{") and before in _OPENING and behind in _CLOSING


def through(seen: Mapped, written: Mapped) -> Mapped:
    """Return ``seen``, a piece of the text of ``written``, as a piece of the document that ``written`` leads to."""
    if not seen.text:
        return Mapped("", written.offset(seen.start), written.offset(seen.start))
    anchors: list[tuple[int, int]] = []
    replaced = [(at, to, *written.place(start, end)) for at, to, start, end in seen.replaced]
    runs = seen.anchors or ((0, seen.start),)
    for number, (at, origin) in enumerate(runs):
        until = runs[number + 1][0] if number + 1 < len(runs) else len(seen.text)
        end = origin + until - at
        anchors.append((at, written.offset(origin)))
        inside = written.anchors[bisect_left(written.anchors, (origin + 1, 0)) : bisect_left(written.anchors, (end, 0))]
        anchors += [(at + place - origin, target) for place, target in inside]
        replaced += [
            (at + max(first, origin) - origin, at + min(last, end) - origin, start, stop)
            for first, last, start, stop in _overlapping(written, origin, end)
        ]
    start, end = written.place(seen.start, max(seen.end, seen.start + 1))
    return Mapped(seen.text, start, end, tuple(anchors), tuple(_apart(replaced)))


def _overlapping(written: Mapped, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    at = max(0, bisect_left(written.replaced, (start, 0)) - 1)
    for stretch in written.replaced[at:]:
        if stretch[0] >= end:
            break
        if start < stretch[1]:
            yield stretch


def _apart(stretches: list[tuple[int, int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield stretches in order, each but where a longer one before it covers it."""
    covered = 0
    for stretch in sorted(stretches, key=lambda one: (one[0], -one[1])):
        if stretch[1] > covered:
            yield stretch
            covered = stretch[1]


def _markup(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield the tags of HTML in a text: their range, what is read for them, and their name, "" for a comment."""
    if "<" not in text:
        return
    for match in _HTML.finditer(text):
        name = (match["name"] or "").lower()
        instead = " " if match["parts"] else ""
        if not name:
            yield *match.span(), "", ""
        elif name in _VOID or match["bare"]:
            yield *match.span(), instead, f"<{name}/>"
        else:
            yield *match.span(), instead, f"<{match['closes']}{name}>"


def _placeholders(text: str, known: Collection[int]) -> Iterator[tuple[int, str]]:
    """Yield the placeholders of formats in a text; "%20d" in an address is none, nor what the file says is one."""
    last = 0
    for match in _PLACEHOLDER.finditer(text):
        start = match.start()
        if match[0] != "%%" and start not in known and (start == last or not text[start - 1].isalnum()):
            yield start, match[0]
        last = match.end()


def _position(seen: Mapped, offset: int) -> int:
    """Return the first place of a clean text that does not stand before an offset."""
    return bisect_left(range(len(seen.text)), offset, key=seen.offset)


def _start(item: Piece | _Inline) -> int:
    return item.start if isinstance(item, _Inline) else item[0]


def _end(item: Piece | _Inline) -> int:
    return item.end if isinstance(item, _Inline) else item[1]
