"""The round trips of a configuration, built: which engines go, with which options, and for which documents."""

from collections.abc import Mapping

from toolkit.config.building import Builder
from toolkit.config.composition import whole_pattern
from toolkit.config.file import ROUTE_KEYS, RouteEntry
from toolkit.config.settings import Route
from toolkit.config.yaml12 import KeyPath
from toolkit.plugins.contracts import Engine
from toolkit.plugins.suggestions import did_you_mean


def build_routes(
    entries: Mapping[str, RouteEntry], builder: Builder, made: frozenset[str] = frozenset()
) -> tuple[Route, ...]:
    """Return the routes; what is wrong with one is noted in the builder's problems, at its line.

    Those that a matrix ``made`` have options of the matrix, which an engine may not have.
    """
    routes = []
    for name, entry in entries.items():
        path = ("routes", name)
        back, returned = entry.legs
        slips = [key for key in entry.model_extra or {} if did_you_mean(key, ROUTE_KEYS)]
        if slips and (back is None or returned is None):
            builder.problems.add((*path, slips[0]), f"unknown key{did_you_mean(slips[0], ROUTE_KEYS)}")
        for key, engine in (("back", back), ("return", returned)):
            if engine is None:
                builder.problems.add((*path, key), "required, but missing; or one 'engine' for both legs")
        if entry.documents == []:
            builder.problems.add((*path, "documents"), "none; leave the key out for all, or switch the route off")
        if name in made and back and not _fits(back, entry, builder):
            continue
        if back and returned:
            legs = _legs(back, returned, entry, path, builder)
            if legs is not None:
                documents = None if entry.documents is None else _patterns(entry.documents, path, builder)
                routes.append(Route(name, *legs, documents, entry.optional))
    return tuple(routes)


def _fits(engine: str, entry: RouteEntry, builder: Builder) -> bool:
    """Note, once for the whole matrix, each option that an engine has not; return whether it has all."""
    known = builder.options(engine)
    unfit = [key for key in entry.model_extra or {} if known is not None and key not in known]
    for key in unfit:
        builder.problems.add(
            ("matrix", key),
            f"engine {engine!r} has no option {key!r}; if it is to go without, say under matrix: "
            f"exclude: [{{engine: {engine}}}], include: [{{engine: {engine}}}]",
        )
    return not unfit


def _patterns(documents: list[str], path: KeyPath, builder: Builder) -> tuple[str, ...]:
    """Return what documents a route is for: what has a "/" is a file, relative to the configuration that says it."""
    return tuple(
        whole_pattern(pattern, builder.problems.place((*path, "documents", number)))
        for number, pattern in enumerate(documents)
    )


def _legs(back: str, returned: str, entry: RouteEntry, path: KeyPath, builder: Builder) -> tuple[Engine, Engine] | None:
    options = dict(entry.model_extra or {})
    said = {key: (*path, key if key in entry.model_fields_set else "engine") for key in ("back", "return")}
    first = builder.engine(back, said["back"], quiet=False)
    second = first if returned == back else builder.engine(returned, said["return"])
    if first is None or second is None:
        return None
    if not options:
        return first, second
    one = builder.engine_with(back, options, path)
    other = one if returned == back else builder.engine_with(returned, options, path)
    return (one, other) if one is not None and other is not None else None
