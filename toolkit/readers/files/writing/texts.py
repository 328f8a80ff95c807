"""A file that is a text -> its bytes with edits in them: the encoding, the line ends and a byte order mark stay."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import Document, Edit
from toolkit.model.places import place, shown
from toolkit.readers.files.decoding import encoding_of, load

Escape = Callable[[str, int], str]
"""From what shall be read at a place of the file to what is written there."""

_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_CDATA = "<![CDATA[", "]]>"


def rewritten_text(
    path: Path,
    document: Document,
    edits: Sequence[Edit],
    escape: Escape | None = None,
    declaration: re.Pattern[bytes] | None = None,
    *,
    references: bool = False,
) -> bytes:
    """Return the bytes of a file with edits in its text.

    ``declaration`` is where the file may say its encoding, which is UTF-8 else; ``references`` says that it may name a
    character by its number (``&#8217;``). Raises InputError where the file is not what was read any more, or has no
    way to write what shall stand there.
    """
    encoding = still(path, document, declaration)
    found: list[str] = []
    at = 0
    for edit in edits:
        written = escape(edit.text, edit.start) if escape else edit.text
        try:
            written.encode(encoding)
        except UnicodeEncodeError as error:
            if not references:
                sign = written[error.start]
                where = shown(place(document, edit.start, edit.end), document)
                raise InputError(f"{path}: {where}: {encoding} has no {sign!r}; save the file as UTF-8") from None
            written = written.encode(encoding, "xmlcharrefreplace").decode(encoding)
        found += document.text[at : edit.start], written
        at = edit.end
    return "".join([*found, document.text[at:]]).encode(encoding)


def still(path: Path, document: Document, declaration: re.Pattern[bytes] | None = None) -> str:
    """Return the encoding of a file that holds the text of a document; raises InputError where it does not any more."""
    data = load(path)
    encoding = encoding_of(data, declaration) if declaration else "utf-8"
    if document.text.encode(encoding, "replace") != data:
        raise InputError(f"{path}: changed since it was read; try again")
    return encoding


def spliced(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with edits in it as they are."""
    found: list[str] = []
    at = 0
    for edit in edits:
        found += text[at : edit.start], edit.text
        at = edit.end
    return "".join([*found, text[at:]])


def markup(document: Document) -> Escape:
    """Return how text is written in the XML, or the HTML, of a document: signs of markup by their references."""

    def escape(text: str, at: int) -> str:
        begun, ended = (document.text.rfind(mark, 0, at) for mark in _CDATA)
        return text if begun > ended else escaped(text)

    return escape


def escaped(text: str) -> str:
    """Return a text as it stands in markup."""
    return "".join(_REFERENCES.get(sign, sign) for sign in text)
