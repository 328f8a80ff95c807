"""Whose a plugin is: what it is called in messages, and how its faults become one line that names its package."""

import dataclasses
import sys
import traceback
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import PluginError, ToolkitError
from toolkit.plugins.partial_answers import attach, carried

if TYPE_CHECKING:
    from toolkit.model import Case, Finding, Unchecked

ORIGIN = "_toolkit_origin"
_HERE = Path(__file__).parents[2]


@dataclasses.dataclass(frozen=True, slots=True)
class Origin:
    """Which plugin of which package it is; ``package`` is the distribution's name and version."""

    kind: str
    name: str
    package: str

    def __str__(self) -> str:
        return f"{self.kind.removesuffix('s')} {self.name!r} of the package {self.package}"


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """A plugin of another package that is not used, and why; ``str()`` gives the line for the user."""

    name: str
    message: str

    def __str__(self) -> str:
        return self.message


@dataclasses.dataclass(frozen=True, slots=True)
class Unusable:
    """Stands for a check of another package that cannot be used: a run tells of it wherever it tells of gaps."""

    name: str
    reason: str
    needs_source: typing.ClassVar[bool] = False

    def find(self, case: "Case") -> Iterator["Finding | Unchecked"]:  # noqa: ARG002 - the contract's argument
        """Raise PluginError with the reason."""
        raise PluginError(self.reason)


class Breach(Exception):
    """What breaks the contract; whoever asked adds which plugin it was."""


@contextmanager
def held_to(origin: Origin, what: str, failing: type[ToolkitError] = PluginError) -> Iterator[None]:
    """Turn whatever a plugin raises, and every Breach, into one line that names the plugin and its package.

    What a plugin raises as the toolkit's plugins do, a ToolkitError, is let through.
    """
    try:
        yield
    except ToolkitError:
        raise
    except Breach as breach:
        raise failing(f"{origin} {what}: {breach}") from None
    except (Exception, SystemExit) as error:
        said = " ".join(str(error).split())
        line = f"{type(error).__name__}{': ' * bool(said)}{said}{place_of(error)}"
        named = failing(f"{origin} {what}: {line}")
        answered = carried(error)
        if answered is not None:
            attach(named, answered)
        raise named from error


_told: set[str] = set()


def tell(message: str, about: str = "") -> None:
    """Say on standard error what a run goes on without: each message once, and one message about each plugin.

    A process that only shares the work says nothing: the first one tells of its answers.
    """
    import multiprocessing

    if not _told & {message, about} and multiprocessing.parent_process() is None:
        print(f"toolkit: warning: {message}; going on without it", file=sys.stderr, flush=True)
    _told.update({message, about} - {""})


def place_of(error: BaseException) -> str:
    """Return the last line of the plugin's own code that an exception passed, " (file:line)"; "" if there is none."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_outside(Path(frame.filename))]
    return f" ({own[-1].filename}:{own[-1].lineno})" if own else ""


def _is_outside(file: Path) -> bool:
    """Whether a file belongs neither to the toolkit nor to Python."""
    library = Path(traceback.__file__).parent
    inside = file.parents
    return file.is_absolute() and _HERE not in inside and (library not in inside or "site-packages" in file.parts)


def short(value: object) -> str:
    """Return what a value is, for a message: its text, or its type."""
    if value is None or isinstance(value, (str, int, float)):
        text = repr(value)
        return text if len(text) <= 60 else f"{text[:57]}..."
    return f"something of the type {type(value).__name__}"


def origin_of(plugin: object) -> Origin | None:
    """Return where a plugin comes from; None for the toolkit's own."""
    origin: Origin | None = getattr(type(plugin), ORIGIN, None)
    return origin
