"""A text in an editor -> what is found in it. Nothing that goes wrong here ends more than this one answer."""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.config.files.discovery import nearest_config
from toolkit.config.loading import load, load_found
from toolkit.config.settings import Config
from toolkit.errors import ToolkitError
from toolkit.model import Document, Edit, Readable
from toolkit.readers.bilingual.xml_tree import DECLARATION
from toolkit.readers.files.decoding import encoding_of
from toolkit.readers.files.documents import holds_both, read, read_both, suffixes
from toolkit.readers.files.writing.rewriting import rewritten
from toolkit.run.check_files import Checked, lint
from toolkit.run.fixing.rounds import fixed
from toolkit.run.session import in_force, opened

_CHARSET = re.compile(rb"charset=([\w.:-]+)", re.ASCII)
_BUG = "bug: "  # as toolkit.run.bugs says it


class Outdated(Exception):
    """The text has changed meanwhile: nobody wants the answer any more."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A text as an editor shows it: its path (that of a text nobody has saved is made up), and that of its original."""

    path: Path
    text: str
    original: Readable | None = None

    @property
    def data(self) -> bytes:
        """The bytes of the file that it would be saved as, in the encoding that it says."""
        declared = {".po": _CHARSET, ".pot": _CHARSET}.get(self.path.suffix.lower(), DECLARATION)
        head = self.text.removeprefix("\ufeff").encode("utf-8", "replace")
        encoding = encoding_of(head, declared) if head.startswith((b"<?xml", b"#", b"msgid")) else "utf-8"
        try:
            return self.text.encode(encoding, "surrogateescape")
        except (LookupError, UnicodeEncodeError):
            return self.text.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Found:
    """What is found in a snapshot; ``notes`` are lines on what was left out of it, and why."""

    checked: Checked
    document: Document
    notes: tuple[str, ...] = ()


def is_text(path: Path) -> bool:
    """Whether files with this name are read."""
    return not path.suffix or path.suffix.lower() in suffixes()


class Settings:
    """The configuration for each folder: the one that was named, or the nearest ``toolkit.yaml``, read when it changes.

    No engine is ever started from here, whatever it says.
    """

    def __init__(self, named: Path | None = None, *, unconfigured: bool = False) -> None:
        self.named, self.unconfigured = named, unconfigured
        self._kept: dict[Path | None, tuple[tuple[int, int], Config]] = {}

    def of(self, path: Path) -> Config:
        """Return the configuration for a file; raises ToolkitError where it cannot be read."""
        file = self.named or (None if self.unconfigured else nearest_config(path.parent))
        state = (0, 0)
        if file is not None:
            file = file.resolve()
            try:
                said = file.stat()
                state = said.st_mtime_ns, said.st_size
            except OSError:
                state = (0, 0)
        known = self._kept.get(file)
        if known is None or known[0] != state:
            config = load_found(file, engines=False) if file and not self.named else load(file, engines=False)
            known = self._kept[file] = state, config
        return known[1]


def check(snapshot: Snapshot, config: Config, still_wanted: Callable[[], bool] = lambda: True) -> Found:
    """Return what is found; raises ToolkitError for a text that cannot be checked, Outdated when it is not wanted.

    A check that breaks off is left out of it, and so is an original that cannot be read, or aligned here.
    """
    try:
        return _found(snapshot, config, still_wanted)
    except ToolkitError as error:
        if snapshot.original is None:
            raise
        found = _found(replace(snapshot, original=None), config, still_wanted)
        return replace(found, notes=(f"checked without its original: {error}", *found.notes))


def _found(snapshot: Snapshot, config: Config, still_wanted: Callable[[], bool]) -> Found:
    def progress(_doing: str) -> None:
        if not still_wanted():
            raise Outdated

    progress("")
    with _as_file(snapshot) as path, opened(config, cache=True) as (wired, kept), in_force(config):
        checked = lint(path, snapshot.original, wired, kept, progress)
        broken = [row for row in checked.unchecked if row["reason"].startswith(_BUG)]
        notes = tuple(f"a check broke off and was left out: {row['check']}: {row['reason']}" for row in broken)
        return Found(checked, _document(path, snapshot, config), notes)


def edited(snapshot: Snapshot, config: Config, found: Found, edit: Edit) -> str:
    """Return the text of the file with an edit of what was read; raises InputError where it cannot be written."""
    with _as_file(snapshot) as path, in_force(config):
        both = snapshot.original is None and holds_both(path, config.readers)
        source_language = config.source_language if both else None
        data = rewritten(path, found.document, [edit], source_language, config.readers)
        return _text(data, snapshot)


def all_fixed(snapshot: Snapshot, config: Config) -> str:
    """Return the text of the file with every safe suggestion in it."""
    original = snapshot.original if isinstance(snapshot.original, Path) else None
    with _as_file(snapshot) as path, opened(config, cache=True) as (wired, kept), in_force(config):
        return _text(fixed(path, original, wired, kept).after, snapshot)


def _document(path: Path, snapshot: Snapshot, config: Config) -> Document:
    if snapshot.original is None and holds_both(path, config.readers):
        return read_both(path, config.source_language, config.translation_language, config.readers).translation
    return read(path, config.translation_language, config.readers)


@contextmanager
def _as_file(snapshot: Snapshot) -> Iterator[Path]:
    """Give a file with the text in it: the readers of some kinds read nothing else."""
    with tempfile.TemporaryDirectory(prefix="toolkit-") as folder:
        path = Path(folder) / snapshot.path.name
        path.write_bytes(snapshot.data)
        yield path


def _text(data: bytes, snapshot: Snapshot) -> str:
    for encoding in ("utf-8", "utf-16", "iso-8859-1"):
        try:
            if snapshot.data.decode(encoding) == snapshot.text:
                return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
