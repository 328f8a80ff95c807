"""Inline elements of XLIFF 1.2 and 2.x (OASIS) and of TMX 1.4b (LISA OSCAR): what is text, and what is a tag.

Native code inside ``bpt``, ``ept``, ``ph`` and ``it`` is no text. Annotations (``mrk``, ``sm``, ``em``) are remarks on
the text, which a translation need not repeat: their text is read, and they are no tags.
"""

import re
from collections.abc import Callable, Mapping

from toolkit.readers.bilingual.marked_text import MarkedText
from toolkit.readers.bilingual.xml_tree import Element

_NATIVE_BREAK = re.compile(r"\s*<br\b[^<>]*>\s*|\s*\\n\s*|[\r\n]+", re.IGNORECASE)

_LONGEST_NAME = 60

Handler = Callable[[Element, MarkedText, dict[str, str]], None]


def xliff_text(element: Element, text: str) -> MarkedText:
    """Return what a ``source``, a ``target`` or a segment of XLIFF says, of either version."""
    return _read(element, text, _XLIFF)


def tmx_text(element: Element, text: str) -> MarkedText:
    """Return what a ``seg`` of TMX says."""
    return _read(element, text, _TMX)


def _read(element: Element, text: str, handlers: Mapping[str, Handler]) -> MarkedText:
    marked = MarkedText(text)
    _inside(element, marked, handlers, {})
    return marked


def _inside(element: Element, marked: MarkedText, handlers: Mapping[str, Handler], opened: dict[str, str]) -> None:
    for child in element.children:
        if not isinstance(child, Element):
            marked.add(*child)
        elif child.name in handlers:
            handlers[child.name](child, marked, opened)
        elif child.name in _PAIRS:
            name = _id(child, marked.text, *_PAIRS[child.name]) if child.attributes else child.name
            marked.tag(child.start, child.start, f"<{name}>")
            _inside(child, marked, handlers, opened)
            marked.tag(child.end, child.end, f"</{name}>")
        elif child.name not in _LEFT_OUT:
            _inside(child, marked, handlers, opened)


def _id(element: Element, text: str, *names: str) -> str:
    """Return the first attribute of these that the element has; of none, what its native code is."""
    found = next((element.attributes[name] for name in names if element.attributes.get(name)), None)
    return found or " ".join(_native(element, text).split())[:_LONGEST_NAME] or element.name


def _native(element: Element, text: str) -> str:
    return "".join(
        "" if isinstance(child, Element) else child[2] if len(child) == 3 else text[slice(*child)]
        for child in element.children
    )


def _end(element: Element, text: str) -> int:
    """Return where an element ends, its end tag included."""
    return text.index(">", element.end) + 1 if text.startswith("</", element.end) else element.end


def _opening(*names: str) -> Handler:
    def handle(element: Element, marked: MarkedText, opened: dict[str, str]) -> None:
        name = _id(element, marked.text, *names)
        for key in ("id", "i"):
            if key in element.attributes:
                opened[element.attributes[key]] = name
        marked.tag(element.start, element.start, f"<{name}>")

    return handle


def _closing(*names: str) -> Handler:
    def handle(element: Element, marked: MarkedText, opened: dict[str, str]) -> None:
        name = _id(element, marked.text, *names)
        marked.tag(element.start, element.start, f"</{opened.get(name, name)}>")

    return handle


def _isolated(element: Element, marked: MarkedText, opened: dict[str, str]) -> None:
    """Add an end of a pair whose other end stands in another unit."""
    handle = _closing if element.attributes.get("pos") in ("close", "end") else _opening
    handle("rid", "x", "id")(element, marked, opened)


def _placeholder(*names: str) -> Handler:
    def handle(element: Element, marked: MarkedText, _opened: dict[str, str]) -> None:
        name = _id(element, marked.text, *names)
        if _is_break(element, marked.text):
            marked.add(element.start, _end(element, marked.text), " ")
            marked.tag(element.start, element.start, f"<{name}/>")
        else:
            marked.tag(element.start, _end(element, marked.text), f"{{{name}}}")

    return handle


def _is_break(element: Element, text: str) -> bool:
    kinds = (element.attributes.get(name, "").rpartition(":")[2] for name in ("ctype", "subType", "type"))
    written = _native(element, text)
    shown = (element.attributes.get(name, "") for name in ("equiv-text", "equiv", "disp"))
    return any(kind in ("lb", "br", "x-br") for kind in kinds) or any(
        _NATIVE_BREAK.fullmatch(one) for one in (written, *shown) if one
    )


_PAIRS: Mapping[str, tuple[str, ...]] = {"g": ("id",), "pc": ("id",), "hi": ("x", "type")}
# Characters that XML cannot hold; what stands inside native code, such as the text of a footnote in its mark.
_LEFT_OUT = frozenset({"cp", "sub"})
_XLIFF: Mapping[str, Handler] = {
    "x": _placeholder("id"),
    "ph": _placeholder("id"),
    "bx": _opening("rid", "id"),
    "ex": _closing("rid", "id"),
    "bpt": _opening("rid", "id"),
    "ept": _closing("rid", "id"),
    "it": _isolated,
    "sc": _opening("id"),
    "ec": _closing("startRef", "id"),
}
_TMX: Mapping[str, Handler] = {
    "bpt": _opening("x", "i"),
    "ept": _closing("i"),
    "it": _isolated,
    "ph": _placeholder("x", "type"),
    "ut": _placeholder("x"),
}
