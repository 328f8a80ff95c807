"""An outcome in every format that a configuration asks for."""

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import plugins
from toolkit.errors import InputError
from toolkit.plugins.disk import kind
from toolkit.secrets.masking import masked

if TYPE_CHECKING:
    from toolkit.config.settings import FailOn
    from toolkit.model import CheckedDocument, Outcome
    from toolkit.plugins.contracts import DocumentsReport, Report


Content = str | bytes
"""What is in a file: text, or bytes of a format that is none."""


def render(outcome: "Outcome", formats: Iterable[str], fail_on: "FailOn" = "error") -> dict[str, Content]:
    """Return file name -> content, in which no declared secret is; ``fail_on`` says which findings count."""
    files: dict[str, Content] = {}
    for name in formats:
        report: Report | DocumentsReport = plugins.get("reports", name)()
        files[report.filename] = _rendered(report, outcome, fail_on)
    return files


def render_documents(report: "DocumentsReport", documents: Sequence["CheckedDocument"]) -> Content:
    """Return documents in one format, in which no declared secret is."""
    found = report.render_documents(documents)
    return found if isinstance(found, bytes) else masked(found)


def _rendered(report: "Report | DocumentsReport", outcome: "Outcome", fail_on: "FailOn") -> Content:
    from toolkit.model import Comparison
    from toolkit.plugins.contracts import DocumentsReport
    from toolkit.run.known.reported import of_comparison, of_failure

    if not isinstance(report, DocumentsReport):
        return masked(report.render(outcome))
    document = of_comparison(outcome, fail_on) if isinstance(outcome, Comparison) else of_failure(outcome)
    return render_documents(report, [document])


def filenames(formats: Iterable[str] | None = None) -> tuple[str, ...]:
    """Return the names of the files that reports in these formats are written to, of all that there are for None."""
    wanted = plugins.usable("reports") if formats is None else formats
    return tuple(plugins.get("reports", name)().filename for name in wanted)


def require_writable(folder: Path) -> None:
    """Raise InputError if results cannot be written there; leaves nothing behind. Asked before the work, not after."""
    existing = folder
    while kind(existing) == "nothing" and existing != existing.parent:
        existing = existing.parent
    for name in folder.parts[len(existing.parts) :]:
        kind(existing / name)  # refuses a name that the disk does not take
    if kind(existing) != "folder":
        raise InputError(f"{existing}: a file, where a folder for the results is wanted; choose another --out")
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        raise InputError(
            f"{existing}: results cannot be written there ({error.strerror}); choose another --out"
        ) from None


def require_apart(written: Iterable[Path], read: Iterable[Path | None]) -> None:
    """Raise InputError, before the work, where what is written would take the place of a file that is read."""
    texts = {os.path.realpath(path) for path in read if path is not None}
    for path in written:
        if os.path.realpath(path) in texts:
            raise InputError(
                f"{path}: this would overwrite a file that is read; choose another name for what is written"
            )


def require_file(path: Path) -> None:
    """Raise InputError if nothing can be written there; a device or a named pipe is written to as it is."""
    there = kind(path)
    if there == "folder":
        raise InputError(f"{path}: a folder, where a file is wanted; name a file in it")
    if there != "other":
        require_writable(path.parent)


def write_file(path: Path, content: Content) -> None:
    """Write one file whole or not at all; into a device or a named pipe, which stays what it is."""
    if kind(path) != "other":
        write_all(path.parent, {path.name: content})
        return
    try:
        path.write_bytes(_bytes(content))
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another file") from None


def replace_text(place: Path, data: bytes, mode: int | None = None) -> None:
    """Put a text in the place of a file, whole or not at all, and on the disk before this returns; raises OSError.

    It gets the permissions ``mode``, or those of a new file.
    """
    temporary: Path | None = None
    try:
        # A name may be as long as the file system allows, and this one is longer.
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=f".{place.name[:100]}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask() if mode is None else mode)
        temporary.replace(place)
    except OSError:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise


def _bytes(content: Content) -> bytes:
    return content if isinstance(content, bytes) else masked(content).encode("utf-8", "backslashreplace")


def write_all(folder: Path, texts: Mapping[str, Content]) -> None:
    """Write files so that each is there whole or not at all; raises InputError when the disk refuses."""
    with replacing(folder, texts) as files:
        for name, text in texts.items():
            files[name].write_bytes(_bytes(text))


@contextmanager
def replacing(folder: Path, names: Iterable[str]) -> Iterator[dict[str, Path]]:
    """Give an empty file for each name; at the end of the block they take their places, each whole or not at all.

    Raises InputError when the disk refuses; then, and where the block raises, all is as it was.
    """
    made: dict[str, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            # Beside the file itself where the name is a link: the link stays one.
            place = Path(os.path.realpath(folder / name)) if (folder / name).is_symlink() else folder / name
            handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{name}.")
            made[name] = Path(temporary)
            os.close(handle)
            made[name].chmod(0o666 & ~_umask())
        yield made
        for name in made:
            # Asked of all before the first is put in place, or some would be of this run and some of another.
            target = folder / name
            if (there := kind(target)) in ("folder", "other"):
                called = "a folder" if there == "folder" else "a device or a pipe"
                raise InputError(f"{target}: {called}, where a file of the results is wanted; choose another --out")
        for name, path in made.items():
            target = folder / name
            path.replace(os.path.realpath(target) if target.is_symlink() else target)
    except BaseException as error:
        for path in made.values():
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise InputError(f"{folder}: results cannot be written there ({error.strerror})") from None
        raise


def is_full(error: InputError) -> bool:
    """Whether results could not be written since the disk, or one's share of it, is full."""
    cause = error.__context__
    return isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT)


def write_below(folder: Path, texts: Mapping[str, Content]) -> None:
    """Write files as ``write_all`` does, where a name may have a folder in it; those of ``folder`` itself come last."""
    below: dict[str, dict[str, Content]] = {}
    for name, text in texts.items():
        inner, _, own = name.rpartition("/")
        below.setdefault(inner, {})[own] = text
    for inner in sorted(below, key=lambda one: one == ""):
        remove_leftovers(folder / inner, below[inner])
        write_all(folder / inner, below[inner])


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other jobs out of a folder for results; raises InputError where one is at work in it.

    Nothing is written: the kernel holds the lock, and lets it go however this process ends. Where it knows none, no
    other job is kept out.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise InputError(
            f"{folder}: results cannot be written there ({error.strerror}); choose another --out"
        ) from None
    try:
        try:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(f"{folder}: another job is at work in it; wait for it, or choose another --out") from None
        except (ImportError, OSError):
            pass
        yield
    finally:
        os.close(handle)


def remove_all(folder: Path, names: Iterable[str]) -> None:
    """Remove these files, if they are there; raises InputError when the disk refuses. What else is there stays."""
    for name in names:
        try:
            (folder / name).unlink(missing_ok=True)
        except (NotADirectoryError, IsADirectoryError):
            continue
        except OSError as error:
            raise InputError(f"{folder / name}: of an earlier run, and cannot be removed ({error.strerror})") from None


def remove_leftovers(folder: Path, names: Iterable[str]) -> None:
    """Remove what a run that was killed left half-written of these files."""
    begun = tuple(f".{name}." for name in names)
    try:
        left = [path.name for path in folder.iterdir() if path.name.startswith(begun)]
    except OSError:  # there is no such folder yet, or none that can be read: then writing says so
        return
    remove_all(folder, left)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
