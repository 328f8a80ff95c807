"""What is asked of a chat model, and its reply made into one answer for each text, or into halves of the request.

https://platform.openai.com/docs/api-reference/chat: POST .../chat/completions.
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.engines.http import chat_protocol, usage
from toolkit.engines.http import client as http_client
from toolkit.engines.http import keys as http_keys
from toolkit.engines.http.chat_protocol import Mismatch, Protocol, Request
from toolkit.engines.http.client import Patience, Service
from toolkit.errors import EngineError
from toolkit.plugins import network, spending

_SECRETS = frozenset({"key", "apikey", "accesstoken", "authorization", "password", "secret"})


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A model at an address, with all that is the same in each request to it.

    ``settings`` go into the request as they are; ``context`` is how many texts before are shown; ``prices`` are for a
    million tokens in and out.
    """

    service: Service
    name: str
    prompt: str
    protocol: Protocol
    settings: Mapping[str, Any]
    context: int
    prices: tuple[float, float]
    patience: Patience

    def answers(self, request: Request, source: str, target: str, ended: threading.Event) -> list[str]:
        """Return one answer for each text: of the whole request, or of its halves; raises EngineError."""
        try:
            reply = self._reply(request, source, target, ended)
            return chat_protocol.answers(reply, len(request.texts), self.protocol)
        except Mismatch as fault:
            if len(request.texts) == 1:
                advice = "another protocol, prompt or model may keep to it"
                raise EngineError(f"chat: {self.name}: {fault}: {request.texts[0][:60]!r}; {advice}") from None
        middle = len(request.texts) // 2
        first, second = request.texts[:middle], request.texts[middle:]
        between = [*request.before, *first][-self.context :] if self.context else ()
        answers = self.answers(Request(first, request.before), source, target, ended)
        return answers + self.answers(Request(second, between), source, target, ended)

    def _reply(self, request: Request, source: str, target: str, ended: threading.Event) -> str:
        asked = chat_protocol.messages(request, self.prompt, self.protocol, source, target)
        body = {"model": self.name, "messages": asked, **self.settings}
        if any(self.prices) or not http_keys.is_local(self.service.url):
            spending.take(sum(map(len, request.texts)))
        shown = (*request.before, *request.texts)
        network.count(self.service.url, len(shown), sum(map(len, shown)))
        answer = http_client.post(self.service, body, self.patience, ended)
        self._count(answer.get("usage") if isinstance(answer, dict) else None)
        try:
            choice = answer["choices"][0]
            content = choice["message"]["content"]
        except (KeyError, IndexError, TypeError):
            address = self.service.url.removesuffix("/chat/completions")
            raise EngineError(f"chat: {address} does not answer as a chat model does; is that the address?") from None
        if choice.get("finish_reason") == "length":
            raise Mismatch("the reply was cut off at the model's limit")
        if not isinstance(content, str):
            raise Mismatch("the reply holds no text")
        return content

    def _count(self, used: Any) -> None:
        used = used if isinstance(used, dict) else {}
        given, got = (
            (n if isinstance(n := used.get(f"{kind}_tokens"), int) else 0) for kind in ("prompt", "completion")
        )
        price = (given * self.prices[0] + got * self.prices[1]) / 1e6
        usage.add(f"chat {self.name}", price=price, requests=1, tokens_in=given, tokens_out=got)


def check_extra(extra: Mapping[str, Any]) -> None:
    """Raise ValueError for what JSON cannot hold, and for a key, which belongs into the environment."""
    if any(name.lower().replace("-", "").replace("_", "") in _SECRETS for name in extra):
        # What stands there may be the key itself: it is not repeated.
        raise ValueError("extra must hold no key: write the name of the variable that holds it as key_env")
    try:
        json.dumps(extra, allow_nan=False)
    except (TypeError, ValueError):
        raise ValueError("extra must hold what JSON can: texts, numbers, lists and maps") from None
