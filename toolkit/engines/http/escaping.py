"""Texts for services that read markup: tags as they are, everything else that has a meaning there escaped, and back."""

import html
import re
from typing import Literal
from xml.etree import ElementTree

from toolkit.analysis.text.literals import TAG

_TAG = re.compile(TAG)


def markup(text: str, kind: Literal["xml", "html"]) -> str:
    """Return the text as markup in which its own tags are tags; none of them where XML would not be well-formed."""
    parts, at = [], 0
    for tag in _TAG.finditer(text):
        parts += [html.escape(text[at : tag.start()], quote=False), tag[0].replace("&", "&amp;")]
        at = tag.end()
    marked = "".join([*parts, html.escape(text[at:], quote=False)])
    return marked if not parts or kind == "html" or _is_sound(marked) else html.escape(text, quote=False)


def text(answer: str) -> str:
    """Return the text of an answer in markup: what was escaped as it was, and tags as they are."""
    return re.sub(r"&(?:amp|lt|gt|quot|apos|#39);", lambda match: html.unescape(match[0]), answer)


def _is_sound(marked: str) -> bool:
    try:
        ElementTree.fromstring(f"<text>{marked}</text>")  # noqa: S314 - entities of its own cannot be in it
    except ElementTree.ParseError:
        return False
    return True
