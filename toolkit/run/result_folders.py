"""Which folder a document's results go to: always one right below the folder for results, and never another's."""

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from toolkit.run.outputs import filenames
from toolkit.secrets.masking import masked

TABLES = ("documents", "units", "findings", "metrics")
"""The tables of a batch; as CSV and Parquet each is a file."""

WORKBOOK, FINDINGS, DOCUMENTS, HISTORY = "results.xlsx", "findings.jsonl", "documents.csv", "history.jsonl"

BATCH_FILES = (
    "index.html",
    "summary.json",
    "consistency.jsonl",
    FINDINGS,
    HISTORY,
    WORKBOOK,
    *(f"{table}.{kind}" for table in TABLES for kind in ("csv", "parquet")),
)
"""What a batch writes beside the folders of its documents, whether it is asked to or not."""

# A separator would lead elsewhere, and the others are obeyed by terminals or are no UTF-8.
_UNFIT = re.compile("[/\\\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_BYTES = 240  # of the 255 that most disks allow, so that a number still fits behind it
_DIGEST_LETTERS = 8


def folder_name(wanted: str) -> str:
    """Return a name that any disk takes and that is neither hidden nor a way out of the folder it is put in.

    Separators and control characters become "-"; dots and spaces at the ends go, which disks drop or take for other
    folders; of a name that is too long the beginning stays, with a digest of the whole.
    """
    name = _UNFIT.sub("-", wanted).strip(". ") or "document"
    if len(name.encode()) <= _LONGEST_BYTES:
        return name
    room = _LONGEST_BYTES - _DIGEST_LETTERS - 1
    return f"{name.encode()[:room].decode(errors='ignore')}-{_digest(wanted)}"


VERSIONS_FILES = ("versions.json", "report.html", "scores.csv", "pairs.csv", "scores.md", "scores.tex")
"""What a comparison of versions writes beside the folders of these."""


def folder_names(wanted: Sequence[str], files: Sequence[str] = BATCH_FILES) -> tuple[str, ...]:
    """Return a folder name for each document of a batch, no two of which are one folder, even where case is not seen.

    The first document of a name has it; then each further one, in order, gets the first of "-2", "-3", ... that is
    nobody's. The ``files`` that are written beside them are nobody's to have.
    """
    names = [folder_name(name) for name in wanted]
    taken = {_on_disk(name) for name in files}
    first = []
    for name in names:
        first.append(_on_disk(name) not in taken)
        taken.add(_on_disk(name))
    return tuple(name if is_first else _numbered(name, taken) for name, is_first in zip(names, first, strict=True))


def folder_of_run(root: Path, name: str, translation: Path, source: Path | None) -> Path:
    """Return the folder for the run of a single document, below ``root``.

    It is that of its name, unless a run of other files, or of files that it does not tell, is there: then a digest of
    the files' places is added. So the same files go to the same folder again, and no others overwrite them.
    """
    plain = root / folder_name(name)
    files = [_place(path) for path in (translation, source) if path is not None]
    if _run_there(plain) in (None, files):
        return plain
    return root / folder_name(f"{plain.name}-{_digest(chr(0).join(files))}")


def folder_of_versions(root: Path, name: str, files: Sequence[Path]) -> Path:
    """Return the folder for a comparison of several versions, below ``root``: never that of other files."""
    plain = root / folder_name(name)
    wanted = sorted(_place(path) for path in files)
    if not os.path.lexists(plain) or _versions_there(plain) == wanted:
        return plain
    return root / folder_name(f"{plain.name}-{_digest(chr(0).join(wanted))}")


def _versions_there(folder: Path) -> list[str] | None:
    """Return the files that the comparison in a folder was made from, None where it does not tell."""
    try:
        data = json.loads((folder / "versions.json").read_bytes())
        return sorted(_place(path) for path in data["files"].values())
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _place(path: str | Path) -> str:
    """Return where a file is, without a declared secret: an earlier run wrote its files' names so."""
    written = masked(str(path))
    return written if "${" in written else os.path.realpath(path)


def _numbered(name: str, taken: set[str]) -> str:
    number = 2
    while _on_disk(f"{name}-{number}") in taken:
        number += 1
    taken.add(_on_disk(f"{name}-{number}"))
    return f"{name}-{number}"


def _on_disk(name: str) -> str:
    """Return what two names share that are one file on a disk that does not see case, or how accents are composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:_DIGEST_LETTERS]


def _run_there(folder: Path) -> list[str] | None:
    """Return the files that the run in a folder was made from; none where it does not tell, None where no run is."""
    try:
        data = json.loads((folder / "comparison.json").read_bytes())
        sides = data["document"], data["source"]
        return [_place(side["path"]) for side in sides if side is not None]
    except (FileNotFoundError, NotADirectoryError):
        return [] if any(os.path.lexists(folder / name) for name in filenames()) else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return []
