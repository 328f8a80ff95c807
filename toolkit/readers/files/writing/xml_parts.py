"""A part of an archive that is XML, with other words in some of its texts: nothing else of its bytes changes.

Elements are known by their number in the order of the file, which is that of ``Element.iter``: the library that gives
the tree does not say where in the file an element stands, and expat does.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from xml.parsers import expat

from toolkit.readers.files.writing.texts import escaped

_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(/?)>")
_SIGN = re.compile(r"&[^;]*;|\r\n|.", re.DOTALL)
_DECLARED = re.compile(rb"^<\?xml[^>]{0,100}?\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")


class TextNode(NamedTuple):
    """A text of an element, or the one behind its end, by the element's number."""

    number: int
    side: Literal["text", "tail"]


class NodeEdit(NamedTuple):
    """A half-open range of the characters of a text, and what shall stand there."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class XmlPart:
    """The bytes of a part, and where in them each text and each start tag stands."""

    data: bytes
    ranges: dict[TextNode, tuple[int, int]] = field(default_factory=dict)
    tags: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_utf8(self) -> bool:
        """Whether it is in UTF-8, as word processors write it."""
        said = _DECLARED.search(self.data.removeprefix(b"\xef\xbb\xbf"))
        name = said[1].lower() if said else b"utf-8"
        return name in (b"utf-8", b"utf8", b"us-ascii") and not self.data.startswith((b"\xff\xfe", b"\xfe\xff"))

    def signs(self, node: TextNode) -> list[tuple[int, int]] | None:
        """Return the range of bytes of each character; None where more than text stands among them."""
        start, end = self.ranges[node]
        written = self.data[start:end]
        if b"<" in written:
            return None
        found, at = [], start
        for match in _SIGN.finditer(written.decode("utf-8")):
            stop = at + len(match[0].encode("utf-8"))
            found.append((at, stop))
            at = stop
        return found

    def with_texts(self, edits: Mapping[TextNode, Sequence[NodeEdit]], *, keeps_space: bool) -> bytes | None:
        """Return the bytes with edits in its texts, those of each in order; None where it cannot be.

        ``keeps_space`` says that the format leaves white space at the ends of a text out unless its tag says otherwise.
        """
        pieces: list[tuple[int, int, bytes]] = []
        for node, changes in edits.items():
            signs = self.signs(node)
            if signs is None:
                return None
            start, end = self.ranges[node]
            places = [first for first, _ in signs] + [end]
            mine = [(places[one.start], places[one.end], escaped(one.text).encode()) for one in changes]
            pieces += mine
            if keeps_space and node.side == "text":
                pieces += self._preserved(node.number, _spliced(self.data, start, end, mine))
        return _spliced(self.data, 0, len(self.data), sorted(pieces))

    def _preserved(self, number: int, written: bytes) -> Iterator[tuple[int, int, bytes]]:
        start, end = self.tags[number]
        if written.strip() != written and b"xml:space" not in self.data[start:end]:
            yield end - 1, end - 1, b' xml:space="preserve"'


def xml_part(data: bytes) -> XmlPart:
    """Return the texts of XML that was read before: it is sound."""
    part = XmlPart(data)
    parser = expat.ParserCreate()
    open_: list[int] = []
    node: TextNode | None = None
    begun = 0

    def cut(at: int, following: TextNode | None, start: int) -> None:
        nonlocal node, begun
        if node is not None:
            part.ranges[node] = begun, max(begun, at)
        node, begun = following, start

    def begin(_name: str, _attributes: object) -> None:
        at = parser.CurrentByteIndex
        tag = _TAG.match(data, at)
        end = tag.end() if tag else at
        number = len(part.tags)
        part.tags.append((at, end))
        cut(at, TextNode(number, "text"), end)
        open_.append(number)

    def finish(_name: str) -> None:
        at = parser.CurrentByteIndex
        number = open_.pop()
        _, end = part.tags[number]
        bare = data[end - 2 : end] == b"/>"
        stop = end if bare else data.index(b">", at) + 1
        cut(end if bare else at, TextNode(number, "tail") if open_ else None, stop)

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.Parse(data, True)
    return part


def _spliced(data: bytes, start: int, end: int, pieces: Sequence[tuple[int, int, bytes]]) -> bytes:
    found: list[bytes] = []
    at = start
    for first, last, instead in pieces:
        found += data[at:first], instead
        at = last
    return b"".join([*found, data[at:end]])
