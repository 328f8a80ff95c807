"""The example of a service that takes one text at a time, as a program and as a function, against a server here."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.paths import ROOT
from toolkit.engines.command import Command
from toolkit.engines.python import Python
from toolkit.errors import EngineError
from toolkit.plugins.contracts import Engine


@pytest.fixture
def service() -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    """Give the address of a server that speaks as MyMemory does, and what it was asked."""
    asked: list[dict[str, list[str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            query = parse_qs(address.query)
            asked.append(query)
            said: dict[str, object] = {"responseStatus": 200, "responseData": {"translatedText": query["q"][0].upper()}}
            if "quota" in query["q"][0]:
                said = {"responseStatus": "429", "responseDetails": "no more today", "responseData": {}}
            status = 503 if len(asked) == 1 else 200 if address.path == "/get" else 404
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{http.server_address[1]}", asked
        http.shutdown()
        thread.join()


SCRIPT = ROOT / "configs" / "mymemory.py"
WAYS: dict[str, Engine] = {
    "program": Command(("python3", str(SCRIPT), "{source}", "{target}")),
    "function": Python("mymemory:translate", folder=str(SCRIPT.parent), version="1", batch_texts=20),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_text_is_asked_for_and_a_long_one_in_pieces_and_a_refusal_is_one_line(
    way: str, service: tuple[str, list[dict[str, list[str]]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, asked = service
    monkeypatch.setenv("MYMEMORY_URL", url)
    monkeypatch.setenv("MYMEMORY_MAIL", "desk@example.org")
    long = f"{'Il fiume è alto e ' * 20}il ponte, che resta chiuso, {'non regge più ' * 12}davvero"
    answers = WAYS[way].translate(["Il fiume è alto.", "", long], "it", "en")
    assert [answer.text for answer in answers] == ["IL FIUME È ALTO.", "", long.upper()]
    assert {query["langpair"][0] for query in asked} == {"it|en"}
    assert {query["de"][0] for query in asked} == {"desk@example.org"}
    assert all(len(query["q"][0].encode()) <= 500 for query in asked)
    with pytest.raises(EngineError, match="the service refuses: no more today") as refused:
        WAYS[way].translate(["La quota è finita."], "it", "en")
    assert "\n" not in str(refused.value)
