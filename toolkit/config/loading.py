"""YAML to Config: everything is checked and built, and nothing but a calibration is opened or loaded yet.

All problems of a file are reported at once, each as ``file:line:column: where: what (did you mean ...?)``.
``extends:`` names files (relative to the one that says it) or presets of the package (``toolkit:offline``); what
comes later wins, maps merge, lists replace. ``x-...`` keys are free, for anchors.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from toolkit import languages, plugins
from toolkit.config import alarm_rates, leaving, precision
from toolkit.config.alarm_rates import AlarmRates
from toolkit.config.building import Builder
from toolkit.config.calibration import Calibration
from toolkit.config.calibration import load as load_calibration
from toolkit.config.composition import composed
from toolkit.config.file import OFF_TEXT, CheckEntry, ConfigFile
from toolkit.config.files.discovery import NOT_FOUND
from toolkit.config.files.extended import extended, file_of_preset, layers
from toolkit.config.files.inheritance import Inherited, inherit, layer, settled
from toolkit.config.files.overrides import Changes, as_options, changed
from toolkit.config.inputs import build_inputs
from toolkit.config.plain_data import NAME, tree_of
from toolkit.config.precision import Precision
from toolkit.config.problems import Problems
from toolkit.config.routes import build_routes
from toolkit.config.settings import CheckSetting, Config
from toolkit.config.witnesses import build_witnesses
from toolkit.config.yaml12 import Tree
from toolkit.errors import InputError, PluginError
from toolkit.languages import Languages
from toolkit.languages.codes import understood
from toolkit.plugins import traits
from toolkit.plugins.contracts import Check
from toolkit.plugins.foreign.origins import Unusable
from toolkit.plugins.suggestions import nearest
from toolkit.readers.files.documents import Readers


def load(
    path: Path | Mapping[str, Any] | None,
    direction: tuple[str, str] | None = None,
    *,
    engines: bool = True,
    changes: Changes = (),
) -> Config:
    """Load a file, a dict with the keys of a file, or the preset that runs anywhere.

    ``direction`` (source, translation) overrides the languages that it says, and ``changes`` anything; without
    ``engines`` it has no routes and no witnesses.
    """
    inherited = compose(path, changes)
    tree = inherited.tree
    if not engines and isinstance(tree.data, dict):
        tree.data["routes"] = {}
        tree.data["witnesses"] = {}
    return replace(build(inherited, name_of(path), direction), changes=as_options(changes))


def load_found(
    path: Path, direction: tuple[str, str] | None = None, *, engines: bool = True, changes: Changes = ()
) -> Config:
    """Load a file that was found and not named: its settings of texts and checks, on those that run anywhere.

    Engines, routes, models and what goes with them (``discovery.NOT_FOUND``) are those of the preset; without
    ``engines`` there are none. Raises ConfigError as ``load`` does.
    """
    found = compose(path)
    own = {key: value for key, value in found.tree.data.items() if key not in (*NOT_FOUND, "extends")}
    whole = inherit(extended(file_of_preset("offline")), layer(Tree(own, found.tree.places)))
    inherited = settled(changed(whole, changes))
    if not engines:
        inherited.tree.data.update({"routes": {}, "witnesses": {}})
    faults = tuple(fault for fault in found.faults if fault[0][0] not in NOT_FOUND)
    inherited = replace(inherited, faults=(*faults, *inherited.faults))
    return replace(build(inherited, str(path), direction), changes=as_options(changes))


def name_of(path: Path | Mapping[str, Any] | None) -> str:
    """Return what messages and results call a configuration."""
    return str(NAME if isinstance(path, Mapping) else path) if path is not None else "toolkit:offline"


def compose(path: Path | Mapping[str, Any] | None, changes: Changes = ()) -> Inherited:
    """Return a file, a dict or the preset as one tree, with all that it extends below it and all changes above."""
    if isinstance(path, Mapping):
        return settled(changed(layers(tree_of(path), NAME), changes))
    return settled(changed(extended(path or file_of_preset("offline")), changes))


def build(inherited: Inherited, path: str, direction: tuple[str, str] | None = None) -> Config:
    """Validate a tree and build its plugins; raises ConfigError with every problem.

    ``direction`` (source, translation) overrides the languages of the file; raises InputError for what is none.
    """
    tree = inherited.tree
    if direction and isinstance(tree.data, dict):
        tree.data.pop("languages", None)
    problems = Problems(tree)
    for place, fault in inherited.faults:
        problems.add(place, fault)
    data = {key: value for key, value in tree.data.items() if not str(key).startswith("x-")}
    try:
        parsed = ConfigFile.model_validate(data)
    except ValidationError as error:
        problems.add_all(error, ConfigFile)
        parsed = ConfigFile.model_validate(problems.without_faults(data))
    with languages.using(_language_data(parsed, problems, tree)):
        spoken = turned(*direction) if direction else _languages(parsed, problems)
        config = _built(parsed, problems, inherited, path, spoken)
    for number, metric in enumerate(config.metrics):
        if traits.needs_witness(metric) and not parsed.witnesses:
            name = parsed.metrics[number].use
            problems.add(("metrics", number), f"{name} needs witnesses; name an engine that scores under 'witnesses'")
    if config.source_language == config.translation_language:
        problems.add(("languages",), "source and translation are the same language")
    problems.raise_if_any()
    return config


def turned(source: str, translation: str) -> tuple[str, str]:
    """Return the codes of two languages that somebody named; raises InputError for what is none, and for the same."""
    try:
        direction = understood(source), understood(translation)
    except InputError as error:
        raise InputError(f"languages: {error}") from None
    if direction[0] == direction[1]:
        raise InputError(f"languages: source and translation are the same language, {direction[0]!r}")
    return direction


def _languages(parsed: ConfigFile, problems: Problems) -> tuple[str, str]:
    """Return the codes of the languages that a file names."""
    found = []
    for key, name in (("source", parsed.languages.source), ("translation", parsed.languages.translation)):
        try:
            found.append(understood(name))
        except InputError as error:
            problems.add(("languages", key), str(error))
            found.append(f"{key} {name}")  # two of them are not the same
    return found[0], found[1]


def _built(parsed: ConfigFile, problems: Problems, inherited: Inherited, path: str, spoken: tuple[str, str]) -> Config:
    tree = inherited.tree
    builder = Builder(problems, inherited.removed)
    engines = builder.engines({name: spec.model_dump() for name, spec in parsed.engines.items()})
    documents, versions = build_inputs(parsed.inputs, problems)
    config = Config(
        path=path,
        source_language=spoken[0],
        translation_language=spoken[1],
        inputs=documents,
        versions=versions,
        engines=engines,
        routes=build_routes(parsed.routes, builder, inherited.made),
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
        tables=tuple(dict.fromkeys(parsed.output.tables)),
        max_characters=parsed.batch.max_characters,
        max_cost=parsed.batch.max_cost,
        network=parsed.network,
        witnesses=build_witnesses(parsed.witnesses, builder, spoken),
        calibration=_calibration(parsed, problems, tree),
        heads=_heads(parsed, problems, tree),
        alarm_rates=_alarm_rates(parsed, problems, tree),
        precision=_precision(parsed, problems, tree),
        language_data=languages.in_force(),
        readers=_readers(parsed, builder),
        remarks=tuple(dict.fromkeys(builder.remarks)),
        composed=composed(tree, builder.files, spoken),
    )
    if not config.network:
        leaving.refuse(config, problems, builder.places)
    return config


def _language_data(parsed: ConfigFile, problems: Problems, tree: Tree) -> Languages:
    folder = None
    if parsed.language_data is not None:
        folder = Path(tree.place(("language_data",)).file).parent / Path(parsed.language_data).expanduser()
    try:
        return languages.gathered(folder)
    except InputError as error:
        problems.add(("language_data",) if folder else (), str(error))
        return languages.shipped()


def _readers(parsed: ConfigFile, builder: Builder) -> Readers:
    built = {
        name: builder.build("readers", {"use": name, **options}, ("readers", name))
        for name, options in parsed.readers.items()
    }
    return Readers({name: reader for name, reader in built.items() if reader is not None})


def _checks(parsed: ConfigFile, builder: Builder) -> tuple[CheckSetting, ...]:
    known = plugins.names("checks")
    for name in parsed.checks:
        if name != "*" and name not in known:
            builder.problems.add(("checks", name), f"unknown check {name!r}{nearest(name, known)}")
    default = parsed.checks.get("*", CheckEntry())
    settings = []
    for name in known:
        setting = parsed.checks.get(name, default)
        named = name in parsed.checks
        if not setting.off and not named and plugins.is_foreign("checks", name):
            check = _unnamed(name) if parsed.network else leaving.left_out(name, _unnamed(name))
            builder.remarks += [check.reason] if isinstance(check, Unusable) else []
            settings.append(CheckSetting(name, check, setting.severity, named))
        elif not setting.off:
            options = dict(setting.model_extra or {})
            check = builder.build("checks", {"use": name, **options}, ("checks", name))
            settings.append(CheckSetting(name, check, setting.severity, named))
    return tuple(settings)


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
    from toolkit.analysis.channels.heads import load

    path = Path(tree.place(("heads",)).file).parent / Path(parsed.heads).expanduser()
    try:
        load(path)
    except InputError as error:
        problems.add(("heads",), str(error))
    return path


def _alarm_rates(parsed: ConfigFile, problems: Problems, tree: Tree) -> AlarmRates:
    if parsed.alarm_rates is None:
        return alarm_rates.shipped()
    if parsed.alarm_rates == OFF_TEXT:
        return AlarmRates()
    place = Path(tree.place(("alarm_rates",)).file).parent
    try:
        return alarm_rates.load(place / Path(parsed.alarm_rates).expanduser())
    except InputError as error:
        problems.add(("alarm_rates",), str(error))
        return AlarmRates()


def _precision(parsed: ConfigFile, problems: Problems, tree: Tree) -> Precision:
    if parsed.precision is None:
        return Precision()
    place = Path(tree.place(("precision",)).file).parent
    try:
        return precision.load(place / Path(parsed.precision).expanduser())
    except InputError as error:
        problems.add(("precision",), str(error))
        return Precision()


def _formats(parsed: ConfigFile, problems: Problems) -> tuple[str, ...]:
    known = plugins.names("reports")
    for number, name in enumerate(parsed.output.formats):
        if name not in known:
            problems.add(("output", "formats", number), f"unknown format {name!r}{nearest(name, known)}")
        elif fault := plugins.fault("reports", name):
            problems.add(("output", "formats", number), str(fault))
    return tuple(dict.fromkeys(parsed.output.formats))
