"""What a text was given to beyond this machine: counted where engines are asked, the cache or not.

So a report says the same in a second run, whose answers come from the cache: what an earlier run sent has left all the
same. What really went out in a run is told on the terminal at its end (``toolkit.plugins.network``).
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from toolkit.config.settings import Config
from toolkit.model import Hypothesis, Sent, Unit
from toolkit.plugins import streaming
from toolkit.plugins.contracts import Engine
from toolkit.plugins.foreign.origins import origin_of
from toolkit.plugins.network import ANYWHERE
from toolkit.plugins.traits import senders
from toolkit.plugins.wrappers import Wrapped

_lock = threading.Lock()
_open: list["Given"] = []


@dataclass(frozen=True, slots=True)
class Given:
    """The texts that were given away, each once a language, by the name of the plugin and the host."""

    texts: dict[tuple[str, str], set[tuple[str, str]]] = field(default_factory=dict)

    def sent(self) -> tuple[Sent, ...]:
        """Return how many and how long they are, in an order that is always the same."""
        counts = {key: (len(texts), sum(len(text) for _, text in texts)) for key, texts in self.texts.items()}
        return tuple(_sent(*key, *counts[key]) for key in sorted(counts))


@contextmanager
def heard() -> Iterator[Given]:
    """Collect what is given away inside the block; blocks may stand inside each other."""
    given = Given()
    with _lock:
        _open.append(given)
    try:
        yield given
    finally:
        with _lock:
            _open[:] = [one for one in _open if one is not given]


@dataclass(frozen=True, slots=True)
class WatchedEngine(Wrapped):
    """An engine whose texts may leave this machine; what it is asked for is counted, for each that it is made of."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate as the engine does."""
        _count(self.engine, texts, target)
        return self.engine.translate(texts, source, target)

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[streaming.Part]:
        """Yield answers as the engine does."""
        _count(self.engine, texts, target)
        return streaming.stream(self.engine, texts, source, target)


def watched(engine: Engine) -> Engine:
    """Return the engine, watched if it may send texts away."""
    return WatchedEngine(engine) if senders(engine) else engine


def unwatched(engine: Engine) -> Engine:
    """Return what stands behind a watched engine."""
    return engine.engine if isinstance(engine, WatchedEngine) else engine


def count_whole(texts: Sequence[str], config: Config) -> None:
    """Count what encoders, metrics, checks and scorers get that may send it away: each is shown all texts."""
    used: list[object] = [config.encoder, config.aligner, *config.metrics]
    used += [setting.check for setting in config.checks]
    used += [witness.scorer for witness in config.witnesses]
    for key in {(_name(plugin), host) for one in used for plugin, host in senders(one).values()}:
        _add(key, texts, "")


def texts_of(units: Sequence[Unit]) -> list[str]:
    """Return the sentences of both sides."""
    return [one.text for unit in units for side in (unit.source or (), unit.translation) for one in side]


def together(parts: Sequence[Sent]) -> tuple[Sent, ...]:
    """Return the sums of what went to the same hosts by the same plugins, in an order that is always the same."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for one in parts:
        key = one.by, one.host or ANYWHERE
        texts, characters = sums.get(key, (0, 0))
        sums[key] = texts + one.texts, characters + one.characters
    return tuple(_sent(*key, *counts) for key, counts in sorted(sums.items()))


def _count(engine: Engine, texts: Sequence[str], target: str) -> None:
    for plugin, host in senders(engine).values():
        _add((_name(plugin), host), texts, target)


def _add(key: tuple[str, str], texts: Sequence[str], target: str) -> None:
    full = {(target, text) for text in texts if text.strip()}
    with _lock:
        for given in _open if full else ():
            given.texts.setdefault(key, set()).update(full)


def _sent(by: str, host: str, texts: int, characters: int) -> Sent:
    return Sent(by, None if host == ANYWHERE else host, texts, characters)


def _name(plugin: object) -> str:
    """Return the name of a plugin in a configuration."""
    origin = origin_of(plugin)
    return origin.name if origin else type(plugin).__module__.rpartition(".")[2].replace("_", "-")
