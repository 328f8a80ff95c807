"""What would change in a file, as a patch that ``patch -p0`` and ``git apply -p0`` take (POSIX ``diff -u``)."""

import json
import os
import re
from collections.abc import Iterator
from difflib import diff_bytes, unified_diff
from pathlib import Path

from toolkit.errors import visible
from toolkit.plugins.plurals import counted
from toolkit.run.fixing.rounds import Fixed

_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_ENDLESS = b"\\ No newline at end of file\n"


def patch(fixed: Fixed) -> bytes:
    """Return the patch for a file, nothing for one that stays as it is.

    A file that is no text has none: then it is a line for each fix, which programs that read patches leave out.
    """
    if fixed.before == fixed.after:
        return b""
    if b"\0" in fixed.before:
        return "".join(_listed(fixed)).encode()
    name = _name(fixed.path)
    lines = diff_bytes(unified_diff, _lines(fixed.before), _lines(fixed.after), name, name)
    return b"".join(line if line.endswith(b"\n") else line + b"\n" + _ENDLESS for line in lines)


def _lines(data: bytes) -> list[bytes]:
    """Return lines as programs that patch count them: a carriage return is a part of one."""
    return _LINE.findall(data)


def _name(path: Path) -> bytes:
    """Return the name of a file, relative to the current folder where it lies below: others are refused as unsafe.

    A tab ends a name that has spaces in it; one with signs that end a line is quoted, as git does.
    """
    relative = os.path.relpath(path) if not os.path.relpath(path).startswith("..") else str(path)
    if any(not sign.isprintable() or sign in '"\\' for sign in relative):
        return b'"' + b"".join(map(_quoted, os.fsencode(relative))) + b'"'
    return relative.encode() + (b"\t" if " " in relative else b"")


def _quoted(byte: int) -> bytes:
    """Return a byte of a name as C, git and GNU patch write it between quotation marks."""
    sign = bytes([byte])
    if sign in b'"\\':
        return b"\\" + sign
    return sign if 32 <= byte < 127 else f"\\{byte:03o}".encode()


def _listed(fixed: Fixed) -> Iterator[str]:
    count = counted(len(fixed.fixes), "change")
    yield f"# {visible(str(fixed.path))}: a patch is for plain texts; --fix makes {count} in this file:\n"
    for fix in fixed.fixes:
        yield f"# {fix.check}: {visible(' '.join(fix.message.split()))} -> {json.dumps(fix.text, ensure_ascii=False)}\n"
