"""Why two runs may differ: their texts, their configurations key by key, and the versions of everything that ran."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from toolkit.config.composition import own
from toolkit.plugins.signatures import name_of
from toolkit.run.records.runs import Run, Source

_TOKEN = re.compile(r"[^|\s\[\]]+")
_PLUGINS = ("metrics", "checks", "readers")
_FITTED = ("calibration", "heads", "alarm rates", "precision")
_FLAT = ("toolkit", "code", "mode", "languages", "splitter", "aligner", "encoder", *_FITTED)
_MAPS = ("packages", "language data")
NOTHING = "nothing"
"""What stands for the value of a key that only the other run has."""


class Change(NamedTuple):
    """A key whose value differs, both as words."""

    key: str
    old: str
    new: str


class InputChange(NamedTuple):
    """A text, or a file that the configuration names, of another content. A mark is None for what had none."""

    role: str
    path: str
    new_path: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Reasons:
    """``surroundings`` (Python, the machine) should change nothing; ``unrecorded``: whether a run does not tell."""

    inputs: tuple[InputChange, ...] = ()
    configuration: tuple[Change, ...] = ()
    versions: tuple[Change, ...] = ()
    surroundings: tuple[Change, ...] = ()
    unrecorded: bool = False

    @property
    def any(self) -> bool:
        """Whether there is a reason, the surroundings aside."""
        return bool(self.inputs or self.configuration or self.versions)


def between(old: Run, new: Run) -> Reasons:
    """Return what two runs were made from and with that differs; of documents with one reason it is told once."""
    names = [name for name in old.sources if name in new.sources]
    pairs = [(name, old.sources[name], new.sources[name]) for name in names]
    if not pairs and old.sources and new.sources:
        pairs = [("", old.source, new.source)]
    settings = tuple(dict.fromkeys(change for _, one, other in pairs for change in _configuration(one, other)))
    told = tuple(change.key for change in settings)
    versions = dict.fromkeys(change for _, one, other in pairs for change in _versions(one, other))
    return Reasons(
        tuple(dict.fromkeys(change for name, one, other in pairs for change in _inputs(name, one, other))),
        settings,
        tuple(change for change in versions if not _is_told(change.key, told)),
        tuple(dict.fromkeys(change for _, one, other in pairs for change in _surroundings(one, other))),
        any(not side.provenance for _, *both in pairs for side in both) or not pairs,
    )


def _inputs(document: str, old: Source, new: Source) -> Iterator[InputChange]:
    """Yield the texts, and the files that a configuration names, which are of another content."""
    before, after = (side.provenance.get("inputs", {}) for side in (old, new))
    for role in dict.fromkeys([*before, *after]):
        one, other = before.get(role), after.get(role)
        marks = [side and side["sha256"] for side in (one, other)]
        if marks[0] != marks[1] or (one is None) != (other is None):
            paths = [side["path"] if side else NOTHING for side in (one, other)]
            yield InputChange(f"{document}/{role}" if document else role, *paths, *marks)
    files = [{tuple(row["key"]): row for row in side.provenance.get("files", ())} for side in (old, new)]
    for key in files[0]:
        if key in files[1] and files[0][key]["sha256"] != files[1][key]["sha256"]:
            one, other = files[0][key], files[1][key]
            # The toolkit's own files are told by what stands in the signature, as all of its versions.
            if own(one["path"]) is None or own(other["path"]) is None:
                role = ".".join(map(str, key))
                yield InputChange(role, one["path"], other["path"], one["sha256"], other["sha256"])


def _configuration(old: Source, new: Source) -> Iterator[Change]:
    if not old.provenance or not new.provenance:
        return
    for key in ("configuration", "options"):
        yield from _changes(*(dict(_settings(side.provenance.get(key, {}))) for side in (old, new)))


def _settings(configuration: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each key with its value as words; of a metric first that it is on."""
    for key, value in _leaves(_normal(configuration)):
        if key.startswith("metrics.") and key.endswith(".use"):
            yield key.removesuffix(".use"), "on"
        else:
            yield key, value


def _normal(configuration: Mapping[str, Any]) -> dict[str, Any]:
    """Return a configuration in which a plugin's short form is its long one, and metrics go by their names."""
    found = dict(configuration)
    for key in ("encoder", "aligner"):
        if isinstance(found.get(key), str):
            found[key] = {"use": found[key]}
    for key in ("engines", "routes"):
        if isinstance(found.get(key), dict):
            short = "use" if key == "engines" else "engine"
            found[key] = {name: {short: one} if isinstance(one, str) else one for name, one in found[key].items()}
    if isinstance(found.get("metrics"), list):
        listed = [one if isinstance(one, dict) else {"use": one} for one in found["metrics"]]
        names: list[str] = []
        for one in listed:
            name, number = str(one.get("use")), 2
            while name in names:
                name, number = f"{one.get('use')} {number}", number + 1
            names.append(name)
        found["metrics"] = dict(zip(names, listed, strict=True))
    return found


def _leaves(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping) and value:
        for key, below in value.items():
            yield from _leaves(below, f"{at}.{key}" if at else str(key))
    else:
        yield at, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _versions(old: Source, new: Source) -> Iterator[Change]:
    one, other = old.signature, new.signature
    yield from _changes(
        *({key: str(side[key]) for key in _FLAT if key in side} for side in (one, other)), shortened=True
    )
    for key in _MAPS:
        known = [side.get(key, {}) for side in (one, other)]
        if all(isinstance(side, Mapping) for side in known):
            word = key.removesuffix("s")
            yield from _changes(*({f"{word} {name}": str(mark) for name, mark in side.items()} for side in known))
    yield from _changes(_engines(one), _engines(other), shortened=True)
    for key in _PLUGINS:
        sides = [_named(side.get(key, ()), key) for side in (one, other)]
        yield from _changes(*sides, shortened=True)


def _is_told(key: str, settings: Sequence[str]) -> bool:
    """Whether a setting is the reason for what a signature says of an aligner, a metric or a check."""
    kind, _, name = key.partition(" ")
    place = {"metric": f"metrics.{name}", "check": f"checks.{name}", "aligner": "aligner"}.get(kind)
    return place is not None and any(one == place or one.startswith(f"{place}.") for one in settings)


def _surroundings(old: Source, new: Source) -> Iterator[Change]:
    yield from _changes(*(side.provenance.get("environment", {}) for side in (old, new)))


def _engines(signature: Mapping[str, Any]) -> dict[str, str]:
    """Return the whole signature of each leg of a route and of each witness."""
    known = signature.get("engines", {})
    found = {}
    for route, legs in signature.get("routes", {}).items():
        whole = {leg: known.get(name, name) for leg, name in legs.items()}
        same = len(set(whole.values())) == 1
        found.update({f"route {route}": next(iter(whole.values()))} if same else {})
        found.update({} if same else {f"route {route}, {leg}": one for leg, one in whole.items()})
    for witness, name in signature.get("witnesses", {}).items():
        found[f"witness {witness}"] = known.get(name, name)
    return found


def _named(signatures: Sequence[str] | Mapping[str, str], kind: str) -> dict[str, str]:
    """Return plugins' signatures by their names; a name that comes again has a number."""
    found: dict[str, str] = {}
    for one in signatures.values() if isinstance(signatures, Mapping) else signatures:
        name, number = f"{kind.removesuffix('s')} {name_of(one)}", 2
        while name in found:
            name, number = f"{kind.removesuffix('s')} {name_of(one)} {number}", number + 1
        found[name] = one
    return found


def _changes(old: Mapping[str, str], new: Mapping[str, str], *, shortened: bool = False) -> Iterator[Change]:
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key, NOTHING), new.get(key, NOTHING)
        if before != after:
            yield Change(key, *(_shortened(before, after) if shortened else (before, after)))


def _shortened(old: str, new: str) -> tuple[str, str]:
    """Return only those parts of two signatures in which they differ, each once."""
    if NOTHING in (old, new):
        return old, new
    sides = _TOKEN.findall(old), _TOKEN.findall(new)
    parts: list[tuple[str, str]] = []
    for kind, first, last, start, end in SequenceMatcher(None, *sides, autojunk=False).get_opcodes():
        part = " ".join(sides[0][first:last]) or NOTHING, " ".join(sides[1][start:end]) or NOTHING
        if kind != "equal" and part not in parts:
            parts.append(part)
    if not parts:
        return old, new
    return ", ".join(one for one, _ in parts), ", ".join(other for _, other in parts)
