"""Can it run here? Every engine, encoder, metric and check of a configuration, and the rest of what is installed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from toolkit import plugins
from toolkit.config.settings import CheckSetting, Config
from toolkit.config.ways import RULE
from toolkit.config.witnesses import WitnessSetting
from toolkit.errors import PluginError, ToolkitError
from toolkit.model import Case, Unchecked
from toolkit.plugins import traits
from toolkit.plugins.contracts import Encoder, Engine, Metric
from toolkit.plugins.foreign.origins import Unusable
from toolkit.plugins.signatures import name_of, signature_in
from toolkit.run.stages.check_answers import answers

State = Literal["ok", "missing", "damaged", "idle"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing and whether it runs; ``needed`` tells whether the configuration uses it."""

    state: State
    kind: str
    name: str
    detail: str
    needed: bool = True


def diagnose(config: Config, *, self_test: bool) -> Iterator[Diagnosis]:
    """Yield a line for everything the configuration names, then for the plugins that it leaves unused."""
    yield from _routes(config, self_test=self_test)
    for witness in config.witnesses:
        yield _looked_at("witness", witness.name, partial(_witness, witness, config), needed=not witness.beyond)
    if any(witness.entry and witness.entry.drafting for witness in config.witnesses):
        yield Diagnosis("idle", "witness", "the rule", RULE, needed=False)
    yield _looked_at("encoder", _name(config.encoder), partial(_encoder, config.encoder))
    for metric in config.metrics:
        yield _looked_at("metric", _name(metric), partial(_metric, metric, config.encoder))
    for setting in config.checks:
        if not isinstance(setting.check, Unusable):
            yield _looked_at("check", setting.name, partial(_check, setting, config), needed=setting.named)
    yield from _unused(config)
    yield from _left_out()


def _looked_at(kind: str, name: str, look: Callable[[], Diagnosis], *, needed: bool = True) -> Diagnosis:
    """Return what a look at a plugin gives; one of another package that breaks off is damaged."""
    try:
        return look()
    except PluginError as error:
        return Diagnosis("damaged", kind, name, str(error), needed)


def _name(plugin: Encoder | Metric) -> str:
    try:
        return name_of(plugin.signature())
    except PluginError:
        return type(plugin).__name__


def _witness(witness: WitnessSetting, config: Config) -> Diagnosis:
    languages = config.source_language, config.translation_language
    lacks = witness.problem(*languages)
    if lacks:
        state: State = "idle" if witness.beyond else "missing"
        return Diagnosis(state, "witness", witness.name, lacks, needed=not witness.beyond)
    return Diagnosis("ok", "witness", witness.name, f"{witness.told(config.pair)}; {witness.signature(*languages)}")


def _encoder(encoder: Encoder) -> Diagnosis:
    problem = encoder.problem()
    return Diagnosis("missing" if problem else "ok", "encoder", _name(encoder), problem or encoder.signature())


def _metric(metric: Metric, encoder: Encoder) -> Diagnosis:
    lacking = encoder.problem() if traits.has_encoder(metric) else traits.problem(metric)
    return Diagnosis("missing" if lacking else "ok", "metric", _name(metric), lacking or metric.signature())


def _routes(config: Config, *, self_test: bool) -> Iterator[Diagnosis]:
    source, target = config.source_language, config.translation_language
    for route in config.routes:
        if route.optional and not route.goes(config.pair):
            lacks = route.back.problem(target, source) or route.returned.problem(source, target)
            yield Diagnosis("idle", "route", route.name, f"left out: {lacks}", needed=False)
            continue
        for engine, start, end in ((route.back, target, source), (route.returned, source, target)):
            name = f"{route.name}, {start} > {end}"
            yield _looked_at("route", name, partial(_leg, engine, name, start, end, self_test=self_test))


def _leg(engine: Engine, name: str, start: str, end: str, *, self_test: bool) -> Diagnosis:
    problem = engine.problem(start, end)
    if problem:
        return Diagnosis("missing", "route", name, problem)
    named = signature_in(engine, start, end)
    if self_test and traits.metered(engine):
        return Diagnosis("ok", "route", name, f"not tested: each call may cost something; {named}")
    if self_test:
        return _tested(engine, name, start, end)
    return Diagnosis("ok", "route", name, named)


def _tested(engine: Engine, name: str, start: str, end: str) -> Diagnosis:
    from toolkit.run.doctor.selftest import self_test

    try:
        faults = self_test(engine, start, end)
    except ToolkitError as error:
        return Diagnosis("damaged", "route", name, str(error))
    if faults:
        return Diagnosis("damaged", "route", name, "; ".join(faults))
    return Diagnosis("ok", "route", name, f"self-test passed; {signature_in(engine, start, end)}")


def _check(setting: CheckSetting, config: Config) -> Diagnosis:
    nothing = Case(config.source_language, config.translation_language, ())
    told = answers(setting.name, setting.check, nothing)
    gaps = [answer.reason for answer in told if isinstance(answer, Unchecked)]
    if gaps:
        return Diagnosis("idle", "check", setting.name, f"not checkable: {gaps[0]}", needed=False)
    need = "needs the source" if setting.check.needs_source else "needs the translation only"
    return Diagnosis("ok", "check", setting.name, need)


def _unused(config: Config) -> Iterator[Diagnosis]:
    """Engines and encoders that are not in use: whether their packages are there at all."""
    used = _name(config.encoder)
    for name in plugins.usable("encoders"):
        if name != used:
            yield _looked_at("encoder", name, partial(_default, "encoder", "encoders", name), needed=False)
    source, target = config.source_language, config.translation_language
    for name in plugins.usable("engines"):
        yield _looked_at("engine", name, partial(_default, "engine", "engines", name, source, target), needed=False)


def _left_out() -> Iterator[Diagnosis]:
    """Plugins of other packages that cannot be used, or must not."""
    for kind in plugins.KINDS:
        for fault in plugins.faults(kind):
            yield Diagnosis("damaged", kind.removesuffix("s"), fault.name, str(fault), needed=False)


def _default(kind: str, folder: str, name: str, *direction: str) -> Diagnosis:
    try:
        problem = plugins.get(folder, name)().problem(*direction)
    except TypeError:
        return Diagnosis("idle", kind, name, "needs options: see toolkit explain " + name, needed=False)
    return Diagnosis("idle" if problem else "ok", kind, name, problem or "can run", needed=False)
