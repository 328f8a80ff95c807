"""Modules that plugins of other packages know by the paths they had before: they are still found there, with a warning.

A finder of last resort, asked only for what nobody else finds: the module at the new path is given out itself, so its
classes are the same under both.
"""

import importlib
import sys
import warnings
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

FORMER = {
    "toolkit.answered": "toolkit.plugins.partial_answers",
    "toolkit.contracts": "toolkit.plugins.contracts",
    "toolkit.http_engine": "toolkit.engines.http.engine",
}


def install() -> None:
    """Let the former paths be imported from now on, in this process."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.append(_Finder())


class _Finder(MetaPathFinder):
    """Finds the former paths, and nothing else."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - the protocol's arguments
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Return how to load a module that has moved, and warn whoever imports it; None for every other name."""
        if fullname not in FORMER:
            return None
        warnings.warn(f"{fullname} is now {FORMER[fullname]}; import it from there", DeprecationWarning, stacklevel=2)
        return ModuleSpec(fullname, _Loader())


class _Loader(Loader):
    """Loads the module at the new path in place of the one that was asked for."""

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:  # noqa: ARG002 - the protocol's argument
        """Return None, for an ordinary module, which is thrown away."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Put the module of the new path in place: importlib gives out what stands in ``sys.modules`` afterwards."""
        sys.modules[module.__name__] = importlib.import_module(FORMER[module.__name__])
