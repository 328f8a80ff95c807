"""Names to classes: every file in a plugin folder is a plugin, and its name is the name in the configuration.

A plugin module ends with ``PLUGIN = TheClass``. Other packages join through entry-point groups named
``toolkit.engines``, ``toolkit.checks`` and so on.
"""

import dataclasses
import difflib
import importlib
import inspect
import pkgutil
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from toolkit.errors import MissingDependency, UnknownPlugin

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

KINDS = ("engines", "encoders", "aligners", "metrics", "checks", "readers", "reports")


def names(kind: str) -> list[str]:
    """Return the names of all plugins of a kind, sorted, without importing them."""
    return sorted(_own(kind) | _joined(kind).keys())


@cache
def _own(kind: str) -> frozenset[str]:
    package = importlib.import_module(f"toolkit.{kind}")
    found = (info.name for info in pkgutil.iter_modules(package.__path__))
    return frozenset(name.replace("_", "-") for name in found if not name.startswith("_"))


@cache
def _joined(kind: str) -> dict[str, "EntryPoint"]:
    """Return the plugins that other packages bring. Looking through all that is installed takes time: once."""
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=f"toolkit.{kind}")}


def get(kind: str, name: str) -> type[Any]:
    """Return the class of a plugin; raises UnknownPlugin with the nearest names."""
    if name in names(kind):
        if name in _joined(kind):
            loaded: type[Any] = _joined(kind)[name].load()
            return loaded
        found: type[Any] = importlib.import_module(f"toolkit.{kind}.{name.replace('-', '_')}").PLUGIN
        return found
    near = difflib.get_close_matches(name, names(kind), n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(names(kind))}"
    raise UnknownPlugin(f"unknown {kind.removesuffix('s')} {name!r}; {hint}")


def summary(plugin: type[Any]) -> str:
    """Return the first paragraph of a plugin's docstring on one line."""
    return " ".join(inspect.cleandoc(plugin.__doc__ or "").split("\n\n")[0].split())


def signature(plugin: Any, *, without: tuple[str, ...] = (), **more: object) -> str:
    """Return ``name|option:value|...`` of a plugin instance in a fixed order, in the manner of sacrebleu.

    Fields whose metadata hold ``{"output": False}`` (threads, device) do not change the output and are left out.
    """
    name = type(plugin).__module__.rsplit(".", 1)[-1].replace("_", "-")
    options = {
        field.name: getattr(plugin, field.name)
        for field in dataclasses.fields(plugin)
        if field.metadata.get("output", True) and field.name not in without
    }
    return "|".join([name, *(f"{key}:{value}" for key, value in sorted({**options, **more}.items()))])


def require(package: str, extra: str) -> ModuleType:
    """Import a package that is not part of the core install; raises MissingDependency with the command to type."""
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise MissingDependency(
            f"the package {package!r} is not installed", f"pip install 'translation-toolkit[{extra}]'"
        ) from error
