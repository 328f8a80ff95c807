"""Who is let in: the browser that was given the token, and nobody's page but the desk's own."""

from pathlib import Path

import pytest

from tests.desk.conftest import Serve
from tests.desk.serving import Client
from toolkit.desk.server.guard import HEADER

ACTION = {"id": "0123456789abcdef", "reviewer": "Anna", "doing": "accept", "unit": 2, "finding": 0}


@pytest.fixture
def client(serve: Serve, article: Path) -> Client:
    return serve(article / "result")


def test_the_page_comes_with_the_token_alone_and_keeps_it_in_a_strict_cookie(client: Client) -> None:
    status, headers, body = client.ask(f"/?token={client.token}", Cookie=None)
    assert status == 200
    assert headers["set-cookie"] == f"{client.cookie}; Path=/; HttpOnly; SameSite=Strict"
    assert client.token.encode() not in body
    for path in ("/", "/?token=", "/?token=wrong", f"/?token={client.token}x"):
        assert client.ask(path, Cookie=None)[0] == 403, path
    for path in ("/api/desk", "/api/rows", "/api/units/0", "/assets/desk.js", f"/api/desk?token={client.token}"):
        assert client.ask(path, Cookie=None)[0] == 403, path


def test_nothing_of_the_page_comes_from_elsewhere_and_it_tells_nobody_its_address(client: Client) -> None:
    _, headers, body = client.ask("/")
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert (headers["referrer-policy"], headers["x-frame-options"]) == ("no-referrer", "DENY")
    assert headers["cache-control"] == "no-store"
    assert b"http:" not in body
    assert b"https:" not in body
    assert b"<script>" not in body
    assert b" style=" not in body


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", ""])
def test_other_hosts_names_are_refused_so_that_no_name_can_be_bound_to_this_machine(client: Client, host: str) -> None:
    assert client.ask("/api/desk", Host=host)[0] in (400, 421)
    assert client.ask(f"/?token={client.token}", Host=host)[0] in (400, 421)


def test_what_changes_something_must_come_from_the_desks_own_page(client: Client, article: Path) -> None:
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Origin": None},
        {HEADER: None},
        {HEADER: client.token},
        {"Cookie": None},
        {"Content-Type": "text/plain"},
        {"Content-Length": None, "Transfer-Encoding": "chunked"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        status, _, _ = client.ask("/api/actions", ACTION, **headers)
        assert status in (403, 413, 415), headers
    assert client.ask("/api/actions", method="DELETE")[0] == 405
    assert client.ask("/api/desk", Origin="https://evil.example")[0] == 403
    assert not (article / "result" / "verdicts.jsonl").exists()
    assert client.ask("/api/actions", ACTION)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../desk.html",
        "/assets/..%2f..%2fpyproject.toml",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets//etc/passwd",
    ],
)
def test_no_path_leads_to_a_file(client: Client, path: str) -> None:
    status, _, body = client.ask(path)
    assert (status, len(body) < 100) == (404, True)


def test_numbers_and_actions_that_are_none_get_one_clear_line(client: Client) -> None:
    for path in ("/api/units/99999", "/api/found?document=x", "/api/changes?since=-1", "/api/changes?document=7"):
        status, _, body = client.ask(path)
        assert (status, body.count(b"\n")) == (400, 0), path
    rows: list[object] = [{}, [], {"id": "x"}]
    rows += [ACTION | wrong for wrong in ({"finding": 99}, {"category": "made-up"}, {"reviewer": " "})]
    for row in rows:
        status, _, said = client.ask("/api/actions", row)
        assert status == 400, row
        assert b"error" in said
    assert client.ask("/api/actions", b"{")[0] == 400
