"""LibreTranslate: a free translation server, at home or hosted (https://docs.libretranslate.com, POST /translate)."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit import http_batches, http_client, http_keys, plugins, usage
from toolkit.contracts import Engine
from toolkit.errors import MissingDependency
from toolkit.model import Hypothesis

_NOT_OUTPUT = {"output": False}


@dataclass(frozen=True, slots=True)
class Libretranslate:
    """A LibreTranslate server: ``url: http://127.0.0.1:5000``.

    A hosted one wants a key, which stands in a variable of the environment and nowhere else: ``key_env:
    LIBRETRANSLATE_KEY``. The server does not say which models it has loaded: when it got new ones, write another
    ``version``, so that the cache does not answer with the old ones.
    """

    url: str
    key_env: str = field(default="", metadata=_NOT_OUTPUT)
    version: str = ""
    batch_texts: int = field(default=25, metadata=_NOT_OUTPUT)
    batch_bytes: int = field(default=20_000, metadata=_NOT_OUTPUT)
    concurrency: int = field(default=1, metadata=_NOT_OUTPUT)
    timeout_seconds: float = field(default=120.0, metadata=_NOT_OUTPUT)
    retries: int = field(default=5, metadata=_NOT_OUTPUT)
    requests_per_second: float = field(default=0.0, metadata=_NOT_OUTPUT)

    def __post_init__(self) -> None:
        http_keys.check_options(self.key_env, self.url)
        self._batching()
        self._patience()

    @property
    def family(self) -> str:
        """Neural."""
        return "neural"

    @property
    def cacheable(self) -> bool:
        """Always: the server translates each text by itself."""
        return True

    @property
    def metered(self) -> bool:
        """Whether a call may cost something: on any machine but this one."""
        return not http_keys.is_local(self.url)

    def signature(self) -> str:
        """Name the address and the version."""
        return plugins.signature(self, preparation=1)

    def problem(self, source: str, target: str) -> str | None:  # noqa: ARG002 - only the server knows its languages
        """Return which package or variable is missing."""
        return http_keys.problem(self.key_env)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency without the key, EngineError when the server fails."""
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(f"libretranslate: {problem}", "")
        key = http_keys.value(self.key_env)
        service = http_client.Service("libretranslate", f"{self.url.rstrip('/')}/translate", {}, key)

        def ask(batch: list[str], ended: threading.Event) -> list[str]:
            body = {
                "q": batch,
                "source": source,
                "target": target,
                "format": "text",
                **({"api_key": key} if key else {}),
            }
            answer: Any = http_client.post(service, body, self._patience(), ended)
            found = answer.get("translatedText") if isinstance(answer, dict) else None
            answers = http_batches.counted("libretranslate", found, batch)
            usage.add(f"libretranslate {self.url}", requests=1, characters=sum(map(len, batch)))
            return [http_batches.unescaped(one, text) for one, text in zip(answers, batch, strict=True)]

        return http_batches.translate(self.signature(), texts, source, target, self._batching(), ask)

    def _batching(self) -> http_batches.Batching:
        return http_batches.Batching(self.batch_texts, self.batch_bytes, self.concurrency)

    def _patience(self) -> http_client.Patience:
        return http_client.Patience(self.timeout_seconds, self.retries, self.requests_per_second)


PLUGIN: type[Engine] = Libretranslate
