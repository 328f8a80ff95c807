"""What the elements of HTML are to a text: which end a block, which hold nothing to read, which attributes are read.

After the HTML Standard (WHATWG): the style sheet of its chapter "Rendering" says what stands on lines of its own, its
content models what is fallback, script or form. Names are in lower case.
"""

import re
from collections.abc import Iterator

from toolkit.model import BlockKind

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CELLS = frozenset(("td", "th"))
ITEMS = frozenset(("li", "dt", "dd"))

# What stands on lines of its own: text on either side of such a tag does not belong together.
_BLOCKS = """
    address article aside blockquote body caption center col colgroup details dialog dir div dl fieldset figcaption
    figure footer form frame frameset header hgroup hr html legend listing main menu nav ol optgroup option p plaintext
    pre search section summary table tbody tfoot thead title tr ul xmp
"""
BLOCKS = HEADINGS | CELLS | ITEMS | frozenset(_BLOCKS.split())

# What parts words and ends no block.
BREAKS = frozenset(("br",))

# What lies between the tags is no text of the page: scripts, drawings, and what is shown where a medium cannot be.
_HIDDEN = """
    applet audio canvas datalist embed head iframe math noembed noframes noscript object script select style svg
    template textarea video
"""
HIDDEN = frozenset(_HIDDEN.split())

# They have no end tag.
_VOID = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(_VOID.split())

# Attributes that are read: of pictures in HTML, and under the same names where a generator of pages makes pictures.
PICTURES = frozenset(("img", "area", "figure", "image"))
READ_ATTRIBUTES = ("alt", "title", "caption")

_ATTRIBUTE = re.compile(rf"(?<![\w-])(?:{'|'.join(READ_ATTRIBUTES)})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def block_kind(name: str) -> BlockKind | None:
    """Return what the block is that an element begins, None where its words must tell."""
    if name in HEADINGS:
        return "heading"
    return "paragraph" if name in CELLS or name in ITEMS else None


def read_attributes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the values lie of the attributes that are read, in a tag that stands at ``start`` to ``end``."""
    for match in _ATTRIBUTE.finditer(text, start, end):
        yield match.span(1 if match[1] is not None else 2)
