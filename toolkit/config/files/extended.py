"""The files of one configuration: what a file extends, and what those extend, one upon the other.

``extends:`` names files (relative to the one that says it) or presets of the package (``toolkit:offline``).
"""

from importlib.resources import files
from pathlib import Path

from toolkit.config.files.inheritance import Layer, inherit, layer
from toolkit.config.yaml12 import Tree, YamlPlace, read
from toolkit.errors import ConfigError, InputError
from toolkit.plugins.disk import kind
from toolkit.secrets.masking import hide_variable


def preset(name: str) -> Path:
    """Return the file of a preset ("toolkit:offline"); raises ConfigError with the names of all."""
    found = file_of_preset(name.removeprefix("toolkit:"))
    if not found.is_file():
        raise ConfigError([f"there is no {name!r}{_nearest_preset(name)}"])
    return found


def extended(path: Path, seen: tuple[Path, ...] = ()) -> Layer:
    """Return a file and everything it extends as one layer."""
    return layers(read(path), path, seen)


def layers(tree: Tree, path: Path, seen: tuple[Path, ...] = ()) -> Layer:
    """Return what stands at a path, with all that it extends below it."""
    if tree.data is None:
        raise ConfigError([f"{path}: empty; start from one of the files in configs/"])
    if not isinstance(tree.data, dict):
        raise ConfigError([f"{tree.place(())}: a configuration is a map of keys, not a {type(tree.data).__name__}"])
    _hide_secrets(tree)
    below = Layer(Tree({}, {}))
    for number, name in enumerate(_names(tree)):
        place = tree.place(("extends", number) if isinstance(tree.data["extends"], list) else ("extends",))
        target = file_of_preset(name.removeprefix("toolkit:")) if name.startswith("toolkit:") else path.parent / name
        if not _is_file(target, place):
            raise ConfigError([f"{place}: extends: there is no {name!r}{_nearest_preset(name)}"])
        if target.resolve() in seen or target.resolve() == path.resolve():
            raise ConfigError([f"{place}: extends: {name!r} extends itself in a circle"])
        below = inherit(below, extended(target, (*seen, path.resolve())))
    return inherit(below, layer(tree))


def _is_file(target: Path, place: YamlPlace) -> bool:
    try:
        return kind(target) == "file"
    except InputError as error:
        raise ConfigError([f"{place}: extends: {error}"]) from None


def _names(tree: Tree) -> list[str]:
    value = tree.data.get("extends", [])
    value = [value] if isinstance(value, str) else value
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def file_of_preset(name: str) -> Path:
    """Return where the file of a preset is, or would be."""
    return Path(str(files("toolkit.config") / "presets" / f"{name}.yaml"))


def _nearest_preset(name: str) -> str:
    if not name.startswith("toolkit:"):
        return ""
    known = sorted(path.stem for path in file_of_preset("x").parent.glob("*.yaml"))
    return f"; presets are: {', '.join(f'toolkit:{stem}' for stem in known)}"


def _hide_secrets(tree: Tree) -> None:
    """Keep what a file declares secret out of all that is printed from now on, messages on the file itself included."""
    names = tree.data.get("secrets")
    for number, name in enumerate(names if isinstance(names, list) else []):
        if isinstance(name, str) and (reason := hide_variable(name)):
            raise ConfigError(
                [
                    f"{tree.place(('secrets', number))}: secrets.{number}: the value of {name} is {reason}, which "
                    "cannot be kept out of what is printed; use a longer one"
                ]
            )
