"""How much the one actor that owns the cache can take, and how often documents ask it."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.config.loading import load
from toolkit.languages import using
from toolkit.run.batch.cluster import joining
from toolkit.run.batch.cluster.desk import Desk
from toolkit.run.batch.cluster.errands import DistantStore
from toolkit.run.batch.documents import require_all
from toolkit.run.batch.work import Setting, make
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.store import Store
from toolkit.run.compare import silent
from toolkit.run.inputs.entries import entries
from toolkit.run.wiring import wire

_KEYS = 20  # a message: the sentences of a document
_BYTES = 200  # a value: about a translated sentence


@dataclass(frozen=True)
class DeskFigures:
    """Values a second: written and read in the file itself, and both ways through the actor, by one who asks."""

    file_put: float
    file_get: float
    actor_put: float
    actor_get: float
    messages_a_second: float


def desk(messages: int) -> DeskFigures:
    """Measure with so many messages of ``_KEYS`` values each."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "file.sqlite")
        put, get = _timed(store.put, store.get, messages)
        store.close()
        with joining.joined(None, 1) as ray:
            actor = ray.remote(Desk).options(num_cpus=0).remote(Path(folder) / "actor.sqlite", (None, None), {})
            ray.get(actor.ask.remote([]))
            distant = DistantStore(actor.ask.remote, ray.get)
            actor_put, actor_get = _timed(_at_once(distant), distant.get, messages)
    return DeskFigures(put, get, actor_put, actor_get, actor_get / _KEYS)


def _at_once(store: DistantStore) -> Any:
    def put(space: str, values: dict[str, bytes]) -> None:
        store.put(space, values)
        store.flush()

    return put


def _timed(put: Any, get: Any, messages: int) -> tuple[float, float]:
    """Return the values a second that are written and read."""
    value = b"x" * _BYTES
    started = time.perf_counter()
    for number in range(messages):
        put("space", {f"{number} {one}": value for one in range(_KEYS)})
    kept = time.perf_counter()
    for number in range(messages):
        get("space", [f"{number} {one}" for one in range(_KEYS)])
    return messages * _KEYS / (kept - started), messages * _KEYS / (time.perf_counter() - kept)


def messages_a_document(config: Path, count: int) -> float:
    """Return how many messages each of ``count`` documents sends to the desk."""
    sent = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "c.sqlite"
        counter = Desk(file, (None, None), {})

        def send(calls: Sequence[tuple[str, tuple[Any, ...]]]) -> Any:
            nonlocal sent
            sent += 1
            return counter.ask(calls)

        given = load(config)
        store = DistantStore(send, lambda answer: answer)
        cache = Cache(store, file)  # type: ignore[arg-type]  # it does what a Store does
        with using(given.language_data):
            wired = wire(given, cache)
            tasks = entries(given)[: count + 1]
            setting = Setting(given, wired, cache, Path(folder), require_all(tasks, wired), _no_versions)
            make(tasks[0], setting, silent)  # what is asked once for all
            sent = 0
            for task in tasks[1:]:
                make(task, replace(setting), silent)
                store.flush()
        counter.leave()
    return sent / count


def _no_versions(*_: Any) -> Any:
    raise NotImplementedError("a benchmark has no versions")
