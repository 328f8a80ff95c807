"""The example of a service that takes one text at a time, as a program and as a function, against a server here."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.command_line import toolkit
from tests.paths import ROOT

Answer = Callable[[dict[str, list[str]]], tuple[int, dict[str, object]]]


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


WAYS = {
    "program": f'{{use: command, command: [python3, "{ROOT}/configs/mymemory.py", "{{source}}", "{{target}}"]}}',
    "function": f'{{use: python, function: "mymemory:translate", folder: "{ROOT}/configs", version: "1"}}',
}


@pytest.mark.parametrize("way", WAYS)
def test_each_text_is_asked_for_and_a_long_one_in_pieces_and_a_refusal_is_one_line(
    way: str, service: tuple[str, list[dict[str, list[str]]]], tmp_path: Path
) -> None:
    url, asked = service
    (tmp_path / "c.yaml").write_text(f"engines: {{m: {WAYS[way]}}}\n")

    def run(text: str) -> tuple[int, str, str]:
        call = ("translate", "--engine", "m", "--from", "it", "--to", "en", "--config", "c.yaml")
        found = toolkit(*call, folder=tmp_path, text=text, MYMEMORY_URL=url, MYMEMORY_MAIL="desk@example.org")
        return found.returncode, found.stdout, found.stderr

    long = f"{'Il fiume è alto e ' * 20}il ponte, che resta chiuso, {'non regge più ' * 12}davvero"
    assert run(f"Il fiume è alto.\n\n{long}\n") == (0, f"IL FIUME È ALTO.\n\n{long.upper()}\n", "")
    assert {query["langpair"][0] for query in asked} == {"it|en"}
    assert {query["de"][0] for query in asked} == {"desk@example.org"}
    assert all(len(query["q"][0].encode()) <= 500 for query in asked)
    code, printed, complained = run("La quota è finita.\n")
    assert (code, printed) == (3, "")
    assert "the service refuses: no more today" in complained
