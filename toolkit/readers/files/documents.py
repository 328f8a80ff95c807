"""A file, or a text in memory -> a document, by the reader that its ending asks for."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from toolkit import plugins
from toolkit.errors import InputError, PluginError
from toolkit.model import Document, Mapped, Readable, Text
from toolkit.plugins.contracts import Reader, ReadingText
from toolkit.plugins.foreign.origins import tell
from toolkit.readers.files.decoding import decode, require_text
from toolkit.readers.files.folding import fold
from toolkit.readers.splitting.cut_words import CutWords, has_cuts

_FALLBACK = "text"


def read(readable: Readable, language: str) -> Document:
    """Return the document of a file or a text, its text unchanged and its blocks found.

    Raises InputError, one line that names the file and says what to do: missing, a folder, unreadable, empty, binary,
    not UTF-8, a line too long to be text (see ``toolkit.readers.files.decoding``), or without a single word.
    """
    if isinstance(readable, Text):
        document, kind = _read_text(readable, language), "text"
    else:
        document, kind = _reader(readable.suffix.lower()).read(readable, language), "file"
    if has_cuts(document.text):
        cuts = CutWords(document.text, language)
        document = replace(document, blocks=tuple(replace(b, body=cuts.mended(b.body)) for b in document.blocks))
    if not any(map(str.isalnum, "".join(block.body.text for block in document.blocks))):
        raise InputError(f"{readable}: no sentences in it; is it the right {kind}?")
    return document


def _read_text(text: Text, language: str) -> Document:
    require_text(text.text, text.name)
    suffix = Path(text.name).suffix.lower()
    reader = _reader(suffix)
    if not isinstance(reader, ReadingText):
        raise InputError(f"{text.name}: texts in memory are not read as {suffix}; save it as a file, or name it *.txt")
    return reader.read_text(text.text, text.name, language)


def content(readable: Readable) -> str:
    """Return the bare text, unchanged; raises InputError as ``read`` does."""
    if isinstance(readable, Path):
        return decode(readable)
    require_text(readable.text, readable.name)
    return readable.text


def suffixes() -> frozenset[str]:
    """Return the endings of all files that some reader asks for."""
    readers: list[Reader] = [plugins.get("readers", name)() for name in plugins.usable("readers")]
    return frozenset(suffix for reader in readers for suffix in reader.suffixes)


def folded(text: str) -> Mapped:
    """Return a text that is no file (a line of input, an engine's answer) as one clean line with offsets into it."""
    return fold(text, [(0, len(text))])


@cache
def _reader(suffix: str) -> Reader:
    """Return the reader of an ending; files of any other ending are read as plain text."""
    fallback: Reader = plugins.get("readers", _FALLBACK)()
    if suffix in fallback.suffixes:
        return fallback
    for name in plugins.own_first("readers"):
        if name != _FALLBACK:
            try:
                reader: Reader = plugins.get("readers", name)()
                if suffix in reader.suffixes:
                    return reader
            except PluginError as error:
                tell(str(error))
    return fallback
