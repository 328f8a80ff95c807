"""Plugins of other packages: found by their entry points, held to their contract, and never in place of the toolkit's.

A plugin that cannot be used is a fault with a name and a package, and takes nothing down but itself. One that can be is
given out as a subclass of itself, whose answers are judged (``answers.py``): what it is asked, it is asked as any other
plugin is.
"""

import dataclasses
import sys
import traceback
import typing
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import PluginError, ToolkitError
from toolkit.plugins.partial_answers import attach, carried

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from toolkit.model import Case, Finding, Unchecked

ORIGIN = "_toolkit_origin"
_HERE = Path(__file__).parents[2]
_TAKEN = "that name is taken by the toolkit; rename its entry point"


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


@cache
def found(kind: str) -> Mapping[str, tuple["EntryPoint", ...]]:
    """Return the entry points of a kind by their names. Looking through all that is installed takes time: once."""
    points: dict[str, dict[tuple[str, str], EntryPoint]] = {}
    for point in _points(f"toolkit.{kind}"):
        points.setdefault(point.name, {})[package(point), point.value] = point
    return {name: tuple(own[key] for key in sorted(own)) for name, own in sorted(points.items())}


def _points(group: str) -> Iterator["EntryPoint"]:
    from importlib.metadata import distributions, entry_points

    try:
        yield from entry_points(group=group)
    except Exception:  # One package's entry_points.txt is damaged: the others are still read.
        for distribution in distributions():
            try:
                points = list(distribution.entry_points)
            except Exception:  # noqa: S112 - whose they would be nobody can tell
                continue
            yield from (point for point in points if point.group == group)


def package(point: "EntryPoint") -> str:
    """Return the name and version of the distribution that brings an entry point."""
    try:
        if point.dist is not None and point.dist.name:
            return f"{point.dist.name} {point.dist.version}"
    except Exception:  # noqa: S110 - metadata without a name or a version: its module names it as well
        pass
    return point.value.partition(":")[0].partition(".")[0] or point.value


def is_taken(name: str, own: Collection[str]) -> bool:
    """Whether the toolkit has a plugin of this name; "doubled_words" and "doubled-words" are one name."""
    return name.replace("_", "-") in own


def taken(kind: str, own: Collection[str]) -> list[Fault]:
    """Return the plugins that are called like one of the toolkit's: the toolkit's own is used."""
    return [
        Fault(name, f"{Origin(kind, name, package(point))} is not used: {_TAKEN}")
        for name, points in found(kind).items()
        for point in points
        if is_taken(name, own)
    ]


def get(kind: str, name: str) -> type[Any]:
    """Return the class of a plugin of another package; raises PluginError for one that cannot be used."""
    loaded = _loaded(kind, name)
    if isinstance(loaded, str):
        raise PluginError(loaded)
    return loaded


@cache
def _loaded(kind: str, name: str) -> type[Any] | str:
    """Return the class, or why it cannot be used: what failed once is not tried again."""
    points = found(kind)[name]
    if len(points) > 1:
        packages = " and ".join(package(point) for point in points)
        return (
            f"{kind.removesuffix('s')} {name!r} is brought by two packages, {packages}, and none of them is used; "
            "remove one, or rename its entry point"
        )
    origin = Origin(kind, name, package(points[0]))
    try:
        return _guarded(points[0], origin)
    except PluginError as error:
        return str(error)


def _guarded(point: "EntryPoint", origin: Origin) -> type[Any]:
    from toolkit.plugins.foreign import answers

    with held_to(origin, "cannot be loaded"):
        plugin: Any = point.load()
    with held_to(origin, "is no plugin"):
        _require_dataclass(plugin, origin.kind)
        return answers.guarded(plugin, origin)


def _require_dataclass(plugin: Any, kind: str) -> None:
    """Raise Breach unless it is a dataclass whose fields can be options."""
    from toolkit.plugins.registry import KINDS

    if not isinstance(plugin, type):
        raise Breach(f"its entry point names no class but {short(plugin)}")
    if not dataclasses.is_dataclass(plugin):
        raise Breach(f"the class {plugin.__name__} is no dataclass; write @dataclass(frozen=True, slots=True) above it")
    typing.get_type_hints(plugin)
    for field in dataclasses.fields(plugin):
        wanted = field.metadata.get("plugin")
        if wanted is not None and wanted not in KINDS:
            raise Breach(f"the option {field.name!r} wants a plugin of the kind {wanted!r}, which there is not")
        needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if kind in ("readers", "reports") and field.init and needed:
            raise Breach(f"the option {field.name!r} has no default, and {kind} are made without options")


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
        line = f"{type(error).__name__}{': ' * bool(said)}{said}{_where(error)}"
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


def _where(error: BaseException) -> str:
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
