"""Rich text (.rtf): body, headings, lists, tables, notes and text boxes, with tracked changes accepted."""

from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import Document
from toolkit.plugins.contracts import Reader
from toolkit.readers.files.decoding import load
from toolkit.readers.files.kinds import HEAD_BYTES
from toolkit.readers.files.misnamed import told_by_content
from toolkit.readers.files.rich_text.parsing import RichText
from toolkit.readers.files.wordprocessing.places import accepted

_MAGIC = b"{\\rtf"
_CUT = "the file breaks off, and its end may be missing; open it in its program and save it anew"


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
            raise InputError(told_by_content(path, data[:HEAD_BYTES], "no rich text", _MAGIC))
        reading = RichText()
        reading.read(data)
        extract = reading.paragraphs.manuscript.finish()
        notes = (*accepted(reading.changes), *((_CUT,) if reading.is_cut else ()))
        return extract.document(str(path), language, notes)


PLUGIN: type[Reader] = Rtf
