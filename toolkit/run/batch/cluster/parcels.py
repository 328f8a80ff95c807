"""What goes to a worker on another machine: documents, and the files that a configuration was made from, as bytes.

So machines need no common disk. A file that travels keeps its name: messages, results and marks are those of the
machine that sent it.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.plugins.disk import kind
from toolkit.run.batch.beside import Task, files_of
from toolkit.run.inputs.entries import Job

_Place: Any = type(Path())  # a path of this system


class Sent(_Place):  # type: ignore[misc]
    """A path as it is called where it came from, whose content lies elsewhere here: ``at``.

    Whatever opens it or looks at it finds the content (``os.PathLike``); whatever writes its name writes the name.
    """

    __slots__ = ("at", "whole")

    @classmethod
    def of(cls, name: str, at: Path, whole: str) -> "Sent":
        """Return the path of this name; ``whole`` is the whole name where it came from."""
        made = cls(name)
        made.at, made.whole = str(at), whole
        return made

    def with_segments(self, *segments: Any) -> Path:
        """Return what is made of it: an ordinary path."""
        return Path(*segments)

    def __fspath__(self) -> str:
        return str(getattr(self, "at", self))

    def absolute(self) -> Path:
        """Return the whole name."""
        return Path(getattr(self, "whole", str(self)))

    def resolve(self, strict: bool = False) -> Path:  # noqa: ARG002 - the signature of Path
        """Return the whole name: which links it goes through is not known here."""
        return self.absolute()


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The content of a file, with its name and its whole name where it lies."""

    name: str
    whole: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parcel:
    """An entry of a batch with the content of its files, by their names."""

    task: Task
    files: tuple[Enclosed, ...]


def enclosed(path: Path) -> Enclosed:
    """Return a file's content; raises OSError where it cannot be read."""
    return Enclosed(str(path), os.path.normpath(path.absolute()), path.read_bytes())


def parcel(task: Task) -> Parcel | None:
    """Return an entry as it can be sent; None where a file of it is none that can be read, which is told here."""
    found: dict[str, Enclosed] = {}
    try:
        for path in files_of(task).values():
            if path is not None and str(path) not in found:
                if kind(path) != "file":
                    return None
                found[str(path)] = enclosed(path)
    except Exception:  # whatever it is, reading tells it better
        return None
    return Parcel(task, tuple(found.values()))


@contextmanager
def unpacked(sent: Parcel) -> Iterator[Task]:
    """Give the entry with its files, which lie in a folder of their own until the end of the block."""
    with ExitStack() as until:
        paths = lay_out(sent.files, until)

        def here(path: Path | None) -> Any:
            return None if path is None else paths[str(path)]

        task = sent.task
        if isinstance(task, Job):
            yield replace(task, translation=here(task.translation), source=here(task.source))
        else:
            yield replace(
                task,
                translations={name: here(path) for name, path in task.translations.items()},
                source=here(task.source),
                reference=here(task.reference),
                documents=here(task.documents),
            )


def lay_out(files: Sequence[Enclosed], until: ExitStack) -> Mapping[str, Sent]:
    """Lay files where they can be opened, until the end of the block; return their paths by their names.

    They lie in memory where the system knows files there: a process that is killed leaves nobody's text on a disk.
    """
    paths = {}
    for one in files:
        if sys.platform == "linux":
            handle = os.memfd_create("toolkit")
            until.callback(os.close, handle)
            at = Path(f"/proc/{os.getpid()}/fd/{handle}")
        else:
            at = (
                Path(until.enter_context(tempfile.TemporaryDirectory(prefix="toolkit-")))
                / f"text{Path(one.name).suffix}"
            )
        at.write_bytes(one.content)
        paths[one.name] = Sent.of(one.name, at, one.whole)
    return paths
