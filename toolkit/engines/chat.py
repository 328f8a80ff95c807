"""Chat models behind any endpoint that speaks OpenAI's protocol: a server at home or a paid service.

https://platform.openai.com/docs/api-reference/chat: POST .../chat/completions. llama.cpp, Ollama, vLLM and LM Studio
answer the same requests.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit import chat_protocol, http_batches, http_client, http_keys, usage
from toolkit.chat_protocol import Mismatch, Protocol, Request
from toolkit.contracts import Engine
from toolkit.errors import EngineError
from toolkit.http_client import Service
from toolkit.http_engine import NOT_OUTPUT, HttpEngine
from toolkit.model import Hypothesis

_PROMPT = (
    "You are a professional translator of newspaper articles. Translate from {source} into {target}: faithfully, "
    "completely, with nothing added, in the register of the original."
)


@dataclass(frozen=True, slots=True)
class Chat(HttpEngine):
    """A chat model behind any endpoint that speaks OpenAI's protocol, at home or paid for.

    ``url: http://127.0.0.1:8080/v1`` and ``model`` say which; a service also wants ``key_env: OPENAI_API_KEY``, the
    name of the environment variable that holds the key. The reply must hold exactly one translation for each text; a
    request whose reply does not is halved until it does. ``context: 3`` shows the model the three texts before;
    ``batch_texts`` puts several into a request. Either makes an answer depend on its neighbours, so it is then not kept
    in the cache. Also at temperature 0 and with a seed, servers need not answer alike twice; the cache keeps the first
    answer. ``temperature: null`` and ``seed: null`` leave them out for a model that refuses them; ``extra`` goes into
    the request as it is. ``price_in`` and ``price_out`` are for a million tokens: what was used is said at the end.
    """

    url: str
    model: str
    prompt: str = _PROMPT
    protocol: Protocol = "json"
    context: int = 0
    temperature: float | None = 0.0
    seed: int | None = 1
    extra: dict[str, Any] = field(default_factory=dict, hash=False)
    price_in: float = field(default=0.0, metadata=NOT_OUTPUT)
    price_out: float = field(default=0.0, metadata=NOT_OUTPUT)
    batch_texts: int = field(default=1, kw_only=True)
    batch_bytes: int = field(default=8_000, kw_only=True)
    timeout_seconds: float = field(default=300.0, metadata=NOT_OUTPUT, kw_only=True)

    def __post_init__(self) -> None:
        chat_protocol.check_prompt(self.prompt)
        if not self.url or not self.model:
            raise ValueError("url and model must say which model: url: http://127.0.0.1:8080/v1, model: its name there")
        if self.context < 0:
            raise ValueError("context must be 0 or more")
        if not all(0 <= number < float("inf") for number in (self.temperature or 0.0, self.price_in, self.price_out)):
            raise ValueError("temperature, price_in and price_out must be 0 or more")
        self._check(self.url)

    @property
    def cacheable(self) -> bool:
        """Whether each text goes by itself and nothing is sampled."""
        return self.batch_texts == 1 and self.context == 0 and not self.temperature

    @property
    def metered(self) -> bool:
        """Whether a call may cost something: on any machine but this one."""
        return not http_keys.is_local(self.url)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency without the key, EngineError when the server fails."""
        service = self._required(source, target)

        def ask(batch: list[str], ended: threading.Event, before: Sequence[str] = ()) -> list[str]:
            return self._answers(service, Request(batch, before), source, target, ended)

        if self.context == 0:
            return http_batches.translate(self.signature(), texts, source, target, self._batching(), ask)
        return http_batches.translate_in_context(texts, source, self.context, self._batching(), ask)

    def _answers(
        self, service: Service, request: Request, source: str, target: str, ended: threading.Event
    ) -> list[str]:
        """Return one answer for each text: of the whole request, or of its halves."""
        try:
            reply = self._reply(service, request, source, target, ended)
            return chat_protocol.answers(reply, len(request.texts), self.protocol)
        except Mismatch as fault:
            if len(request.texts) == 1:
                raise EngineError(f"chat: {self.model}: {fault}: {request.texts[0][:60]!r}") from None
        middle = len(request.texts) // 2
        first, second = request.texts[:middle], request.texts[middle:]
        between = [*request.before, *first][-self.context :] if self.context else ()
        answers = self._answers(service, Request(first, request.before), source, target, ended)
        return answers + self._answers(service, Request(second, between), source, target, ended)

    def _reply(self, service: Service, request: Request, source: str, target: str, ended: threading.Event) -> str:
        asked = chat_protocol.messages(request, self.prompt, self.protocol, source, target)
        fixed = {"temperature": self.temperature, "seed": self.seed}
        body = {"model": self.model, "messages": asked, **{key: own for key, own in fixed.items() if own is not None}}
        answer = http_client.post(service, body | self.extra, self._patience(), ended)
        self._count(answer.get("usage") if isinstance(answer, dict) else None)
        try:
            choice = answer["choices"][0]
            content = choice["message"]["content"]
        except (KeyError, IndexError, TypeError):
            raise EngineError(f"chat: {self.url} does not answer as a chat model does; is that the address?") from None
        if choice.get("finish_reason") == "length":
            raise Mismatch("the reply was cut off at the model's limit")
        if not isinstance(content, str):
            raise Mismatch("the reply holds no text")
        return content

    def _service(self) -> Service:
        key = http_keys.value(self.key_env)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return Service("chat", f"{self.url.rstrip('/')}/chat/completions", headers, key, self.key_env)

    def _count(self, used: Any) -> None:
        used = used if isinstance(used, dict) else {}
        given, got = (
            (n if isinstance(n := used.get(f"{kind}_tokens"), int) else 0) for kind in ("prompt", "completion")
        )
        price = (given * self.price_in + got * self.price_out) / 1e6
        usage.add(f"chat {self.model}", price=price, requests=1, tokens_in=given, tokens_out=got)


PLUGIN: type[Engine] = Chat
