"""Real servers on this machine that answer as translation services do, and misbehave as they do."""

import json
import socket
import socketserver
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any

from toolkit.engines.http import client as http_client


@dataclass(frozen=True)
class Reply:
    """What a server sends; ``promised`` is a Content-Length that is not kept, ``delay_seconds`` comes before it."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    promised: int = 0
    delay_seconds: float = 0.0


@dataclass
class Server:
    """A running server: its address, and the requests that it got as (path, headers, body)."""

    url: str
    requests: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0

    @property
    def bodies(self) -> list[Any]:
        return [body for _, _, body in self.requests]


Answer = Callable[[Any], Any]
"""Body of a request to the body of its answer."""


Replying = Callable[[str, dict[str, str], Any, int], Reply]
"""Path, headers and body of a request, and how many came before it, to what is sent."""


@contextmanager
def serving(
    answer: Answer,
    troubles: list[Reply] | Callable[[Any, int], Reply | None] = (),  # type: ignore[assignment]
    pages: Mapping[str, Reply] = MappingProxyType({}),
) -> Iterator[Server]:
    """Start a server; ``troubles`` come first, one for each request, or are chosen by the request and its number.

    ``pages`` are what it gives to who asks for a path (GET); those are not among its requests.
    """

    def reply(_path: str, _headers: dict[str, str], body: Any, number: int) -> Reply:
        if callable(troubles):
            return troubles(body, number) or Reply(body=answer(body))
        return troubles[number] if number < len(troubles) else Reply(body=answer(body))

    with replying(reply, pages) as server:
        yield server


@contextmanager
def replying(reply: Replying, pages: Mapping[str, Reply] = MappingProxyType({})) -> Iterator[Server]:
    """Start a server of which every reply is chosen by the whole request."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or each reply waits for the client to say that it has the headers

        def do_GET(self) -> None:
            self._send(pages.get(self.path, Reply(404, {"error": "not found"})))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                number = len(server.requests)
                server.requests.append((self.path, dict(self.headers), body))
                server.busy += 1
                server.busiest = max(server.busiest, server.busy)
            try:
                self._send(reply(self.path, dict(self.headers), body, number))
            finally:
                with lock:
                    server.busy -= 1

        def _send(self, reply: Reply) -> None:
            time.sleep(reply.delay_seconds)
            raw = reply.raw if reply.raw is not None else json.dumps(reply.body).encode()
            try:
                self.send_response(reply.status)
                headers = {"Content-Type": "application/json", **reply.headers}
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Transfer-Encoding" not in headers:
                    self.send_header("Content-Length", str(reply.promised or len(raw)))
                self.end_headers()
                self.wfile.write(raw)
            except OSError:
                pass  # the client had enough
            if reply.promised or "Transfer-Encoding" in reply.headers:
                self.close_connection = True

        def log_message(self, *arguments: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, address: Any) -> None:
            if not isinstance(sys.exception(), OSError):  # the client had enough
                super().handle_error(request, address)

    with Quiet(("127.0.0.1", 0), Handler) as http:
        server = Server(f"http://127.0.0.1:{http.server_address[1]}")
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            http_client.close_all()
            http.shutdown()
            thread.join()


HTML = Reply(raw=b"<html><body>Welcome to the hotel network</body></html>", headers={"Content-Type": "text/html"})
HALF = Reply(raw=b'{"translat', promised=400)
CUT_JSON = Reply(raw=b'{"translatedText": ["a", ')
BROKEN = Reply(500, {"error": "out of memory"})
BUSY = Reply(429, {"error": "slow down"}, headers={"Retry-After": "0"})
MOVED = Reply(307, {}, headers={"Location": "http://127.0.0.1:9/elsewhere"})
SLOW = Reply(body={}, delay_seconds=0.6)


@contextmanager
def talking(talk: Callable[[socket.socket], None], context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Start a server that reads a request and then does with the connection what ``talk`` does; give its address."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            connection: socket.socket = self.request
            try:
                if context is not None:
                    connection = context.wrap_socket(connection, server_side=True)
                read = b""
                while b"\r\n\r\n" not in read:
                    read += connection.recv(65536)
                talk(connection)
            except OSError:
                pass  # the client had enough

    class Quiet(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Quiet(("127.0.0.1", 0), Handler) as tcp:
        thread = threading.Thread(target=tcp.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"{'http' if context is None else 'https'}://127.0.0.1:{tcp.server_address[1]}"
        finally:
            http_client.close_all()
            tcp.shutdown()
            thread.join()
