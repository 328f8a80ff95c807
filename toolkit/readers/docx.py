"""Word documents (.docx): body, headings, lists, tables, notes and text boxes, with tracked changes accepted."""

from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.model import Document
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.archives import Archive, names_in, opened
from toolkit.readers.files.wordprocessing.elements import child, descendants, value
from toolkit.readers.files.wordprocessing.office_open import OfficeOpen, changes_in, notes_of, styles_of
from toolkit.readers.files.wordprocessing.places import accepted

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_USUAL = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Docx:
    """Reads Word documents as they look when printed, without what stands at the head and foot of each page.

    Comments, hidden text and the table of contents are left out.
    """

    suffixes: tuple[str, ...] = (".docx", ".docm", ".dotx", ".dotm")
    """The endings of the names of files that it reads, with the dot."""

    def recognises(self, path: Path | None, head: bytes) -> bool:
        """Whether it is an archive with a Word document in it."""
        return any(name.startswith("word/document") for name in names_in(path, head))

    def read(self, path: Path, language: str) -> Document:
        """Return the document; raises InputError (see ``toolkit.readers.files.archives``)."""
        with opened(path) as archive:
            return _document(archive, language)


def _document(archive: Archive, language: str) -> Document:
    main = _related(archive, "", "officeDocument") or _USUAL
    root = archive.xml(main)
    body = child(root, "body")
    if body is None:
        raise InputError(f"{archive.path}: no Word document; open it in its program and save it as .docx")
    parts = {kind: _part(archive, main, kind) for kind in ("styles", "footnotes", "endnotes")}
    reading = OfficeOpen(
        styles_of(parts["styles"]),
        notes_of(parts["footnotes"], "footnote"),
        notes_of(parts["endnotes"], "endnote"),
    )
    reading.story(body)
    changes = changes_in(root, parts["footnotes"], parts["endnotes"])
    return reading.manuscript.finish().document(str(archive.path), language, accepted(changes))


def _part(archive: Archive, main: str, kind: str) -> "Element | None":
    name = _related(archive, main, kind)
    return archive.xml(name) if name else None


def _related(archive: Archive, part: str, kind: str) -> str:
    """Return the name of the part that another one says is its styles, its notes ...; "" where there is none."""
    folder = dirname(part)
    root = archive.xml(join(folder, "_rels", f"{part.rpartition('/')[2]}.rels"))
    for relation in descendants(root, "Relationship") if root is not None else ():
        if value(relation, "Type").endswith(f"/{kind}"):
            target = value(relation, "Target")
            return target[1:] if target.startswith("/") else normpath(join(folder, target))
    return ""


PLUGIN: type[Reader] = Docx
