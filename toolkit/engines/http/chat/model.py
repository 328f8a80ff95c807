"""What is asked of a chat model, and its reply made into one answer for each text, or into halves of the request.

https://platform.openai.com/docs/api-reference/chat: POST .../chat/completions.
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from toolkit.engines.http import client as http_client
from toolkit.engines.http import keys as http_keys
from toolkit.engines.http import usage
from toolkit.engines.http.chat import completion, protocol
from toolkit.engines.http.chat.chatter import Chatter, chatter
from toolkit.engines.http.chat.completion import NoAnswer, NoCompletion, TooLong
from toolkit.engines.http.chat.protocol import Protocol, Request
from toolkit.engines.http.client import Patience, Service, ServiceRefusal
from toolkit.errors import EngineError
from toolkit.model import Hypothesis, Rejection
from toolkit.plugins import network, spending

AGAIN = "asked for once more, because the first reply did not keep to the form"
ALONE = "translated without the texts before it, with which it does not fit the model's context"
FIT = "unit: sentence, context: 0 or a larger context of the server may make it fit"
ROOM = "unit: sentence, or more max_tokens or context at the server, may give it room"

FORM: Mapping[Protocol, str] = {
    "json": "protocol: lines, another prompt or another model may keep to the form",
    "lines": "another prompt or another model may keep to the form",
}

_MOST_SHOWN = 2_000
_SECRETS = frozenset({"key", "apikey", "accesstoken", "authorization", "password", "secret"})


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A model at an address, with all that is the same in each request to it.

    ``settings`` go into the request as they are; ``context`` is how many texts before are shown; ``prices`` are for a
    million tokens in and out; ``structured`` binds the server to the protocol json by a schema.
    """

    service: Service
    name: str
    prompt: str
    protocol: Protocol
    settings: Mapping[str, Any]
    context: int
    prices: tuple[float, float]
    patience: Patience
    structured: bool = False

    def answers(self, request: Request, source: str, target: str, ended: threading.Event) -> list[Hypothesis]:
        """Return an answer for each text: of the whole request, or of its halves; raises EngineError.

        A single text that gets none is answered all the same, with the reason why that is no translation.
        """
        try:
            return self._asked(request, source, target, ended)
        except NoAnswer as fault:
            if len(request.texts) == 1:
                return [self._last_resort(request, fault, source, target, ended)]
        middle = len(request.texts) // 2
        first, second = request.texts[:middle], request.texts[middle:]
        between = [*request.before, *first][-self.context :] if self.context else ()
        answers = self.answers(Request(first, request.before), source, target, ended)
        return answers + self.answers(Request(second, between), source, target, ended)

    def _last_resort(
        self, request: Request, fault: NoAnswer, source: str, target: str, ended: threading.Event
    ) -> Hypothesis:
        """Ask for a single text once more, where another way of asking may help; return it rejected where none does.

        What does not keep to the protocol is told so; what does not fit together with the texts before it is shown
        without them. Refusals and replies that were cut off are final.
        """
        note = ""
        if fault.defect in ("mismatch", "empty"):
            request, note = replace(request, again=True), AGAIN
        elif isinstance(fault, TooLong) and request.before:
            request, note = Request(request.texts), ALONE
        if note:
            try:
                (answer,) = self._asked(request, source, target, ended)
            except NoAnswer as other:
                fault = other
            else:
                return replace(answer, notes=(note, *answer.notes))
        advice = f"; {self._advice(fault)}" if self._advice(fault) else ""
        shown = self._hidden(" ".join(fault.shown[: 4 * _MOST_SHOWN].split()))
        shown = shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}..."
        return Hypothesis(shown, rejection=Rejection(fault.defect, f"{self._hidden(str(fault))}{advice}"))

    def _advice(self, fault: NoAnswer) -> str:
        if isinstance(fault, TooLong):
            return FIT
        if fault.defect == "cut":
            return ROOM
        return FORM[self.protocol] if fault.defect == "mismatch" else ""

    def _asked(self, request: Request, source: str, target: str, ended: threading.Event) -> list[Hypothesis]:
        """Return an answer for each text of one request; raises NoAnswer, and EngineError when the server fails."""
        reply = self._reply(request, source, target, ended)
        said: Chatter = chatter(source, target)
        return protocol.answers(reply, request.texts, self.protocol, said)

    def _reply(self, request: Request, source: str, target: str, ended: threading.Event) -> str:
        asked = protocol.messages(request, self.prompt, self.protocol, source, target)
        bound = {"response_format": protocol.response_format()} if self.structured else {}
        body = {"model": self.name, "messages": asked, **bound, **self.settings}
        if any(self.prices) or not http_keys.is_local(self.service.url):
            spending.take(sum(map(len, request.texts)))
        shown = (*request.before, *request.texts)
        network.count(self.service.url, len(shown), sum(map(len, shown)))
        try:
            answer = http_client.post(self.service, body, self.patience, ended)
        except ServiceRefusal as refusal:
            fault = completion.no_answer(refusal.status, refusal.body, refusal.said)
            if fault is None:
                raise
            raise fault from None
        self._count(answer.get("usage") if isinstance(answer, dict) else None)
        try:
            return completion.words(answer)
        except NoCompletion:
            raise self._nonsense(answer) from None

    def _nonsense(self, answer: Any) -> EngineError | NoAnswer:
        """Return what an answer without a reply is: a failure that came with a good status, or no model's at all."""
        said = self._hidden(completion.quoted(http_client.message(answer))) if isinstance(answer, dict) else ""
        address = self.service.url.removesuffix("/chat/completions")
        if isinstance(answer, dict) and answer.get("error"):
            fault = completion.no_answer(200, answer, said)
            return fault or EngineError(f"{self.service.name}: {self.name}: {address} answers with an error: {said}")
        return EngineError(f"{self.service.name}: {address} does not answer as a chat model does; is that the address?")

    def _hidden(self, said: str) -> str:
        return http_keys.hidden(said, self.service.secret)

    def _count(self, used: Any) -> None:
        used = used if isinstance(used, dict) else {}
        given, got = (
            (n if isinstance(n := used.get(f"{kind}_tokens"), int) else 0) for kind in ("prompt", "completion")
        )
        price = (given * self.prices[0] + got * self.prices[1]) / 1e6
        usage.add(f"{self.service.name} {self.name}", price=price, requests=1, tokens_in=given, tokens_out=got)


def check_extra(extra: Mapping[str, Any]) -> None:
    """Raise ValueError for what JSON cannot hold, and for a key, which belongs into the environment."""
    if any(name.lower().replace("-", "").replace("_", "") in _SECRETS for name in extra):
        # What stands there may be the key itself: it is not repeated.
        raise ValueError("extra must hold no key: write the name of the variable that holds it as key_env")
    try:
        json.dumps(extra, allow_nan=False)
    except (TypeError, ValueError):
        raise ValueError("extra must hold what JSON can: texts, numbers, lists and maps") from None
