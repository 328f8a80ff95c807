"""Plain text: paragraphs are lines, or lines that were wrapped, or lines between blank ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.model import Block, Document, Edit
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.decoding import decode
from toolkit.readers.files.writing.texts import rewritten_text
from toolkit.readers.splitting.blocks import label
from toolkit.readers.splitting.joined_lines import bodies_of


@dataclass(frozen=True, slots=True)
class Text:
    """Reads plain text, wrapped at some width or not; headings and the credit line are blocks of their own."""

    suffixes: tuple[str, ...] = (".txt", ".text")
    """The endings of the names of files that it reads, with the dot."""

    def read(self, path: Path, language: str) -> Document:
        """Return the document; raises InputError (see ``toolkit.readers.files.decoding``)."""
        return self.read_text(decode(path), str(path), language)

    def read_text(self, text: str, name: str, language: str) -> Document:
        """Return the document of a text that is called so."""
        return Document(name, language, text, self.blocks(text, language))

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits."""
        return rewritten_text(path, document, edits)

    def blocks(self, text: str, language: str) -> tuple[Block, ...]:
        """Return the blocks of a text; each printing character is in exactly one, in order."""
        return label(bodies_of(text, language), language)


PLUGIN: type[Reader] = Text
