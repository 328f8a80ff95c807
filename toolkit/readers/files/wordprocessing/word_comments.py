"""Comments in a copy of a Word document, ISO/IEC 29500: anchored to words, beside those that are there.

Runs are cut where a comment begins or ends inside of them; nothing else of the text changes. Where Word takes no
comment (a note, a text box), it stands at what refers to it in the running text.
"""

from collections import defaultdict
from collections.abc import Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from toolkit.model import Comment
from toolkit.plugins import require
from toolkit.plugins.xml_characters import holdable
from toolkit.readers.files.wordprocessing.anchors import Spot, spots
from toolkit.readers.files.wordprocessing.elements import local
from toolkit.readers.files.wordprocessing.places import Origin

AUTHOR = "toolkit"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Cut = tuple[Any, int]
"""An element of a run, and the number of its characters before the cut."""


def anchored(
    root: Any, origins: Sequence[Origin], comments: Sequence[Comment], first: int
) -> list[tuple[int, Comment]]:
    """Put the marks of comments into the tree; return the comments with their ids, which count from ``first``."""
    word = root.tag.rpartition("}")[0] + "}"
    found = [(comment, pair) for comment in comments if (pair := spots(origins, comment.start, comment.end))]
    runs = _Runs(word, [spot for _, pair in found for spot in pair])
    numbered = []
    for number, (comment, (start, end)) in enumerate(found, first):
        marks = [_mark(root, word, name, number) for name in ("commentRangeStart", "commentRangeEnd")]
        reference = root.makeelement(f"{word}r")
        reference.append(_mark(root, word, "commentReference", number))
        if start == end and not runs.is_whole(start):
            runs.put_at(start, [*marks, reference])
        else:
            runs.starting(start).addprevious(marks[0])
            behind = runs.ending(end)
            behind.addnext(reference)
            behind.addnext(marks[1])
        numbered.append((number, comment))
    return numbered


def comments_part(old: Any, word: str, numbered: Sequence[tuple[int, Comment]]) -> Any:
    """Return the part that holds the comments: that which is there with more in it, or a new one."""
    etree: Any = require("lxml.etree", "documents")
    root = old if old is not None else etree.Element(f"{word}comments", nsmap={"w": word[1:-1]})
    for number, comment in numbered:
        given = {f"{word}id": str(number), f"{word}author": AUTHOR, f"{word}initials": AUTHOR[:2]}
        element = etree.SubElement(root, f"{word}comment", given)
        for line in comment.text.splitlines() or [""]:
            run = etree.SubElement(etree.SubElement(element, f"{word}p"), f"{word}r")
            text = etree.SubElement(run, f"{word}t", {_SPACE: "preserve"})
            text.text = holdable(line)
    return root


def next_id(old: Any) -> int:
    """Return the first number that no comment of a document has."""
    if old is None:
        return 0
    ids = [value for element in old for key, value in element.attrib.items() if key.rpartition("}")[2] == "id"]
    return max((int(one) for one in ids if one.lstrip("-").isdigit()), default=-1) + 1


def _mark(root: Any, word: str, name: str, number: int) -> Any:
    return root.makeelement(f"{word}{name}", {f"{word}id": str(number)})


class _Runs:
    """The runs of a document, cut at some spots."""

    def __init__(self, word: str, wanted: Sequence[Spot]) -> None:
        self._word = word
        self._starts: dict[Cut, Any] = {}
        self._ends: dict[Cut, Any] = {}
        self._uncut = {spot.element for spot in wanted if self._cannot_be_cut(spot)}
        cuts: dict[Any, set[Cut]] = defaultdict(set)
        for spot in wanted:
            if not self.is_whole(spot):
                cuts[_run(spot)].add((spot.element, spot.at))
        for run, places in cuts.items():
            self._cut(run, places)

    def is_whole(self, spot: Spot) -> bool:
        """Whether a comment cannot begin or end inside of the run that it stands in."""
        return spot.element in self._uncut

    def _cannot_be_cut(self, spot: Spot) -> bool:
        return spot.anchor is not None or self._box(spot) is not None or _run(spot).tag != f"{self._word}r"

    def starting(self, spot: Spot) -> Any:
        """Return the element that a comment begins before."""
        found = self._starts.get((spot.element, spot.at))
        return self._whole(spot) if found is None else found

    def ending(self, spot: Spot) -> Any:
        """Return the element that a comment ends behind."""
        found = self._ends.get((spot.element, spot.at))
        return self._whole(spot) if found is None else found

    def put_at(self, spot: Spot, elements: Sequence[Any]) -> None:
        """Put elements at one place between characters."""
        key = spot.element, spot.at
        if key in self._starts:
            for element in elements:
                self._starts[key].addprevious(element)
        else:
            for element in reversed(elements):
                self.ending(spot).addnext(element)

    def _whole(self, spot: Spot) -> Any:
        """Return what of a paragraph of the running text holds a spot that cannot be marked itself."""
        element: Any = spot.anchor
        if element is None:
            inside = self._box(spot)
            element = spot.element if inside is None else inside
        while element.getparent() is not None and local(element.getparent()) not in ("p", "hyperlink", "ins", "moveTo"):
            element = element.getparent()
        return element

    def _box(self, spot: Spot) -> Any:
        """Return the outermost text box around a spot, None where there is none."""
        element: Any = spot.element
        return next((one for one in reversed(list(element.iterancestors())) if local(one) == "txbxContent"), None)

    def _cut(self, run: Any, places: set[Cut]) -> None:
        """Cut a run into several with its properties; remember which begins and which ends at each place."""
        properties = next((child for child in run if local(child) == "rPr"), None)
        content = [child for child in run if child is not properties]
        for child in content:
            run.remove(child)
        current, filled, parted = run, False, False
        for child in content:
            length = len(child.text or "") if local(child) == "t" else 1
            inner = sorted({at for element, at in places if element is child})
            bounds = sorted({0, length, *(at for at in inner if at < length)})
            for start, end in pairwise(bounds) if length else [(0, 0)]:
                if filled and (parted or start in inner):
                    current = _behind(current, run, properties)
                filled, parted = True, end in inner
                current.append(_piece(child, start, end))
                self._starts.setdefault((child, start), current)
                self._ends[child, end] = current


def _run(spot: Spot) -> Any:
    element: Any = spot.element
    return element.getparent()


def _behind(current: Any, run: Any, properties: Any) -> Any:
    new = run.makeelement(run.tag, dict(run.attrib))
    if properties is not None:
        new.append(deepcopy(properties))
    current.addnext(new)
    return new


def _piece(child: Any, start: int, end: int) -> Any:
    """Return a part of a text of a run; the first is the element itself."""
    text = child.text or ""
    if local(child) != "t" or (start, end) == (0, len(text)):
        return child
    piece = child.makeelement(child.tag, {**child.attrib, _SPACE: "preserve"})
    piece.text = text[start:end]
    return piece


def with_relation(relations: Any, target: str) -> Any:
    """Return the relations of the main part, with one to its comments: strict or usual, as the others are."""
    if relations is None:
        etree: Any = require("lxml.etree", "documents")
        relations = etree.Element(f"{{{_PACKAGE}}}Relationships", nsmap={None: _PACKAGE})
    space = relations.tag.rpartition("}")[0] + "}"
    types = [one.get("Type", "") for one in relations]
    base = next(
        (one.rpartition("/")[0] for one in types if one.endswith(("/styles", "/settings", "/theme"))), _RELATIONS
    )
    known = {one.get("Id") for one in relations}
    name = next(name for number in range(1, len(known) + 2) if (name := f"{AUTHOR}{number}") not in known)
    given = {"Id": name, "Type": f"{base}/comments", "Target": target}
    relations.append(relations.makeelement(f"{space}Relationship", given))
    return relations


def with_type(types: Any, part: str) -> Any:
    """Return the types of the parts, with that of the comments."""
    space = types.tag.rpartition("}")[0] + "}"
    types.append(types.makeelement(f"{space}Override", {"PartName": part, "ContentType": _CONTENT}))
    return types
