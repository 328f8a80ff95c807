"""The verbs of readers and reports, which deal in files; ``contracts`` has those of all other kinds, and these, too."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from toolkit.model import BilingualDocument, CheckedDocument, Comment, Document, Edit, Outcome


class Reader(Protocol):
    """Reads one kind of file."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings it reads, with the dot, lower case."""
        ...

    def read(self, path: Path, language: str) -> Document:
        """Return the document, its blocks found; raises InputError with one line that names the file."""
        ...


@runtime_checkable
class ReadingText(Protocol):
    """What a reader also has that reads texts in memory, which are no files."""

    def read_text(self, text: str, name: str, language: str) -> Document:
        """Return the document of what would be the text of a file; ``name`` is its path."""
        ...


@runtime_checkable
class Recognising(Protocol):
    """What a reader also has that knows its files by what is in them, whatever they are called."""

    def recognises(self, path: Path | None, head: bytes) -> bool:
        """Whether a file that begins so (its first 4,096 bytes) is surely one of its own; ``path`` is None for a text.

        Cheap, and never wrong about a file of another kind.
        """
        ...


@runtime_checkable
class Bilingual(Protocol):
    """What a reader also has whose files hold an original and its translation."""

    def read_both(self, path: Path, source_language: str, translation_language: str) -> BilingualDocument:
        """Return both sides and the units as given; raises InputError with one line that names the file."""
        ...


@runtime_checkable
class Commenting(Protocol):
    """What a reader also has that can write comments into a copy of a file."""

    def commented(self, path: Path, language: str, comments: Sequence[Comment]) -> bytes:
        """Return the file with comments at ranges of the text that ``read`` gives; nothing else in it changes.

        Raises InputError and MissingDependency as ``read`` does.
        """
        ...


@runtime_checkable
class Rewriting(Protocol):
    """What a reader also has that can write its files with other words in them."""

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits, which are in order and share no place; all else stays.

        ``document`` is what it read, or the translation's side of that. Raises InputError, one line, for a place that
        it cannot write; ``readers.files.writing`` reads what comes out and holds it against the edits.
        """
        ...


@runtime_checkable
class Report(Protocol):
    """Writes outcomes of comparisons in one format. Reports that need no more than findings are ``DocumentsReport``."""

    @property
    def filename(self) -> str:
        """The name of the file in the results folder."""
        ...

    def render(self, outcome: Outcome) -> str:
        """Return the file's whole text."""
        ...


@runtime_checkable
class DocumentsReport(Protocol):
    """Writes documents with what was found in them: for `toolkit check`, several together; for comparisons, one.

    It may say of itself (``traits``): ``binary = True``, its answer is bytes, which no terminal takes; ``single =
    True``, it holds one document; ``problem()``, what it lacks from outside.
    """

    @property
    def filename(self) -> str:
        """The name of the file in the results folder."""
        ...

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str | bytes:
        """Return the whole file. The same documents give the same bytes; raises InputError where they cannot be it."""
        ...
