"""YAML with places: every value knows its file, line and column, and scalars follow YAML 1.2.

In the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/, chapter 10.3) only ``true`` and ``false`` are booleans: a
check switched ``off`` and Norwegian ``no`` stay words. Duplicate keys are errors, and a document whose aliases unfold
to more than a hundred thousand values is refused. ``${NAME}`` in a value is filled from the environment.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from toolkit.config.files.environment import filled
from toolkit.errors import ConfigError

_MOST_VALUES = 100_000
_MOST_BYTES = 5_000_000
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf"), float("inf")),
    "-.inf": float("-inf"),
    ".nan": float("nan"),
}

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlPlace:
    """Where a value stands; line and column count from 1. ``variables`` of the environment are part of the value."""

    file: str
    line: int
    column: int
    variables: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def names(self, path: "KeyPath") -> bool:  # noqa: ARG002 - other kinds of places look at it
        """Whether the key path is in the name of the place already, so that a message need not repeat it."""
        return False


@dataclass(slots=True)
class Tree:
    """Plain data, and the place of each key path in it."""

    data: Any
    places: dict[KeyPath, YamlPlace] = field(default_factory=dict)

    def place(self, path: KeyPath) -> YamlPlace:
        """Return the place of the value, or of the nearest thing around it that has one."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, YamlPlace("config", 1, 1))


def scalar(text: str) -> Any:
    """Return the value of a plain scalar by the YAML 1.2 core schema."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text, 0 if text[:2] in ("0o", "0x") else 10)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def read(path: Path) -> Tree:
    """Parse a file; raises ConfigError with every problem of its form."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise ConfigError([f"{path}: more than {_MOST_BYTES // 1_000_000} MB is no configuration; check the name"])
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError([f"{path}:{line}:1: not UTF-8; save the file as UTF-8"]) from None
    except IsADirectoryError:
        raise ConfigError([f"{path}: a folder, not a configuration file"]) from None
    except OSError as error:
        raise ConfigError([f"{path}: cannot be read: {error.strerror}"]) from None
    except ValueError as error:  # a NUL in the name
        raise ConfigError([f"{str(path)!r}: cannot be read: {error}"]) from None
    return parse(text, str(path))


def parse(text: str, file: str) -> Tree:
    """Parse YAML text; ``file`` is the name used in messages."""
    try:
        # Not the C loader: it overruns its stack, and dies, on brackets that are nested deeply enough.
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else file
        raise ConfigError([f"{where}: not YAML: {error.problem or error.context}"]) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise ConfigError([f"{file}:{line}:1: not YAML: a character that YAML does not allow"]) from None
    except RecursionError:
        raise ConfigError([f"{file}: not usable: nested too deeply"]) from None
    builder = _Builder(file)
    tree = Tree(None, builder.places)
    builder.places[()] = YamlPlace(file, 1, 1)
    if node is not None:
        try:
            tree.data = builder.value(node, ())
        except RecursionError:
            raise ConfigError([f"{file}: not usable: nested too deeply"]) from None
    if builder.problems:
        raise ConfigError(builder.problems)
    return tree


class _Builder:
    """Turns nodes into data and notes places and problems on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[KeyPath, YamlPlace] = {}
        self.problems: list[str] = []
        self.count = 0
        self.open: set[int] = set()

    def place(self, node: Any) -> YamlPlace:
        return YamlPlace(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def value(self, node: Any, path: KeyPath) -> Any:
        self.count += 1
        if self.count > _MOST_VALUES:
            raise ConfigError([f"{self.place(node)}: more than {_MOST_VALUES:,} values once the aliases are unfolded"])
        self.places.setdefault(path, self.place(node))
        if isinstance(node, yaml.ScalarNode):
            return self.leaf(node, path)
        if id(node) in self.open:
            self.problems.append(f"{self.place(node)}: an alias that contains itself")
            return None
        self.open.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
            return self.mapping(node, path)
        finally:
            self.open.discard(id(node))

    def leaf(self, node: Any, path: KeyPath) -> Any:
        found = filled(node.value)
        if found.variables:
            self.places[path] = replace(self.places[path], variables=found.variables)
        where = ".".join(map(str, path))
        at = f"{self.place(node)}: {where}: " if where else f"{self.place(node)}: "
        self.problems += [at + fault for fault in found.faults]
        # A variable that stands for the whole value stands there as its text would, without quotation marks.
        plain = not node.style and (found.whole or not found.variables)
        return scalar(found.text) if plain else found.text

    def mapping(self, node: Any, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, value in self.pairs(node):
            name = key.value
            if name in lines:
                self.problems.append(f"{self.place(key)}: duplicate key {name!r} (first in line {lines[name]})")
                continue
            lines[name] = key.start_mark.line + 1
            self.places[(*path, name)] = self.place(key)
            result[name] = self.value(value, (*path, name))
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == "<<":
                self.merge(value, path, result)
        return result

    def pairs(self, node: Any) -> Iterator[tuple[Any, Any]]:
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(f"{self.place(key)}: a key must be a word")
            elif key.value != "<<":
                yield key, value

    def merge(self, node: Any, path: KeyPath, result: dict[str, Any]) -> None:
        """Fill in what a merge key (``<<: *anchor``) brings and the mapping itself does not say."""
        for part in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if not isinstance(part, yaml.MappingNode):
                self.problems.append(f"{self.place(part)}: '<<' takes a mapping, such as *anchor")
                continue
            for key, value in self.pairs(part):
                if key.value not in result:
                    self.places[(*path, key.value)] = self.place(key)
                    result[key.value] = self.value(value, (*path, key.value))


def overlay(below: Tree, above: Tree) -> Tree:
    """Return both trees as one: maps merge, everything else of ``above`` replaces what is ``below``."""
    places = dict(below.places)

    def join(low: Any, high: Any, path: KeyPath) -> Any:
        if isinstance(low, dict) and isinstance(high, dict) and not _replaces(low, high):
            merged = dict(low)
            for key, value in high.items():
                merged[key] = join(low[key], value, (*path, key)) if key in low else value
            return merged
        for known in [known for known in places if known[: len(path)] == path and len(known) > len(path)]:
            del places[known]
        return high

    data = join(below.data, above.data, ())
    places.update(above.places)
    return Tree(data, places)


def _replaces(low: dict[str, Any], high: dict[str, Any]) -> bool:
    """Two plugin choices with different ``use`` do not mix: the options of one mean nothing to the other."""
    return "use" in high and low.get("use") != high["use"]
