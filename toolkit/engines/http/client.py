"""JSON to a service and back, asked until it is answered; every failure is one line without a secret.

Asked again: what the network broke off, what took too long, 408, 425, 429, 5xx and answers cut short; not what no
repetition mends. A ``Retry-After`` counts if it is longer than our own wait. Redirects are not followed: they would
carry keys elsewhere.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from toolkit.engines.http import exchange as http_exchange
from toolkit.engines.http import keys as http_keys
from toolkit.engines.http import pacing as waiting
from toolkit.engines.http.exchange import Answer, ExchangeFailure
from toolkit.errors import EngineError
from toolkit.plugins import network

LONGEST_WAIT_SECONDS = 120.0
LONGEST_TIMEOUT_SECONDS = 86_400.0
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_SAID = 400
_ADDRESS = "is that the address?"
_LATER = "try again later"
_ADVICE = {
    400: "look at the engine's options and at the languages",
    404: _ADDRESS,
    405: _ADDRESS,
    413: "make batch_texts smaller",
    422: "look at the engine's options and at the languages",
    429: f"{_LATER}, or set requests_per_second",
}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try: ``timeout_seconds`` for an attempt, ``retries`` more of them, so many requests a second."""

    timeout_seconds: float = 60.0
    retries: int = 5
    requests_per_second: float = 0.0

    def __post_init__(self) -> None:
        if not 0 < self.timeout_seconds <= LONGEST_TIMEOUT_SECONDS:
            raise ValueError("timeout_seconds must be more than 0, and a day at most")
        if self.retries < 0:
            raise ValueError("retries must be 0 or more")
        waiting.check_pace("requests_per_second", self.requests_per_second)


@dataclass(frozen=True, slots=True)
class Service:
    """Who is asked: a name for messages, the address, and how its refusals read.

    ``explain`` gets status and body and returns what to do, or None; ``temporary`` says whether a refusal with a status
    that is otherwise final will pass. ``secret`` is taken out of every message; ``variable`` is where it stands.
    ``start`` is how a server on this machine is started, for the message when none is there.
    """

    name: str
    url: str
    headers: Mapping[str, str]
    secret: str = ""
    variable: str = ""
    explain: Callable[[int, Any], str | None] = lambda _status, _body: None
    temporary: Callable[[int, Any], bool] = lambda _status, _body: False
    start: str = ""

    def __repr__(self) -> str:
        return f"Service({self.name!r}, {self.url!r})"


class ServiceRefusal(EngineError):
    """A service's refusal of one request, of which its engine may know more than that it failed.

    ``status`` and ``body`` are what came; ``said`` is what the service says of it, on one line and without keys.
    """

    def __init__(self, line: str, status: int, body: Any, said: str) -> None:
        super().__init__(line)
        self.status, self.body, self.said = status, body, said


def post(service: Service, body: Mapping[str, Any], patience: Patience, ended: threading.Event) -> Any:
    """Return the parsed answer; raises EngineError with one line when the service refuses or does not answer.

    So it does where nothing may leave this machine. A refusal that no repetition mends is a ServiceRefusal. ``ended``
    stops the waiting between attempts.
    """
    network.require(service.url, service.name)
    data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    seed = hashlib.sha256(data).hexdigest()
    pace = _pace(service.url, patience.requests_per_second)
    for attempt in range(patience.retries + 1):
        pace.wait()
        if ended.is_set():
            raise EngineError(f"{service.name}: given up, because another request failed")
        try:
            return _read(service, http_exchange.exchange(service.url, service.headers, data, patience.timeout_seconds))
        except ExchangeFailure as failure:
            last = failure
        if not last.passes:
            raise _final(service, last) from None
        if last.wait_seconds > LONGEST_WAIT_SECONDS:
            raise EngineError(_line(service, last, f"; it asks to wait {last.wait_seconds:.0f} s")) from None
        if attempt < patience.retries:
            ended.wait(max(last.wait_seconds, waiting.backoff_seconds(attempt, seed)))
    raise EngineError(_line(service, last, f" ({patience.retries + 1} attempts)" if patience.retries else "")) from None


def close_all() -> None:
    """Close all connections; the next request opens them again."""
    http_exchange.close_all()


def _final(service: Service, failure: ExchangeFailure) -> EngineError:
    """Return the error for a failure that no repetition mends."""
    line = _line(service, failure)
    if isinstance(failure, _Refused):
        said = http_keys.hidden(message(failure.body), service.secret)
        return ServiceRefusal(line, failure.status, failure.body, said)
    return EngineError(line)


class _Refused(ExchangeFailure):
    """A failure that is a refusal: its status, and what the body holds."""

    status: int = 0
    body: Any = None


def _read(service: Service, answer: Answer) -> Any:
    """Return what the answer holds; raises Failure for everything but sound JSON with a good status."""
    kind = answer.headers.get("content-type", "").split(";")[0]
    try:
        body, sound = http_keys.covered(json.loads(answer.content), service.secret), True
    except (ValueError, RecursionError):
        body, sound = answer.content[:4000].decode("utf-8", "replace"), False
    where = http_exchange.host(service.url)
    if 200 <= answer.status < 300:
        if sound:
            return body
        if not answer.content.strip():
            raise ExchangeFailure(f"{where} sent an empty answer", f"{_LATER}; {_ADDRESS}", passes=True)
        if "json" in kind:
            raise ExchangeFailure(f"{where} sent half an answer, or a damaged one", _LATER, passes=True)
        raise ExchangeFailure(f"{service.url} answers with {kind or 'something'}, not JSON", _ADDRESS, passes=False)
    if 300 <= answer.status < 400 and "location" in answer.headers:
        reason = f"{service.url} sends us to {answer.headers['location']}"
        raise ExchangeFailure(reason, "write that address as url if you trust it", passes=False)
    raise _refused(service, answer, body, kind)


def _refused(service: Service, answer: Answer, body: Any, kind: str) -> ExchangeFailure:
    advice = service.explain(answer.status, body)
    # Of a key that is refused, services repeat a part.
    body = None if "html" in kind or answer.status == 401 else body
    said = message(body)
    reason = f"{http_exchange.host(service.url)} answers {answer.status}" + (f" ({said})" if said else "")
    passes = (answer.status in _AGAIN and not advice) or service.temporary(answer.status, body)
    wait = waiting.retry_after_seconds(answer.headers.get("retry-after")) or 0.0
    failure = _Refused(reason, advice or _advice(service, answer.status), passes=passes, wait_seconds=wait)
    failure.status, failure.body = answer.status, body
    return failure


def _advice(service: Service, status: int) -> str:
    """Return what to do about a refusal of which the service's own plugin knows nothing."""
    if status in (401, 403):
        if not service.variable:
            return "it wants a key: write the name of the variable that holds it as key_env"
        key = f"the key in {service.variable}"
        return f"{key} is refused" if status == 401 else f"look at {key}"
    return _ADVICE.get(status, _LATER if status >= 500 or status in _AGAIN else _ADDRESS)


def _line(service: Service, failure: ExchangeFailure, more: str = "") -> str:
    """Return a failure on one line, not too long, and without the secret, of which services repeat parts."""
    reason = http_keys.hidden(" ".join(str(failure).split()), service.secret)
    reason = reason if len(reason) <= _SAID else f"{reason[:_SAID]}..."
    advice = f"start it with: {service.start}" if failure.advice == http_exchange.START and service.start else None
    return f"{service.name}: {reason}{more}; {advice or failure.advice}"


def message(body: Any) -> str:
    """Return what a service says of its refusal, on one line, in the shapes that services use; empty for nothing."""
    for _ in range(4):
        if isinstance(body, list) and body:
            body = body[0]
        elif isinstance(body, dict):
            names = ("error", "message", "msg", "detail", "errors", "reason")
            body = next((body[name] for name in names if body.get(name)), "")
        else:
            break
    return " ".join(str(body).split()) if body else ""


@cache
def _pace(_url: str, requests_per_second: float) -> waiting.Pace:
    """Return the pace of an address, shared by all engines that ask it."""
    return waiting.Pace(requests_per_second)
