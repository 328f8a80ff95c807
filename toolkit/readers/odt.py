"""OpenDocument texts (.odt): body, headings, lists, tables, notes and text boxes, with tracked changes accepted."""

from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import Document
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.archives import Archive, opened
from toolkit.readers.files.wordprocessing.elements import child, descendants
from toolkit.readers.files.wordprocessing.open_document import OpenText, changes_in, styles_of
from toolkit.readers.files.wordprocessing.places import accepted

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


def _document(archive: Archive, language: str) -> Document:
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and next(descendants(manifest, "encryption-data"), None) is not None:
        raise InputError(f"{archive.path}: protected by a password; save it as {archive.path.suffix} without one")
    root = archive.xml("content.xml")
    body = child(root, "body", "text")
    if root is None or body is None:
        raise InputError(f"{archive.path}: no OpenDocument text; open it in its program and save it as .odt")
    reading = OpenText(styles_of(archive.xml("styles.xml"), root))
    reading.story(body)
    changes = changes_in(body)
    return reading.manuscript.finish().document(str(archive.path), language, accepted(changes))


PLUGIN: type[Reader] = Odt
