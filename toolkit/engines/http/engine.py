"""What engines behind HTTP have in common: their options, the key, and the way of texts through requests.

An engine says where it asks (``_service``), what it asks (``_body``) and where the translations stand in a reply
(``_found``); limits, repetitions and the cutting into requests are the same for all of them.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from toolkit import plugins
from toolkit.engines.http import batches as http_batches
from toolkit.engines.http import client as http_client
from toolkit.engines.http import exchange as http_exchange
from toolkit.engines.http import keys as http_keys
from toolkit.engines.http.batches import Batching
from toolkit.engines.http.client import Patience, Service, ServiceRefusal
from toolkit.engines.http.replies import Miscount
from toolkit.errors import MissingDependency
from toolkit.model import Hypothesis, Rejection
from toolkit.plugins import network, spending, streaming
from toolkit.plugins.signatures import name_of, signature_in
from toolkit.plugins.traits import Limits, metered

_TOO_LARGE = 413
NOT_OUTPUT = {"output": False}
KEY = {**NOT_OUTPUT, "variable": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpEngine:
    """An engine behind an address; ``timeout_seconds`` is for one attempt, ``retries`` are further ones."""

    family = "neural"

    key_env: str = field(default="", metadata=KEY)
    """The name of the environment variable that holds the key, never the key itself."""
    batch_texts: int = field(default=25, metadata=NOT_OUTPUT)
    """How many texts go into a request at most."""
    batch_bytes: int = 20_000  # a text over it is cut, so that it is part of the signature
    """How long a request may be; a longer text is cut."""
    concurrency: int = field(default=1, metadata=NOT_OUTPUT)
    """How many requests at once."""
    timeout_seconds: float = field(default=60.0, metadata=NOT_OUTPUT)
    """For one attempt, from the first byte to the last."""
    retries: int = field(default=5, metadata=NOT_OUTPUT)
    """How many attempts after the first."""
    requests_per_second: float = field(default=0.0, metadata=NOT_OUTPUT)
    """At most so many requests; 0 is no limit."""

    _preparation: ClassVar[int] = 1  # raised by an engine that makes other answers of the same replies

    limits: ClassVar[Limits] = {
        "batch_texts": {"minimum": 1},
        "batch_bytes": {"minimum": 1},
        "concurrency": {"minimum": 1},
        "timeout_seconds": {"exclusiveMinimum": 0, "maximum": http_client.LONGEST_TIMEOUT_SECONDS},
        "retries": {"minimum": 0},
        "requests_per_second": {"minimum": 0},
    }

    @property
    def cacheable(self) -> bool:
        """Always, where a service translates the texts of a request one by one."""
        return True

    @property
    def sends_to(self) -> str | None:
        """The host that is asked, None where it is this machine."""
        return self._away()

    @property
    def varies(self) -> bool:
        """Always, where a service is busy, learns, or chooses between models."""
        return True

    def signature(self) -> str:
        """Name the options."""
        return plugins.signature(self, preparation=self._preparation)

    def problem(self, source: str, target: str) -> str | None:  # noqa: ARG002 - only the service knows its languages
        """Return which package or variable is missing."""
        return http_keys.problem(self.key_env)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency without the key, EngineError when the service fails."""
        return streaming.gathered(self.stream(texts, source, target), len(texts))

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[streaming.Part]:
        """Yield the answers of ``translate`` request by request; raises what it raises.

        A request that is too large for the service, or whose answers are not as many as its texts, is halved; the text
        for which that goes on when it is alone has no translation.
        """
        service = self._required(source, target)

        def ask(batch: list[str], ended: threading.Event) -> list[str | Hypothesis]:
            if metered(self):
                spending.take(sum(map(len, batch)))
            network.count(service.url, len(batch), sum(map(len, batch)))
            try:
                reply = http_client.post(service, self._body(batch, source, target), self._patience(), ended)
                return [*self._found(reply, batch)]
            except Miscount as fault:
                reason = str(fault)
            except ServiceRefusal as refusal:
                if refusal.status != _TOO_LARGE:
                    raise
                reason = f"it is too long for the service ({refusal.said or _TOO_LARGE}); make batch_bytes smaller"
            if len(batch) == 1:
                return [Hypothesis("", rejection=Rejection("mismatch", reason))]
            middle = len(batch) // 2
            return ask(batch[:middle], ended) + ask(batch[middle:], ended)

        yield from http_batches.stream(signature_in(self, source, target), texts, source, target, self._batching(), ask)

    def _away(self) -> str | None:
        """Return the host that texts go to, None where they stay on this machine."""
        url = self._service().url
        return None if http_keys.is_local(url) else http_exchange.host(url)

    def _required(self, source: str, target: str) -> Service:
        """Return the service, or raise MissingDependency."""
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(f"{name_of(self.signature())}: {problem}", "")
        return self._service()

    def _service(self) -> Service:
        raise NotImplementedError

    def _body(self, batch: list[str], source: str, target: str) -> dict[str, Any]:
        raise NotImplementedError

    def _found(self, reply: Any, batch: list[str]) -> list[str]:
        raise NotImplementedError

    def _check(self, url: str, *, needs_key: bool = False, most_texts: int = 0) -> None:
        """Raise ValueError for options that make no sense."""
        http_keys.check_options(self.key_env, url, needs_key=needs_key)
        if getattr(self, "url", None) == url:  # one address is one key of the cache, however it is written
            object.__setattr__(self, "url", http_keys.plain(url))
        if most_texts and self.batch_texts > most_texts:
            raise ValueError(f"batch_texts must be {most_texts} or fewer: the service takes no more")
        self._batching()
        self._patience()

    def _batching(self) -> Batching:
        return Batching(self.batch_texts, self.batch_bytes, self.concurrency)

    def _patience(self) -> Patience:
        return Patience(self.timeout_seconds, self.retries, self.requests_per_second)
