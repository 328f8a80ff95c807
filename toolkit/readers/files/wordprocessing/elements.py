"""Elements of XML by their local names: the strict and the usual form of a format differ in their name spaces alone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OFF = frozenset(("0", "false", "off", "none"))


def local(element: "Element") -> str:
    """Return the name without its name space; "" of a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: "Element | None", name: str = "val") -> str:
    """Return an attribute by its local name, "" where there is none."""
    if element is None:
        return ""
    return next((held for key, held in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: "Element | None", *names: str) -> "Element | None":
    """Follow names down, the first of each; None where there is none."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def has(element: "Element | None", *names: str) -> bool:
    """Whether there is such an element below, and it is not switched off."""
    found = child(element, *names)
    return found is not None and value(found).lower() not in _OFF


def descendants(element: "Element", *names: str) -> "Iterator[Element]":
    """Yield all elements below of one of these names."""
    return (inner for inner in element.iter() if local(inner) in names)
