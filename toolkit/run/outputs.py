"""An outcome in every format that a configuration asks for."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import plugins
from toolkit.errors import InputError
from toolkit.plugins.disk import kind
from toolkit.secrets.masking import masked

if TYPE_CHECKING:
    from toolkit.model import Outcome
    from toolkit.plugins.contracts import Report


def render(outcome: "Outcome", formats: Iterable[str]) -> dict[str, str]:
    """Return file name -> text, in which no declared secret is."""
    reports: list[Report] = [plugins.get("reports", name)() for name in formats]
    return {report.filename: masked(report.render(outcome)) for report in reports}


def filenames() -> tuple[str, ...]:
    """Return the name of every file that a report can be written to."""
    return tuple(plugins.get("reports", name)().filename for name in plugins.usable("reports"))


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


def write_all(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files so that each is there whole or not at all; raises InputError when the disk refuses."""
    made: list[tuple[str, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
            made.append((temporary, folder / name))
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(masked(text))
            Path(temporary).chmod(0o666 & ~_umask())
        for _, target in made:
            # Asked of all before the first is put in place, or some would be of this run and some of another.
            if kind(target) == "folder":
                raise InputError(f"{target}: a folder, where a file of the results is wanted; choose another --out")
        for temporary, target in made:
            Path(temporary).replace(target)
    except BaseException as error:
        for temporary, _ in made:
            Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise InputError(f"{folder}: results cannot be written there ({error.strerror})") from None
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
