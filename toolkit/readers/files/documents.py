"""A file, or a text in memory -> a document, by the reader that its content or its ending asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from toolkit import plugins
from toolkit.errors import InputError, PluginError
from toolkit.model import BilingualDocument, Block, Document, Mapped, Readable, Text
from toolkit.plugins.contracts import Bilingual, Reader, ReadingText, Recognising
from toolkit.plugins.foreign.origins import tell
from toolkit.readers.files.decoding import decode, require_text
from toolkit.readers.files.folding import fold
from toolkit.readers.files.kinds import HEAD_BYTES, head_of, require_known, tells_its_kind
from toolkit.readers.splitting.cut_words import CutWords, has_cuts

_FALLBACK = "text"


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of a run: those that a configuration gives options, by their names, and all others as they come."""

    configured: Mapping[str, Reader] = field(default_factory=dict)

    def get(self, name: str) -> Reader:
        """Return the reader of this name."""
        return self.configured[name] if name in self.configured else _as_it_comes(name)

    def having(self, option: str, value: Any) -> "Readers":
        """Return these readers, with an option set in each that has it."""
        with_it = {name: self.get(name) for name in _names() if _has_option(name, option)}
        changed = {name: replace(reader, **{option: value}) for name, reader in with_it.items()}  # type: ignore[type-var]
        return Readers({**self.configured, **changed})

    def of(self, readable: Readable) -> Reader:
        """Return the reader of a file or a text: the one that knows its content, or that its ending asks for.

        Raises InputError, one line, for a file of a kind that nobody reads.
        """
        if isinstance(readable, Text):
            name, path = readable.name, None
            head = readable.text[:HEAD_BYTES].encode("utf-8", "replace")[:HEAD_BYTES]
        else:
            name, path, head = str(readable), readable, head_of(readable)
        suffix = Path(name).suffix.lower()
        by_ending = _by_ending(suffix)
        if tells_its_kind(head) or by_ending is None:
            recognised = self._recognised(by_ending, path, head)
            if recognised is not None:
                return self.get(recognised)
        if by_ending is None and path is not None:
            require_known(path, head, suffixes())
        return self.get(by_ending or _FALLBACK)

    def _recognised(self, first: str | None, path: Path | None, head: bytes) -> str | None:
        """Return the name of a reader that knows the content for its own; the one that the ending asks for first."""
        for name in dict.fromkeys([*([first] if first else []), *_names()]):
            reader = self.get(name)
            if isinstance(reader, Recognising) and reader.recognises(path, head):
                return name
        return None


AS_THEY_COME = Readers()


def read(readable: Readable, language: str, readers: Readers = AS_THEY_COME) -> Document:
    """Return the document of a file or a text, its text unchanged and its blocks found.

    Raises InputError, one line that names the file and says what to do: missing, a folder, unreadable, empty, binary,
    not UTF-8, a line too long to be text (see ``toolkit.readers.files.decoding``), of a kind that no reader reads, or
    without a single word. Raises MissingDependency for a kind whose library is not installed.
    """
    reader = readers.of(readable)
    if isinstance(readable, Text):
        document, kind = _read_text(readable, reader, language), "text"
    else:
        document, kind = reader.read(readable, language), "file"
    document = _with_whole_words(document)
    if not _has_words(document.blocks):
        raise InputError(f"{readable}: no sentences in it; is it the right {kind}?")
    return document


def holds_both(readable: Readable, readers: Readers = AS_THEY_COME) -> bool:
    """Whether a file is of a kind that holds an original beside its translation; raises InputError as ``read`` does."""
    return isinstance(readable, Path) and isinstance(readers.of(readable), Bilingual)


def read_both(
    path: Path, source_language: str, translation_language: str, readers: Readers = AS_THEY_COME
) -> BilingualDocument:
    """Return both sides of a file that ``holds_both``; raises InputError as ``read`` does."""
    reader = readers.of(path)
    if not isinstance(reader, Bilingual):
        raise InputError(f"{path}: holds one text only; name its original, too")
    both = reader.read_both(path, source_language, translation_language)
    for document in (both.source, both.translation):
        if not _has_words(document.blocks):
            raise InputError(f"{path}: no sentences in {document.language!r} in it; is it the right file?")
    return both


def _with_whole_words(document: Document) -> Document:
    """Return the document with the words joined that a line end cuts."""
    if not has_cuts(document.text):
        return document
    cuts = CutWords(document.text, document.language)
    blocks = tuple(replace(block, body=cuts.mended(block.body)) for block in document.blocks)
    return replace(document, blocks=blocks)


def _has_words(blocks: tuple[Block, ...]) -> bool:
    return any(map(str.isalnum, "".join(block.body.text for block in blocks)))


def _read_text(text: Text, reader: Reader, language: str) -> Document:
    require_text(text.text, text.name)
    if not isinstance(reader, ReadingText):
        suffix = Path(text.name).suffix.lower()
        if suffix in reader.suffixes:
            hint = "save it as a file, or name it *.txt"
        else:  # its content says so, which another name would not change
            suffix, hint = reader.suffixes[0], f"save it as a file, *{reader.suffixes[0]}, and name that"
        raise InputError(f"{text.name}: texts in memory are not read as {suffix}; {hint}")
    return reader.read_text(text.text, text.name, language)


def content(readable: Readable) -> str:
    """Return the bare text, unchanged; raises InputError as ``read`` does."""
    if isinstance(readable, Path):
        return decode(readable)
    require_text(readable.text, readable.name)
    return readable.text


def suffixes() -> frozenset[str]:
    """Return the endings of all files that some reader asks for."""
    return frozenset(suffix for name in _names() for suffix in _as_it_comes(name).suffixes)


def folded(text: str) -> Mapped:
    """Return a text that is no file (a line of input, an engine's answer) as one clean line with offsets into it."""
    return fold(text, [(0, len(text))])


@cache
def _names() -> tuple[str, ...]:
    """Return the names of the readers that can be used, those of other packages last; of a faulty one, say so."""
    found = []
    for name in plugins.own_first("readers"):
        try:
            _as_it_comes(name)
            found.append(name)
        except PluginError as error:
            tell(str(error))
    return tuple(found)


@cache
def _as_it_comes(name: str) -> Reader:
    reader: Reader = plugins.get("readers", name)()
    return reader


def _has_option(name: str, option: str) -> bool:
    kind: Any = type(_as_it_comes(name))
    return is_dataclass(kind) and any(known.name == option for known in fields(kind))


@cache
def _by_ending(suffix: str) -> str | None:
    """Return the name of the reader of an ending; a name without one is that of a plain text."""
    if not suffix:
        return _FALLBACK
    # Plain text first, without a look at the others: most files are.
    for name in (_FALLBACK, "markdown"):
        if suffix in _as_it_comes(name).suffixes:
            return name
    return next((name for name in _names() if suffix in _as_it_comes(name).suffixes), None)
