"""Who may ask the desk: a browser on this machine that was given the token, and no page of another origin.

Against DNS rebinding the Host header must be the loopback's own name; against other pages' requests whatever changes
something needs a second secret in a header, which only the desk's own page can read, and the Origin of that page.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "x-desk-key"
MOST_BYTES = 8_000_000
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Stands before the application; ``key`` is the secret that changes need, ``token`` what opens the page."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._cookie = f"toolkit-desk-{port}"
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say in one line why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = _headers(scope["headers"])
        refusal = self._refusal(scope, headers)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    sent[name] = value
                if refusal is None and scope["path"] == "/":
                    sent.append("set-cookie", f"{self._cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        if refusal is not None:
            code, line = refusal
            await PlainTextResponse(f"{line}\n", code)(scope, receive, answer)
            return
        await self._app(scope, receive, answer)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        faults = self._faults(scope, headers)
        return next(((code, line) for is_wrong, code, line in faults if is_wrong), None)

    def _faults(self, scope: Scope, headers: dict[str, str]) -> Iterator[tuple[bool, int, str]]:
        """Yield what may be wrong with a request, in the order in which it is asked: whether it is, and the refusal."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
        elsewhere = 403, "Another page asked; only the desk's own may."
        yield headers.get("host", "") not in self._hosts, 421, "This desk answers to 127.0.0.1 and localhost alone."
        yield origin is not None and origin not in self._origins, *elsewhere
        yield site not in ("none", "same-origin") and scope["path"] != "/", *elsewhere
        opening = "Open the address that `toolkit review` printed: it holds the token."
        yield not self._is_known(scope, headers), 403, opening
        if scope["method"] in ("GET", "HEAD"):
            return
        yield scope["method"] != "POST", 405, "Only GET and POST."
        has_key = hmac.compare_digest(headers.get(HEADER, "").encode(), key_of(self._token).encode())
        yield origin is None or not has_key, 403, "What changes something must come from the desk's own page."
        kind, length = headers.get("content-type", ""), headers.get("content-length", "")
        yield kind.partition(";")[0].strip() != "application/json", 415, "JSON is wanted."
        most = f"At most {MOST_BYTES:,} bytes, and their number said first."
        is_number = length.isascii() and length.isdigit() and len(length) < 12
        yield not is_number or int(length) > MOST_BYTES, 413, most

    def _is_known(self, scope: Scope, headers: dict[str, str]) -> bool:
        """Whether the request has the token: in the cookie, or, to open the page, in the address."""
        given = []
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except CookieError:
            cookies.clear()
        if self._cookie in cookies:
            given.append(cookies[self._cookie].value)
        if scope["path"] == "/":
            given += parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        return any(hmac.compare_digest(one.encode(), self._token.encode()) for one in given)


def key_of(token: str) -> str:
    """Return the secret that changes need: it is in no cookie, which other ports of this machine would be sent."""
    return hmac.new(token.encode(), b"changes", hashlib.sha256).hexdigest()


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers; of one that is there twice, nothing that would be let through."""
    found: dict[str, str] = {}
    for name, value in pairs:
        key = name.decode("latin-1").lower()
        text = value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found and key != "cookie" else text
    return found
