"""Plugin choices of a configuration to plugin instances, with every problem collected and placed."""

import dataclasses
import typing
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from toolkit import plugins
from toolkit.config.problems import ON_OFF, Problems, plain
from toolkit.config.yaml12 import KeyPath
from toolkit.errors import PluginError, UnknownPlugin, one_line
from toolkit.plugins.contracts import Engine
from toolkit.plugins.suggestions import nearest
from toolkit.plugins.traits import file_option, names_variable, other_names, taken_kind
from toolkit.plugins.wrappers import ParagraphWise, for_paragraphs
from toolkit.secrets.masking import hide_variable

UNITS = ("sentence", "paragraph")


_KIND: dict[type, str] = {bool: "true or false", int: "a whole number", float: "a number"}
_HERE: Mapping[str, KeyPath] = MappingProxyType({})


class Builder:
    """Builds plugins from choices ``{"use": name, option: value}``; engines may be named by their own names.

    ``removed`` are engines that a file above switched off: nothing may use them, whatever their names mean otherwise.
    ``remarks`` are lines on what is no problem of the configuration, but not as its author may expect; ``files`` are
    the files that options name, by the places of these, and ``places`` those of the plugins by their identity.
    """

    def __init__(self, problems: Problems, removed: frozenset[str] = frozenset()) -> None:
        self.problems = problems
        self.remarks: list[str] = []
        self.files: dict[KeyPath, Path] = {}
        self.places: dict[int, KeyPath] = {}
        self._made_here: list[Any] = []  # as long as they are kept, no other object has their identity
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

    def options(self, name: str) -> set[str] | None:
        """Return the names of the options of an engine, None where there is no such engine."""
        try:
            plugin = plugins.get("engines", self._choices.get(name, {"use": name})["use"])
        except (UnknownPlugin, PluginError):
            return None
        return {"unit", *(one.name for one in dataclasses.fields(plugin) if one.init), *other_names(plugin)}

    def engine_with(self, name: str, options: Mapping[str, Any], path: KeyPath) -> Engine | None:
        """Return the engine of this name with other options, which stand at a path, for one route alone."""
        plain = self.engine(name, path)
        if plain is None or not options:
            return plain
        choice = self._choices.get(name, {"use": name})
        also = other_names(plugins.get("engines", choice["use"]))
        said = {also.get(key, key) for key in options}
        kept = {key: value for key, value in choice.items() if also.get(key, key) not in said}
        return self._fed({**kept, **options}, path, {key: ("engines", name, key) for key in kept})

    def _fed(self, choice: dict[str, Any], path: KeyPath, elsewhere: Mapping[str, KeyPath] = _HERE) -> Engine | None:
        """Return the engine, wrapped where its ``unit`` says that it gets paragraphs."""
        options = dict(choice)
        unit = options.pop("unit", "sentence")
        engine: Engine | None = self.build("engines", options, path, elsewhere)
        if unit not in UNITS:
            self.problems.add((*path, "unit"), f"{unit!r} is not one of {' or '.join(map(repr, UNITS))}")
        return ParagraphWise(for_paragraphs(engine)) if engine and unit == "paragraph" else engine

    def build(self, kind: str, choice: dict[str, Any], path: KeyPath, elsewhere: Mapping[str, KeyPath] = _HERE) -> Any:
        """Return the plugin, or None after noting why it cannot be built.

        The options stand below ``path``, but for those that ``elsewhere`` names the places of.
        """
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
        known_as = other_names(plugin)
        for said, value in options.items():
            key = known_as.get(said, said)
            where = elsewhere.get(said, (*path, said))
            if key in values:
                self.problems.add(where, f"another name of an option that is said already: {key}")
                sound = False
                continue
            if key not in fields or not fields[key].init:
                known = [known for known, field in fields.items() if field.init]
                self.problems.add(where, f"{name} has no option {key!r}{nearest(key, known, 'options')}")
                sound = False
                continue
            nested = taken_kind(fields[key])
            values[key] = (
                self._nested(nested, value, where)
                if nested
                else self._checked(hints[key], value, where, is_path=file_option(fields[key]))
            )
            sound = sound and values[key] is not _FAULT
        made = self._made(plugin, name, values, path) if sound else None
        self.places[id(made)] = path
        self._made_here.append(made)
        return made

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
            made = plugin(**values)
        except ValueError as error:
            self.problems.add(path, f"{name}: {error}")
            return None
        except PluginError as error:
            self.problems.add(path, str(error))
            return None
        for field in filter(names_variable, dataclasses.fields(plugin)):
            hide_variable(getattr(made, field.name))
        return made

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
        # A variable of the environment has text alone; what was typed is of its kind: "3" is no number.
        typed = not self.problems.place(path).variables
        switches = bool in (hint, *typing.get_args(hint))
        given = ON_OFF.get(value, value) if switches and isinstance(value, str) else value
        if hint == tuple[str, ...] and isinstance(
            given, list
        ):  # [head, -2]: arguments are text, whatever they look like
            given = [str(item) if type(item) is int else item for item in given]
        try:
            adapter: TypeAdapter[Any] = TypeAdapter(hint, config=ConfigDict(strict=False, arbitrary_types_allowed=True))
            if isinstance(value, bool) and not switches:
                raise TypeError("must not be true or false")
            checked = adapter.validate_python(given)
            if typed and isinstance(given, str) and not isinstance(checked, str):
                raise TypeError(f"must be {_KIND.get(type(checked), 'something else')}, without quotation marks")
            if typed and isinstance(checked, bool) and not isinstance(given, bool):
                raise TypeError("must be true or false")
        except ValidationError as error:
            item = error.errors()[0]
            place = (*path, *(part for part in item["loc"] if isinstance(part, int)))
            self.problems.add(place, plain(item, place, BaseModel))
            return _FAULT
        except TypeError as error:
            self.problems.add(path, str(error))
            return _FAULT
        # What may also be the name of a model is a file if it looks like one; what is "file" always is.
        if is_path and isinstance(checked, str) and checked and (is_path == "file" or checked.startswith((".", "~"))):
            folder = Path(self.problems.place(path).file).parent
            try:
                self.files[path] = (folder / Path(checked).expanduser()).resolve()
            except (OSError, RuntimeError) as error:  # links in a circle, no such user
                self.problems.add(path, f"leads nowhere: {one_line(error)}")
                return _FAULT
            return str(self.files[path])
        return checked


class _Fault:
    """Stands for an option that could not be built; its problem is noted already."""


_FAULT = _Fault()
