"""Bytes of a file -> text, or one line that says why they are none and what to do about it."""

import re
import shlex
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from pathlib import Path

from toolkit.errors import InputError
from toolkit.readers.files import encodings

LONGEST_LINE_BYTES = 1_000_000
MOST_BYTES = 100_000_000
_HEAD_BYTES = 4096

# UTF-32-LE begins with the mark of UTF-16-LE, so it must be tried first.
_MARKS = ((BOM_UTF32_LE, "UTF-32"), (BOM_UTF32_BE, "UTF-32"), (BOM_UTF16_LE, "UTF-16"), (BOM_UTF16_BE, "UTF-16"))
_KINDS = (
    (b"%PDF-", "a PDF document", "export its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip archive, perhaps a word processor's document", "save it as plain text (UTF-8) first"),
    (b"\xd0\xcf\x11\xe0", "an old word processor's document", "save it as plain text (UTF-8) first"),
    (b"{\\rtf", "a rich-text document", "save it as plain text (UTF-8) first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\x89PNG", "a picture", "name a text file"),
    (b"\xff\xd8\xff", "a picture", "name a text file"),
)


def decode(path: Path) -> str:
    """Return the file's text, unchanged: a byte order mark and carriage returns are kept.

    Raises InputError, one line, for a file that is missing, a folder, unreadable, empty, binary, not UTF-8, or that has
    a line of more than ``LONGEST_LINE_BYTES``.
    """
    data = _read(path)
    if not data.removeprefix(BOM_UTF8).strip():
        state = "holds only white space" if data.removeprefix(BOM_UTF8) else "is empty"
        raise InputError(f"{path}: the file {state}; put a text into it or name another file")
    _refuse_binary(path, data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(_not_utf8(path, data, error.start)) from None
    if text.removeprefix("\ufeff").isspace():
        raise InputError(f"{path}: the file holds only white space; put a text into it or name another file")
    _refuse_long_lines(str(path), data)
    return text


def decode_declared(path: Path, declaration: re.Pattern[bytes]) -> str:
    """Return the text of a file that says its encoding itself, unchanged, however long its lines are.

    A byte order mark decides, then group 1 of ``declaration`` in the first bytes; else it is UTF-8. Raises InputError,
    one line, as ``decode`` does.
    """
    data = _read(path)
    if not data.strip():
        raise InputError(f"{path}: the file is empty; name another file")
    encoding = encoding_of(data, declaration)
    if encoding == "utf-8":
        _refuse_binary(path, data)
    try:
        return data.decode(encoding)
    except LookupError:
        raise InputError(f"{path}:1: the encoding {encoding!r} is unknown; save the file as UTF-8") from None
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            raise InputError(_not_utf8(path, data, error.start)) from None
        where = f"{path}:{_line(data, error.start)}"
        raise InputError(
            f"{where}: not {encoding}, as the file says (byte {error.start}); save the file as UTF-8"
        ) from None


def encoding_of(data: bytes, declaration: re.Pattern[bytes]) -> str:
    """Return the encoding of a file that may say it, "utf-8" where it says none."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            # With the order of bytes in its name, the codec keeps the mark in the text.
            order = "be" if mark in (BOM_UTF32_BE, BOM_UTF16_BE) else "le"
            return f"{name.lower()}-{order}"
    for start, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data.startswith(start):
            return encoding
    said = None if data.startswith(BOM_UTF8) else declaration.search(data[:_HEAD_BYTES])
    name = said[1].decode("ascii", "replace").lower() if said else "utf-8"
    # What could be read as single bytes is no UTF-16, whatever it says; ASCII is a part of UTF-8.
    return "utf-8" if name.startswith(("utf-16", "utf-32", "utf8", "utf-8", "us-ascii", "ascii", "charset")) else name


def require_text(text: str, name: str) -> None:
    """Raise InputError, one line, for a text in memory that no file could hold, or that ``decode`` would refuse."""
    if not text.removeprefix("\ufeff").strip():
        state = "holds only white space" if text.removeprefix("\ufeff") else "is empty"
        raise InputError(f"{name}: the text {state}; give one with words in it")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"{name}: half a character (a lone surrogate) at position {error.start}") from None
    if "\0" in text:
        raise InputError(f"{name}: a NUL character at position {text.index(chr(0))}; give the text without it")
    if len(data) > MOST_BYTES:
        raise InputError(f"{name}: more than {MOST_BYTES // 1_000_000} MB is no document; split it")
    _refuse_long_lines(name, data)


def _refuse_long_lines(name: str, data: bytes) -> None:
    for number, line in enumerate(re.finditer(rb"([^\r\n]*)(\r\n|\n|\r|$)", data), 1):
        if len(line[1]) > LONGEST_LINE_BYTES:
            raise InputError(
                f"{name}:{number}: a line of {len(line[1]) / 1e6:.1f} MB is not running text; "
                f"break it into paragraphs (at most {LONGEST_LINE_BYTES // 1_000_000} MB a line)"
            )


def not_utf8(name: str, data: bytes, at: int) -> str:
    """Return the message for bytes without a file that are no UTF-8, with the likeliest encoding."""
    found = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if found is None and not encodings.stray_bytes(data) and (guess := encodings.guess(data)):
        found = guess.iconv
    advice = f"; convert it first: iconv -f {found} -t UTF-8" if found else "; give it in UTF-8"
    return f"{name}:{_line(data, at)}: not UTF-8 (byte 0x{data[at]:02x} at byte {at}){advice}"


def load(path: Path) -> bytes:
    """Return the bytes of a file; raises InputError, one line, for one that is missing, too large or unreadable."""
    return _read(path)


def binary_kind(data: bytes) -> str | None:
    """Return what the first bytes say it is, where that is surely no text."""
    return next((name for magic, name, _ in _KINDS if data.startswith(magic)), None)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        hint = "check the name" if path.parent.is_dir() else f"there is no folder {path.parent}"
        if path.is_symlink():
            hint = f"it is a link to {path.readlink()}, which is not there"
        raise InputError(f"{path}: no such file; {hint}") from None
    except IsADirectoryError:
        raise InputError(f"{path}: this is a folder; name a file in it") from None
    except PermissionError:
        raise InputError(f"{path}: no permission to read it; allow it with: chmod u+r {_quoted(path)}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path}: cannot be read ({reason}); name another file") from error
    if len(data) > MOST_BYTES:
        raise InputError(
            f"{path}: more than {MOST_BYTES // 1_000_000} MB is no document; split it or name another file"
        )
    return data


def _refuse_binary(path: Path, data: bytes) -> None:
    """Raise InputError for UTF-16 and UTF-32, for known binary kinds, and for anything that holds NUL bytes."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            raise InputError(f"{path}: the text is {name}, not UTF-8; {_convert(path, name)}")
    for magic, name, advice in _KINDS:
        if data.startswith(magic):
            raise InputError(f"{path}: this is {name}, not a text; {advice}")
    at = data.find(b"\0")
    if at < 0:
        return
    sample = data[:4096]
    for offset, name in ((1, "UTF-16LE"), (0, "UTF-16BE")):
        if len(sample) >= 4 and sample[offset::2].count(0) > 0.8 * (len(sample) // 2) > sample[1 - offset :: 2].count(
            0
        ):
            raise InputError(f"{path}: the text seems to be {name}, not UTF-8; {_convert(path, name)}")
    raise InputError(f"{path}:{_line(data, at)}: a NUL byte (byte {at}): the file is binary; name a text file in UTF-8")


def _not_utf8(path: Path, data: bytes, at: int) -> str:
    """Return the message for bytes that are no UTF-8, with the likeliest encoding for iconv."""
    where = f"{path}:{_line(data, at)}: not UTF-8 (byte 0x{data[at]:02x} at byte {at})"
    if count := encodings.stray_bytes(data):
        some = "1 byte is" if count == 1 else f"{count} bytes are"
        return f"{where}: {some} wrong in a text in UTF-8; mend this place, or leave out what is wrong: " + _iconv(
            path, "-c -f UTF-8"
        )
    found = encodings.guess(data)
    if found is None:
        tried = ", ".join(encodings.TRIED)
        return f"{where}, and no text in {tried}; save it as UTF-8 in the program that it comes from"
    return f"{where} but, it seems, {found.name}; {_convert(path, found.iconv)}"


def _convert(path: Path, encoding: str) -> str:
    return f"convert it with: {_iconv(path, f'-f {encoding}')}"


def _iconv(path: Path, options: str) -> str:
    converted = path.with_name(f"{path.stem}.utf8{path.suffix}")
    return f"iconv {options} -t UTF-8 {_quoted(path)} > {_quoted(converted)}"


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))


def _line(data: bytes, at: int) -> int:
    """Return the number of the line, from 1, that holds byte ``at``."""
    return len(re.findall(rb"\r\n|\n|\r", data[:at])) + 1
