"""XML that is written for other programs: what it cannot hold is replaced, and nothing is put between words."""

import xml.etree.ElementTree as ET
from collections.abc import Collection

from toolkit.plugins.xml_characters import holdable

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def added(parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
    """Add an element with this text; attributes that are "" are left out. A final "_" of a name is none of it."""
    given = {key.rstrip("_"): holdable(value) for key, value in attributes.items() if value}
    element = ET.SubElement(parent, name, given)
    if text:
        element.text = holdable(text)
    return element


def written(root: ET.Element, whole: Collection[str] = (), head: str = "") -> str:
    """Return the file, indented, but for what is inside elements of these names, where white space is text."""
    _indent(root, frozenset(whole), "\n")
    return f"{_HEAD}{head}{ET.tostring(root, encoding='unicode')}\n"


def _indent(element: ET.Element, whole: frozenset[str], before: str) -> None:
    if not len(element) or element.tag in whole or (element.text and element.text.strip()):
        return
    element.text = f"{before}  "
    for inner in element:
        _indent(inner, whole, f"{before}  ")
        inner.tail = f"{before}  "
    element[-1].tail = before
