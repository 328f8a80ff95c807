"""Everything that is wrong with one configuration, in plain words, each at its file, line and column."""

import typing
from copy import deepcopy
from typing import Any

from pydantic import BaseModel, ValidationError

from toolkit.config.yaml12 import KeyPath, Tree, YamlPlace
from toolkit.errors import ConfigError
from toolkit.plugins.suggestions import nearest

_WORDING = {
    "missing": "required, but missing",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be a map of keys",
    "string_too_short": "must not be empty",
    "model_type": "must be a map of keys",
    "model_attributes_type": "must be a map of keys",
}


ON_OFF = {"on": True, "off": False}
"""The words for true and false."""


class Problems:
    """Everything wrong with one configuration, in the order of the file."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._found: list[tuple[str, int, int, str]] = []
        self._paths: list[KeyPath] = []

    def add(self, path: KeyPath, message: str) -> None:
        """Note a problem at a key path."""
        place = self._tree.place(path)
        where = ".".join(str(part) for part in path)
        line = f"{place}: {where}: {message}" if where and not place.names(path) else f"{place}: {message}"
        if all(line != known for *_, known in self._found):
            self._found.append((place.file, place.line, place.column, line))

    def place(self, path: KeyPath) -> YamlPlace:
        """Return where the value of a key path stands."""
        return self._tree.place(path)

    def add_all(self, error: ValidationError, model: type[BaseModel]) -> None:
        """Note what pydantic found, in plain words."""
        for item in error.errors():
            path = tuple(item["loc"])
            self._paths.append(path)
            self.add(path, plain(item, path, model))

    def without_faults(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return a copy of the data from which what pydantic rejected is cut, so that the rest can be looked at."""
        copy = deepcopy(data)
        for path in self._paths:
            # A fault deep in a section takes the whole entry with it: half an entry would only raise false alarms.
            # So does what is not the name of a plugin with its section, which would then lack it.
            whole = isinstance(copy.get(str(path[0])), list) or path[1:] == ("use",)
            entry = path[:1] if whole else path[:2]
            holder: Any = copy
            for part in entry[:-1]:
                holder = holder.get(part, {}) if isinstance(holder, dict) else {}
            if isinstance(holder, dict):
                holder.pop(entry[-1], None)
            if not isinstance(copy.get(str(path[0]), {}), (dict, list)):
                copy.pop(str(path[0]), None)
        return copy

    def raise_if_any(self) -> None:
        """Raise ConfigError with all problems, in the order of the file."""
        if self._found:
            raise ConfigError([line for *_, line in sorted(self._found)])


def plain(item: Any, path: KeyPath, model: type[BaseModel]) -> str:
    """Return what pydantic says of a value in plain words."""
    kind = item["type"]
    if kind == "extra_forbidden":
        known = _keys(model, path)
        return f"unknown key{nearest(str(path[-1]), known) if known else ''}"
    if kind == "literal_error":
        choices = item.get("ctx", {}).get("expected", "")
        return f"{item['input']!r} is not one of {choices}"
    if kind == "too_short":
        return f"at least {item['ctx']['min_length']} are wanted"
    if kind == "string_pattern_mismatch":
        return f"{item['input']!r} is not a language code such as 'it'"
    if kind == "string_type" and isinstance(item["input"], (int, float)):
        return "must be text; write it in quotation marks"
    message: str = item["msg"]
    return _WORDING.get(kind, message[:1].lower() + message[1:])


def _keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Return the keys that are allowed where an unknown one was found."""
    here: Any = model
    for part in path[:-1]:
        if isinstance(here, type) and issubclass(here, BaseModel) and part in here.model_fields:
            here = here.model_fields[str(part)].annotation
        arguments = typing.get_args(here)
        if arguments:
            here = arguments[-1]
            here = typing.get_args(here)[0] if typing.get_origin(here) is typing.Annotated else here
    if isinstance(here, type) and issubclass(here, BaseModel):
        return [info.alias or name for name, info in here.model_fields.items()]
    return []
