"""How the files of one configuration lie on each other: what ``extends`` brings, and what ``off`` takes out of it.

``off`` (or ``null``, or YAML 1.1's ``false``) in place of an entry takes out the inherited entry of that name; in place
of a section, all of them. A word that takes nothing out is a fault, for it is a slip of the pen that nobody would see,
unless a file below had an entry of that name at some time.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from toolkit.config.files.matrix import beside, made
from toolkit.config.yaml12 import KeyPath, Tree, YamlPlace, overlay
from toolkit.model import SEVERITIES
from toolkit.plugins.suggestions import nearest

NAMED = ("engines", "routes", "witnesses")
OFF: tuple[Any, ...] = ("off", None, False)
# What one word in place of a map is, in sections of entries and in those of one choice.
_SHORT = {"engines": "use", "routes": "engine", "checks": "severity"}
_CHOICES = ("encoder", "aligner")
# What a section is once it is switched off as a whole.
_NOTHING: dict[str, Any] = {
    "engines": {},
    "routes": {},
    "matrix": {},
    "witnesses": {},
    "metrics": [],
    "checks": {"*": "off"},
}

Faults = tuple[tuple[KeyPath, str], ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """One file, or several as one.

    ``alone`` are the sections that take nothing from below, ``defined`` the names that any file gave an entry to, and
    ``unmatched`` the metrics that were switched off where there were none.
    """

    tree: Tree
    alone: frozenset[str] = frozenset()
    defined: dict[str, dict[str, None]] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    faults: Faults = ()


@dataclass(frozen=True, slots=True)
class Inherited:
    """All files as one tree without any ``off`` but those of checks, and with the routes that a matrix makes.

    ``removed`` are engines that are no more, ``made`` the routes of the matrix.
    """

    tree: Tree
    faults: Faults = ()
    removed: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()


def is_off(value: Any) -> bool:
    """Whether a value switches off what it stands for."""
    return value is None or value is False or value == "off"


def entry_of(section: str) -> str:
    """Return what one entry of a section is called."""
    return section.removesuffix("es" if section == "witnesses" else "s")


def layer(tree: Tree) -> Layer:
    """Return one file, read on its own; its data is a map."""
    data = tree.data
    alone = frozenset(section for section in _NOTHING if section in data and is_off(data[section]))
    faults: Faults = ()
    if "checks" in alone and data["checks"] is None:
        # Every entry behind a comment sign must not leave a gate that checks nothing.
        faults = ((("checks",), "nothing here; say off for no checks at all, or leave the key out"),)
    data.update({section: deepcopy(_NOTHING[section]) for section in alone})
    defined = {section: dict.fromkeys(_names(data.get(section))) for section in (*NAMED, "metrics")}
    return Layer(tree, alone, defined, (), faults)


def _names(section: Any) -> Iterable[str]:
    if isinstance(section, dict):
        return [name for name, value in section.items() if not is_off(value)]
    return [name for item in section if (name := _metric(item))] if isinstance(section, list) else []


def _metric(item: Any) -> str | None:
    name = item.get("use") if isinstance(item, dict) else item
    return name if isinstance(name, str) else None


def inherit(below: Layer, above: Layer) -> Layer:
    """Return both layers as one: what ``above`` says wins."""
    low = _unfolded(_without(below.tree, above.alone), above.tree)
    merged = overlay(low, above.tree)
    faults = (*below.faults, *above.faults)
    unmatched = (*below.unmatched, *above.unmatched)
    listed, changes = low.data.get("metrics"), above.tree.data.get("metrics")
    if isinstance(changes, list):
        unmatched = above.unmatched
    elif isinstance(listed, list) and isinstance(changes, dict):
        edit = _Metrics(low, above.tree)
        edit.into(merged)
        unmatched, faults = (*unmatched, *edit.unmatched), (*faults, *edit.faults)
    defined = {section: {**below.defined.get(section, {}), **names} for section, names in above.defined.items()}
    _join_secrets(merged, low)
    return Layer(merged, below.alone | above.alone, defined, unmatched, faults)


def _join_secrets(merged: Tree, low: Tree) -> None:
    """Keep secret in the whole what any file declares secret."""
    below, above = low.data.get("secrets"), merged.data.get("secrets")
    if isinstance(below, list) and isinstance(above, list) and below != above:
        both = [*below, *(name for name in above if name not in below)]
        places = [*(low.place(("secrets", at)) for at in range(len(below)))]
        places += [merged.place(("secrets", above.index(name))) for name in both[len(below) :]]
        merged.data["secrets"] = both
        merged.places.update({("secrets", at): place for at, place in enumerate(places)})


def _without(tree: Tree, sections: frozenset[str]) -> Tree:
    return Tree(
        {key: value for key, value in tree.data.items() if key not in sections},
        {path: place for path, place in tree.places.items() if not path or path[0] not in sections},
    )


def _unfolded(low: Tree, high: Tree) -> Tree:
    """Return the lower tree with entries of one word as the maps that they are short for, where a map goes on them."""
    data, places = dict(low.data), dict(low.places)

    def unfold(section: str, path: KeyPath, entry: Any, over: dict[str, Any]) -> Any:
        found = _entry(section, entry, over)
        if isinstance(found, dict) and not isinstance(entry, dict):
            places.update({(*path, key): low.place(path) for key in found})
        return found

    for section, entries in high.data.items():
        if section in _CHOICES and isinstance(entries, dict) and section in data:
            data[section] = unfold(section, (section,), data[section], entries)
        elif section in _SHORT and isinstance(entries, dict) and isinstance(data.get(section), dict):
            over = {name: entry for name, entry in entries.items() if isinstance(entry, dict)}
            data[section] = {
                name: unfold(section, (section, name), entry, over[name]) if name in over else entry
                for name, entry in data[section].items()
            }
    return Tree(data, places)


def _entry(section: str, low: Any, high: dict[str, Any]) -> Any:
    if section == "checks":
        return {} if low is True or low == "on" else {"severity": low} if low in SEVERITIES else low
    if isinstance(low, str) and not is_off(low):
        low = {_SHORT.get(section, "use"): low}
    if section == "routes" and isinstance(low, dict) and "engine" in high:
        # Options of one engine mean nothing to another, and what is said of both legs is said of each.
        kept = {"documents"} if low.get("engine") != high["engine"] else low.keys() - {"back", "return"}
        return {key: value for key, value in low.items() if key in kept}
    return low


def settled(whole: Layer) -> Inherited:
    """Return what is left when every ``off`` has done its work."""
    tree = whole.tree
    if isinstance(tree.data.get("metrics"), dict):
        whole = inherit(Layer(Tree({"metrics": []})), whole)
        tree = whole.tree
    faults = [*whole.faults]
    for section in NAMED:
        entries = tree.data.get(section)
        if not isinstance(entries, dict):
            continue
        off = [name for name, value in entries.items() if is_off(value)]
        faults += [_nothing(section, name, whole) for name in off if name not in whole.defined[section]]
        tree.data[section] = {name: value for name, value in entries.items() if not is_off(value)}
    faults += [_nothing("metrics", name, whole) for name in whole.unmatched if name not in whole.defined["metrics"]]
    engines = tree.data.get("engines", {})
    removed = frozenset(whole.defined["engines"]).difference(engines) if isinstance(engines, dict) else frozenset()
    return _with_matrix(Inherited(tree, tuple(faults), removed))


def _with_matrix(found: Inherited) -> Inherited:
    """Return the whole with the routes of its matrix, which is no more."""
    tree = found.tree
    if "matrix" not in tree.data:
        return found
    if isinstance(tree.data["matrix"], dict):
        tree.data["matrix"] = {key: value for key, value in tree.data["matrix"].items() if not is_off(value)}
    matrix = made(tree)
    routes = tree.data.get("routes", {})
    data = {key: value for key, value in tree.data.items() if key != "matrix"}
    if isinstance(routes, dict):
        data["routes"] = beside(routes, matrix)
    places = {**matrix.places, **tree.places}
    return Inherited(
        Tree(data, places), (*found.faults, *matrix.faults), found.removed, frozenset(matrix.routes) - set(routes)
    )


def _nothing(section: str, name: str, whole: Layer) -> tuple[KeyPath, str]:
    known = [*whole.defined[section]]
    hint = nearest(name, known) if known else "; nor is any other"
    return (section, name), f"no {entry_of(section)} of this name is inherited, so there is nothing to switch off{hint}"


class _Metrics:
    """An inherited list of metrics, changed by a map from their names to ``off``, ``on`` or options."""

    def __init__(self, low: Tree, high: Tree) -> None:
        self.unmatched: list[str] = []
        self.faults: list[tuple[KeyPath, str]] = []
        self._low, self._high = low, high
        self._items: list[Any] = []
        self._places: dict[KeyPath, YamlPlace] = {}
        changes: dict[str, Any] = high.data["metrics"]
        listed: list[Any] = low.data["metrics"]
        for number, item in enumerate(listed):
            name = _metric(item)
            if name not in changes or not is_off(changes[name]):
                self._keep(number, item, changes.get(name or "", "on"))
        for name, change in changes.items():
            count = sum(_metric(item) == name for item in listed)
            if not count and is_off(change):
                self.unmatched.append(name)
            elif fault := _fault(change, count):
                self.faults.append((("metrics", name), fault))
            elif not count:
                self._add({"use": name, **(change if isinstance(change, dict) else {})}, ("metrics", name))

    def into(self, merged: Tree) -> None:
        """Put the list in its place."""
        merged.data["metrics"] = self._items
        merged.places.update(self._places)

    def _keep(self, number: int, item: Any, change: Any) -> None:
        place = self._moved(self._low, ("metrics", number))
        if isinstance(change, dict):
            item = {**(item if isinstance(item, dict) else {"use": item}), **change}
            own = {(*path, "use"): found for path, found in place.items() if len(path) == 2}
            place = own | place | self._moved(self._high, ("metrics", item["use"]))
        self._places |= place
        self._items.append(item)

    def _add(self, item: dict[str, Any], path: KeyPath) -> None:
        self._places |= self._moved(self._high, path)
        self._items.append(item)

    def _moved(self, tree: Tree, path: KeyPath) -> dict[KeyPath, YamlPlace]:
        """Return the places of what stands at a path, for the next number of the new list."""
        here: KeyPath = ("metrics", len(self._items))
        return {
            (*here, *known[len(path) :]): place for known, place in tree.places.items() if known[: len(path)] == path
        }


def _fault(change: Any, count: int) -> str | None:
    if is_off(change) or change is True or change == "on":
        return None
    if not isinstance(change, dict):
        return f"{change!r} is not off, on, or a map of options"
    if "use" in change:
        return "the name of the entry says which metric it is; without 'use', or in a list"
    if count > 1:
        return f"{count} metrics of this name are inherited; write the list"
    return None
