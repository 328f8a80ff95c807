"""One run of a program: its configuration in force and wired, its cache opened and closed."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.config.settings import Config
from toolkit.languages import using
from toolkit.plugins import network
from toolkit.plugins.foreign.origins import tell
from toolkit.run.cache.cache import Cache
from toolkit.run.wiring import wire

# Language data is in force for the whole process, so what several threads ask for is done one after the other.
_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def in_force(config: Config) -> Iterator[None]:
    """Let the configuration's language data be read inside the block, in which no other thread runs."""
    with _ONE_AT_A_TIME, using(config.language_data):
        yield


@contextmanager
def opened(config: Config, cache: bool | str | os.PathLike[str]) -> Iterator[tuple[Config, Cache | None]]:
    """Give the configuration wired to the cache, which is closed at the end.

    Where the network is off, that holds until then.

    The cache is the user's (True), none (False), or the file of this name; none where the configuration says so.
    """
    if not isinstance(cache, (bool, str, os.PathLike)):
        raise TypeError(f"cache is True, False, or the path of a file, not {type(cache).__name__}")
    for remark in config.remarks:
        tell(remark)
    wanted = config.cache and cache is not False
    kept = Cache.open(None if cache is True else Path(cache)) if wanted else None  # type: ignore[arg-type]
    try:
        with in_force(config):
            wired = wire(config, kept)
        with network.switched(on=config.network):
            yield wired, kept
    finally:
        if kept is not None:
            kept.close()
