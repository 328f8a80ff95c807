"""Plugin choices of a configuration to plugin instances, with every problem collected and placed."""

import dataclasses
import typing
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from toolkit import plugins
from toolkit.config.yaml12 import KeyPath, Tree, YamlPlace
from toolkit.errors import ConfigError, PluginError, UnknownPlugin
from toolkit.plugins.contracts import Engine
from toolkit.plugins.suggestions import nearest
from toolkit.plugins.traits import file_option, taken_kind
from toolkit.plugins.wrappers import ParagraphWise

UNITS = ("sentence", "paragraph")
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
    "model_type": "must be a map of keys",
    "model_attributes_type": "must be a map of keys",
}


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
        line = f"{place}: {where}: {message}" if where else f"{place}: {message}"
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
            self.add(path, _plain(item, path, model))

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


def _plain(item: Any, path: KeyPath, model: type[BaseModel]) -> str:
    kind = item["type"]
    if kind == "extra_forbidden":
        known = _keys(model, path)
        return f"unknown key{nearest(str(path[-1]), known) if known else ''}"
    if kind == "literal_error":
        choices = item.get("ctx", {}).get("expected", "")
        return f"{item['input']!r} is not one of {choices}"
    if kind == "string_pattern_mismatch":
        return f"{item['input']!r} is not a language code such as 'it'"
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


class Builder:
    """Builds plugins from choices ``{"use": name, option: value}``; engines may be named by their own names.

    ``removed`` are engines that a file above switched off: nothing may use them, whatever their names mean otherwise.
    ``remarks`` are lines on what is no problem of the configuration, but not as its author may expect; ``files`` are
    the files that options name, by the places of these.
    """

    def __init__(self, problems: Problems, folder: Path, removed: frozenset[str] = frozenset()) -> None:
        self.problems = problems
        self.remarks: list[str] = []
        self.files: dict[KeyPath, Path] = {}
        self._folder = folder
        self._choices: Mapping[str, dict[str, Any]] = {}
        self._engines: dict[str, Engine | None] = {}
        self._open: list[str] = []
        self._removed = removed

    def engines(self, choices: Mapping[str, dict[str, Any]]) -> dict[str, Engine]:
        """Build all named engines."""
        self._choices = choices
        built = {name: self.engine(name, ("engines", name)) for name in choices}
        return {name: engine for name, engine in built.items() if engine is not None}

    def engine(self, name: str, path: KeyPath, *, quiet: bool = False) -> Engine | None:
        """Return the engine of this name, or of this plugin name with its defaults."""
        if name in self._engines:
            return self._engines[name]
        if name in self._removed:
            user = f"{'.'.join(str(part) for part in path)} ({self.problems.place(path)})"
            if not quiet:
                self.problems.add(
                    ("engines", name), f"switched off, but {user} uses it; switch that off too, or name another engine"
                )
            return None
        if name not in self._choices and name not in plugins.names("engines"):
            if not quiet:
                known = [*self._choices, *plugins.names("engines")]
                self.problems.add(path, f"no engine is called {name!r}{nearest(name, known, 'engines')}")
            return None
        if name in self._open:
            self.problems.add(path, f"engine {name!r} is built from itself")
            return None
        choice = self._choices.get(name, {"use": name})
        place: KeyPath = ("engines", name) if name in self._choices else path
        self._open.append(name)
        self._engines[name] = self._fed(choice, place)
        self._open.pop()
        return self._engines[name]

    def _fed(self, choice: dict[str, Any], path: KeyPath) -> Engine | None:
        """Return the engine, wrapped where its ``unit`` says that it gets paragraphs."""
        options = dict(choice)
        unit = options.pop("unit", "sentence")
        engine: Engine | None = self.build("engines", options, path)
        if unit not in UNITS:
            self.problems.add((*path, "unit"), f"{unit!r} is not one of {' or '.join(map(repr, UNITS))}")
        return ParagraphWise(engine) if engine and unit == "paragraph" else engine

    def build(self, kind: str, choice: dict[str, Any], path: KeyPath) -> Any:
        """Return the plugin, or None after noting why it cannot be built."""
        options = dict(choice)
        name = options.pop("use")
        try:
            plugin = plugins.get(kind, name)
        except (UnknownPlugin, PluginError) as error:
            self.problems.add((*path, "use"), str(error))
            return None
        self.remarks += [str(fault) for fault in plugins.taken(kind) if fault.name.replace("_", "-") == name]
        fields = {field.name: field for field in dataclasses.fields(plugin)}
        hints = typing.get_type_hints(plugin)
        values: dict[str, Any] = {}
        sound = True
        for key, value in options.items():
            if key not in fields or not fields[key].init:
                known = [known for known, field in fields.items() if field.init]
                self.problems.add((*path, key), f"{name} has no option {key!r}{nearest(key, known, 'options')}")
                sound = False
                continue
            nested = taken_kind(fields[key])
            values[key] = (
                self._nested(nested, value, (*path, key))
                if nested
                else self._checked(hints[key], value, (*path, key), is_path=file_option(fields[key]))
            )
            sound = sound and values[key] is not _FAULT
        return self._made(plugin, name, values, path) if sound else None

    def _made(self, plugin: type[Any], name: str, values: dict[str, Any], path: KeyPath) -> Any:
        missing = [
            field.name
            for field in dataclasses.fields(plugin)
            if field.init
            and field.name not in values
            and field.default is dataclasses.MISSING
            and field.default_factory is dataclasses.MISSING
        ]
        if missing:
            self.problems.add(path, f"{name} needs the option{'s' * (len(missing) > 1)} {', '.join(missing)}")
            return None
        try:
            return plugin(**values)
        except ValueError as error:
            self.problems.add(path, f"{name}: {error}")
            return None
        except PluginError as error:
            self.problems.add(path, str(error))
            return None

    def _nested(self, kind: str, value: Any, path: KeyPath) -> Any:
        if isinstance(value, list):
            parts = [self._nested(kind, part, (*path, number)) for number, part in enumerate(value)]
            return _FAULT if any(part is _FAULT for part in parts) else tuple(parts)
        if isinstance(value, str):
            if kind == "engines":
                return self._part(value, path)
            value = {"use": value}
        if not isinstance(value, dict) or not isinstance(value.get("use"), str):
            self.problems.add(path, f"must be the name of one of the {kind}, or a map with 'use'")
            return _FAULT
        return self.build(kind, value, path) or _FAULT

    def _part(self, name: str, path: KeyPath) -> Any:
        """Return an engine that is part of another."""
        engine = self.engine(name, path)
        if isinstance(engine, ParagraphWise):
            self.problems.add(path, f"{name!r} says unit: paragraph, which belongs to the engine that it is a part of")
            return _FAULT
        return engine or _FAULT

    def _checked(self, hint: Any, value: Any, path: KeyPath, *, is_path: bool | str) -> Any:
        try:
            # JSON's strictness: "true" is no boolean and "3" no number, but a list is a tuple and a word a literal.
            adapter: TypeAdapter[Any] = TypeAdapter(hint, config=ConfigDict(strict=False, arbitrary_types_allowed=True))
            if isinstance(value, bool) and hint is not bool and bool not in typing.get_args(hint):
                raise TypeError("must not be true or false")
            checked = adapter.validate_python(value)
        except ValidationError as error:
            item = error.errors()[0]
            self.problems.add(path, _plain(item, path, BaseModel))
            return _FAULT
        except TypeError as error:
            self.problems.add(path, str(error))
            return _FAULT
        # What may also be the name of a model is a file if it looks like one; what is "file" always is.
        if is_path and isinstance(checked, str) and checked and (is_path == "file" or checked.startswith((".", "~"))):
            self.files[path] = (self._folder / Path(checked).expanduser()).resolve()
            return str(self.files[path])
        return checked


class _Fault:
    """Stands for an option that could not be built; its problem is noted already."""


_FAULT = _Fault()
