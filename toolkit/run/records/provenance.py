"""Where a result comes from: its files with marks of their content, its configuration as it was composed, its name."""

import dataclasses
import hashlib
import json
import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.config.composition import shown
from toolkit.config.settings import Config
from toolkit.model import Leg, Readable, Score, Trip
from toolkit.plugins.disk import kind
from toolkit.run.cache.cache import Cache
from toolkit.run.records.signatures import run_line, signature
from toolkit.secrets.recorded import covered, secrets_of

VERSION = 1
_DIGITS = 12
HOW_IT_WAS_SAID = ("config", "set")

Inputs = dict[str, dict[str, Any]]
"""By their roles ("translation", "source" ...): path, sha256, and whether it is a text that lay in no file."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a run says of itself: ``signature`` is what its figures depend on, ``provenance`` what makes it again."""

    signature: dict[str, Any]
    provenance: dict[str, Any]
    _hidden: Mapping[str, str]

    def legs(self, trips: Iterable[Trip]) -> tuple[Trip, ...]:
        """Return the trips with the names of their engines as the signature has them, without secrets and folders."""
        return tuple(
            dataclasses.replace(
                trip,
                back=self._leg(trip.back),
                returned=self._leg(trip.returned),
                draft=self._leg(trip.draft) if trip.draft else None,
            )
            for trip in trips
        )

    def scores(self, scores: Iterable[Score]) -> tuple[Score, ...]:
        """Return the scores with the names of their metrics as the signature has them."""
        return tuple(dataclasses.replace(score, signature=covered(score.signature, self._hidden)) for score in scores)

    def _leg(self, leg: Leg) -> Leg:
        return dataclasses.replace(leg, signature=covered(leg.signature, self._hidden))


def inputs_of(readables: Mapping[str, Readable | None]) -> Inputs:
    """Return what is recorded of the texts; asked before they are read, so that a later change is not missed."""
    return {role: _input(readable) for role, readable in readables.items() if readable is not None}


def signed(
    config: Config,
    inputs: Inputs,
    *,
    with_source: bool,
    options: Mapping[str, Any] | None = None,
    cache: Cache | None = None,
) -> Signed:
    """Return what a run with these inputs says of itself; ``options`` are those that no configuration has."""
    data = _configuration(config)
    files = [
        {"key": list(place), "path": shown(path), "sha256": sha256(path)}
        for place, path in sorted(config.composed.files.items(), key=lambda item: [str(part) for part in item[0]])
    ]
    hidden = dict(secrets_of(data))
    for path, row in zip(sorted_files(config), files, strict=True):
        hidden[str(path)] = f"{path.name}@{row['sha256'][:_DIGITS]}" if row["sha256"] else path.name
    suffixes = [Path(one["path"]).suffix.lower() for one in inputs.values()]
    said: dict[str, Any] = covered(signature(config, with_source=with_source, suffixes=suffixes, cache=cache), hidden)
    run = run_name(said, {role: one["sha256"] for role, one in inputs.items()}, options or {})
    provenance = {
        "version": VERSION,
        "run": run,
        "line": run_line(said, run),
        "inputs": inputs,
        "files": files,
        "configuration": covered(plain(data), secrets_of(data)),
        "options": dict(options or {}),
        "environment": environment(),
    }
    return Signed(said, provenance, hidden)


def run_name(signature: Mapping[str, Any], inputs: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    """Return the short name of a run: the same for the same texts, whatever their files are called, and signature."""
    return name_of_run(signature, sorted(inputs.items()), options)


def name_of_run(signature: Mapping[str, Any], marks: Iterable[tuple[str, Any]], options: Mapping[str, Any]) -> str:
    """Return the name of a run as ``run_name`` does; ``marks`` are its inputs in the order of their roles.

    They are taken one at a time: a batch may have hundreds of thousands.
    """
    known = {key: value for key, value in signature.items() if key not in HOW_IT_WAS_SAID}
    content = hashlib.sha256()

    def add(text: str) -> None:
        content.update(text.encode("utf-8", "surrogatepass"))

    def said(value: Any) -> str:
        return json.dumps(value, sort_keys=True, ensure_ascii=False)

    add(f"[{said(known)}, {{")
    for number, (role, mark) in enumerate(marks):
        add(f"{', ' if number else ''}{said(role)}: {said(mark)}")
    add(f"}}, {said(dict(options))}]")
    return content.hexdigest()[:_DIGITS]


def environment() -> dict[str, str]:
    """Return what should change no figure, and is the first thing to look at where it does."""
    return {"python": platform.python_version(), "system": sys.platform, "machine": platform.machine()}


def sha256(path: Path) -> str | None:
    """Return a mark of a file's content, None for a folder and for what cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def sorted_files(config: Config) -> list[Path]:
    """Return the files that a configuration names, in the order in which they are recorded."""
    named = sorted(config.composed.files.items(), key=lambda item: [str(part) for part in item[0]])
    return [path for _, path in named]


def plain(value: Any) -> Any:
    """Return plain data as JSON holds it: what is no number becomes its name."""
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):  # noqa: PLR0124
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(below) for key, below in value.items()}
    return [plain(below) for below in value] if isinstance(value, (list, tuple)) else value


def _input(readable: Readable) -> dict[str, Any]:
    if isinstance(readable, Path):
        return {"path": str(readable), "sha256": sha256(readable) if kind(readable) == "file" else None, "text": False}
    content = readable.text.encode("utf-8", "surrogatepass")
    return {"path": readable.name, "sha256": hashlib.sha256(content).hexdigest(), "text": True}


def _configuration(config: Config) -> dict[str, Any]:
    """Return the composed configuration, with only the routes that this run takes, and all options of readers."""
    data = dict(config.composed.data)
    if isinstance(data.get("routes"), dict):
        taken = {route.name for route in config.routes}
        data["routes"] = {name: route for name, route in data["routes"].items() if name in taken}
    readers = _readers(config)
    return {**data, "readers": readers} if readers else data


def _readers(config: Config) -> dict[str, dict[str, Any]]:
    """Return the options of readers, those of the command line among them."""
    found: dict[str, dict[str, Any]] = {}
    for name, reader in sorted(config.readers.configured.items()):
        fields: Any = dataclasses.fields(reader)  # type: ignore[arg-type]  # plugins are dataclasses
        usual = type(reader)()
        chosen = {one.name: getattr(reader, one.name) for one in fields if one.init}
        found[name] = {key: value for key, value in chosen.items() if value != getattr(usual, key)}
    return {name: options for name, options in found.items() if options}
