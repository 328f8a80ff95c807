"""What a file is that is not what its name says, told by its content, and what to do with it."""

import re
from collections.abc import Collection
from pathlib import Path

from toolkit.readers.files.decoding import binary_kind

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE 2: Word, Excel and PowerPoint until 2003, or encrypted
SUCCESSORS = {".doc": ".docx", ".dot": ".docx", ".xls": ".xlsx", ".ppt": ".docx"}
"""Endings of old programs' files, and those of the kinds that took their place."""

# Names of streams of an OLE 2 file, in UTF-16 as its directory has them.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = {
    "WordDocument".encode("utf-16-le"): ("an old Word document (.doc)", ".docx"),
    "Workbook".encode("utf-16-le"): ("an old Excel workbook (.xls)", ".xlsx"),
    "PowerPoint Document".encode("utf-16-le"): ("an old PowerPoint presentation (.ppt)", ".docx"),
}
_MARKUP = re.compile(rb"<(!doctype|html|head|body|p|div|h[1-6]|table|span|meta)\b", re.IGNORECASE)
_MAIL = re.compile(rb"(?:MIME-Version|From|Content-Type):", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_PARTS = (
    ("ppt/", "a PowerPoint presentation", "save its text as .docx"),
    ("OEBPS/", "an e-book (EPUB)", "convert it to .docx or .html"),
    ("META-INF/container.xml", "an e-book (EPUB)", "convert it to .docx or .html"),
    ("Index/", "a document of Pages or Keynote", "export it as .docx"),
    ("Index.zip", "a document of Pages or Keynote", "export it as .docx"),
    ("content.xml", "an OpenDocument file, but no text", "save its text as .odt"),
)


def _compound_file(path: Path) -> str:
    """Return what to say of a file of OLE 2, in which old programs wrote and in which new ones lock a document."""
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    ending = path.suffix.lower()
    wanted = SUCCESSORS.get(ending, ending or ".docx")
    if _LOCKED in data:
        return f"{path}: protected by a password; save it as {wanted} without one"
    for stream, (name, successor) in _STREAMS.items():
        if stream in data:
            return f"{path}: {name}{_otherwise(path, name)}; open it in its program and save it as {successor}"
    return f"{path}: protected by a password, or of an older format; save it as {wanted} without one"


def told_by_content(path: Path, head: bytes, reason: str, magic: bytes = b"") -> str:
    """Return what to say of a file that cannot be read as the kind that its name says, by its first bytes.

    ``reason`` is what is said of a file that is of that kind, and damaged; ``magic`` is how one of that kind begins.
    """
    if head.startswith(COMPOUND_FILE):
        return _compound_file(path)
    kind = binary_kind(head)
    if kind and not (magic and head.startswith(magic)):
        return f"{path}: {kind} by another name; name the document itself"
    if not kind and head.strip() and not _CONTROL.search(head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        if _MAIL.match(head):
            return f"{path}: a saved page or message (MIME) by another name; open it there and save it as .docx"
        name, ending = ("HTML", ".html") if _MARKUP.search(head) else ("plain text", ".txt")
        if name == "plain text" and head.lstrip().startswith(b"<?xml"):
            return f"{path}: XML by another name; open it in its program and save it as .docx"
        return f"{path}: {name} by another name; call it {path.stem}{ending}"
    return f"{path}: damaged ({reason}); open it in its program and save it anew"


def other_archive(path: Path, names: Collection[str]) -> str:
    """Return what to say of a zip archive that has no document of the wanted kind in it, by the names of its parts."""
    if any(name.startswith(("word/", "xl/")) for name in names):  # whole ones are known by their content
        return f"{path}: damaged (its text is missing); open it in its program and save it anew"
    for begin, kind, advice in _PARTS:
        if any(name.startswith(begin) for name in names):
            return f"{path}: {kind} by another name; {advice}"
    return f"{path}: a zip archive of other files; unpack it and name a file in it"


def _otherwise(path: Path, kind: str) -> str:
    return "" if path.suffix.lower() in kind else " by another name"
