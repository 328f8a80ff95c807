"""With the network off, no socket of the process is connected to another machine, whatever a plugin does."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import python, toolkit, toolkit_process
from tests.engines.servers import serving
from tests.paths import ROOT
from toolkit.engines.libretranslate import Libretranslate
from toolkit.errors import EngineError
from toolkit.plugins import network

# The addresses are of networks that are kept for documentation (RFC 5737, RFC 3849): nobody has them.
TRY = """
import asyncio, socket, sys, urllib.request
from toolkit.plugins import network
def tried(what):
    try: what()
    except OSError as error: return str(error).partition("] ")[2]
    return "let through"
def udp():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one: one.sendto(b"text", ("192.0.2.1", 9))
server = socket.create_server(("127.0.0.1", 0))
waysout = {
    "tcp": lambda: socket.create_connection(("192.0.2.1", 9), 0.2),
    "tcp6": lambda: socket.create_connection(("2001:db8::1", 9), 0.2),
    "udp": udp,
    "name": lambda: socket.getaddrinfo("mt.example.org", 80),
    "loop": lambda: asyncio.run(asyncio.open_connection("192.0.2.1", 9)),
    "here": lambda: socket.create_connection(server.getsockname()).close(),
    "localhost": lambda: socket.create_connection(("localhost", server.getsockname()[1])).close(),
}
network.guard()
network.guard()
with network.switched(on=False):
    for name, way in waysout.items(): print(name, tried(way))
print("after", tried(udp))
"""


def test_only_this_machine_is_reached_while_the_network_is_off(tmp_path: Path) -> None:
    found = python("-c", TRY, folder=tmp_path)
    off = "network is off, so nothing is sent to"
    *during, after = found.stdout.splitlines()
    assert during == [
        f"tcp {off} 192.0.2.1",
        f"tcp6 {off} 2001:db8::1",
        f"udp {off} 192.0.2.1",
        f"name {off} mt.example.org",
        f"loop {off} 192.0.2.1",
        "here let through",
        "localhost let through",
    ], found.stderr
    assert off not in after


def test_libraries_of_models_look_for_nothing_and_afterwards_all_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.delenv("TRANSFORMERS_OFFLINE", raising=False)
    with network.switched(on=False), network.switched(on=False), network.switched(on=True):
        assert (os.environ["HF_HUB_OFFLINE"], os.environ["TRANSFORMERS_OFFLINE"]) == ("1", "1")
    assert os.environ["HF_HUB_OFFLINE"] == "0"
    assert "TRANSFORMERS_OFFLINE" not in os.environ


def test_a_service_that_slipped_through_is_not_asked() -> None:
    engine = Libretranslate("http://192.0.2.1:5000", retries=0)
    with (
        network.switched(on=False),
        pytest.raises(EngineError, match=r"libretranslate: network is off, so nothing is sent to 192\.0\.2\.1"),
    ):
        engine.translate(["uno"], "it", "en")


@pytest.fixture
def newsroom(tmp_path: Path) -> Callable[[str], None]:
    """Give what writes a document, its original and a configuration."""
    (tmp_path / "a.it.txt").write_text("Il fiume è alto.\nIl ponte resta chiuso.\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("The river is high.\nThe bridge stays closed.\n", encoding="utf-8")

    def write(config: str) -> None:
        (tmp_path / "c.yaml").write_text(config)

    return write


def upper(body: dict[str, list[str]]) -> dict[str, list[str]]:
    return {"translatedText": [text.upper() for text in body["q"]]}


COMMON = "metrics: [chrf]\ninputs: [{translation: a.en.txt, source: a.it.txt}]\noutput: {formats: [json, html]}\n"

EAR = """
import sys
def hear(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        with open("heard.txt", "a") as file: print(event, arguments[1:] if "get" not in event else arguments, file=file)
sys.addaudithook(hear)
"""


def test_a_run_with_the_network_off_opens_sockets_to_this_machine_alone(
    tmp_path: Path, newsroom: Callable[[str], None]
) -> None:
    (tmp_path / "sitecustomize.py").write_text(EAR)
    with serving(upper) as server:
        newsroom(
            f"network: off\nengines: {{l: {{use: libretranslate, url: '{server.url}'}}}}\nroutes: {{r: l}}\n{COMMON}"
        )
        found = toolkit_process(
            "batch", "c.yaml", "--workers", "2", folder=tmp_path, PYTHONPATH=f"{tmp_path}:{ROOT}",
            HTTP_PROXY="http://192.0.2.1:3128", ALL_PROXY="http://192.0.2.1:3128",
        )  # fmt: skip
        assert server.requests, found.stderr
    heard = (tmp_path / "heard.txt").read_text().splitlines()
    assert heard, "the ear hears nothing"
    assert not [line for line in heard if "127.0.0.1" not in line and "localhost" not in line]


def test_a_function_that_breaks_its_word_is_stopped(tmp_path: Path, newsroom: Callable[[str], None]) -> None:
    (tmp_path / "leaky_mt.py").write_text(
        "import socket\ndef translate(texts, s, t):\n    socket.create_connection(('192.0.2.1', 9))\n    return texts\n"
    )
    newsroom("engines: {p: {use: python, function: 'leaky_mt:translate', folder: ., local: true}}\n")
    found = toolkit(
        "translate", "--engine", "p", "--from", "it", "--to", "en", "--config", "c.yaml", "--offline",
        folder=tmp_path, text="Ciao.\n",
    )  # fmt: skip
    assert found.returncode == 3
    assert "leaky_mt:translate: OSError: [Errno 101] network is off, so nothing is sent to 192.0.2.1" in found.stderr
