"""What kind of file it is, told by its first bytes and its ending, and what is said of one that nobody reads."""

import re
from collections.abc import Collection
from mimetypes import MimeTypes
from pathlib import Path

from toolkit.errors import InputError
from toolkit.readers.files.misnamed import COMPOUND_FILE, SUCCESSORS, told_by_content

HEAD_BYTES = 4096

_TELLING = (b"PK\x03\x04", b"%PDF-", b"{\\rtf", COMPOUND_FILE, b"WEBVTT", b"<", b'{"')
_TIMES_WITHIN = 100  # the first cue of subtitles
_MESSAGE = b'msgid ""'  # the header of a PO file, which comments may precede
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_KNOWN_TO_OTHERS = {".epub", ".pptx", ".odp", ".indd", ".idml", ".pages", ".rst", ".adoc", ".yaml", ".yml", ".toml"}


def head_of(path: Path) -> bytes:
    """Return the first bytes of a file, none of one that cannot be read: its reader says why.

    None of a pipe either (``/dev/fd/63``, as ``<(...)`` of a shell makes it): what is looked at is gone from it.
    """
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except (OSError, ValueError):
        return b""


def tells_its_kind(head: bytes) -> bool:
    """Whether the first bytes may be those of a file of another kind than its name says."""
    bare = head.removeprefix(_BYTE_ORDER_MARK).lstrip()
    return bare.startswith(_TELLING) or b"-->" in head[:_TIMES_WITHIN] or _MESSAGE in head


def require_known(path: Path, head: bytes, suffixes: Collection[str]) -> None:
    """Raise InputError, one line, for a file that is surely no plain text by its name, or by its first bytes."""
    suffix = path.suffix.lower()
    if head and (suffix in SUCCESSORS or head.startswith(COMPOUND_FILE)):
        raise InputError(told_by_content(path, head, "of no kind that is known"))
    if suffix not in SUCCESSORS and _is_of_another_kind(suffix):
        known = ", ".join(sorted(suffixes))
        raise InputError(
            f"{path}: files of the kind {suffix} are not read; these are: {known}; "
            f"a plain text may be called {path.stem}.txt"
        )


def _is_of_another_kind(suffix: str) -> bool:
    """Whether an ending means something else than text; one that means nothing ("notes.final") is a text's name."""
    # The table of Python alone: those of the machine differ from one to the next.
    meant = MimeTypes(filenames=()).guess_type(f"x{suffix}", strict=False)[0]
    return suffix in _KNOWN_TO_OTHERS or bool(meant and not re.match(r"text/(plain|x-log)", meant))
