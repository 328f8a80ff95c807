"""``toolkit review``: what it refuses, before it opens anything."""

import socket
import sys
from pathlib import Path

import pytest

from tests.command_line import toolkit

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
