"""Where each value of a composed configuration comes from: file, line and column, the command line, or a default.

What is shown can be loaded again from any folder and gives the same run: files are shown by their whole paths, and what
is secret as the variable that holds it.
"""

import dataclasses
import os
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit import plugins
from toolkit.config.composition import put, with_whole_patterns
from toolkit.config.file import ConfigFile
from toolkit.config.files.environment import escaped
from toolkit.config.files.extended import file_of_preset
from toolkit.config.files.overrides import Changes
from toolkit.config.loading import build, compose, name_of
from toolkit.config.yaml12 import KeyPath, Tree, YamlPlace
from toolkit.secrets.masking import masked

DEFAULT = YamlPlace("default", 0, 0)
_BESIDE = ("translation", "manifest", "source", "reference", "documents")
_CHOICES = {"encoder": "encoders", "aligner": "aligners"}


@dataclass(frozen=True, slots=True)
class Origins:
    """Plain data in the order of the sections, and the place of each key path in it."""

    data: dict[str, Any]
    tree: Tree

    def origin(self, path: KeyPath) -> str:
        """Return where a value comes from: file, line and column, the option of a command, or "default"."""
        place = self.tree.place(path)
        if place is DEFAULT:
            return "default"
        preset = Path(place.file)
        where = str(place)
        if preset.parent == file_of_preset("x").parent:
            where = f"toolkit:{preset.stem}:{place.line}:{place.column}"
        names = ", ".join(place.variables)
        return masked(f"{where}, environment {names}" if names else where)

    def places(self) -> list[dict[str, Any]]:
        """Return the place of each value that is no map and no list, as plain data."""
        return [
            {
                "path": [*path],
                "from": self.origin(path),
                **(
                    {"file": masked(place.file), "line": place.line, "column": place.column}
                    if (place := self.tree.place(path)) is not DEFAULT
                    and place.line
                    and not place.file.startswith("--")
                    else {}
                ),
                **({"variables": [*place.variables]} if place.variables else {}),
            }
            for path in _leaves(self.data, ())
        ]


def _leaves(value: Any, path: KeyPath) -> Iterator[KeyPath]:
    if isinstance(value, (dict, list)) and value:
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from _leaves(value[key], (*path, key))
    else:
        yield path


def origins(path: Path | Mapping[str, Any] | None, changes: Changes = (), *, defaults: bool = False) -> Origins:
    """Return a configuration with all that it extends and all changes; raises ConfigError with every problem.

    With ``defaults`` also what holds because nobody says otherwise: of the file itself, and of plugins that it names.
    """
    inherited = compose(path, changes)
    tree = Tree(deepcopy(inherited.tree.data), dict(inherited.tree.places))
    _show_whole_paths(tree, build(inherited, name_of(path)).composed.files)
    if defaults:
        _add_defaults(tree)
    shown = {key: tree.data[key] for key in ConfigFile.model_fields if key in tree.data and key != "extends"}
    return Origins(_safe(shown), tree)


def _safe(value: Any) -> Any:
    """Return a value whose texts give themselves when they are read again, with the names of secrets in their place."""
    if isinstance(value, dict):
        return {key: _safe(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_safe(below) for below in value]
    return masked(escaped(value)) if isinstance(value, str) else value


def _show_whole_paths(tree: Tree, files: Mapping[KeyPath, Path]) -> None:
    for path, file in files.items():
        put(tree.data, path, os.path.abspath(file))  # noqa: PTH100 - links stay as they are named
    with_whole_patterns(tree.data, tree)
    for number, entry in enumerate(tree.data.get("inputs") or ()):
        here: KeyPath = ("inputs", number)
        named = next((key for key in ("versions", "manifest") if key in entry), "translation")
        place = tree.place((*here, named))
        for key in _BESIDE:
            if isinstance(entry.get(key), str):
                entry[key] = _whole(entry[key], place)
        for name, version in entry.get("versions", {}).items():
            if isinstance(version, dict):
                version["file"] = _whole(version["file"], place)
            else:
                entry["versions"][name] = _whole(version, place)


def _at(data: Any, path: KeyPath) -> Any:
    for part in path:
        if not isinstance(data, (dict, list)) or (isinstance(data, dict) and part not in data):
            return None
        data = data[part]  # type: ignore[index]  # numbers stand where lists are
    return data


def _whole(written: str, place: YamlPlace) -> str:
    return os.path.abspath(Path(place.file).parent / Path(written).expanduser())  # noqa: PTH100 - links stay as named


def _add_defaults(tree: Tree) -> None:
    for key, field in ConfigFile.model_fields.items():
        value = field.get_default(call_default_factory=True)
        if key not in tree.data and key != "extends" and value not in (None, [], {}):
            tree.data[key] = value.model_dump(exclude_none=True) if hasattr(value, "model_dump") else value
            tree.places[(key,)] = DEFAULT
    for path, kind, said in [*_choices(tree.data)]:
        choice = {"use": said} if isinstance(said, str) else said
        _at(tree.data, path[:-1])[path[-1]] = choice
        for name, value in _options(kind, choice["use"]):
            if name not in choice:
                choice[name] = value
                tree.places[(*path, name)] = DEFAULT


def _choices(data: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str, Any]]:
    """Yield where each plugin that is named with its options stands, and its kind."""
    for section, kind in _CHOICES.items():
        yield (section,), kind, data[section]
    for name, choice in data.get("engines", {}).items():
        yield ("engines", name), "engines", choice
    for number, choice in enumerate(data.get("metrics", ())):
        yield ("metrics", number), "metrics", choice


def _options(kind: str, name: str) -> Sequence[tuple[str, Any]]:
    """Return the options of a plugin that have a plain default."""
    return [
        (field.name, list(field.default) if isinstance(field.default, tuple) else field.default)
        for field in dataclasses.fields(plugins.get(kind, name))
        if field.init and isinstance(field.default, (str, int, float, bool, tuple)) and field.default != ()
    ]
