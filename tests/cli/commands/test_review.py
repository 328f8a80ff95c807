"""``toolkit review``: what it refuses, before it opens anything."""

import socket
import sys
from pathlib import Path

import pytest

from tests.command_line import toolkit
from tests.desk.serving import Client, Process, lines

TEXT = "The fox jumps over the dog.\n"


def test_without_its_packages_it_says_in_one_line_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = toolkit("review", "a.txt", folder=tmp_path)
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "toolkit: error: the package 'uvicorn' is not installed; "
        "install it with: pip install 'translation-toolkit[review]'"
    ]


def test_a_port_that_is_taken_and_a_source_for_a_folder_get_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = toolkit("review", "a.txt", "--port", port, "--no-open", folder=tmp_path)
    assert result.returncode == 2
    assert f"port {port} of 127.0.0.1 cannot be used" in result.stderr
    result = toolkit("review", ".", "--source", "a.txt", folder=tmp_path)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "--source goes with exactly one FILE" in result.stderr


def test_a_file_is_checked_at_once_and_ctrl_c_ends_the_desk_in_good_order(tmp_path: Path) -> None:
    (tmp_path / "a.en.txt").write_text("Three hundred people came to to the square on Sunday.\n")
    (tmp_path / "a.it.txt").write_text("Domenica sono venute in piazza duecento persone.\n")
    desk = Process("a.en.txt", "--source", "a.it.txt", "--set", "aligner=length", folder=tmp_path)
    client = Client(desk.address)
    found = {finding["check"] for finding in client.get("/api/units/0")["findings"]}
    assert {"numbers", "doubled-words"} <= found
    assert client.act("accept", 0, finding=0)[0] == 200
    code, said = desk.interrupt()
    assert (code, said.splitlines()[-1]) == (0, "the desk is closed; what was said is kept")
    assert [row["document"] for row in lines(tmp_path / "verdicts.jsonl")] == ["a.en.txt"]
