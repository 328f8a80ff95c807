"""What a text was given to beyond this machine: counted where engines are asked, the cache or not.

So a report says the same in a second run, whose answers come from the cache: what an earlier run sent has left all the
same. What really went out in a run is told on the terminal at its end (``toolkit.plugins.network``).
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.config.settings import Config
from toolkit.model import Hypothesis, Sent, Unit
from toolkit.plugins import streaming
from toolkit.plugins.contracts import Engine
from toolkit.plugins.foreign.origins import origin_of
from toolkit.plugins.network import ANYWHERE
from toolkit.plugins.traits import senders
from toolkit.plugins.wrappers import Wrapped

_lock = threading.Lock()
_given: dict[tuple[str, str], tuple[int, int]] = {}

Counts = Mapping[tuple[str, str], tuple[int, int]]
"""Texts and characters, by the name of the plugin and the host."""


@dataclass(frozen=True, slots=True)
class WatchedEngine(Wrapped):
    """An engine whose texts may leave this machine; what it is asked for is counted, for each that it is made of."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate as the engine does."""
        _count(self.engine, texts)
        return self.engine.translate(texts, source, target)

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[streaming.Part]:
        """Yield answers as the engine does."""
        _count(self.engine, texts)
        return streaming.stream(self.engine, texts, source, target)


def watched(engine: Engine) -> Engine:
    """Return the engine, watched if it may send texts away."""
    return WatchedEngine(engine) if senders(engine) else engine


def unwatched(engine: Engine) -> Engine:
    """Return what stands behind a watched engine."""
    return engine.engine if isinstance(engine, WatchedEngine) else engine


def so_far() -> Counts:
    """Return what was counted up to now, for ``since``."""
    with _lock:
        return dict(_given)


def since(before: Counts) -> tuple[Sent, ...]:
    """Return what was counted since then, in an order that is always the same."""
    with _lock:
        now = dict(_given)
    added = {key: _less(counts, before.get(key, (0, 0))) for key, counts in now.items()}
    return tuple(_sent(*key, *counts) for key, counts in sorted(added.items()) if counts[0])


def count_whole(texts: Sequence[str], config: Config) -> None:
    """Count what encoders, metrics, checks and scorers get that may send it away: each is shown all texts."""
    used: list[object] = [config.encoder, config.aligner, *config.metrics]
    used += [setting.check for setting in config.checks]
    used += [witness.scorer for witness in config.witnesses]
    for key in {(_name(plugin), host) for one in used for plugin, host in senders(one).values()}:
        _add(key, texts)


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


def _count(engine: Engine, texts: Sequence[str]) -> None:
    for plugin, host in senders(engine).values():
        _add((_name(plugin), host), texts)


def _add(key: tuple[str, str], texts: Sequence[str]) -> None:
    full = [text for text in texts if text.strip()]
    with _lock:
        known, characters = _given.get(key, (0, 0))
        _given[key] = known + len(full), characters + sum(map(len, full))


def _less(now: tuple[int, int], before: tuple[int, int]) -> tuple[int, int]:
    return now[0] - before[0], now[1] - before[1]


def _sent(by: str, host: str, texts: int, characters: int) -> Sent:
    return Sent(by, None if host == ANYWHERE else host, texts, characters)


def _name(plugin: object) -> str:
    """Return the name of a plugin in a configuration."""
    origin = origin_of(plugin)
    return origin.name if origin else type(plugin).__module__.rpartition(".")[2].replace("_", "-")
