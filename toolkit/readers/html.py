"""HTML: the article of a page, or with ``whole`` all that is seen of it."""

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import MissingDependency
from toolkit.languages import load
from toolkit.model import BlockKind, Document, Edit, Mapped
from toolkit.plugins import require
from toolkit.plugins.contracts import Reader
from toolkit.plugins.plurals import counted
from toolkit.readers.files.decoding import decode
from toolkit.readers.files.folding import fold
from toolkit.readers.files.html_page import PageBlock, page_blocks
from toolkit.readers.files.writing.texts import markup, rewritten_text
from toolkit.readers.splitting.blocks import label

_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_BESIDE = ("nav", "aside", "footer", "form", "head")
_QUOTATION_MARKS = ("“", "”")


@dataclass(frozen=True, slots=True)
class Html:
    """Reads pages: the article without navigation, forms and scripts, each list item and cell by itself.

    The article is what stands in ``<main>`` or the longest ``<article>``; of a page without either, what trafilatura
    finds (Barbaresi 2021), where the extra "documents" is installed. ``whole`` reads everything that is seen, and the
    title. A passage in ``<q>`` has the marks of its language. What is left out is counted in the notes.
    """

    whole: bool = False
    """Reads everything that is seen on a page, not only the article."""
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")
    """The endings of the names of files that it reads, with the dot."""

    def recognises(self, path: Path | None, head: bytes) -> bool:  # noqa: ARG002 - the content tells
        """Whether a file begins as a page does."""
        return bool(_OPENING.match(head))

    def read(self, path: Path, language: str) -> Document:
        """Return the document; raises InputError (see ``toolkit.readers.files.decoding``)."""
        return self.read_text(decode(path), str(path), language)

    def read_text(self, text: str, name: str, language: str) -> Document:
        """Return the document of a text that is called so."""
        every = page_blocks(text, _marks(language))
        seen, notes = (every, ()) if self.whole else _article(text, every)
        found = [(body, block.kind) for block in seen if (body := fold(text, block.pieces)).text]
        bodies: list[Mapped] = [body for body, _ in found]
        kinds: list[BlockKind | None] = [kind for _, kind in found]
        return Document(name, language, text, label(bodies, language, kinds), notes=notes)

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits."""
        return rewritten_text(path, document, edits, markup(document))


def _marks(language: str) -> tuple[str, str]:
    """Return the usual quotation marks of a language, with the space inside that French has."""
    marks = (load(language, "form").get("quotation_marks") or ["".join(_QUOTATION_MARKS)])[0]
    return (marks[0], marks[-1])


def _article(text: str, blocks: Sequence[PageBlock]) -> tuple[Sequence[PageBlock], tuple[str, ...]]:
    """Return the blocks of the article, and what is to be said of the others."""
    body = [block for block in blocks if not any(block.within(name) for name in _BESIDE)]
    for name in ("main", "article"):
        inside = _longest(text, name, body)
        if inside:
            return inside, _note(len(blocks) - len(inside))
    outside_header = [block for block in body if not block.within("header")]
    try:
        kept = _by_trafilatura(text, outside_header)
    except MissingDependency as missing:
        return outside_header, (f"the page marks no article, so navigation may be among the text; {missing}",)
    kept = kept or outside_header
    return kept, _note(len(blocks) - len(kept))


def _note(left_out: int) -> tuple[str, ...]:
    if not left_out:
        return ()
    return (f"left out as no part of the article: {counted(left_out, 'piece')} of the page; --whole-page reads them",)


def _longest(text: str, name: str, blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Return what stands in the outermost element of this name with the most text, if it has half of all that do."""
    sizes: Counter[int] = Counter()
    for block in blocks:
        if numbers := block.within(name):
            sizes[numbers[0]] += _size(text, block)
    if not sizes:
        return []
    (number, size), *_ = sizes.most_common(1)
    # A page of teasers has many short articles, and none of them is the article.
    if 2 * size < sum(sizes.values()):
        return [block for block in blocks if block.within(name)]
    return [block for block in blocks if block.within(name)[:1] == (number,)]


def _size(text: str, block: PageBlock) -> int:
    return sum(len(text[piece[0] : piece[1]].strip()) for piece in block.pieces if len(piece) == 2)


def _by_trafilatura(text: str, blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Return the blocks whose words are those of the main text; headings before the first of them stay, too."""
    trafilatura = require("trafilatura", "documents")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot find is no error here
    found = trafilatura.extract(text, include_comments=False, include_tables=True) or ""
    known = _letters(found)
    kept = []
    for block in blocks:
        words = _letters(fold(text, block.pieces).text)
        if words and words in known:
            kept.append(block)
    return kept


def _letters(text: str) -> str:
    """Return the letters and digits of a text: what two extractions of one page agree on."""
    return "".join(filter(str.isalnum, text.casefold()))


PLUGIN: type[Reader] = Html
