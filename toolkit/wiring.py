"""Puts the run's encoder and cache into the plugins that a configuration built."""

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

from toolkit.cache import Cache, CachedEncoder, CachedEngine
from toolkit.config import Config, Route

Plugin = TypeVar("Plugin")


def wire(config: Config, cache: Cache | None) -> Config:
    """Return the configuration with one encoder for all, and every engine and the encoder behind the cache."""
    encoder = CachedEncoder(config.encoder, cache) if cache else config.encoder
    with_encoder = _filler("encoder", encoder)
    engines = {name: CachedEngine(engine, cache) if cache else engine for name, engine in config.engines.items()}
    routes = tuple(
        Route(
            route.name,
            CachedEngine(route.back, cache) if cache else route.back,
            CachedEngine(route.returned, cache) if cache else route.returned,
        )
        for route in config.routes
    )
    return dataclasses.replace(
        config,
        engines=engines,
        routes=routes,
        encoder=encoder,
        aligner=with_encoder(config.aligner),
        metrics=tuple(with_encoder(metric) for metric in config.metrics),
        checks=tuple(dataclasses.replace(setting, check=with_encoder(setting.check)) for setting in config.checks),
    )


def _filler(name: str, value: Any) -> Callable[[Plugin], Plugin]:
    def fill(plugin: Plugin) -> Plugin:
        fields = {field.name for field in dataclasses.fields(plugin)}  # type: ignore[arg-type]  # plugins are dataclasses
        if name in fields and getattr(plugin, name) is None:
            filled: Plugin = dataclasses.replace(plugin, **{name: value})  # type: ignore[type-var]
            return filled
        return plugin

    return fill
