"""Can it run here? Every engine, encoder, metric and check of a configuration, and the rest of what is installed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from toolkit import plugins, traits
from toolkit.check_answers import answers
from toolkit.config import Config
from toolkit.contracts import Engine
from toolkit.errors import ToolkitError
from toolkit.model import Case, Unchecked

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
        lacks = witness.problem(config.source_language, config.translation_language)
        yield Diagnosis("missing" if lacks else "ok", "witness", witness.name, lacks or witness.signature())
    problem = config.encoder.problem()
    name = config.encoder.signature().split("|")[0]
    yield Diagnosis("missing" if problem else "ok", "encoder", name, problem or config.encoder.signature())
    for metric in config.metrics:
        lacking = problem if traits.has_encoder(metric) else traits.problem(metric)
        state: State = "missing" if lacking else "ok"
        yield Diagnosis(state, "metric", metric.signature().split("|")[0], lacking or metric.signature())
    yield from _checks(config)
    yield from _unused(config)


def _routes(config: Config, *, self_test: bool) -> Iterator[Diagnosis]:
    source, target = config.source_language, config.translation_language
    for route in config.routes:
        for engine, start, end in ((route.back, target, source), (route.returned, source, target)):
            name = f"{route.name}, {start} > {end}"
            problem = engine.problem(start, end)
            if problem:
                yield Diagnosis("missing", "route", name, problem)
            elif self_test and traits.metered(engine):
                yield Diagnosis("ok", "route", name, f"not tested: each call may cost something; {engine.signature()}")
            elif self_test:
                yield _tested(engine, name, start, end)
            else:
                yield Diagnosis("ok", "route", name, engine.signature())


def _tested(engine: Engine, name: str, start: str, end: str) -> Diagnosis:
    from toolkit.selftest import self_test

    try:
        faults = self_test(engine, start, end)
    except ToolkitError as error:
        return Diagnosis("damaged", "route", name, str(error))
    if faults:
        return Diagnosis("damaged", "route", name, "; ".join(faults))
    return Diagnosis("ok", "route", name, f"self-test passed; {engine.signature()}")


def _checks(config: Config) -> Iterator[Diagnosis]:
    nothing = Case(config.source_language, config.translation_language, ())
    for setting in config.checks:
        told = answers(setting.name, setting.check, nothing)
        gaps = [answer.reason for answer in told if isinstance(answer, Unchecked)]
        if gaps:
            yield Diagnosis("idle", "check", setting.name, f"not checkable: {gaps[0]}", needed=False)
        else:
            need = "needs the source" if setting.check.needs_source else "needs the translation only"
            yield Diagnosis("ok", "check", setting.name, need)


def _unused(config: Config) -> Iterator[Diagnosis]:
    """Engines and encoders that are not in use: whether their packages are there at all."""
    used = config.encoder.signature().split("|")[0]
    for name in plugins.names("encoders"):
        if name != used:
            yield _default("encoder", "encoders", name)
    source, target = config.source_language, config.translation_language
    for name in plugins.names("engines"):
        yield _default("engine", "engines", name, source, target)


def _default(kind: str, folder: str, name: str, *direction: str) -> Diagnosis:
    try:
        problem = plugins.get(folder, name)().problem(*direction)
    except TypeError:
        return Diagnosis("idle", kind, name, "needs options: see toolkit explain " + name, needed=False)
    return Diagnosis("idle" if problem else "ok", kind, name, problem or "can run", needed=False)
