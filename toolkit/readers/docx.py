"""Word documents (.docx): body, headings, lists, tables, notes and text boxes, with tracked changes accepted."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from toolkit.model import Comment, Document
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.archives import Archive, names_in, opened, serialized
from toolkit.readers.files.wordprocessing.elements import child, descendants, value
from toolkit.readers.files.wordprocessing.office_open import OfficeOpen, changes_in, notes_of, styles_of
from toolkit.readers.files.wordprocessing.places import accepted

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_USUAL = "word/document.xml"
_TYPES = "[Content_Types].xml"


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

    def commented(self, path: Path, language: str, comments: Sequence[Comment]) -> bytes:  # noqa: ARG002 - the contract's
        """Return a copy with comments at the words, beside those that are there; see ``Commenting``."""
        with opened(path) as archive:
            return archive.changed(_with_comments(archive, comments))


def _document(archive: Archive, language: str) -> Document:
    main = _related(archive, "", "officeDocument") or _USUAL
    root = archive.xml(main)
    reading = _read(archive, main, root)
    changes = changes_in(root, *(_part(archive, main, kind) for kind in ("footnotes", "endnotes")))
    return reading.manuscript.finish().document(str(archive.path), language, accepted(changes))


def _read(archive: Archive, main: str, root: "Element | None") -> OfficeOpen:
    """Go through the text of the main part."""
    body = child(root, "body")
    if body is None:
        raise archive.other()
    parts = {kind: _part(archive, main, kind) for kind in ("styles", "footnotes", "endnotes")}
    reading = OfficeOpen(
        styles_of(parts["styles"]),
        notes_of(parts["footnotes"], "footnote"),
        notes_of(parts["endnotes"], "endnote"),
    )
    reading.story(body)
    return reading


def _with_comments(archive: Archive, comments: Sequence[Comment]) -> dict[str, bytes]:
    """Return the parts that change: the text, the comments, and what says that there are some."""
    from toolkit.readers.files.wordprocessing import word_comments

    main = _related(archive, "", "officeDocument") or _USUAL
    root = archive.tree(main)
    reading = _read(archive, main, root)
    reading.manuscript.finish()
    named = _related(archive, main, "comments")
    name = named or join(dirname(main), "comments.xml")
    old = archive.tree(name)
    numbered = word_comments.anchored(root, reading.manuscript.origins, comments, word_comments.next_id(old))
    word = root.tag.rpartition("}")[0] + "}"
    parts = {main: serialized(root), name: serialized(word_comments.comments_part(old, word, numbered))}
    if not named:
        relations = _relations_of(main)
        parts[relations] = serialized(
            word_comments.with_relation(archive.tree(relations), posixpath.relpath(name, dirname(main) or "."))
        )
        parts[_TYPES] = serialized(word_comments.with_type(archive.tree(_TYPES), f"/{name}"))
    return parts


def _part(archive: Archive, main: str, kind: str) -> "Element | None":
    name = _related(archive, main, kind)
    return archive.xml(name) if name else None


def _related(archive: Archive, part: str, kind: str) -> str:
    """Return the name of the part that another one says is its styles, its notes ...; "" where there is none."""
    folder = dirname(part)
    root = archive.xml(_relations_of(part))
    for relation in descendants(root, "Relationship") if root is not None else ():
        if value(relation, "Type").endswith(f"/{kind}"):
            target = value(relation, "Target")
            return target[1:] if target.startswith("/") else normpath(join(folder, target))
    return ""


def _relations_of(part: str) -> str:
    return join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")


PLUGIN: type[Reader] = Docx
