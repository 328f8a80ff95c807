"""Puts the run's encoder and cache into the plugins that a configuration built."""

import dataclasses
from typing import Any, TypeVar

from toolkit.config.settings import Config
from toolkit.config.witnesses import Entry, WitnessSetting
from toolkit.plugins.contracts import Encoder, Engine
from toolkit.plugins.traits import asks_again, taken_kind, takes_encoder
from toolkit.plugins.wrappers import ParagraphWise
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.scorers import cached
from toolkit.run.cache.wrappers import CachedEncoder, CachedEngine
from toolkit.run.sent import watched

Plugin = TypeVar("Plugin")
Asking = TypeVar("Asking", WitnessSetting, Entry)


def wire(config: Config, cache: Cache | None) -> Config:
    """Return the configuration with one encoder for all, and every engine and the encoder behind the cache."""
    encoder = CachedEncoder(config.encoder, cache) if cache else config.encoder
    engines = {name: _cached(engine, cache) for name, engine in config.engines.items()}
    routes = tuple(
        dataclasses.replace(route, back=_cached(route.back, cache), returned=_cached(route.returned, cache))
        for route in config.routes
    )
    witnesses = tuple(_behind(one, cache) for one in config.witnesses)
    return dataclasses.replace(
        config,
        witnesses=witnesses,
        engines=engines,
        routes=routes,
        encoder=encoder,
        aligner=_with(encoder, config.aligner),
        metrics=tuple(_with(encoder, metric) for metric in config.metrics),
        checks=tuple(dataclasses.replace(setting, check=_with(encoder, setting.check)) for setting in config.checks),
    )


def _cached(engine: Engine, cache: Cache | None) -> Engine:
    """Put the cache between an engine and what feeds it, and count before it what may leave this machine."""
    if isinstance(engine, ParagraphWise):
        return ParagraphWise(_cached(engine.engine, cache))
    return watched(_kept(engine, cache) if cache else engine)


def _kept(engine: Engine, cache: Cache, *, again: bool = True) -> Engine:
    """Put the cache before an engine, and before the engines inside it.

    Those keep what they have as it comes, so that a run that is killed in the middle of a chain need not go its first
    hops again.
    """
    parts: dict[str, Engine | tuple[Engine, ...]] = {}
    once_more = not asks_again(engine)
    options: tuple[dataclasses.Field[Any], ...] = dataclasses.fields(engine) if dataclasses.is_dataclass(engine) else ()
    for option in options:
        if taken_kind(option) == "engines":
            value = getattr(engine, option.name)
            behind = [_kept(part, cache, again=once_more) for part in (value if isinstance(value, tuple) else [value])]
            parts[option.name] = tuple(behind) if isinstance(value, tuple) else behind[0]
    changed: Engine = dataclasses.replace(engine, **parts) if parts else engine  # type: ignore[type-var]  # as above
    return CachedEngine(changed, cache, again=again)


def _behind(witness: WitnessSetting, cache: Cache | None) -> WitnessSetting:
    """Put the cache before the engines of a witness, and of what it was made from for other languages."""

    def asking(one: Asking) -> Asking:
        return dataclasses.replace(
            one,
            scorer=cached(one.scorer, cache) if cache else one.scorer,
            translator=_cached(one.translator, cache),
            draft=_cached(one.draft, cache) if one.draft else None,
        )

    entry = witness.entry
    if entry is not None:
        drafting = tuple(_cached(engine, cache) for engine in entry.drafting)
        entry = dataclasses.replace(asking(entry), drafting=drafting)
    return dataclasses.replace(asking(witness), entry=entry)


def _with(encoder: Encoder, plugin: Plugin) -> Plugin:
    """Put the run's encoder into a plugin that has none of its own."""
    if not takes_encoder(plugin):
        return plugin
    filled: Plugin = dataclasses.replace(plugin, encoder=encoder)  # type: ignore[type-var]  # plugins are dataclasses
    return filled
