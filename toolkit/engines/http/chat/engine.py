"""What the engines of chat models have in common: all but where their server stands and how it is started."""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from toolkit.engines.http import batches as http_batches
from toolkit.engines.http import keys as http_keys
from toolkit.engines.http.chat import completion, model, protocol
from toolkit.engines.http.chat.model import ChatModel
from toolkit.engines.http.chat.protocol import Protocol, Request
from toolkit.engines.http.client import Service
from toolkit.engines.http.engine import NOT_OUTPUT, HttpEngine
from toolkit.model import Hypothesis
from toolkit.plugins import streaming
from toolkit.plugins.contracts import RequestCache
from toolkit.plugins.signatures import name_of
from toolkit.plugins.traits import Limits

_CLOUD = re.compile(r":(.*-)?cloud$")  # https://docs.ollama.com/cloud/models: Model names
_CHARACTERS_A_TOKEN = 4  # of European languages, roughly
_PROMPT = (
    "You are a professional translator of newspaper articles. Translate from {source} into {target}: faithfully, "
    "completely, with nothing added, in the register of the original."
)
_FITS = "make batch_texts or context smaller, take unit: sentence, or give the server's model a larger context"


@dataclass(frozen=True, slots=True)
class ChatEngine(HttpEngine):
    """An engine whose texts go to a chat model, with everything but the address."""

    url: str
    """The address of the server, such as http://127.0.0.1:8080/v1."""
    model: str
    """The name of the model there."""
    prompt: str = _PROMPT
    """What the model is told; {source} and {target} are the languages."""
    protocol: Protocol = "json"
    """How texts go and come: json, or lines (bare texts), which small models manage best."""
    structured: bool = False
    """Whether the server is bound to the protocol json by a schema; not every server can be."""
    context: int = 0
    """How many texts before are shown to the model."""
    temperature: float | None = 0.0
    """0 takes the likeliest words; null leaves it out of the request."""
    seed: int | None = 1
    """For servers that take one; null leaves it out of the request."""
    extra: dict[str, Any] = field(default_factory=dict, hash=False)
    """Goes into each request as it is."""
    price_in: float = field(default=0.0, metadata=NOT_OUTPUT)
    """Of a million tokens that are sent, for the line at the end."""
    price_out: float = field(default=0.0, metadata=NOT_OUTPUT)
    """Of a million tokens that are answered."""
    batch_texts: int = field(default=1, kw_only=True)
    batch_bytes: int = field(default=8_000, kw_only=True)
    timeout_seconds: float = field(default=300.0, metadata=NOT_OUTPUT, kw_only=True)

    limits: ClassVar[Limits] = {
        "url": {"minLength": 1},
        "model": {"minLength": 1},
        "context": {"minimum": 0},
        "temperature": {"minimum": 0},
        "price_in": {"minimum": 0},
        "price_out": {"minimum": 0},
    }
    _preparation: ClassVar[int] = 2
    starts: ClassVar[str] = ""
    """How a server on this machine is started."""

    def __post_init__(self) -> None:
        protocol.check_prompt(self.prompt)
        if not self.url or not self.model:
            raise ValueError("url and model must say which model: url: http://127.0.0.1:8080/v1, model: its name there")
        if self.context < 0:
            raise ValueError("context must be 0 or more")
        if self.structured and self.protocol != "json":
            raise ValueError("structured is for protocol: json; write structured: false beside protocol: lines")
        if not all(0 <= number < float("inf") for number in (self.temperature or 0.0, self.price_in, self.price_out)):
            raise ValueError("temperature, price_in and price_out must be 0 or more")
        model.check_extra(self.extra)
        self._check(self.url)

    @property
    def cacheable(self) -> bool:
        """Whether each text goes by itself and nothing is sampled."""
        return self.batch_texts == 1 and self.context == 0 and not self.temperature

    @property
    def varies(self) -> bool:
        """Whether something is drawn, or a text by itself is another request than the one with its neighbours."""
        return not self.cacheable or self.temperature is None

    @property
    def metered(self) -> bool:
        """Whether a call may cost something: on any machine but this one."""
        return not http_keys.is_local(self.url)

    def _away(self) -> str | None:
        """Return the host of the server; of Ollama's cloud models, its own, to which the server here hands texts on."""
        elsewhere = HttpEngine._away(self)
        return "ollama.com" if elsewhere is None and _CLOUD.search(self.model) else elsewhere

    def expected_price(self, characters: int) -> float:
        """Return about what so many characters cost: a token there and one back for each four, prompts not counted."""
        return (self.price_in + self.price_out) * characters / _CHARACTERS_A_TOKEN / 1e6

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency without the key, EngineError when the server fails."""
        return self.translate_remembering(texts, source, target, None)

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[streaming.Part]:
        """Yield the answers of ``translate``: request by request where no context is shown."""
        yield from self._answers(texts, source, target, None)

    def translate_remembering(
        self, texts: Sequence[str], source: str, target: str, memory: RequestCache | None
    ) -> list[Hypothesis]:
        """Translate each text, and take whole requests from the memory; unless something is drawn by chance."""
        return streaming.gathered(self._answers(texts, source, target, memory), len(texts))

    def _answers(
        self, texts: Sequence[str], source: str, target: str, memory: RequestCache | None
    ) -> Iterator[streaming.Part]:
        asked_of = self._model(self._required(source, target))

        def ask(batch: list[str], ended: threading.Event, before: Sequence[str] = ()) -> list[Hypothesis]:
            return asked_of.answers(Request(batch, before), source, target, ended)

        asked = (
            http_batches.remembered(ask, memory, source, target) if memory is not None and not self.temperature else ask
        )
        if self.context == 0:
            yield from http_batches.stream(self.signature(), texts, source, target, self._batching(), asked)
        else:
            found = http_batches.translate_in_context(texts, source, self.context, self._batching(), asked)
            yield dict(enumerate(found))

    def _service(self) -> Service:
        key = http_keys.value(self.key_env)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        url = f"{self.url}/chat/completions"
        return Service(
            name_of(self.signature()), url, headers, key, self.key_env, explain=self._explained, start=self.starts
        )

    def _explained(self, status: int, body: Any) -> str | None:
        """Return what to do about what no repetition mends, whatever its status."""
        return _FITS if isinstance(completion.no_answer(status, body, ""), completion.TooLong) else None

    def _model(self, service: Service) -> ChatModel:
        fixed = {"temperature": self.temperature, "seed": self.seed}
        settings = {name: value for name, value in fixed.items() if value is not None} | self.extra
        prices = (self.price_in, self.price_out)
        return ChatModel(
            service,
            self.model,
            self.prompt,
            self.protocol,
            settings,
            self.context,
            prices,
            self._patience(),
            self.structured,
        )
