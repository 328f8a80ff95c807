"""XML -> elements whose text knows where it stands in the file, by expat (https://libexpat.github.io).

A reader is handed one element after the other (a ``tu``, a ``trans-unit``), so that no file is held as a whole. What an
entity declaration unfolds to has no limit: files with any are refused; a DTD that is only named is not fetched.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from toolkit.errors import InputError
from toolkit.model.places import Lines
from toolkit.readers.files.characters import Piece
from toolkit.readers.files.decoding import decode_declared

DECLARATION = re.compile(rb"^<\?xml[^>]{0,100}?\bencoding\s*=\s*[\"']([A-Za-z][\w.:-]*)[\"']")
_PROLOG = re.compile(
    rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL
)
_XML = "http://www.w3.org/XML/1998/namespace}"
_DEEPEST = 200


@dataclass(slots=True)
class Element:
    """An element: ``name`` without the namespace of the root, "{...}name" in another one; ``start`` is where it begins.

    ``end`` is where its end tag begins, or, without one, what follows it. ``children`` are elements and pieces of text.
    """

    name: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    children: "list[Element | Piece]" = field(default_factory=list)

    def elements(self, *names: str) -> "Iterator[Element]":
        """Yield the children that are elements of these names."""
        return (child for child in self.children if isinstance(child, Element) and child.name in names)

    def first(self, name: str) -> "Element | None":
        """Return the first child of this name."""
        return next(self.elements(name), None)


Handler = Callable[[Element, Sequence[Element]], None]


@dataclass(frozen=True, slots=True)
class XmlFile:
    """The text of an XML file, as it was decoded."""

    path: Path
    text: str

    def walk(self, root: str, wanted: Collection[str], handle: Handler) -> None:
        """Call ``handle`` with each wanted element, when it ends, and the elements around it, the root first.

        Raises InputError, one line with line and column, for what is no XML, another root, or an entity declaration.
        """
        _Walk(self, root, frozenset(wanted), handle).go()

    def place(self, offset: int) -> str:
        """Return "file:line:column" of an offset, as messages begin."""
        return ":".join(map(str, (self.path, *_lines(self.text).at(offset))))

    def line(self, offset: int) -> int:
        """Return the number of the line of an offset."""
        return _lines(self.text).at(offset)[0]

    def fail(self, offset: int, message: str) -> NoReturn:
        """Raise InputError for a place."""
        raise InputError(f"{self.place(offset)}: {message}")


def open_xml(path: Path) -> XmlFile:
    """Return the text of a file in the encoding that it says; raises InputError where it cannot be read."""
    return XmlFile(path, decode_declared(path, DECLARATION))


def root_of(head: bytes) -> str:
    """Return the name of the root element of a file that begins so, "" of one that is no XML."""
    found = _PROLOG.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b""))
    return found[1].decode("ascii", "replace") if found else ""


@lru_cache(maxsize=1)
def _lines(text: str) -> Lines:
    return Lines(text)


class _Walk:
    def __init__(self, file: XmlFile, root: str, wanted: frozenset[str], handle: Handler) -> None:
        self.file, self.root, self.wanted, self.handle = file, root, wanted, handle
        self.data = file.text.encode("utf-8")
        self.plain = len(self.data) == len(file.text)
        self.known = (0, 0)
        self.open: list[Element] = []
        self.namespace = ""
        self.verbatim = False
        self.keeping = 0

    def go(self) -> None:
        parser = self.parser = expat.ParserCreate("utf-8", "}")
        parser.buffer_text = False
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._finish
        parser.CharacterDataHandler = self._text
        parser.StartCdataSectionHandler = lambda: setattr(self, "verbatim", True)
        parser.EndCdataSectionHandler = lambda: setattr(self, "verbatim", False)
        parser.EntityDeclHandler = parser.SkippedEntityHandler = self._refuse
        try:
            parser.Parse(self.data, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            self.file.fail(self._offset(parser.ErrorByteIndex), f"not XML: {reason}{self._advice(reason)}")

    def _advice(self, reason: str) -> str:
        if reason == "undefined entity":
            return "; write the character that it stands for"
        is_open = self.open and reason in ("no element found", "mismatched tag", "unclosed token")
        return f"; <{self.open[-1].name}> is not closed" if is_open else ""

    def _refuse(self, *_: object) -> None:
        self.file.fail(
            self._here(), "XML entities are not read, for they may unfold without end; write out what they stand for"
        )

    def _here(self) -> int:
        return self._offset(self.parser.CurrentByteIndex)

    def _offset(self, byte: int) -> int:
        """Return the offset of a byte in the text; they are asked for in order."""
        if self.plain:
            return byte
        last, offset = self.known
        if byte < last:
            return len(self.data[:byte].decode("utf-8", "replace"))
        self.known = byte, offset + len(self.data[last:byte].decode("utf-8", "replace"))
        return self.known[1]

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        at = self._here()
        namespace, _, local = name.rpartition("}")
        if not self.open:
            self.namespace = namespace
            if local != self.root:
                self.file.fail(at, f"the root element is <{local}>, not <{self.root}>; is it the right file?")
        own = local if namespace in ("", self.namespace) else f"{{{namespace}}}{local}"
        named = {key.replace(_XML, "xml:"): value for key, value in attributes.items()}
        element = Element(own, named, at)
        if len(self.open) >= _DEEPEST:
            self.file.fail(at, f"elements are nested more than {_DEEPEST} deep")
        if self.keeping or own in self.wanted:
            self.keeping += 1
            if self.keeping > 1:
                self.open[-1].children.append(element)
        self.open.append(element)

    def _finish(self, _name: str) -> None:
        element = self.open.pop()
        element.end = self._here()
        if self.keeping:
            self.keeping -= 1
            if not self.keeping:
                self.handle(element, self.open)

    def _text(self, text: str) -> None:
        if not self.keeping:
            return
        byte = self.parser.CurrentByteIndex
        start = self._offset(byte)
        children = self.open[-1].children
        first = self.data[byte : byte + 1]
        if first == b"&" and not self.verbatim:
            children.append((start, start + self.data.index(b";", byte) - byte + 1, text))
        elif text == "\n" and first == b"\r":
            children.append((start, start + 1 + (self.data[byte + 1 : byte + 2] == b"\n"), text))
        elif children and not isinstance(children[-1], Element) and len(children[-1]) == 2 and children[-1][1] == start:
            children[-1] = (children[-1][0], start + len(text))
        else:
            children.append((start, start + len(text)))
