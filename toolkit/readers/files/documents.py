"""A file -> a document, by the reader that its ending asks for."""

from functools import cache
from pathlib import Path

from toolkit import plugins
from toolkit.errors import InputError, PluginError
from toolkit.model import Document, Mapped
from toolkit.plugins.contracts import Reader
from toolkit.plugins.foreign.origins import tell
from toolkit.readers.files.folding import fold

_FALLBACK = "text"


def read(path: Path, language: str) -> Document:
    """Return the document of a file, its text unchanged and its blocks found.

    Raises InputError, one line that names the file and says what to do: missing, a folder, unreadable, empty, binary,
    not UTF-8, a line too long to be text (see ``toolkit.readers.files.decoding``), or without a single word.
    """
    document = _reader(path.suffix.lower()).read(path, language)
    if not any(map(str.isalnum, "".join(block.body.text for block in document.blocks))):
        raise InputError(f"{path}: no sentences in it; is it the right file?")
    return document


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
