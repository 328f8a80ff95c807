"""PDF: its paragraphs as they can be told from the places of its lines, without running heads and page numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.model import Document
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.decoding import load
from toolkit.readers.files.extracts import Extract
from toolkit.readers.files.printed_pages.lines import PrintedLine, printed
from toolkit.readers.files.printed_pages.ornaments import without_ornaments
from toolkit.readers.files.printed_pages.paragraphs import paragraphs_of

_MAGIC = b"%PDF-"
_SOFT_HYPHEN = "\u00ad"
_APPROXIMATE = "a PDF does not say what its paragraphs and columns are: they are told by the places of the lines"


@dataclass(frozen=True, slots=True)
class Pdf:
    """Reads the text of a PDF; which lines belong together is not written in it, so it is only nearly right.

    The document that it was made from, where there is one, is the better file.
    """

    suffixes: tuple[str, ...] = (".pdf",)
    """The endings of the names of files that it reads, with the dot."""

    def recognises(self, path: Path | None, head: bytes) -> bool:
        """Whether it begins as a PDF does."""
        return path is not None and head.lstrip().startswith(_MAGIC)

    def read(self, path: Path, language: str) -> Document:
        """Return the document; raises InputError for a file that is locked, damaged, or only a picture of a text."""
        found = printed(str(path), load(path))
        lines, ornaments = without_ornaments(found.lines)
        extract = Extract()
        for paragraph in paragraphs_of(lines):
            extract.add_lines(list(_unbroken(paragraph.lines)), "heading" if paragraph.is_heading else None)
        return extract.document(str(path), language, tuple(_notes(ornaments, found.blank)))


def _unbroken(lines: tuple[PrintedLine, ...]) -> Iterator[tuple[str, str]]:
    """Yield the lines with their pages; a word that a program broke, and says so, is whole again."""
    begun, where = "", ""
    for line in lines:
        where = where if begun else f"page {line.page}"
        begun += line.text
        if begun.endswith(_SOFT_HYPHEN):
            begun = begun.removesuffix(_SOFT_HYPHEN)
            continue
        yield begun, where
        begun = ""
    if begun:
        yield begun, where


def _notes(ornaments: int, blank: tuple[int, ...]) -> Iterator[str]:
    yield _APPROXIMATE + (f"; {ornaments} running heads and page numbers are left out" if ornaments else "")
    if blank:
        yield f"no text on page{'s' * (len(blank) > 1)} {', '.join(map(str, blank))}"


PLUGIN: type[Reader] = Pdf
