"""Paths that cannot be looked at: a closed folder, a name that is too long, a ring of links."""

import os
from pathlib import Path

import pytest

from tests.cli.test_main import ENGLISH, write
from tests.command_line import python, toolkit
from toolkit.errors import InputError
from toolkit.plugins.disk import kind

LONG = "n" * 300
# Root enters every folder; without these capabilities (capabilities(7), prctl(2)) it is refused as anybody is.
_AS_ANYBODY = """
import ctypes, os, sys
if os.geteuid() == 0 and any(ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) for capability in (1, 2)):
    sys.exit("cannot give up the right")
os.execv(sys.executable, [sys.executable, "-m", "toolkit", *sys.argv[1:]])
"""


def test_a_path_is_a_file_a_folder_another_thing_or_nothing(tmp_path: Path) -> None:
    file = write(tmp_path / "file", "x")
    assert [kind(path) for path in (file, tmp_path, Path(os.devnull), tmp_path / "none", file / "below")] == [
        "file",
        "folder",
        "other",
        "nothing",
        "nothing",
    ]


@pytest.mark.parametrize("name", [LONG, "ring", "nul\0"])
def test_what_the_disk_does_not_tell_is_not_taken_for_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "ring").symlink_to("ring")
    with pytest.raises(InputError, match="cannot be looked at"):
        kind(tmp_path / name)


def write_inputs(folder: Path, place: str) -> None:
    write(folder / "t.en.txt", ENGLISH)
    write(folder / "t.it.txt", "Il consiglio si è riunito lunedì nel vecchio municipio della città.\n")
    write(folder / "plain.yaml", "version: 1\nroutes: {}\n")
    write(folder / "c.yaml", f"extends: {place}/x.yaml\n")
    write(folder / "glob.yaml", f"inputs:\n  - translation: '{place}/x/*.txt'\n")


COMMANDS = [
    "compare t.en.txt --config plain.yaml --out {}/x",
    "compare t.en.txt --config plain.yaml --out new/{}",
    "align t.it.txt t.en.txt --out {}/x",
    "align t.it.txt t.en.txt --out {}",
    "check t.en.txt --baseline {}/x --update-baseline",
    "check t.en.txt --baseline {}/x",
    "check t.en.txt --config c.yaml",
    "calibrate --pairs pairs.jsonl --out {}",
    "batch glob.yaml",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_name_that_is_too_long_is_one_line_before_the_work(tmp_path: Path, command: str) -> None:
    write_inputs(tmp_path, LONG)
    done = toolkit(*command.format(LONG).split(), folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert LONG in done.stderr
    assert "File name too long" in done.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("command", [command for command in COMMANDS if "{}/x" in command or "c.yaml" in command])
def test_a_folder_that_is_closed_is_one_line(tmp_path: Path, command: str) -> None:
    write_inputs(tmp_path, "closed")
    (tmp_path / "closed").mkdir(mode=0)
    done = python("-c", _AS_ANYBODY, *command.format("closed").split(), folder=tmp_path)
    if "cannot give up" in done.stderr:
        pytest.skip("root may look everywhere")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "closed/x" in done.stderr
    assert "Permission denied" in done.stderr


def test_a_glob_that_is_none_is_one_line(tmp_path: Path) -> None:
    write(tmp_path / "c.yaml", "inputs:\n  - translation: 'a**/*.txt'\n")
    done = toolkit("batch", "c.yaml", folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "c.yaml:2:5: inputs: " in done.stderr
    assert "'a**/*.txt'" in done.stderr


@pytest.mark.parametrize("command", ["align ring t.en.txt --out x", "align t.it.txt t.en.txt --out ring"])
def test_a_ring_of_links_is_one_line(tmp_path: Path, command: str) -> None:
    write_inputs(tmp_path, "x")
    (tmp_path / "ring").symlink_to("ring")
    done = toolkit(*command.split(), folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "ring: " in done.stderr
