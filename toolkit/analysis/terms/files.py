"""Glossaries by their files: read once, as long as the file stays the same."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from toolkit.analysis.terms import tables as glossary_csv
from toolkit.analysis.terms import tbx as glossary_tbx
from toolkit.analysis.terms.entries import BadRow, GlossaryEntry, GlossaryRow, entries
from toolkit.errors import InputError

_LARGEST_MIB = 256
_TABLES = (".csv", ".tsv", ".txt")


def load(name: str, source: str, target: str) -> tuple[GlossaryEntry, ...]:
    """Return the entries of a file for a pair of languages; a table holds one pair and names none.

    Raises InputError, one line with the file, its line and column.
    """
    path = Path(name)
    try:
        about = path.stat()
        if path.is_dir():
            raise InputError(f"{path}: a folder, not a glossary")
        if about.st_size > _LARGEST_MIB << 20:
            raise InputError(f"{path}: larger than {_LARGEST_MIB} MiB; give the part that this text needs")
        return _entries(path, about.st_mtime_ns, about.st_size, source, target)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; is the glossary's path right?") from None


@lru_cache(maxsize=8)
def _entries(path: Path, _changed: int, _size: int, source: str, target: str) -> tuple[GlossaryEntry, ...]:
    rows = _reader(path)(source, target)
    try:
        found = entries(rows)
    except BadRow as error:
        raise InputError(f"{path}: {error}") from None
    return found


def _reader(path: Path) -> Callable[[str, str], tuple[GlossaryRow, ...]]:
    suffix = path.suffix.lower()
    if suffix in _TABLES:
        table = glossary_csv.read(path, path.read_bytes())
        return lambda _source, _target: table
    if suffix in (".tbx", ".xml"):
        concepts = glossary_tbx.read(path, path.read_bytes())
        return lambda source, target: tuple(glossary_tbx.rows(concepts, source, target))
    raise InputError(f"{path}: unknown kind of glossary {suffix!r}; kinds are: {', '.join(_TABLES)}, .tbx")
