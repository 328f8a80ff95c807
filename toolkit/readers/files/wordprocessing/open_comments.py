"""Comments in a copy of an OpenDocument text (ODF 1.3, 14.2): annotations anchored to words.

A comment on a note stands at what refers to it in the running text.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from toolkit.model import Comment
from toolkit.plugins.xml_characters import holdable
from toolkit.readers.files.wordprocessing.anchors import Spot, spots
from toolkit.readers.files.wordprocessing.elements import descendants, value
from toolkit.readers.files.wordprocessing.places import Origin
from toolkit.readers.files.wordprocessing.word_comments import AUTHOR

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"

Slot = tuple[Any, bool]
"""The text of an element, or (True) what stands behind it."""


def annotate(root: Any, origins: Sequence[Origin], comments: Sequence[Comment]) -> None:
    """Put annotations into the tree."""
    known = {value(one, "name") for one in descendants(root, "annotation")}
    names = (name for number in range(1, len(known) + len(comments) + 1) if (name := f"{AUTHOR}-{number}") not in known)
    inside: dict[Slot, list[tuple[int, int, Any]]] = defaultdict(list)
    for comment in comments:
        found = spots(origins, comment.start, comment.end)
        if found is None:
            continue
        start, end = found
        name = next(names)
        annotation = _annotation(root, name, comment)
        if start.anchor is not None:
            start.anchor.addprevious(annotation)  # type: ignore[attr-defined]  # an element of lxml
            continue
        _put(inside, start, annotation, 1)
        if start != end and end.anchor is None:
            closing = root.makeelement(f"{_OFFICE}annotation-end", {f"{_OFFICE}name": name})
            _put(inside, end, closing, 0)
    for (element, is_tail), marks in inside.items():
        _fill(element, marks, is_tail=is_tail)


def _put(inside: dict[Slot, list[tuple[int, int, Any]]], spot: Spot, mark: Any, order: int) -> None:
    element: Any = spot.element
    inside[element, spot.side == "tail"].append((spot.at, order, mark))


def _fill(element: Any, marks: list[tuple[int, int, Any]], *, is_tail: bool) -> None:
    """Put marks between the characters of a text, in order; an end comes before a beginning at the same place."""
    text = (element.tail if is_tail else element.text) or ""
    ordered = sorted(marks, key=lambda mark: mark[:2])
    bounds = [at for at, _, _ in ordered] + [len(text)]
    parent = element.getparent() if is_tail else element
    place = parent.index(element) + 1 if is_tail else 0
    if is_tail:
        element.tail = text[: bounds[0]]
    else:
        element.text = text[: bounds[0]]
    for number, (at, _, mark) in enumerate(ordered):
        mark.tail = text[at : bounds[number + 1]]
        parent.insert(place + number, mark)


def _annotation(root: Any, name: str, comment: Comment) -> Any:
    annotation = root.makeelement(f"{_OFFICE}annotation", {f"{_OFFICE}name": name})
    creator = root.makeelement(_CREATOR)
    creator.text = AUTHOR
    annotation.append(creator)
    for line in comment.text.splitlines() or [""]:
        paragraph = root.makeelement(f"{_TEXT}p")
        paragraph.text = holdable(line)
        annotation.append(paragraph)
    return annotation
