"""One request to a service, asked until it is answered: JSON out, JSON in, every failure one line without a secret.

Asked again: what the network broke off, 408, 425, 429, 5xx and answers cut short; not what no repetition mends. A
``Retry-After`` counts if it is longer than our own wait. Redirects are not followed: they would carry keys elsewhere.
"""

import atexit
import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from toolkit import http_keys, waiting
from toolkit.errors import EngineError

if TYPE_CHECKING:
    import httpx

LONGEST_WAIT_SECONDS = 120.0
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_SAID = 400
_opening = threading.Lock()
_clients: "dict[bool, httpx.Client]" = {}
# Shorter ones are dummies for servers that want any key, and would be found in every word.
_SHORTEST_SECRET = 4


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try: ``timeout_seconds`` without a byte, ``retries`` more attempts, and so many requests a second."""

    timeout_seconds: float = 60.0
    retries: int = 5
    requests_per_second: float = 0.0

    def __post_init__(self) -> None:
        if self.timeout_seconds <= 0 or self.retries < 0 or self.requests_per_second < 0:
            raise ValueError("timeout_seconds must be more than 0, retries and requests_per_second 0 or more")


@dataclass(frozen=True, slots=True)
class Service:
    """Who is asked: a name for messages, the address, and how its refusals read.

    ``explain`` gets status and body and returns what to do, or None; ``temporary`` says whether a refusal with a status
    that is otherwise final will pass. ``secret`` is taken out of every message.
    """

    name: str
    url: str
    headers: Mapping[str, str]
    secret: str = ""
    explain: Callable[[int, Any], str | None] = lambda _status, _body: None
    temporary: Callable[[int, Any], bool] = lambda _status, _body: False

    def __repr__(self) -> str:
        return f"Service({self.name!r}, {self.url!r})"


class _Passing(Exception):
    """A failure that may pass; ``wait_seconds`` is what the service asked for."""

    def __init__(self, reason: str, wait_seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.wait_seconds = wait_seconds


def post(service: Service, body: Mapping[str, Any], patience: Patience, ended: threading.Event) -> Any:
    """Return the parsed answer; raises EngineError with one line when the service refuses or does not answer.

    ``ended`` stops the waiting between attempts.
    """
    data = json.dumps(body, ensure_ascii=False).encode()
    seed = hashlib.sha256(data).hexdigest()
    pace = _pace(service.url, patience.requests_per_second)
    for attempt in range(patience.retries + 1):
        pace.wait()
        if ended.is_set():
            raise EngineError(f"{service.name}: given up, because another request failed")
        try:
            return _once(service, data, patience.timeout_seconds)
        except _Passing as failure:
            reason = _clean(str(failure), service.secret)
            wait = max(failure.wait_seconds, waiting.backoff_seconds(attempt, seed))
            if failure.wait_seconds > LONGEST_WAIT_SECONDS:
                raise EngineError(
                    f"{service.name}: {reason}; it asks to wait {failure.wait_seconds:.0f} s: try again later"
                ) from None
        if attempt < patience.retries:
            ended.wait(wait)
    times = f" ({patience.retries + 1} attempts)" if patience.retries else ""
    raise EngineError(f"{service.name}: {reason}{times}") from None


def _once(service: Service, data: bytes, timeout_seconds: float) -> Any:
    import httpx

    try:
        answer = _client(http_keys.is_local(service.url)).post(
            service.url,
            content=data,
            headers={"Content-Type": "application/json", "Accept": "application/json", **service.headers},
            timeout=timeout_seconds,
        )
    except httpx.ConnectError as error:
        if http_keys.is_local(service.url):
            raise EngineError(f"{service.name}: no server answers at {service.url}; start it first") from None
        raise _Passing(f"{_host(service.url)} cannot be reached ({error})") from None
    except httpx.TimeoutException:
        raise _Passing(f"no answer from {_host(service.url)} for {timeout_seconds:g} s") from None
    except httpx.TransportError as error:
        raise _Passing(f"{_host(service.url)} broke off its answer ({error})") from None
    except httpx.DecodingError:
        raise _Passing(f"{_host(service.url)} sent an answer that cannot be unpacked") from None
    return _read(service, answer)


def _read(service: Service, answer: "httpx.Response") -> Any:
    status, kind = answer.status_code, answer.headers.get("content-type", "").split(";")[0]
    try:
        body, sound = json.loads(answer.content), True
    except (ValueError, RecursionError):
        body, sound = answer.content[:4000].decode("utf-8", "replace"), False
    if answer.is_success and sound:
        return body
    if answer.is_success:
        if "json" in kind and answer.content:
            raise _Passing(f"{_host(service.url)} sent half an answer")
        raise _final(service, f"{service.url} answers with {kind or 'something'}, not JSON; is that the address?")
    if answer.is_redirect:
        where = answer.headers.get("location", "elsewhere")
        raise _final(service, f"{service.url} sends us to {where}; write that address as url if you trust it")
    advice = service.explain(status, body)
    # Of a key that is refused, services repeat a part.
    said = "" if "html" in kind or status == 401 else _message(body)
    reason = f"{_host(service.url)} answers {status}" + (f" ({said})" if said else "") + (f"; {advice}" * bool(advice))
    if (status in _AGAIN and not advice) or service.temporary(status, body):
        raise _Passing(reason, waiting.retry_after_seconds(answer.headers.get("retry-after")) or 0.0)
    raise _final(service, reason)


def _final(service: Service, reason: str) -> EngineError:
    return EngineError(f"{service.name}: {_clean(reason, service.secret)}")


def _message(body: Any) -> str:
    """Return what a service says of its refusal, in the shapes that services use."""
    for _ in range(3):
        if not isinstance(body, dict):
            break
        body = next((body[key] for key in ("error", "message", "detail") if body.get(key)), "")
    return str(body) if body else ""


def _clean(reason: str, secret: str) -> str:
    """Return a reason on one line, not too long, and without the secret, of which services repeat parts."""
    line = " ".join(reason.split())
    if len(secret) >= _SHORTEST_SECRET:
        line = line.replace(secret, "<key>")
    return line if len(line) <= _SAID else f"{line[:_SAID]}..."


def _host(url: str) -> str:
    return urlsplit(url).netloc


@cache
def _pace(_url: str, requests_per_second: float) -> waiting.Pace:
    """Return the pace of an address, shared by all engines that ask it."""
    return waiting.Pace(requests_per_second)


def _client(local: bool) -> "httpx.Client":
    """Return the connections of this process; a proxy from the environment is not for servers on this machine."""
    import httpx

    with _opening:
        if local not in _clients:
            _clients[local] = httpx.Client(follow_redirects=False, trust_env=not local)
        return _clients[local]


def close_all() -> None:
    """Close all connections; the next request opens them again."""
    with _opening:
        for client in _clients.values():
            client.close()
        _clients.clear()


atexit.register(close_all)
