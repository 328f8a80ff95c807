"""What ``--set`` changes of a configuration: dotted key paths with values, a layer above all of its files.

``routes.neural.num_beams=1`` says a key path and a value in YAML. A key that holds a dot or an equals sign stands in
quotation marks. Metrics are told by their names, items of other lists by their numbers from 0. An option of a route is
one of its engines', for this route alone, and becomes part of the route's name.
"""

import json
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from toolkit.config.file import ROUTE_KEYS
from toolkit.config.files.inheritance import NAMED, Layer, entry_of, inherit, is_off, layer
from toolkit.config.files.route_names import named
from toolkit.config.plain_data import tree_of
from toolkit.config.yaml12 import KeyPath, Tree, YamlPlace, overlay, parse
from toolkit.errors import ConfigError
from toolkit.plugins.suggestions import nearest

Changes: TypeAlias = Sequence[str] | Mapping[str, Any]
"""``["routes.neural.num_beams=1"]`` as on the command line, or ``{"routes.neural.num_beams": 1}``."""

_KEY = re.compile(r"""\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^."'=]+))\s*(?P<end>[.=]|$)""")
# With one of these an entry is whole, so that it need not be there already.
_WHOLE = {"engines": {"use"}, "routes": {"engine", "back", "return"}, "witnesses": {"scorer"}}


@dataclass(frozen=True, slots=True)
class SetPlace(YamlPlace):
    """The place of what ``--set`` says: the option, whose number is the line. Files are relative to this folder."""

    option: str = ""
    keys: tuple[str, ...] = ()

    def names(self, path: KeyPath) -> bool:
        """Whether the option says this key."""
        return self.keys[0] == path[0] and self.keys[-1] == path[-1]

    def __str__(self) -> str:
        return f"--set {self.option}"


@dataclass(frozen=True, slots=True)
class _Change:
    """One key path with its value as a tree of its own."""

    path: tuple[str, ...]
    value: Tree
    place: SetPlace


def changed(below: Layer, changes: Changes) -> Layer:
    """Return the layer with all changes on it, later ones on earlier ones; raises ConfigError with every slip."""
    given = changes.items() if isinstance(changes, Mapping) else [(change, None) for change in changes]
    known: list[_Change] = []
    problems: list[str] = []
    labels: dict[str, dict[str, Any]] = {}
    for number, (text, value) in enumerate(given, 1):
        try:
            known.append(
                _parsed(text, number)
                if value is None and not isinstance(changes, Mapping)
                else _of_python(text, value, number)
            )
        except ConfigError as error:
            problems += error.problems
    for change in known:
        try:
            below = inherit(below, _layer(below, change))
        except ConfigError as error:
            problems += error.problems
        if _of_route(change.path):
            labels.setdefault(change.path[1], {})[change.path[2]] = change.value.data
    if problems:
        raise ConfigError(problems)
    for route, options in labels.items():
        below = _renamed(below, route, named(route, options))
    return below


def as_options(changes: Changes) -> tuple[str, ...]:
    """Return changes as the command line says them."""
    if not isinstance(changes, Mapping):
        return tuple(changes)
    return tuple(f"{key}={json.dumps(value, ensure_ascii=False, default=str)}" for key, value in changes.items())


def _of_route(path: Sequence[str]) -> bool:
    return len(path) == 3 and path[0] == "routes" and path[2] not in ROUTE_KEYS


def _parsed(text: str, number: int) -> _Change:
    path, rest = _keys(text)
    if rest is None:
        raise ConfigError([f"--set {text}: no value; say KEY=VALUE, such as: --set fail_on=warning"])
    place = SetPlace("--set", number, 1, (), _shown(path), path)
    try:
        value = parse(rest, "value")
    except ConfigError as error:
        raise ConfigError([f"{place}: {problem.split(': ', 1)[-1]}" for problem in error.problems]) from None
    return _Change(path, value, place)


def _of_python(text: str, value: Any, number: int) -> _Change:
    path, rest = _keys(text)
    if rest is not None:
        raise ConfigError([f"--set {text}: the key alone, and the value as the value of the dict"])
    place = SetPlace("--set", number, 1, (), _shown(path), path)
    return _Change(path, _tree(value, place), place)


def _tree(value: Any, place: SetPlace) -> Tree:
    try:
        found = tree_of({"": value})
    except ConfigError as error:
        raise ConfigError([f"{place}: {error.problems[0].rpartition(': ')[2]}"]) from None
    return Tree(found.data[""], {path[1:]: known for path, known in found.places.items() if path})


def _keys(text: str) -> tuple[tuple[str, ...], str | None]:
    """Return the keys of a dotted path, and what stands behind the first equals sign outside of quotation marks."""
    keys: list[str] = []
    at = 0
    while match := _KEY.match(text, at):
        key = next(part for part in match.group("double", "single", "bare") if part is not None)
        keys.append(key if match["bare"] is None else key.strip())
        at = match.end()
        if match["end"] != ".":
            return tuple(keys), text[at:] if match["end"] == "=" else None
    raise ConfigError(
        [f"--set {text}: no key path; keys with dots in quotation marks, such as: --set 'routes.\"a.b\".num_beams=1'"]
    )


def _shown(path: Sequence[str]) -> str:
    return ".".join(f'"{key}"' if re.search(r"""[.='"]""", key) else key for key in path)


def _layer(below: Layer, change: _Change) -> Layer:
    """Return a change as the file that would make it."""
    data = below.tree.data
    if change.path[0] == "extends":
        raise ConfigError([f"{change.place}: a file is extended by a file, not from here"])
    section, *rest = change.path
    if section in NAMED and len(rest) > 1:
        entries = data.get(section)
        entries = entries if isinstance(entries, dict) else {}
        if (rest[0] not in entries or is_off(entries[rest[0]])) and rest[1] not in _WHOLE[section]:
            raise ConfigError(
                [f"{change.place}: no {entry_of(section)} is called {rest[0]!r}{nearest(rest[0], [*entries], section)}"]
            )
    places: dict[KeyPath, YamlPlace] = {}
    value = _above(below.tree, (), change.path, change, places)
    return layer(Tree(value, places))


def _above(below: Tree, here: KeyPath, rest: Sequence[str], change: _Change, places: dict[KeyPath, YamlPlace]) -> Any:
    """Return what stands here in the file that makes a change, and note the places of it and of what is in it."""
    if not rest:
        for path, place in change.value.places.items():
            places[(*here, *path)] = replace(change.place, variables=place.variables)
        places.setdefault(here, change.place)
        return change.value.data
    places[here] = change.place
    low: Any = below.data
    for part in here:
        if isinstance(low, list):
            low = low[int(part)] if str(part).isdigit() else None
        else:
            low = low.get(part) if isinstance(low, dict) else None
    low = [] if low is None and here == ("inputs",) else low
    if isinstance(low, list) and here != ("metrics",):
        return _in_list(low, below, here, rest, change, places)
    return {rest[0]: _above(below, (*here, rest[0]), rest[1:], change, places)}


def _in_list(
    low: list[Any], below: Tree, here: KeyPath, rest: Sequence[str], change: _Change, places: dict[KeyPath, YamlPlace]
) -> list[Any]:
    """Return a whole list with the change in one of its items: a list of a file replaces one below it."""
    if not (rest[0].isascii() and rest[0].isdigit() and int(rest[0]) < len(low)):
        last = f"from 0 to {len(low) - 1}" if low else "but there are none"
        raise ConfigError([f"{change.place}: {rest[0]!r} is no item of {'.'.join(map(str, here))}; by number, {last}"])
    number = int(rest[0])
    places.update({path: place for path, place in below.places.items() if path[: len(here)] == here})
    value = _above(below, (*here, number), rest[1:], change, places)
    items = deepcopy(low)
    items[number] = overlay(Tree(items[number]), Tree(value)).data
    return items


def _renamed(whole: Layer, old: str, new: str) -> Layer:
    """Return the layer with another name for a route, in its place."""
    routes = whole.tree.data.get("routes")
    if not isinstance(routes, dict) or old not in routes or new in routes:
        return whole
    whole.tree.data["routes"] = {new if name == old else name: entry for name, entry in routes.items()}
    places = {
        ("routes", new, *path[2:]) if path[:2] == ("routes", old) else path: place
        for path, place in whole.tree.places.items()
    }
    defined = {**whole.defined, "routes": {**whole.defined.get("routes", {}), new: None}}
    return replace(whole, tree=Tree(whole.tree.data, places), defined=defined)
