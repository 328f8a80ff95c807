"""Plain text: paragraphs are lines, or lines that were wrapped, or lines between blank ones."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from toolkit.model import Block, Document
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.characters import Piece
from toolkit.readers.files.decoding import decode
from toolkit.readers.files.folding import fold
from toolkit.readers.splitting.blocks import label
from toolkit.readers.splitting.line_breaks import Line, is_glued
from toolkit.readers.splitting.paragraphs import paragraphs
from toolkit.readers.splitting.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Text:
    """Reads plain text, wrapped at some width or not; headings and the credit line are blocks of their own."""

    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(self, path: Path, language: str) -> Document:
        """Return the document; raises InputError (see ``toolkit.readers.files.decoding``)."""
        return self.read_text(decode(path), str(path), language)

    def read_text(self, text: str, name: str, language: str) -> Document:
        """Return the document of a text that is called so."""
        return Document(name, language, text, self.blocks(text, language))

    def blocks(self, text: str, language: str) -> tuple[Block, ...]:
        """Return the blocks of a text; each printing character is in exactly one, in order."""
        bodies = [fold(text, _pieces(lines, language)) for lines in paragraphs(text, language)]
        return label(bodies, language)


def _pieces(lines: list[Line], language: str) -> list[Piece]:
    """Return the ranges of the file that make a paragraph, the white space between words included."""
    pieces: list[Piece] = []
    start = lines[0].start
    for line, following in pairwise(lines):
        if is_glued(line, following, vocabulary(language)):
            pieces.append((start, line.end))
            start = following.start
    return [*pieces, (start, lines[-1].end)]


PLUGIN: type[Reader] = Text
