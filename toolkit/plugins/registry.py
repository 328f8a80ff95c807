"""Names to classes: every file in a plugin folder is a plugin, and its name is the name in the configuration.

A plugin module ends with ``PLUGIN = TheClass``. Other packages join through entry-point groups named
``toolkit.engines``, ``toolkit.checks`` and so on; what they bring never replaces a plugin of the toolkit, and is held
to its contract (``toolkit.plugins.foreign.packages``).
"""

import importlib
import inspect
import pkgutil
from functools import cache
from typing import Any

from toolkit.errors import PluginError, UnknownPlugin
from toolkit.plugins.foreign import packages
from toolkit.plugins.foreign.origins import Fault
from toolkit.plugins.suggestions import nearest


def names(kind: str) -> list[str]:
    """Return the names of all plugins of a kind, sorted, without importing them."""
    return sorted(_own(kind) | _joined(kind))


def own_first(kind: str) -> list[str]:
    """Return the names of all plugins of a kind, those of other packages last."""
    return sorted(names(kind), key=lambda name: (name not in _own(kind), name))


@cache
def _own(kind: str) -> frozenset[str]:
    package = importlib.import_module(f"toolkit.{kind}")
    found = (info.name for info in pkgutil.iter_modules(package.__path__) if not info.ispkg)
    return frozenset(name.replace("_", "-") for name in found if not name.startswith("_"))


@cache
def _joined(kind: str) -> frozenset[str]:
    """Return the names of the plugins that other packages bring, but for those that the toolkit has itself."""
    own = _own(kind)
    return frozenset(name for name in packages.found(kind) if not packages.is_taken(name, own))


def get(kind: str, name: str) -> type[Any]:
    """Return the class of a plugin; raises UnknownPlugin with the nearest names.

    Raises PluginError for a plugin of another package that cannot be used.
    """
    if name in _own(kind):
        found: type[Any] = importlib.import_module(f"toolkit.{kind}.{name.replace('-', '_')}").PLUGIN
        return found
    if name in _joined(kind):
        return packages.get(kind, name)
    raise UnknownPlugin(f"unknown {kind.removesuffix('s')} {name!r}{nearest(name, names(kind))}")


def is_foreign(kind: str, name: str) -> bool:
    """Whether another package brings the plugin of this name."""
    return name in _joined(kind)


def usable(kind: str) -> list[str]:
    """Return the names of the plugins that can be used: all, but for faulty ones of other packages."""
    return [name for name in names(kind) if fault(kind, name) is None]


def fault(kind: str, name: str) -> Fault | None:
    """Return why a plugin that another package brings cannot be used; None for every other name."""
    if name in _joined(kind):
        try:
            get(kind, name)
        except PluginError as error:
            return Fault(name, str(error))
    return None


def faults(kind: str) -> list[Fault]:
    """Return the plugins of other packages that are not used, and why: faulty ones, and names that are taken."""
    faulty = [found for name in sorted(_joined(kind)) if (found := fault(kind, name))]
    return sorted([*faulty, *taken(kind)], key=lambda found: (found.name, found.message))


def taken(kind: str) -> list[Fault]:
    """Return the plugins of other packages that are called like one of the toolkit's, which is used instead."""
    return packages.taken(kind, _own(kind))


def summary(plugin: type[Any]) -> str:
    """Return the first paragraph of a plugin's docstring on one line."""
    return " ".join(inspect.cleandoc(plugin.__doc__ or "").split("\n\n")[0].split())
