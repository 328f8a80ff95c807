"""What several workers want at once is asked for once, and what a killed one had begun others take over."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.command_line import toolkit
from tests.run.batch.newsdesk import files, write
from tests.run.batch.test_executor import ASSASSIN
from toolkit.run.sharing.processes import can_share

pytestmark = pytest.mark.skipif(not can_share(), reason="no process can start as a copy here")

LOGGING = """
import os, time
text = sys.stdin.readlines()
log = os.open(pathlib.Path(__file__).with_name("asked"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
for line in text:
    os.write(log, f"{sys.argv[1]} {line}".encode())
time.sleep(0 if pathlib.Path("quick").exists() else 0.2)
"""


def prepared(folder: Path, more: str = "") -> None:
    """Write documents that share three sentences of four, and an engine that takes a while."""
    write(folder, 5)
    code = (folder / "engine.py").read_text().replace("for line in sys.stdin", "for line in text")
    (folder / "engine.py").write_text(code.replace("more =", f"{LOGGING}{more}\nmore =", 1))


def asked(folder: Path) -> Counter[str]:
    return Counter((folder / "asked").read_text(encoding="utf-8").splitlines())


def test_a_text_that_many_documents_share_is_asked_for_once_by_all_workers_together(tmp_path: Path) -> None:
    prepared(tmp_path)
    assert toolkit("batch", "c.yaml", "--out", "out", "--workers", 2, folder=tmp_path).returncode == 1
    assert set(asked(tmp_path).values()) == {1}
    (tmp_path / "asked").unlink()
    (tmp_path / "quick").touch()
    assert toolkit("batch", "c.yaml", "--out", "whole", "--no-cache", folder=tmp_path).returncode == 1
    assert set(asked(tmp_path).values()) > {1}
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_what_a_killed_worker_had_begun_is_asked_for_by_another_and_nothing_else_is_asked_again(tmp_path: Path) -> None:
    prepared(
        tmp_path,
        ASSASSIN.replace("text = sys.stdin.readlines()", "").replace("WORDS", " 3 million").replace("TIMES", "1"),
    )
    ran = toolkit("batch", "c.yaml", "--out", "out", "--workers", 2, folder=tmp_path)
    assert (ran.returncode, len(list(tmp_path.glob("killed*")))) == (1, 1), ran.stderr
    twice = [line for line, count in asked(tmp_path).items() if count > 1]
    assert "en The works cost the region 3 million euros." in twice
    assert max(asked(tmp_path).values()) == 2
    (tmp_path / "quick").touch()
    assert toolkit("batch", "c.yaml", "--out", "whole", "--no-cache", folder=tmp_path).returncode == 1
    assert files(tmp_path / "out") == files(tmp_path / "whole")
    assert not json.loads((tmp_path / "out/summary.json").read_text())["missing"]
