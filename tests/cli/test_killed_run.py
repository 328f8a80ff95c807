"""A run of the real command that is killed in the middle, and the run after it."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import tiny_models
from tests.paths import ROOT
from toolkit.run.cache.cache import Cache

COUNT = 400
BATCH = 4
# The command itself, with a line on standard error for every batch that the model has given.
RUN = """
import os, sys
from toolkit import cli, seq2seq
written = seq2seq.Model._written
def counted(self, pieces, found):
    answers = written(self, pieces, found)
    os.write(2, f"batch {len(answers)}\\n".encode())
    return answers
seq2seq.Model._written = counted
cli.main()
"""


def started(config: Path, folder: Path, log: Path) -> subprocess.Popen[bytes]:
    options = ["translate", "--engine", "tiny", "--from", "en", "--to", "it", "--config", str(config)]
    environment = {
        "TOOLKIT_CACHE": str(folder),
        "PATH": "/usr/bin:/bin",
        "OMP_NUM_THREADS": "1",
        "PYTHONWARNINGS": "ignore",
    }
    with (folder / "lines.txt").open("rb") as given, (folder / "out.txt").open("wb") as out, log.open("wb") as errors:
        return subprocess.Popen(
            [sys.executable, "-c", RUN, *options], stdin=given, stdout=out, stderr=errors, env=environment,
            cwd=ROOT,
        )  # fmt: skip


def batches(log: Path) -> list[int]:
    return [int(line.split()[1]) for line in log.read_text().splitlines() if line.startswith("batch ")]


@pytest.mark.model
def test_a_killed_run_loses_at_most_one_batch(tmp_path: Path) -> None:
    lines = [f"{text[:-1]} {number}." for number, text in enumerate(tiny_models.sentences(COUNT, seed=5, longest=6))]
    (tmp_path / "lines.txt").write_text("\n".join(lines) + "\n")
    model = tiny_models.marian(tmp_path / "model", ends=0.0)
    config = tmp_path / "config.yaml"
    config.write_text(
        "version: 1\nlanguages: {source: en, translation: it}\nengines:\n  tiny: {use: transformers, "
        f"model: {model}, batch_tokens: {32 * BATCH}, num_beams: 2, max_new_tokens: 6, threads: 1}}\n"
        "routes: {tiny: tiny}\n"
    )
    log = tmp_path / "killed.txt"
    run = started(config, tmp_path, log)
    until = time.monotonic() + 120
    while len(batches(log)) < 12 and time.monotonic() < until and run.poll() is None:
        time.sleep(0.005)
    run.kill()
    assert run.wait() == -9, log.read_text()
    given = sum(batches(log))
    cache = Cache.open(tmp_path / "translations.sqlite")
    kept = int(cache.stats()["translations"])
    cache.close()
    assert 40 < given < COUNT
    assert given - BATCH <= kept <= given
    log = tmp_path / "again.txt"
    assert started(config, tmp_path, log).wait(120) == 0
    assert sum(batches(log)) == COUNT - kept
    assert len((tmp_path / "out.txt").read_text().splitlines()) == COUNT
