"""Servers that keep a client waiting, flood it or turn it away: one line, in time, and never with the key in it."""

import gzip
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from tests.engines.servers import Reply, serving, talking
from toolkit.engines.http import client as http_client
from toolkit.engines.http import exchange as http_exchange
from toolkit.engines.http import pacing as waiting
from toolkit.engines.http.client import Patience, Service
from toolkit.errors import EngineError

KEY = "f00d-5ecret-0042:fx"
START = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = START + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "LONGEST_SECONDS", 0.0)


def ask(url: str, timeout_seconds: float = 20.0, retries: int = 0) -> Any:
    service = Service("service", url, {"Authorization": f"Bearer {KEY}"}, KEY, "THE_KEY")
    return http_client.post(service, {"q": ["uno"]}, Patience(timeout_seconds, retries), threading.Event())


def refusal(url: str, timeout_seconds: float = 20.0, retries: int = 0) -> str:
    """Return the line that an exchange ends with."""
    with pytest.raises(EngineError) as caught:
        ask(url, timeout_seconds, retries)
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith("service: ")
    assert "5ecret" not in line
    return line


def for_ever(start: bytes, piece: bytes, pause_seconds: float = 0.0) -> Callable[[socket.socket], None]:
    """Send the start, then the piece again and again."""

    def talk(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(piece)
            time.sleep(pause_seconds)

    return talk


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (CHUNKED, b"1\r\n \r\n"),
        (START + b"Content-Length: 1000000\r\n\r\n", b" "),
        (b"HTTP/1.1 200 OK\r\n", b"X-More: x\r\n"),
        (b"HTTP/1.1 ", b""),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_a_byte_now_and_then_holds_nobody_for_ever(start: bytes, piece: bytes) -> None:
    with talking(for_ever(start, piece, 0.02)) as url:
        assert "no whole answer from 127.0.0.1" in refusal(url, 0.3)
        assert refusal(url, 0.2).endswith("within 0.2 s; raise timeout_seconds if it is only slow")


@pytest.mark.parametrize("piece", [b"10000\r\n" + b" " * 0x10000 + b"\r\n"])
def test_an_answer_without_an_end_is_given_up_by_its_size(piece: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_exchange, "LARGEST_BYTES", 1 << 20)
    with talking(for_ever(CHUNKED, piece)) as url:
        assert "sends more than 1 MB, which is no answer; is that the address?" in refusal(url, retries=3)


def packed(content: bytes, coding: str) -> bytes:
    head = f"Content-Encoding: {coding}\r\nContent-Length: {len(content)}\r\n\r\n"
    return START + head.encode() + content


def bare_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", bare_deflate), ("identity", bytes)],
)
def test_a_packed_answer_is_unpacked(coding: str, pack: Callable[[bytes], bytes]) -> None:
    with talking(lambda connection: connection.sendall(packed(pack(b'{"a": "\xc3\xa8"}'), coding))) as url:
        assert ask(url) == {"a": "è"}


def test_what_swells_when_unpacked_is_given_up_by_its_size() -> None:
    bomb = gzip.compress(b" " * (http_exchange.LARGEST_BYTES + 1000))
    assert len(bomb) < 20_000
    with talking(lambda connection: connection.sendall(packed(bomb, "gzip"))) as url:
        assert "sends more than 16 MB" in refusal(url)


@pytest.mark.parametrize(
    ("content", "coding"),
    [
        (b"no gzip at all", "gzip"),
        # Without the time: every worker must give these cases the same names.
        (gzip.compress(b'{"a": 1}' * 9, mtime=0)[:-12], "gzip"),
        (gzip.compress(gzip.compress(b"{}", mtime=0), mtime=0), "gzip, gzip"),
        (b"{}", "br"),
    ],
)
def test_what_cannot_be_unpacked_is_said(content: bytes, coding: str) -> None:
    with talking(lambda connection: connection.sendall(packed(content, coding))) as url:
        assert f"sent an answer that cannot be unpacked ({coding}); try again later" in refusal(url)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "sent an empty answer"),
        (b" \n", "sent an empty answer"),
        (b'{"a": "\xff\xfe"}', "sent half an answer, or a damaged one"),
        (b'{"a": ', "sent half an answer, or a damaged one"),
        (b"[" * 100_000, "sent half an answer, or a damaged one"),
        (b"1" * 5000, "sent half an answer, or a damaged one"),
    ],
)
def test_an_empty_or_damaged_answer_is_asked_for_again(raw: bytes, says: str) -> None:
    with serving(lambda _: {"sound": 1}, [Reply(raw=raw)]) as server:
        assert ask(server.url, retries=1) == {"sound": 1}
    with serving(lambda _: {}, [Reply(raw=raw)]) as server:
        assert says in refusal(server.url)


@pytest.mark.parametrize("before", [b"", b"HTTP/1.1 200 OK\r\nContent-Le", CHUNKED + b"5\r\n{", b"SSH-2.0-OpenSSH\r\n"])
def test_a_connection_that_is_cut_or_speaks_something_else_is_said(before: bytes) -> None:
    with talking(lambda connection: connection.sendall(before)) as url:
        assert "broke off its answer" in refusal(url)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_key_does_not_follow_a_redirection_to_another_host(status: int) -> None:
    with serving(lambda _: {}) as other:
        moved = Reply(status, {}, headers={"Location": f"{other.url}/take?key={KEY}"})
        with serving(lambda _: {}, [moved]) as server:
            line = refusal(server.url, retries=3)
        assert f"sends us to {other.url}/take?key=<key>; write that address as url if you trust it" in line
        assert len(server.requests) == 1
    assert other.requests == []


def test_a_wish_to_wait_may_be_a_date() -> None:
    now = datetime.now(UTC)
    past, tomorrow = (format_datetime(now + timedelta(days=days), usegmt=True) for days in (-1, 1))
    with serving(lambda _: {"a": 1}, [Reply(429, {}, headers={"Retry-After": past})]) as server:
        assert ask(server.url, retries=1) == {"a": 1}
    with serving(lambda _: {}, [Reply(503, {}, headers={"Retry-After": tomorrow})]) as server:
        assert "; it asks to wait 86" in refusal(server.url, retries=1)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (400, "look at the engine's options and at the languages"),
        (401, "the key in THE_KEY is refused"),
        (403, "look at the key in THE_KEY"),
        (404, "is that the address?"),
        (413, "make batch_texts smaller"),
        (429, "try again later, or set requests_per_second"),
        (500, "try again later"),
        (501, "try again later"),
        (599, "try again later"),
    ],
)
def test_every_refusal_ends_with_what_to_do(status: int, says: str) -> None:
    with serving(lambda _: {}, [Reply(status, {"error": f"no: {KEY[2:14]}"})]) as server:
        line = refusal(server.url)
    assert f"answers {status}" in line
    assert line.endswith(says)


def test_a_refusal_for_want_of_a_key_says_where_its_variable_is_named() -> None:
    with serving(lambda _: {}, [Reply(403, {})]) as server, pytest.raises(EngineError, match="as key_env"):
        http_client.post(Service("s", server.url, {}), {}, Patience(retries=0), threading.Event())


def test_a_name_that_nobody_has_is_said() -> None:
    line = refusal("http://no-such-host.invalid/v1")
    assert "the name no-such-host.invalid cannot be looked up (" in line
    assert line.endswith("; look at the network and the address")


@pytest.mark.parametrize("name", ["a..b", ".", "xn--a.invalid", "é" * 70])
def test_a_name_that_no_host_can_have_is_said(name: str) -> None:
    line = refusal(f"http://{name}:1/v1", retries=3)
    assert f"{name}:1/v1 is no address (" in line
    assert line.endswith("; write another url")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ALL_PROXY", "what://me:pa55word@host"),
        ("HTTPS_PROXY", "socks5://me:pa55word@host"),
        ("SSL_CERT_FILE", "/none"),
    ],
)
def test_surroundings_of_no_use_are_named_without_the_password_in_them(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    http_client.close_all()
    monkeypatch.setenv(variable, value)
    line = refusal("https://no-such-host.invalid", retries=3)
    assert line.endswith("of no use; look at the variables HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE")
    assert "pa55word" not in line


def test_a_server_without_encryption_is_not_taken_for_a_stopped_one() -> None:
    with serving(lambda _: {}) as server:
        line = refusal(server.url.replace("http:", "https:"), retries=3)
    assert "no secure connection to 127.0.0.1" in line
    assert "(4 attempts)" not in line
    assert line.endswith("; is it http rather than https?")


@pytest.mark.skipif(which("openssl") is None, reason="makes a certificate with the openssl program")
def test_a_certificate_that_nobody_vouches_for_is_named(tmp_path: Path) -> None:
    made = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "certificate.pem"), "-subj", "/CN=localhost"]
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subprocess.run(["openssl", "req", "-x509", *curve, *made], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
    with talking(lambda connection: connection.sendall(START + b"Content-Length: 2\r\n\r\n{}"), context) as url:
        line = refusal(url, retries=3)
    assert "the certificate of 127.0.0.1" in line
    assert "is not trusted (self-signed certificate); is that the address?" in line


def test_an_exchange_that_was_given_up_does_not_stop_the_next() -> None:
    with talking(for_ever(CHUNKED, b"1\r\n \r\n", 0.02)) as slow, serving(lambda _: {"a": 1}) as server:
        for _ in range(3):
            refusal(slow, 0.05)
        assert ask(server.url) == {"a": 1}


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf"), 1e9])
def test_a_time_limit_that_is_none_is_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="timeout_seconds must be more than 0, and a day at most"):
        Patience(seconds)
