"""Rich text (.rtf): body, headings, lists, tables, notes and text boxes, with tracked changes accepted."""

from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import Document
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.decoding import load
from toolkit.readers.files.rich_text.parsing import RichText
from toolkit.readers.files.wordprocessing.places import accepted

_MAGIC = b"{\\rtf"


@dataclass(frozen=True, slots=True)
class Rtf:
    """Reads rich text as it looks when printed, without what stands at the head and foot of each page.

    Comments and hidden text are left out. It needs no other package.
    """

    suffixes: tuple[str, ...] = (".rtf",)
    """The endings of the names of files that it reads, with the dot."""

    def recognises(self, path: Path | None, head: bytes) -> bool:
        """Whether it begins as rich text does."""
        return path is not None and head.lstrip().startswith(_MAGIC)

    def read(self, path: Path, language: str) -> Document:
        """Return the document; raises InputError (see ``toolkit.readers.files.decoding``)."""
        data = load(path)
        if not data.strip():
            raise InputError(f"{path}: the file is empty; name another file")
        if not self.recognises(path, data):
            raise InputError(
                f"{path}: no rich text, whatever its name says; a plain text may be called {path.stem}.txt"
            )
        reading = RichText()
        reading.read(data)
        extract = reading.paragraphs.manuscript.finish()
        return extract.document(str(path), language, accepted(reading.changes))


PLUGIN: type[Reader] = Rtf
