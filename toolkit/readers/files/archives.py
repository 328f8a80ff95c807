"""Documents that are zip archives of XML: opened only where they are what they say, and never unpacked without end."""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from toolkit.errors import InputError
from toolkit.plugins import require
from toolkit.plugins.plurals import counted
from toolkit.readers.files.kinds import head_of
from toolkit.readers.files.misnamed import COMPOUND_FILE, other_archive, told_by_content

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAGIC = b"PK\x03\x04"
MOST_BYTES = 300_000_000
MOST_BYTES_OF_XML = 100_000_000
_MOST_ENTRIES = 20_000
_HIGHEST_RATIO = 200
_SMALL_BYTES = 20_000_000  # repetitive tables of a real document may shrink to a hundredth
_ENCRYPTED = 0x1
_XML = (".xml", ".rels")  # pictures are never unpacked
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive of a bearable size."""

    path: Path
    zipped: ZipFile

    def part(self, name: str) -> bytes | None:
        """Return a part's bytes, None where there is none of this name."""
        try:
            size = self.zipped.getinfo(name).file_size
        except KeyError:
            return None
        if size > MOST_BYTES_OF_XML:
            raise InputError(f"{self.path}: more than {MOST_BYTES_OF_XML // 1_000_000} MB of text; split it")
        return self.copied(self.zipped.getinfo(name))

    def copied(self, entry: ZipInfo) -> bytes:
        """Return the bytes of a part of any kind; raises InputError for one that is damaged."""
        try:
            return self.zipped.read(entry)
        except (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            raise InputError(_damaged(self.path, f"{entry.filename}: {error}")) from None

    def xml(self, name: str) -> "Element | None":
        """Return the root of a part that is XML, None where there is none; raises InputError for what is unsafe."""
        data = self.part(name)
        if data is None:
            return None
        _require_no_entities(self.path, data)
        parser = require("defusedxml.ElementTree", "documents")
        try:
            root: Element = parser.fromstring(data, forbid_dtd=True)
        except (parser.ParseError, ValueError, RecursionError, LookupError) as error:
            raise InputError(_damaged(self.path, f"{name}: {error}")) from None
        return root

    def tree(self, name: str) -> Any:
        """Return the root of a part that is XML as lxml's, which keeps prefixes and what is unknown; None for none."""
        data = self.part(name)
        if data is None:
            return None
        _require_no_entities(self.path, data)
        etree: Any = require("lxml.etree", "documents")
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise InputError(_damaged(self.path, f"{name}: {error}")) from None

    def other(self) -> InputError:
        """Return the error for an archive that has no document of the wanted kind in it."""
        return InputError(other_archive(self.path, self.zipped.namelist()))

    def require_safe_xml(self) -> None:
        """Raise InputError if any part that is XML declares entities; for libraries that parse by themselves."""
        for name in sorted(set(self.zipped.namelist())):
            if name.endswith(_XML):
                _require_no_entities(self.path, self.part(name) or b"")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an archive; raises InputError, one line, for what is damaged, locked, or grows too large when unpacked."""
    head = head_of(path)
    if head.startswith(COMPOUND_FILE):
        raise InputError(told_by_content(path, head, ""))
    try:
        zipped = ZipFile(path)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the name") from None
    except IsADirectoryError:
        raise InputError(f"{path}: this is a folder; name a file in it") from None
    except (BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        if path.stat().st_size == 0:
            raise InputError(f"{path}: the file is empty; put a text into it or name another file") from None
        raise InputError(told_by_content(path, head, " ".join(str(error).split()), MAGIC)) from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); name another file") from None
    with zipped:
        _require_bearable(path, zipped)
        try:
            yield Archive(path, zipped)
        except RecursionError:
            raise InputError(_damaged(path, "elements within elements without end")) from None


def serialized(root: Any) -> bytes:
    """Return the bytes of a part whose root came from ``Archive.tree``."""
    etree: Any = require("lxml.etree", "documents")
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return found


def names_in(path: Path | None, head: bytes) -> frozenset[str]:
    """Return the names of the parts of a file that begins so; none where it is no archive that can be read."""
    if path is None or not head.startswith(MAGIC):
        return frozenset()
    try:
        with ZipFile(path) as zipped:
            return frozenset(zipped.namelist())
    except (BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        return frozenset()


def _require_bearable(path: Path, zipped: ZipFile) -> None:
    """Raise InputError by what the archive says of its parts; no more than that is ever unpacked of any."""
    entries = zipped.infolist()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise InputError(f"{path}: protected by a password; save it as {path.suffix or 'a document'} without one")
    texts = [entry for entry in entries if entry.filename.endswith(_XML)]
    size = sum(entry.file_size for entry in texts)
    packed = sum(entry.compress_size for entry in texts)
    if len(entries) > _MOST_ENTRIES or size > MOST_BYTES or size > max(_SMALL_BYTES, _HIGHEST_RATIO * packed):
        raise InputError(
            f"{path}: its text unpacks to {size / 1e6:.0f} MB in {counted(len(entries), 'part')}, as no document "
            "does; open it in its program and save it anew"
        )


def _require_no_entities(path: Path, data: bytes) -> None:
    if _DECLARATION.search(data) or _DECLARATION.search(data.replace(b"\0", b"")):
        raise InputError(
            f"{path}: its XML declares entities, which may grow without end and which no word processor writes; "
            "open it in its program and save it anew"
        )


def _damaged(path: Path, reason: str) -> str:
    one_line = " ".join(reason.split())
    return f"{path}: damaged ({one_line}); open it in its program and save it anew"
