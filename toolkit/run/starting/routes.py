"""The routes that two languages could have, and whether each can run here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.config.loading import load
from toolkit.engines.apertium_runtime.modes import bridge
from toolkit.engines.marian.bundled_files import DIRECTIONS
from toolkit.errors import ToolkitError

_PAID = "each call may cost something"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A route by its name, its engine and that engine's options; ``lacks`` says, in lines, what it wants first.

    ``note`` says what it is; one that is ``unasked`` stays commented even if it could run.
    """

    name: str
    engine: str
    options: Mapping[str, Any]
    note: str
    lacks: tuple[str, ...] = ()
    unasked: bool = False

    @property
    def runs(self) -> bool:
        """Whether it may stand in a configuration as it is."""
        return not self.lacks and not self.unasked


def candidates(source: str, translation: str) -> list[Candidate]:
    """Return the routes for a direction, those that come nearest to people first."""
    found = []
    for one in _proposed(source, translation):
        lacks = _lacks(one, source, translation)
        found.append(Candidate(one.name, one.engine, one.options, one.note, lacks, one.unasked))
    return found


def _proposed(source: str, translation: str) -> Iterator[Candidate]:
    yield Candidate("firefox", "firefox", {"use": "firefox"}, "Firefox's small models, the lightest real engine")
    yield Candidate(
        "opus-mt",
        "opus-mt",
        {"use": "transformers", "model": "Helsinki-NLP/opus-mt-{source}-{target}"},
        "one model for each direction, about 300 MB each",
    )
    yield from _through_bundled_models(source, translation)
    way = bridge(translation, source)
    if way:
        middle = f" via {', '.join(way[1:-1])}" if way[1:-1] else ""
        options = (
            {"use": "chain", "path": way, "hops": ["apertium"] * (len(way) - 1)} if middle else {"use": "apertium"}
        )
        yield Candidate(
            f"rules{middle}", "rules", options, "rules and dictionaries, which fail in other ways than models"
        )
    chat = {"use": "chat", "url": "http://127.0.0.1:8080/v1", "model": "local-model"}
    yield Candidate(
        "chat", "chat", chat, "a chat model on a server of your own: write its address and its name", unasked=True
    )
    yield Candidate("deepl", "deepl", {"use": "deepl"}, f"a translation service: {_PAID}", unasked=True)


def _through_bundled_models(source: str, translation: str) -> Iterator[Candidate]:
    """Yield the small neural models that come in a package, and on from where they end by rules."""
    note = "a small neural model inside its package"
    for known, end in DIRECTIONS:
        if known not in (source, translation):
            continue
        other = source if translation == known else translation
        if other == end:
            yield Candidate("neural", "neural", {"use": "bergamot"}, note)
            return
        way = bridge(end, other)
        if way:
            hops = ["bergamot", *["apertium"] * (len(way) - 1)]
            options = {"use": "chain", "path": [known, *way], "hops": hops}
            yield Candidate(f"neural via {end}", "neural", options, f"{note}, then rules")


def _lacks(one: Candidate, source: str, translation: str) -> tuple[str, ...]:
    """Return why a route cannot run here, with the commands that mend it; nothing where it can."""
    data = {
        "languages": {"source": source, "translation": translation},
        "engines": {one.engine: dict(one.options)},
        "routes": {one.name: one.engine},
    }
    try:
        (route,) = load(data).routes
        found = [route.back.problem(translation, source), route.returned.problem(source, translation)]
    except ToolkitError as error:
        return (" ".join(str(error).split()),)
    return tuple(dict.fromkeys(problem for problem in found if problem))
