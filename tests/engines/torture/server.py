"""A server that translates honestly, but for some texts, each in the way that a test names."""

import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.engines.servers import Reply, replying
from tests.engines.torture import asked as protocols
from tests.engines.torture import ways as misbehaving
from tests.engines.torture.asked import Asked
from tests.engines.torture.sentences import number_of


@dataclass
class Scene:
    """One test's part of the server: its address, and how texts fare, by the number in them.

    ``once``: a text is answered badly the first time only. ``healed``: all are answered honestly from now on.
    ``asked`` is every request, in order. After ``stop_after`` of them no more are answered before ``go_on``.
    """

    url: str
    ways: Mapping[int, str]
    once: bool = False
    healed: bool = False
    stop_after: int = sys.maxsize
    asked: list[Asked] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)
    going: threading.Event = field(default_factory=threading.Event)

    def pause(self) -> None:
        """Let a request wait, if it is one too many."""
        if len(self.asked) > self.stop_after:
            self.stopped.set()
            self.going.wait()

    def go_on(self) -> None:
        """Answer again, from now on."""
        self.stop_after = sys.maxsize
        self.going.set()

    def numbers(self) -> Counter[int]:
        """Return how often each text was asked for."""
        return Counter(number_of(text) for one in self.asked for text in one.texts)

    def way(self, text: str) -> str:
        """Return how a text is to be answered."""
        number = number_of(text)
        known = self.once and self.numbers()[number] > 0
        return "" if self.healed or known else self.ways.get(number, "")


class Torture:
    """The server: tests share it, each with scenes of its own."""

    def __init__(self) -> None:
        self.url = ""
        self._scenes: dict[str, Scene] = {}
        self._lock = threading.Lock()

    def scene(self, ways: Mapping[int, str], *, once: bool = False, stop_after: int = sys.maxsize) -> Scene:
        """Return a new scene."""
        with self._lock:
            name = f"scene-{len(self._scenes)}"
            self._scenes[name] = Scene(f"{self.url}/{name}", ways, once, stop_after=stop_after)
        return self._scenes[name]

    def reply(self, path: str, headers: dict[str, str], body: Any, _number: int) -> Reply:
        """Answer a request, as its scene wants."""
        scene = self._scenes[path.split("/")[1]]
        asked = protocols.read(path, headers, body)
        with self._lock:
            asked = protocols.answered(asked, [scene.way(text) for text in asked.texts])
            scene.asked.append(asked)
        scene.pause()
        return misbehaving.reply(asked)


@contextmanager
def torturing() -> Iterator[Torture]:
    """Start the server."""
    torture = Torture()
    with replying(torture.reply) as server:
        torture.url = server.url
        yield torture
