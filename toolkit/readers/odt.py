"""OpenDocument texts (.odt): body, headings, lists, tables, notes and text boxes, with tracked changes accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.model import Comment, Document, Edit
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.archives import Archive, opened, serialized
from toolkit.readers.files.wordprocessing.elements import child, descendants
from toolkit.readers.files.wordprocessing.open_document import OpenText, changes_in, styles_of
from toolkit.readers.files.wordprocessing.places import Manuscript, accepted
from toolkit.readers.files.writing.paragraphs import rewritten_paragraphs
from toolkit.readers.files.writing.zipped import with_parts

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
            manuscript, root = _reading(archive)
            return manuscript.finish().document(str(path), language, accepted(changes_in(root)))

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits; spans keep their form, tracked changes stay what they are."""
        with opened(path) as archive:
            manuscript, root = _reading(archive)
            manuscript.finish()
            return rewritten_paragraphs(archive, document, edits, manuscript.origins, {_CONTENT: root})

    def commented(self, path: Path, language: str, comments: Sequence[Comment]) -> bytes:  # noqa: ARG002 - the contract's
        """Return a copy with annotations at the words; see ``Commenting``."""
        from toolkit.readers.files.wordprocessing.open_comments import annotate

        with opened(path) as archive:
            root = archive.tree(_CONTENT)
            manuscript, _ = _reading(archive, root)
            manuscript.finish()
            annotate(root, manuscript.origins, comments)
            return with_parts(archive, {_CONTENT: serialized(root)})


def _reading(archive: Archive, tree: "Element | None" = None) -> "tuple[Manuscript, Element]":
    """Go through the text; ``tree`` is that of the content, where somebody has it already."""
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and next(descendants(manifest, "encryption-data"), None) is not None:
        raise InputError(f"{archive.path}: protected by a password; save it as {archive.path.suffix} without one")
    root = archive.xml(_CONTENT) if tree is None else tree
    body = child(root, "body", "text")
    if root is None or body is None:
        raise archive.other()
    reading = OpenText(styles_of(archive.xml("styles.xml"), root))
    reading.story(body)
    return reading.manuscript, root


PLUGIN: type[Reader] = Odt
