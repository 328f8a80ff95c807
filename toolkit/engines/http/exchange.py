"""One exchange with a server: a request out, and a whole answer back within a time and a size, or a Failure.

The exchange runs in a thread of its own, which is left behind when the time is up: limits on single reads do not hold
against a server that sends a byte now and then, and none holds while a name is looked up.
"""

import atexit
import socket
import ssl
import threading
import zlib
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from toolkit.engines.http import keys as http_keys

if TYPE_CHECKING:
    import httpx

LARGEST_BYTES = 16 << 20
"""What an answer may hold, unpacked; the largest honest ones hold some hundred thousand bytes."""

_NETWORK = "look at the network and the address"
_LATER = "try again later"
START = "start it first"
"""What to do where no server answers on this machine."""
_opening = threading.Lock()
_clients: "dict[bool, httpx.Client]" = {}
Cause = TypeVar("Cause", bound=BaseException)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; header names are lower case, and ``content`` is unpacked."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class ExchangeFailure(Exception):
    """Why there is no answer, and what to do; ``passes`` says whether another attempt may help.

    ``wait_seconds`` is what the server asked for.
    """

    def __init__(self, reason: str, advice: str, *, passes: bool, wait_seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.advice, self.passes, self.wait_seconds = advice, passes, wait_seconds


def exchange(url: str, headers: Mapping[str, str], data: bytes | None, timeout_seconds: float) -> Answer:
    """Post ``data``, or get what is there without any, and return the answer, redirects included; raises Failure.

    ``timeout_seconds`` is for everything together, from the look-up of the name to the last byte.
    """
    answered: Future[Answer] = Future()
    given_up = threading.Event()

    def work() -> None:
        try:
            answered.set_result(_sent(url, headers, data, timeout_seconds, given_up))
        except BaseException as error:  # whatever it is, it belongs to the one who waits
            answered.set_exception(error)

    threading.Thread(target=work, daemon=True, name=f"exchange with {host(url)}").start()
    try:
        return answered.result(timeout_seconds)
    except TimeoutError:
        raise _too_slow(url, timeout_seconds) from None
    finally:
        given_up.set()


def host(url: str) -> str:
    """Return host and port of an address."""
    return urlsplit(url).netloc


def close_all() -> None:
    """Close all connections; the next request opens them again."""
    with _opening:
        for client in _clients.values():
            client.close()
        _clients.clear()


def _sent(
    url: str, headers: Mapping[str, str], data: bytes | None, timeout_seconds: float, given_up: threading.Event
) -> Answer:
    import httpx

    # Further ways of packing need further packages, and can swell without a limit.
    asked = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "gzip, deflate"}
    try:
        client = _client(local=http_keys.is_local(url))
        method = "GET" if data is None else "POST"
        with client.stream(method, url, content=data, headers={**asked, **headers}, timeout=timeout_seconds) as answer:
            found = {name.lower(): value for name, value in answer.headers.items()}
            packed = _received(url, answer, given_up)
            return Answer(answer.status_code, found, _unpacked(url, packed, found.get("content-encoding", "")))
    except httpx.TimeoutException:
        raise _too_slow(url, timeout_seconds) from None
    except httpx.ConnectError as error:
        raise _unconnected(url, error) from None
    except httpx.TransportError as error:
        raise ExchangeFailure(f"{host(url)} broke off its answer ({error})", _LATER, passes=True) from None
    except (httpx.InvalidURL, UnicodeError) as error:  # names that the Domain Name System cannot hold
        raise ExchangeFailure(f"{url} is no address ({error})", "write another url", passes=False) from None


def _received(url: str, answer: "httpx.Response", given_up: threading.Event) -> bytes:
    """Return all bytes as they come; stops, for whoever may still listen, when nobody waits any more."""
    parts, total = [], 0
    for part in answer.iter_raw():
        total += len(part)
        if total > LARGEST_BYTES or given_up.is_set():
            raise _too_large(url)
        parts.append(part)
    return b"".join(parts)


def _unpacked(url: str, packed: bytes, encoding: str) -> bytes:
    coding = encoding.strip().lower()
    if coding in ("", "identity"):
        return packed
    damaged = ExchangeFailure(f"{host(url)} sent an answer that cannot be unpacked ({coding})", _LATER, passes=True)
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise damaged
    # 47: the header of gzip or of zlib, whichever is there; -15: none, as some servers mean "deflate".
    for bits in (47, -15):
        unpacker = zlib.decompressobj(bits)
        try:
            content = unpacker.decompress(packed, LARGEST_BYTES + 1)
        except zlib.error:
            continue
        if len(content) > LARGEST_BYTES:
            raise _too_large(url)
        if unpacker.eof:
            return content
    raise damaged


def _too_slow(url: str, timeout_seconds: float) -> ExchangeFailure:
    advice = "raise timeout_seconds if it is only slow"
    return ExchangeFailure(f"no whole answer from {host(url)} within {timeout_seconds:g} s", advice, passes=True)


def _too_large(url: str) -> ExchangeFailure:
    most = f"{LARGEST_BYTES >> 20} MB"
    return ExchangeFailure(f"{url} sends more than {most}, which is no answer", "is that the address?", passes=False)


def _unconnected(url: str, error: BaseException) -> ExchangeFailure:
    """Say which step failed: the name, the connection, or the certificate."""
    untrusted = _cause(error, ssl.SSLCertVerificationError)
    if untrusted is not None:
        advice = "is that the address? SSL_CERT_FILE may name a file of further certificates"
        reason = f"the certificate of {host(url)} is not trusted ({untrusted.verify_message})"
        return ExchangeFailure(reason, advice, passes=False)
    secured = _cause(error, ssl.SSLError)
    if secured is not None:
        broken = isinstance(secured, ssl.SSLEOFError)
        reason = f"no secure connection to {host(url)} ({secured.reason or 'it was broken off'})"
        return ExchangeFailure(reason, _NETWORK if broken else "is it http rather than https?", passes=broken)
    unnamed = _cause(error, socket.gaierror)
    if unnamed is not None:
        reason = f"the name {urlsplit(url).hostname} cannot be looked up ({unnamed.strerror})"
        return ExchangeFailure(reason, _NETWORK, passes=unnamed.errno == socket.EAI_AGAIN)
    if http_keys.is_local(url):
        return ExchangeFailure(f"no server answers at {url}", START, passes=False)
    return ExchangeFailure(f"{host(url)} cannot be reached ({error})", _NETWORK, passes=True)


def _cause(error: BaseException | None, kind: type[Cause]) -> Cause | None:
    while error is not None:
        if isinstance(error, kind):
            return error
        error = error.__cause__ or error.__context__
    return None


def _client(*, local: bool) -> "httpx.Client":
    """Return the connections of this process; a proxy from the environment is not for servers on this machine."""
    import httpx

    with _opening:
        if local not in _clients:
            try:
                _clients[local] = httpx.Client(follow_redirects=False, trust_env=not local)
            except (OSError, ValueError, ImportError, httpx.InvalidURL):  # what it says may hold a proxy's password
                advice = "look at the variables HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE"
                raise ExchangeFailure(
                    "the environment names a proxy or certificates of no use", advice, passes=False
                ) from None
        return _clients[local]


atexit.register(close_all)
