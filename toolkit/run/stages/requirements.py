"""Whether everything that a configuration names can run here: asked once, before any work is done.

The stages trust the answer: they leave out what is skipped, and ask no engine again whether it can run.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.config.settings import Config, Route
from toolkit.errors import MissingDependency
from toolkit.model import LanguagePair
from toolkit.plugins import traits
from toolkit.plugins.signatures import name_of


@dataclass(frozen=True, slots=True)
class Skipped:
    """What the run goes without, since it cannot run here: the reason of each, by its name."""

    routes: Mapping[str, str] = field(default_factory=dict)
    witnesses: Mapping[str, str] = field(default_factory=dict)


def require(config: Config, *, metrics: bool = True, has_source: bool = True) -> Skipped:
    """Return which routes and witnesses cannot run here, where the configuration says to go on without them.

    What is optional, and a witness that is drafted for as the rule says, goes without where no engine knows the
    languages.
    Raises MissingDependency for one that it wants, and for a metric. Only the ways that a leg takes must be open. The
    ``metrics`` are not asked where nobody scores, and the witnesses only where there is an original.
    """
    if metrics:
        _require_metrics(config)
    witnesses: dict[str, str] = {}
    for setting in config.witnesses if has_source else ():
        problem = setting.problem(config.source_language, config.translation_language)
        if problem and config.missing_engines == "stop" and not setting.beyond:
            raise MissingDependency(f"witness {setting.name!r} cannot be asked: {problem}", "")
        if problem:
            witnesses[setting.name] = problem
    routes: dict[str, str] = {}
    for route in config.routes:
        spared = route.optional and not route.goes(config.pair)
        for way, problem in _obstacles(route, config.pair):
            if config.missing_engines == "stop" and not spared:
                raise MissingDependency(f"route {route.name!r} cannot go {way}: {problem}", "")
            routes.setdefault(route.name, problem)
    return Skipped(routes, witnesses)


def _require_metrics(config: Config) -> None:
    for metric in config.metrics:
        problem = traits.problem(metric)
        if problem:
            raise MissingDependency(f"metric {name_of(metric.signature())}: {problem}", "")


def _obstacles(route: Route, pair: LanguagePair) -> Iterator[tuple[str, str]]:
    """Yield each way that a leg of the route cannot take, and why."""
    source, target = pair.source, pair.translation
    for engine, start, end in ((route.back, target, source), (route.returned, source, target)):
        problem = engine.problem(start, end)
        if problem:
            yield f"{start} > {end}", problem
