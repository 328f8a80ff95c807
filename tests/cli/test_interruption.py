"""Ctrl-C and a polite kill, at the worst moment: the engines are at work."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.command_line import PATIENCE_SECONDS, PROGRAM, surroundings
from tests.paths import ROOT

pytestmark = pytest.mark.engine


def in_group(session: int) -> list[int]:
    """Return the living processes whose ancestor is the one that was started: its session or its children's."""
    found = []
    parents: dict[int, tuple[int, str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents[int(entry.name)] = (int(fields[1]), fields[0])
    for pid, (_, state) in parents.items():
        at = pid
        while at in parents and at != session:
            at = parents[at][0]
        if at == session and state != "Z":
            found.append(pid)
    return found


def named(marker: str) -> list[int]:
    """Return the living processes that have the marker in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if marker.encode() in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), pytest.param(signal.SIGTERM, 143, marks=pytest.mark.slow)]
)
def test_it_ends_at_once_and_leaves_no_process_and_no_file(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    marker = f"TOOLKIT_TEST_MARK={tmp_path.name}-{sent}"
    name, value = marker.split("=")
    article = tmp_path / "long.txt"
    source = (ROOT / "corpora" / "summit" / "summit.en.txt").read_text(encoding="utf-8")
    article.write_text(source * 6, encoding="utf-8")
    (tmp_path / "c.yaml").write_text("extends: toolkit:offline\n", encoding="utf-8")
    running = subprocess.Popen(
        [*PROGRAM, "compare", str(article), "--config", "c.yaml", "--out", "out", "--no-cache"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=surroundings(tmp_path) | {name: value},
    )
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not any(pid != running.pid for pid in in_group(running.pid)):
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < deadline, "no engine was started"
        time.sleep(0.05)
    running.send_signal(sent)
    printed, said = running.communicate(timeout=PATIENCE_SECONDS)
    assert running.returncode == code
    assert printed == ""
    assert said == ("toolkit: interrupted\n" if sent == signal.SIGINT else "toolkit: terminated\n")
    assert not (tmp_path / "out").exists()
    for _ in range(1200):
        if not named(marker):
            break
        time.sleep(0.05)
    assert named(marker) == []
