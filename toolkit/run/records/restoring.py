"""A recorded run made ready to run again: its files found, its configuration loaded as it was composed."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.config.composition import own, put
from toolkit.config.files.environment import filled
from toolkit.config.loading import load
from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.plugins.disk import kind
from toolkit.run.records.provenance import sha256
from toolkit.run.records.reading import VERSIONS
from toolkit.run.records.runs import Run, Source
from toolkit.secrets.recorded import WITHHELD


@dataclass(frozen=True, slots=True)
class Restored:
    """``inputs`` are the files by their roles; ``moved`` those that were not found where they were recorded."""

    config: Config
    inputs: dict[str, Path]
    moved: dict[str, Path]


def restored(run: Run, bases: Sequence[Path]) -> Restored:
    """Return what runs again; raises ToolkitError for what is gone, withheld, or was never recorded.

    A file is looked for in each of ``bases``, the one with the recorded content first.
    """
    if not run.source.provenance:
        raise InputError("it was written before runs recorded what they were made from; make it anew")
    try:
        _require_options(run)
        return _restored(run.source, bases)
    except (LookupError, TypeError, AttributeError):
        raise InputError("what it recorded of itself is damaged; make it anew") from None


def _require_options(run: Run) -> None:
    """Raise TypeError or LookupError where what no configuration says is not of its kind."""
    chosen = run.source.provenance["options"]
    makers = chosen.get("made_by")
    if run.kind == "comparison" and not isinstance(makers, str | None):
        raise TypeError("who made a translation is a text")
    if run.kind != "versions":
        return
    test, seed, lines = (chosen[name] for name in ("test", "seed", "lines"))
    if test not in ("randomization", "bootstrap") or not isinstance(lines, bool):
        raise TypeError("no test of this name, or neither lines nor documents")
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise TypeError("a seed is a whole number")
    for texts in (chosen.get("made_by", {}), run.data[VERSIONS]["files"]):
        if not isinstance(texts, Mapping) or not all(isinstance(text, str) for text in texts.values()):
            raise TypeError("a map of texts is wanted")


def _restored(source: Source, bases: Sequence[Path]) -> Restored:
    inputs, moved = {}, {}
    for role, one in source.provenance["inputs"].items():
        if one["text"]:
            raise InputError(f"{role} ({one['path']}) was a text in memory or from a pipe, which no file holds")
        found = located(one["path"], one["sha256"], bases)
        inputs[role] = found
        if not _is_same(found, one["path"]):
            moved[role] = found
    return Restored(_config(source, bases), inputs, moved)


def located(path: str, content: str | None, bases: Sequence[Path]) -> Path:
    """Return where a recorded file is now; raises InputError where it is nowhere.

    In each base it is looked for under its whole path, and under ever shorter ends of it.
    """
    given = Path(_unmasked(path))
    parts = [part for part in given.parts if part not in (given.anchor, "..")]
    ends = [Path(*parts[at:]) for at in range(len(parts))]
    places = [given] if given.is_absolute() else []
    places += [base / end for base in bases for end in (ends if given.is_absolute() else [given, *ends])]
    there = [place for place in dict.fromkeys(places) if kind(place) != "nothing"]
    for place in there:
        if content is None or sha256(place) == content:
            return place
    if there:
        return there[0]
    if content is None:
        return given  # a document that was not there then, either, which is what its record says
    raise InputError(f"{path}: it is not there any more; say where its folder is with --base FOLDER")


def as_recorded(data: dict[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a run wrote with the names of files that the old one had: a file may have moved since."""
    found = deepcopy(data)
    for side in ("document", "source"):
        if isinstance(found.get(side), dict) and isinstance(old.get(side), dict):
            found[side]["path"] = old[side]["path"]
    if isinstance(found.get("files"), dict):
        found["files"] = {role: old.get("files", {}).get(role, path) for role, path in found["files"].items()}
    rows = {row.get("id"): row for row in old.get("documents") or ()}
    for row in found.get("documents") or ():
        row["path"] = rows.get(row["id"], row)["path"]
    before, after = old.get("provenance") or {}, found.get("provenance") or {}
    for role, one in after.get("inputs", {}).items():
        one["path"] = before.get("inputs", {}).get(role, one)["path"]
    paths = {tuple(row["key"]): row["path"] for row in before.get("files", ())}
    for row in after.get("files", ()):
        row["path"] = paths.get(tuple(row["key"]), row["path"])
        put(after["configuration"], tuple(row["key"]), row["path"])
    return found


def _config(source: Source, bases: Sequence[Path]) -> Config:
    provenance = source.provenance
    data = deepcopy(provenance["configuration"])
    _require_all(data, "configuration")
    for row in provenance["files"]:
        mine = own(row["path"])
        put(data, tuple(row["key"]), str((mine or located(row["path"], row["sha256"], bases)).absolute()))
    return replace(load(data), path=source.signature["config"], changes=tuple(source.signature.get("set", ())))


def _require_all(value: Any, at: str) -> None:
    """Raise InputError where a secret stood that no environment variable holds."""
    if isinstance(value, (Mapping, list)):
        for key, below in value.items() if isinstance(value, Mapping) else enumerate(value):
            _require_all(below, f"{at}.{key}")
    elif isinstance(value, str) and WITHHELD in value:
        raise InputError(f"{at}: a secret stood there, which is not recorded; keep it in an environment variable")


def _is_same(found: Path, recorded: str) -> bool:
    return found.resolve() == Path(_unmasked(recorded)).absolute().resolve()


def _unmasked(recorded: str) -> str:
    """Return a recorded path with the secrets put in that a configuration had kept out of it, where they are set."""
    found = filled(recorded)
    return recorded if found.faults else found.text
