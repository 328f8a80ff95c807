"""OpenDocument texts (.odt): body, headings, lists, tables, notes and text boxes, with tracked changes accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.model import Comment, Document
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.archives import Archive, opened, serialized
from toolkit.readers.files.wordprocessing.elements import child, descendants
from toolkit.readers.files.wordprocessing.open_document import OpenText, changes_in, styles_of
from toolkit.readers.files.wordprocessing.places import accepted

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTENT = "content.xml"
_TYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"  # name and content of the first part, never packed


@dataclass(frozen=True, slots=True)
class Odt:
    """Reads OpenDocument texts as they look when printed, without what stands at the head and foot of each page.

    Comments, hidden text and indexes are left out.
    """

    suffixes: tuple[str, ...] = (".odt", ".ott")
    """The endings of the names of files that it reads, with the dot."""

    def recognises(self, path: Path | None, head: bytes) -> bool:
        """Whether it is an archive that says so in its first part."""
        return path is not None and head.startswith(b"PK\x03\x04") and head[30:].startswith(_TYPE)

    def read(self, path: Path, language: str) -> Document:
        """Return the document; raises InputError (see ``toolkit.readers.files.archives``)."""
        with opened(path) as archive:
            return _document(archive, language)

    def commented(self, path: Path, language: str, comments: Sequence[Comment]) -> bytes:  # noqa: ARG002 - the contract's
        """Return a copy with annotations at the words; see ``Commenting``."""
        from toolkit.readers.files.wordprocessing.open_comments import annotate

        with opened(path) as archive:
            root = archive.tree(_CONTENT)
            reading, _ = _read(archive, root)
            reading.manuscript.finish()
            annotate(root, reading.manuscript.origins, comments)
            return archive.changed({_CONTENT: serialized(root)})


def _document(archive: Archive, language: str) -> Document:
    reading, body = _read(archive, archive.xml(_CONTENT))
    changes = changes_in(body)
    return reading.manuscript.finish().document(str(archive.path), language, accepted(changes))


def _read(archive: Archive, root: "Element | None") -> "tuple[OpenText, Element]":
    """Go through the text; return with it the body."""
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and next(descendants(manifest, "encryption-data"), None) is not None:
        raise InputError(f"{archive.path}: protected by a password; save it as {archive.path.suffix} without one")
    body = child(root, "body", "text")
    if root is None or body is None:
        raise archive.other()
    reading = OpenText(styles_of(archive.xml("styles.xml"), root))
    reading.story(body)
    return reading, body


PLUGIN: type[Reader] = Odt
