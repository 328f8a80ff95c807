"""A run as it was configured: built, validated, and ready to be wired to a cache."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from toolkit import languages, plugins
from toolkit.config.building import Builder, Problems
from toolkit.config.calibration import Calibration
from toolkit.config.file import ConfigFile
from toolkit.config.inheritance import Inherited
from toolkit.config.loading import _calibration, _checks, _formats, _heads, _inputs, _routes
from toolkit.config.witnesses import WitnessSetting, build_witnesses
from toolkit.config.yaml12 import Place, Tree
from toolkit.errors import ConfigError, InputError, PluginError
from toolkit.languages import Languages
from toolkit.model import SEVERITIES, Severity
from toolkit.plugins.contracts import Aligner, Check, Encoder, Engine, Metric
from toolkit.plugins.disk import kind
from toolkit.plugins.foreign.packages import Unusable

FailOn = Literal["error", "warning", "info", "never"]


MissingEngines = Literal["stop", "skip"]


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
    """A check that is switched on; ``severity`` overrides what the check says.

    ``named``: whether the configuration names it, or only means it with all others. A check of another package that
    nobody named and that breaks off is left out; one that is named stops the run.
    """

    name: str
    check: Check
    severity: Severity | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Config:
    """A whole run, built and validated; ``remarks`` are lines to tell before it, on plugins that it goes without."""

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
    remarks: tuple[str, ...] = ()
    language_data: Languages = field(default_factory=languages.shipped)


def _is_file(target: Path, place: Place) -> bool:
    try:
        return kind(target) == "file"
    except InputError as error:
        raise ConfigError([f"{place}: extends: {error}"]) from None


def _built(parsed: ConfigFile, problems: Problems, inherited: Inherited, path: str) -> Config:
    tree = inherited.tree
    builder = Builder(problems, Path(path).parent, inherited.removed)
    engines = builder.engines({name: spec.model_dump() for name, spec in parsed.engines.items()})
    return Config(
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
        language_data=languages.in_force(),
        remarks=tuple(dict.fromkeys(builder.remarks)),
    )


def _language_data(parsed: ConfigFile, problems: Problems, tree: Tree) -> Languages:
    folder = None
    if parsed.language_data is not None:
        folder = Path(tree.place(("language_data",)).file).parent / Path(parsed.language_data).expanduser()
    try:
        return languages.gathered(folder)
    except InputError as error:
        problems.add(("language_data",) if folder else (), str(error))
        return languages.shipped()


def _unnamed(name: str) -> Check:
    """Return a check of another package that only '*' means, with its defaults, or what stands for a faulty one."""
    try:
        check: Check = plugins.get("checks", name)()
    except PluginError as error:
        return Unusable(name, str(error))
    except (TypeError, ValueError) as error:
        said = f"check {name!r} cannot run as it comes ({error}); give it options under 'checks', or switch it off"
        return Unusable(name, said)
    return check


def at_least(severity: Severity, limit: FailOn) -> bool:
    """Whether a finding of this severity counts for ``fail_on: limit``."""
    return limit != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(limit)


assert get_args(FailOn)[:3] == SEVERITIES  # noqa: S101 - the two lists must not drift apart
