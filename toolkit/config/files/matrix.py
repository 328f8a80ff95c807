"""``matrix:`` made into routes: every combination of its axes, less ``exclude``, with ``include``, as CI users know it.

The meaning is that of GitHub Actions (https://docs.github.com/actions, "Running variations of jobs in a workflow"): an
entry of ``exclude`` takes out every combination that has all of its values. Then each entry of ``include`` is added to
the combinations of the axes whose values it leaves as they are, and is one of its own where there is none. Unlike
there, an entry of ``exclude`` that takes nothing out is a fault.

The axis ``engine`` says which engine goes both ways, ``documents`` which documents a combination is for; all other axes
are options of the engine. Combinations that differ in their documents alone are one route.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any

from toolkit.config.files.route_names import named
from toolkit.config.yaml12 import KeyPath, Tree, YamlPlace
from toolkit.plugins.suggestions import did_you_mean, nearest

MOST = 256
"""Combinations, as many as GitHub Actions takes."""

_LISTS = ("include", "exclude")
_ITSELF = ("engine", "documents")


@dataclass(slots=True)
class _Combination:
    """Values by their axes, in order, and the places that they come from; ``axes`` are those of the matrix itself."""

    values: dict[str, Any]
    places: dict[str, YamlPlace]
    axes: frozenset[str] = frozenset()


@dataclass(slots=True)
class Made:
    """The routes that a matrix makes, the places of all that is in them, and what is wrong with it."""

    routes: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[KeyPath, YamlPlace] = field(default_factory=dict)
    faults: list[tuple[KeyPath, str]] = field(default_factory=list)


def made(tree: Tree) -> Made:
    """Return the routes of the section ``matrix``, beside those that there are; none without it."""
    found = Made()
    section = tree.data.get("matrix")
    if section is None or section == {}:
        return found
    if not isinstance(section, dict):
        found.faults.append((("matrix",), "must be a map of axes, such as engine: [one, other]"))
        return found
    matrix = _Matrix(tree, section, found)
    if not found.faults:
        matrix.into_routes()
    return found


class _Matrix:
    def __init__(self, tree: Tree, section: Mapping[str, Any], found: Made) -> None:
        self._tree, self._found = tree, found
        self._axes = {key: _listed(value) for key, value in section.items() if key not in _LISTS}
        self._entries = {key: section.get(key) or [] for key in _LISTS}
        for key, values in self._axes.items():
            slip = did_you_mean(key, _LISTS)
            if slip and any(isinstance(value, dict) for value in values):
                self._fault(("matrix", key), f"unknown key{slip}")
            elif not values:
                self._fault(("matrix", key), "no values; leave the axis out, or name some")
        for key, entries in self._entries.items():
            if not isinstance(entries, list) or not all(isinstance(entry, dict) and entry for entry in entries):
                self._fault(
                    ("matrix", key), f"must be a list of maps, such as {key}: [{{engine: one, unit: paragraph}}]"
                )

    def _fault(self, path: KeyPath, message: str) -> None:
        self._found.faults.append((path, message))

    def into_routes(self) -> None:
        count = prod(map(len, self._axes.values())) if self._axes else 0
        if count > MOST:
            self._fault(("matrix",), f"{count:,} combinations, and {MOST} are the most; name fewer values")
            return
        for combination in self._included(self._without_excluded(list(self._all()))):
            self._add(combination)
        if not self._found.routes and not self._found.faults:
            self._fault(("matrix",), "no combination is left; exclude less, or say off")
        if len(self._found.routes) > MOST:
            self._fault(("matrix",), f"{len(self._found.routes):,} combinations, and {MOST} are the most; name fewer")

    def _all(self) -> Iterator[_Combination]:
        for numbers in product(*(range(len(values)) for values in self._axes.values())) if self._axes else ():
            chosen = dict(zip(self._axes, numbers, strict=True))
            yield _Combination(
                {key: self._axes[key][number] for key, number in chosen.items()},
                {key: self._tree.place(("matrix", key, number)) for key, number in chosen.items()},
                frozenset(chosen),
            )

    def _without_excluded(self, every: list[_Combination]) -> list[_Combination]:
        left = every
        for number, entry in enumerate(self._entries["exclude"]):
            here: KeyPath = ("matrix", "exclude", number)
            unknown = [key for key in entry if key not in self._axes]
            if unknown:
                self._fault((*here, unknown[0]), f"no axis has this name{nearest(unknown[0], [*self._axes], 'axes')}")
                continue
            out = [one for one in every if all(_same(one.values[key], value) for key, value in entry.items())]
            if not out:
                self._fault(here, "no combination has all of these values, so there is nothing to exclude")
            left = [one for one in left if one not in out]
        return left

    def _included(self, left: list[_Combination]) -> list[_Combination]:
        own: list[_Combination] = []
        for number, entry in enumerate(self._entries["include"]):
            places = {key: self._tree.place(("matrix", "include", number, key)) for key in entry}
            fitting = [
                one
                for one in left
                if all(key not in one.axes or _same(one.values[key], value) for key, value in entry.items())
            ]
            for one in fitting:
                new = {key: value for key, value in entry.items() if key not in one.axes}
                one.values |= new
                one.places |= {key: places[key] for key in new}
            if not fitting:
                own.append(_Combination(dict(entry), places))
        return [*left, *own]

    def _add(self, one: _Combination) -> None:
        engine = one.values.get("engine")
        place = next(iter(one.places.values()))
        if not isinstance(engine, str):
            fault = "must be the name of an engine" if "engine" in one.values else "a combination without an engine"
            self._fault(("matrix", "engine") if "engine" in self._axes else ("matrix",), f"{fault}; name one as engine")
            return
        options = {key: value for key, value in one.values.items() if key not in _ITSELF}
        name = named(engine, options)
        entry: dict[str, Any] = {"engine": engine, **options}
        documents = _listed(one.values["documents"]) if "documents" in one.values else None
        known = self._found.routes.get(name)
        if known is not None:
            # A combination for all documents is for those of the others, too.
            before = known.pop("documents", None)
            both = None if before is None or documents is None else [*dict.fromkeys([*before, *documents])]
            documents = both
        self._found.routes[name] = entry if documents is None else {**entry, "documents": documents}
        path: KeyPath = ("routes", name)
        self._found.places |= {path: place, **{(*path, key): found for key, found in one.places.items()}}


def beside(routes: Mapping[str, Any], found: Made) -> dict[str, Any]:
    """Return the routes of the section ``routes`` and those of a matrix; one that both have alike is one."""
    for name, entry in found.routes.items():
        alike = (
            ({"engine": routes[name]} if isinstance(routes[name], str) else routes[name]) if name in routes else entry
        )
        if alike != entry:
            found.faults.append(
                (
                    ("routes", name),
                    "the matrix makes a route of this name, which is another; give this one another name",
                )
            )
    return {**routes, **{name: entry for name, entry in found.routes.items() if name not in routes}}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same; true is no 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)
