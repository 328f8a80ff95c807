"""Tables as text, with commas, semicolons, tabs or bars: an original and its translation in two columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.model import BilingualDocument, Document, Edit
from toolkit.plugins.contracts import Reader
from toolkit.readers.bilingual.table_units import read_both_columns, read_column
from toolkit.readers.bilingual.written_cells import rewritten_table


@dataclass(frozen=True, slots=True)
class Csv:
    """Reads CSV, whatever sign is between the cells: a unit for each row, from the columns that hold the two sides.

    They are called source (or original) and translation (or target), or by their language ("en", "en-GB", "English").
    ``columns`` names others, by header or by number from 1: {source: 2, translation: 3}; so does --columns. Nothing is
    guessed. Beside --source, a table of translations alone is read, too. Cells may be quoted and hold several lines.
    """

    columns: dict[str, str | int] | None = None
    """Which columns hold the two sides, by header or number: {source: 2, translation: 3}."""
    suffixes: tuple[str, ...] = (".csv",)
    """The endings of the names of files that it reads, with the dot."""

    def read(self, path: Path, language: str) -> Document:
        """Return the column in this language; raises InputError with file, line and column."""
        return read_column(path, self.columns, language)

    def read_both(self, path: Path, source_language: str, translation_language: str) -> BilingualDocument:
        """Return both columns and the rows as units; raises InputError with file, line and column."""
        return read_both_columns(path, self.columns, (source_language, translation_language))

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits."""
        return rewritten_table(path, document, edits, self.columns)


PLUGIN: type[Reader] = Csv
