"""Language data that other packages bring, through the entry-point group ``toolkit.languages``."""

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from toolkit.errors import InputError, one_line
from toolkit.languages.folders import Languages
from toolkit.languages.force import shipped

GROUP = "toolkit.languages"


def gathered(folder: Path | None = None) -> Languages:
    """Return the data of a folder, before that of installed packages, before what is shipped."""
    folders = (*([folder] if folder else ()), *installed())
    return Languages(folders) if folders else shipped()


@cache
def installed() -> tuple[Path, ...]:
    """Return the folders of all packages that bring any, by the names of their entry points.

    Raises InputError for one that cannot be imported.
    """
    return tuple(_folder(point) for point in sorted(entry_points(group=GROUP), key=lambda point: point.name))


def _folder(point: EntryPoint) -> Path:
    """Return the folder of a package, or the one in which a module lies."""
    try:
        module = point.load()
        paths = getattr(module, "__path__", None)
        folder = Path(next(iter(paths))) if paths else Path(module.__file__).parent
    except Exception as error:
        name = f"the language data {point.name!r} ({point.value}) of an installed package"
        raise InputError(f"{name} cannot be used: {one_line(error)}; name a package whose folder holds it") from error
    return folder
