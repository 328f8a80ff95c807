"""A run of the real command that is killed in the middle, and the run after it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import tiny_models
from tests.command_line import PATIENCE_SECONDS, surroundings
from toolkit.run.cache.cache import Cache

COUNT = 400
BATCH = 4
BEFORE_IT_IS_KILLED = 12
# The command itself, with a line on standard error for every batch that the model has given; it is killed after some.
RUN = """
import os, sys
from toolkit.engines.answers import judgement
judgement._JUDGES = ()  # what a model of random weights says is no translation, and would not be kept
from toolkit.cli.main import main
from toolkit.engines.seq2seq.model import Seq2SeqModel
written = Seq2SeqModel._written
def counted(self, pieces, found):
    answers = written(self, pieces, found)
    os.write(2, f"batch {len(answers)}\\n".encode())
    counted.left -= 1
    if not counted.left:
        os.kill(os.getpid(), 9)
    return answers
counted.left = int(os.environ['BATCHES'])
Seq2SeqModel._written = counted
main()
"""


def ran(config: Path, folder: Path, log: Path, *, killed_after: int) -> int:
    options = ["translate", "--engine", "tiny", "--from", "en", "--to", "it", "--config", str(config)]
    settings = {"TOOLKIT_CACHE": str(folder), "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    settings["BATCHES"] = str(killed_after)
    with (folder / "lines.txt").open("rb") as given, (folder / "out.txt").open("wb") as out, log.open("wb") as errors:
        done = subprocess.run(
            [sys.executable, "-c", RUN, *options], stdin=given, stdout=out, stderr=errors,
            env=surroundings(folder, alone=True, **settings), timeout=PATIENCE_SECONDS, check=False,
        )  # fmt: skip
    return done.returncode


def batches(log: Path) -> list[int]:
    return [int(line.split()[1]) for line in log.read_text().splitlines() if line.startswith("batch ")]


@pytest.mark.slow
@pytest.mark.model
def test_a_killed_run_loses_at_most_one_batch(tmp_path: Path) -> None:
    lines = [f"{text[:-1]} {number}." for number, text in enumerate(tiny_models.sentences(COUNT, seed=5, longest=6))]
    (tmp_path / "lines.txt").write_text("\n".join(lines) + "\n")
    model = tiny_models.marian(tmp_path / "model", ends=10.0)
    config = tmp_path / "config.yaml"
    config.write_text(
        "version: 1\nlanguages: {source: en, translation: it}\nengines:\n  tiny: {use: transformers, "
        f"model: {model}, batch_tokens: {32 * BATCH}, num_beams: 2, max_new_tokens: 60, threads: 1}}\n"
        "routes: {tiny: tiny}\n"
    )
    log = tmp_path / "killed.txt"
    assert ran(config, tmp_path, log, killed_after=BEFORE_IT_IS_KILLED) == -9, log.read_text()
    given = sum(batches(log))
    cache = Cache.open(tmp_path / "translations.sqlite")
    kept = int(cache.stats()["translations"])
    cache.close()
    assert 40 < given < COUNT
    assert given - BATCH <= kept <= given
    log = tmp_path / "again.txt"
    assert ran(config, tmp_path, log, killed_after=0) == 0
    assert sum(batches(log)) == COUNT - kept
    assert len((tmp_path / "out.txt").read_text().splitlines()) == COUNT
