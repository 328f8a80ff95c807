"""A word processor's document with other words in it: each run keeps its form, and all else of the file its bytes."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toolkit.errors import InputError
from toolkit.model import Document, Edit
from toolkit.model.places import place, shown
from toolkit.readers.files.archives import Archive
from toolkit.readers.files.wordprocessing.places import Origin
from toolkit.readers.files.writing.edits import changes
from toolkit.readers.files.writing.xml_parts import NodeEdit, TextNode, xml_part
from toolkit.readers.files.writing.zipped import with_parts

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class _Change(NamedTuple):
    origin: Origin
    edit: NodeEdit


def rewritten_paragraphs(
    archive: Archive,
    document: Document,
    edits: Sequence[Edit],
    origins: Sequence[Origin],
    roots: "Mapping[str, Element]",
    *,
    keeps_space: bool = False,
) -> bytes:
    """Return the bytes of an archive with edits in the texts of its parts.

    ``origins`` say where what was read stands in the trees of the parts, ``roots``, by their names; they are in the
    order of the document. Raises InputError for an edit of what is no text there (a tab, the end of a line).
    """
    numbers = {id(element): (name, n) for name, root in roots.items() for n, element in enumerate(root.iter())}
    wanted: dict[str, dict[TextNode, list[NodeEdit]]] = defaultdict(lambda: defaultdict(list))
    for edit in edits:
        for one in _changes(edit, document, origins, archive.path):
            name, number = numbers[id(one.origin.element)]
            wanted[name][TextNode(number, one.origin.side)].append(one.edit)
    parts = {}
    for name, nodes in wanted.items():
        part = xml_part(archive.part(name) or b"")
        written = part.with_texts(nodes, keeps_space=keeps_space) if part.is_utf8 else None
        if written is None:
            raise InputError(
                f"{archive.path}: {name} is written in an odd way; open it in its program and save it anew"
            )
        parts[name] = written
    return with_parts(archive, parts)


def _changes(edit: Edit, document: Document, origins: Sequence[Origin], path: Path) -> Iterator[_Change]:
    """Yield what changes in which text: words that stay do not, and new ones go to the first text that loses some."""
    old = document.text[edit.start : edit.end]
    for start, end, words in changes(old, edit.text):
        first, last = edit.start + start, edit.start + end
        found = list(_overlapping(origins, first, last)) if first < last else [_beside(origins, first)]
        covered = sum(min(last, one.start + one.size) - max(first, one.start) for one in found if one)
        if None in found or covered < last - first:
            where = shown(place(document, first, last), document)
            raise InputError(
                f"{path}: {where}: no text stands there but a tab, the end of a line or a mark of its program; "
                "mend it in the program that the file is from"
            )
        for number, origin in enumerate(one for one in found if one):
            begin, stop = max(first, origin.start), min(last, origin.start + origin.size)
            own = NodeEdit(begin - origin.start, max(begin, stop) - origin.start, words if number == 0 else "")
            yield _Change(origin, own)


def _overlapping(origins: Sequence[Origin], start: int, end: int) -> Iterator[Origin]:
    at = max(0, bisect_left(origins, start, key=lambda one: one.start) - 1)
    while at < len(origins) and origins[at].start < end:
        if origins[at].start + origins[at].size > start:
            yield origins[at]
        at += 1


def _beside(origins: Sequence[Origin], position: int) -> Origin | None:
    """Return the text that ends at a place, or else the one that begins there or goes on."""
    at = max(0, bisect_left(origins, position, key=lambda one: one.start) - 1)
    near = [one for one in origins[at : at + 3] if one.start <= position <= one.start + one.size]
    return near[0] if near else None
