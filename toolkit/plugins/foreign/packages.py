"""Plugins of other packages: found by their entry points, held to their contract, and never in place of the toolkit's.

A plugin that cannot be used is a fault with a name and a package, and takes nothing down but itself. One that can be is
given out as a subclass of itself, whose answers are judged (``answers.py``): what it is asked, it is asked as any other
plugin is.
"""

import dataclasses
import typing
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from toolkit.errors import PluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

from toolkit.plugins.foreign.origins import Breach, Fault, Origin, held_to, short

_TAKEN = "that name is taken by the toolkit; rename its entry point"


@cache
def found(kind: str) -> Mapping[str, tuple["EntryPoint", ...]]:
    """Return the entry points of a kind by their names. Looking through all that is installed takes time: once."""
    points: dict[str, dict[tuple[str, str], EntryPoint]] = {}
    for point in _points(f"toolkit.{kind}"):
        points.setdefault(point.name, {})[package(point), point.value] = point
    return {name: tuple(own[key] for key in sorted(own)) for name, own in sorted(points.items())}


@cache
def _installed() -> "EntryPoints":
    """Return all entry points: to ask for one group reads the files of every package, too."""
    from importlib.metadata import entry_points

    every: Any = entry_points()  # of a kind that differs between versions of Python
    points: EntryPoints = every
    return points


def _points(group: str) -> Iterator["EntryPoint"]:
    from importlib.metadata import distributions

    try:
        yield from _installed().select(group=group)
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
    from toolkit.plugins.contracts import KINDS

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
