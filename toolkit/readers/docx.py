"""Word documents (.docx): body, headings, lists, tables, notes and text boxes, with tracked changes accepted."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from toolkit.model import Comment, Document, Edit
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.archives import Archive, names_in, opened, serialized
from toolkit.readers.files.wordprocessing.elements import child, descendants, value
from toolkit.readers.files.wordprocessing.office_open import OfficeOpen, changes_in, notes_of, styles_of
from toolkit.readers.files.wordprocessing.places import Manuscript, accepted
from toolkit.readers.files.writing.paragraphs import rewritten_paragraphs
from toolkit.readers.files.writing.zipped import with_parts

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
            reading = _reading(archive)
            roots = reading.roots.values()
            return reading.manuscript.finish().document(str(path), language, accepted(changes_in(*roots)))

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits; runs keep their form, tracked changes stay what they are."""
        with opened(path) as archive:
            reading = _reading(archive)
            reading.manuscript.finish()
            origins, roots = reading.manuscript.origins, reading.roots
            return rewritten_paragraphs(archive, document, edits, origins, roots, keeps_space=True)

    def commented(self, path: Path, language: str, comments: Sequence[Comment]) -> bytes:  # noqa: ARG002 - the contract's
        """Return a copy with comments at the words, beside those that are there; see ``Commenting``."""
        with opened(path) as archive:
            return with_parts(archive, _with_comments(archive, comments))


class _Reading(NamedTuple):
    """What was read, and the trees of the parts that it was read from, by their names."""

    manuscript: Manuscript
    roots: "dict[str, Element]"


def _main(archive: Archive) -> str:
    return _related(archive, "", "officeDocument") or _USUAL


def _reading(archive: Archive, tree: "Element | None" = None) -> _Reading:
    """Go through the text; ``tree`` is that of the main part, where somebody has it already."""
    main = _main(archive)
    root = archive.xml(main) if tree is None else tree
    body = child(root, "body")
    if root is None or body is None:
        raise archive.other()
    names = {kind: _related(archive, main, kind) for kind in ("styles", "footnotes", "endnotes")}
    parts = {kind: archive.xml(name) if name else None for kind, name in names.items()}
    reading = OfficeOpen(
        styles_of(parts["styles"]),
        notes_of(parts["footnotes"], "footnote"),
        notes_of(parts["endnotes"], "endnote"),
    )
    reading.story(body)
    notes = {names[kind]: part for kind in ("footnotes", "endnotes") if (part := parts[kind]) is not None}
    return _Reading(reading.manuscript, {main: root, **notes})


def _with_comments(archive: Archive, comments: Sequence[Comment]) -> dict[str, bytes]:
    """Return the parts that change: the text, the comments, and what says that there are some."""
    from toolkit.readers.files.wordprocessing import word_comments

    main = _main(archive)
    root = archive.tree(main)
    manuscript = _reading(archive, root).manuscript
    manuscript.finish()
    named = _related(archive, main, "comments")
    name = named or join(dirname(main), "comments.xml")
    old = archive.tree(name)
    numbered = word_comments.anchored(root, manuscript.origins, comments, word_comments.next_id(old))
    word = root.tag.rpartition("}")[0] + "}"
    parts = {main: serialized(root), name: serialized(word_comments.comments_part(old, word, numbered))}
    if not named:
        relations = _relations_of(main)
        target = posixpath.relpath(name, dirname(main) or ".")
        parts[relations] = serialized(word_comments.with_relation(archive.tree(relations), target))
        parts[_TYPES] = serialized(word_comments.with_type(archive.tree(_TYPES), f"/{name}"))
    return parts


def _relations_of(part: str) -> str:
    return join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")


def _related(archive: Archive, part: str, kind: str) -> str:
    """Return the name of the part that another one says is its styles, its notes ...; "" where there is none."""
    folder = dirname(part)
    root = archive.xml(_relations_of(part))
    for relation in descendants(root, "Relationship") if root is not None else ():
        if value(relation, "Type").endswith(f"/{kind}"):
            target = value(relation, "Target")
            return target[1:] if target.startswith("/") else normpath(join(folder, target))
    return ""


PLUGIN: type[Reader] = Docx
