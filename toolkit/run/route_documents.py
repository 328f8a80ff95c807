"""Which routes a document goes: those of a configuration that are not for other documents."""

import os
from collections.abc import Iterable
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any

from toolkit.config.settings import Config, Route
from toolkit.errors import ConfigError
from toolkit.model import Readable
from toolkit.run.inputs.entries import Job, stem


def limited(config: Config, translation: Readable, name: str | None = None) -> Config:
    """Return the configuration with the routes that are for a document; ``name`` is its id, that of its file if None.

    Its routes are for this document from then on, whatever else was said of them.
    """
    if all(route.documents is None for route in config.routes):
        return config
    path = translation if isinstance(translation, Path) else Path(translation.name)
    name = name or stem(path, config.translation_language)
    return _with(config, [route for route in config.routes if _is_for(route, path, name)])


def unlimited(config: Config) -> Config:
    """Return the configuration with all routes for every document: versions of one text must be asked alike."""
    return config if all(route.documents is None for route in config.routes) else _with(config, config.routes)


def require_documents(config: Config, work: Iterable[Job]) -> None:
    """Raise ConfigError for a route that is for documents of which a batch has none."""
    jobs = list(work)
    problems = [
        f"{config.path}: route {route.name!r}: no document of {len(jobs)} is one of {', '.join(route.documents)}"
        for route in config.routes
        if route.documents is not None and not any(_is_for(route, job.translation, job.id) for job in jobs)
    ]
    if problems:
        raise ConfigError(problems)


def _is_for(route: Route, path: Path, name: str) -> bool:
    if route.documents is None:
        return True
    whole = PurePath(os.path.normpath(path.absolute()))  # links stay as they are named
    return any(
        whole.match(pattern) if "/" in pattern else fnmatchcase(name, pattern) or fnmatchcase(path.name, pattern)
        for pattern in route.documents
    )


def _with(config: Config, routes: Iterable[Route]) -> Config:
    kept = tuple(replace(route, documents=None) for route in routes)
    said: dict[str, Any] = config.composed.data.get("routes") or {}
    entries = {
        route.name: {key: value for key, value in entry.items() if key != "documents"}
        if isinstance(entry, dict)
        else entry
        for route in kept
        if (entry := said.get(route.name)) is not None
    }
    return replace(
        config, routes=kept, composed=replace(config.composed, data={**config.composed.data, "routes": entries})
    )
