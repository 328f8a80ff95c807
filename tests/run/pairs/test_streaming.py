"""Pairs that come one after the other, through the real command."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command_line import PATIENCE_SECONDS, PROGRAM, surroundings, toolkit, toolkit_process
from toolkit.run.sharing import in_order
from toolkit.run.sharing.processes import can_share

CONFIG = "checks: {'*': off, doubled-words: error, numbers: error}\n"
CALL = ("check", "--config", "c.yaml", "--no-cache", "--pairs")


def rows(count: int) -> list[str]:
    return [
        json.dumps(
            {"id": number, "source": f"Erano {number + 2}.", "translation": f"They were {number + 2 + number % 2}."}
        )
        for number in range(count)
    ]


@contextmanager
def piped(folder: Path, *options: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Start the command on a pipe that stays open."""
    (folder / "c.yaml").write_text(CONFIG, encoding="utf-8")
    with subprocess.Popen(
        [*PROGRAM, *CALL, "-", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=surroundings(folder),
    ) as run:
        yield run


@pytest.mark.parametrize("options", [(), ("--workers", "2")])
def test_a_row_from_a_pipe_is_answered_before_the_next_one_comes_and_a_bad_one_ends_it(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    with piped(tmp_path, *options) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        for number, row in enumerate(rows(40)):
            run.stdin.write(f"{row}\n\n".encode())
            run.stdin.flush()
            said = json.loads(run.stdout.readline())
            assert (said["id"], len(said["findings"])) == (str(number), number % 2)
        rest, told = run.communicate(b'{"id": "z"}\n' + rows(1)[0].encode(), timeout=PATIENCE_SECONDS)
    assert (run.returncode, rest) == (2, b"")
    assert told.decode() == "toolkit: error: <stdin>:81: 'source' is missing\n"


def test_a_reader_of_answers_that_goes_ends_the_run_without_a_word(tmp_path: Path) -> None:
    with piped(tmp_path) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        run.stdin.write(f"{rows(1)[0]}\n".encode())
        run.stdin.flush()
        run.stdout.readline()
        run.stdout.close()
        run.stdin.write(f"{rows(1)[0]}\n".encode())
        run.stdin.close()
        assert run.wait(timeout=PATIENCE_SECONDS) == 0
        assert run.stderr is not None
        assert run.stderr.read() == b""


def test_file_and_pipe_and_any_number_of_workers_give_the_same_bytes_up_to_the_row_that_cannot_be_used(
    tmp_path: Path,
) -> None:
    (tmp_path / "c.yaml").write_text(CONFIG, encoding="utf-8")
    whole = rows(700)
    text = "\n".join([*whole[:650], '{"id": 1', *whole[650:]])
    (tmp_path / "p.jsonl").write_text(f"\ufeff{text}", encoding="utf-8")
    alone = toolkit(*CALL, "p.jsonl", "--workers", "1", folder=tmp_path)
    assert len(alone.stdout.splitlines()) == 650
    assert (alone.returncode, alone.stderr.partition(": not JSON")[0]) == (2, "toolkit: error: p.jsonl:651:9")
    for options in (("--workers", "2"), ()):
        assert toolkit_process(*CALL, "p.jsonl", *options, folder=tmp_path).stdout == alone.stdout
    assert toolkit_process(*CALL, "-", folder=tmp_path, text=text).stdout == alone.stdout


def test_a_table_with_a_header_says_what_rows_of_json_say(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(CONFIG, encoding="utf-8")
    pairs = [json.loads(row) for row in rows(4)]
    (tmp_path / "p.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs), encoding="utf-8")
    wanted = toolkit(*CALL, "p.jsonl", folder=tmp_path).stdout
    for name, sign in (("p.csv", ";"), ("q.csv", ","), ("p.tsv", "\t")):
        body = (["", pair["translation"], str(pair["id"]), pair["source"]] for pair in pairs)
        lines = [["note", "translation", "id", "source"], *body]
        text = "\r\n".join(sign.join(f'"{cell}"' for cell in line) for line in lines)
        (tmp_path / name).write_text(f"\ufeff{text}\r\n\r\n", encoding="utf-8")
        assert toolkit(*CALL, name, folder=tmp_path).stdout == wanted
    (tmp_path / "r.csv").write_text("source,target\na,b\n", encoding="utf-8")
    refused = toolkit(*CALL, "r.csv", folder=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(
        "toolkit: error: r.csv:1: the columns are called 'source', 'target'; it wants id, "
    )


def echoed(items: Sequence[str], setting: None) -> list[str]:
    return list(items)


@pytest.mark.skipif(not can_share(), reason="no copies of processes")
def test_rows_that_no_pipe_between_processes_holds_are_shared_too() -> None:
    items = [str(number % 10) * 60_000 for number in range(260)]
    assert list(in_order.shared(echoed, items, None, 2)) == items
