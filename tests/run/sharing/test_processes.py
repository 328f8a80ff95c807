"""Pairs that several processes check."""

import json
import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.command_line import PATIENCE_SECONDS, PROGRAM, python, surroundings
from toolkit.config.loading import load
from toolkit.errors import InputError, ToolkitError
from toolkit.run.pairs.check_pairs import check_pairs
from toolkit.run.sharing import in_order
from toolkit.run.sharing.processes import can_share, cores

pytestmark = pytest.mark.skipif(not can_share() or cores() < 2, reason="one core, or no copies of processes")


def doubled(items: Sequence[int], factor: int) -> list[int]:
    return [item * factor for item in items]


def refused(items: Sequence[int], setting: str) -> list[int]:
    if 300 in items:
        raise InputError(setting)
    return list(items)


def killed(items: Sequence[int], setting: None) -> list[int]:
    if 300 in items:
        os._exit(9)
    return list(items)


def lingering(items: Sequence[int], seconds: float) -> list[int]:
    """Take its time over all items but the first ones, or fail on them."""
    if items[0] > 90:
        time.sleep(seconds)
    return list(items)


def test_answers_come_in_the_order_of_the_items() -> None:
    assert list(in_order.shared(doubled, range(1000), 3)) == [number * 3 for number in range(1000)]


def parents(items: Sequence[int], setting: None) -> list[int]:
    return [os.getpid() for _ in items]


def test_this_process_answers_the_first_items_itself_so_that_its_copies_have_what_it_loaded() -> None:
    answers = list(in_order.shared(parents, range(1000), None))
    assert answers[0] == os.getpid()
    assert os.getpid() not in answers[-500:]


def test_what_the_work_raises_reaches_the_caller() -> None:
    with pytest.raises(InputError, match="a clear line"):
        list(in_order.shared(refused, range(1000), "a clear line"))


def test_a_killed_process_is_a_clear_error() -> None:
    with pytest.raises(ToolkitError, match="was killed"):
        list(in_order.shared(killed, range(1000), None))


ALL = "print(len(list(shared(doubled, range(20000), 3))))"
FIRST = """
answers = shared(lingering, range(5000), 6000)
print([next(answers) for _ in range(40)][-1])
"""
FAILS = """
try:
    list(shared(lingering, range(5000), -1))
except ValueError:
    print("raised")
"""


@pytest.mark.parametrize(("script", "said"), [(ALL, "20000"), (FIRST, "39"), (FAILS, "raised")])
def test_a_run_that_is_over_or_broken_off_ends_at_once_and_without_a_word(
    tmp_path: Path, script: str, said: str
) -> None:
    imports = f"from {__name__} import doubled, lingering; from toolkit.run.sharing.in_order import shared\n"
    for _ in range(2):
        done = python("-c", imports + script, folder=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"{said}\n", "")


def test_pairs_checked_by_many_processes_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.jsonl"
    rows = [
        {"id": number, "source": f"Sono venute {number} persone.", "translation": f"{number - number % 2} people came."}
        for number in range(150)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    config = load(None, engines=False)
    alone = list(check_pairs(path, config, lambda _: None))
    monkeypatch.setattr(in_order, "FEWEST", 100)
    assert list(check_pairs(path, config, lambda _: None)) == alone


def test_no_process_outlives_an_interruption(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    row = json.dumps({"id": "1", "source": "Sono venute tre persone.", "translation": "Three people came."})
    path.write_text(f"{row}\n" * 3000, encoding="utf-8")
    with subprocess.Popen(
        [*PROGRAM, "check", "--pairs", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=surroundings(tmp_path),
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        os.killpg(run.pid, 2)
        _, said = run.communicate(timeout=PATIENCE_SECONDS)
    assert (run.returncode, said.decode()) == (130, "toolkit: interrupted\n")
    # Standard output is at its end only when nobody holds it any more: no process is left.
