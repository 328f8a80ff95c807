"""Unlucky surroundings, such as full disks, closed streams, odd names: one line, the right code, no traceback."""

import json
import os
import pty
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.cli.test_main import ENGLISH, write
from tests.command_line import PATIENCE_SECONDS, PROGRAM, python, surroundings, toolkit
from toolkit.run.cache.cache import Cache


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which $T is the command."""
    return subprocess.run(
        ["bash", "-c", f'T="{" ".join(PROGRAM)}"; {line}'],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
        env=surroundings(folder),
    )


def on_a_terminal(arguments: Sequence[str], folder: Path) -> str:
    """Return what the command writes to a terminal: on the way to anything else colours are left out."""
    ours, theirs = pty.openpty()
    subprocess.run(
        [*PROGRAM, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        check=False,
        timeout=PATIENCE_SECONDS,
        env=surroundings(folder),
    )
    os.close(theirs)
    written = b""
    with suppress(OSError):  # the end of a terminal
        while piece := os.read(ours, 65536):
            written += piece
    os.close(ours)
    return written.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", ["list", "--help", "schema", "split t.txt --language en"])
def test_a_full_disk_behind_standard_output_is_one_line_and_exit_2(tmp_path: Path, arguments: str) -> None:
    write(tmp_path / "t.txt", ENGLISH)
    done = shell(f"$T {arguments} >/dev/full", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "standard output cannot be written" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"), [("list >&-", 0), ("cache 2>&-", 0), ("check none.txt 2>&-", 2), ("list <&- >&- 2>&-", 0)]
)
def test_a_closed_stream_is_no_bug(tmp_path: Path, arguments: str, code: int) -> None:
    done = shell(f"$T {arguments}", tmp_path)
    assert (done.returncode, done.stderr) == (code, "")


def test_nothing_on_a_closed_standard_input_is_nothing_to_translate(tmp_path: Path) -> None:
    done = shell("$T translate --engine copy --from it --to en <&-", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_line_break_in_a_file_name_breaks_no_message(tmp_path: Path) -> None:
    done = toolkit("check", "no\nne.txt", folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "no\\nne.txt: no such file" in done.stderr


def test_a_line_break_in_a_file_name_breaks_no_finding(tmp_path: Path) -> None:
    write(tmp_path / "o\ndd.txt", "They saw the the ferry leave the harbour on a cold morning in March.\n")
    found = toolkit("check", "o\ndd.txt", folder=tmp_path).stdout.splitlines()
    assert found
    assert all(line.startswith("o\\ndd.txt:1:") for line in found)


def test_colours_and_other_orders_to_a_terminal_in_a_file_name_are_shown_and_not_sent(tmp_path: Path) -> None:
    name = "o\x1b[31md\u202ed.txt"
    write(tmp_path / name, "They saw the the ferry leave the harbour on a cold morning in March.\n")
    write(tmp_path / "c.yaml", "routes: {}\n")
    for arguments in (["check", name], ["compare", name, "--config", "c.yaml"], ["check", "no" + name], ["no" + name]):
        shown = on_a_terminal(arguments, tmp_path)
        assert "\x1b[31md" not in shown
        assert "\u202e" not in shown
        assert "o\\x1b[31md\\u202ed.txt" in shown


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_an_endless_file_is_refused(tmp_path: Path) -> None:
    done = toolkit("check", "/dev/zero", folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "MB is no document" in done.stderr


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_an_endless_configuration_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "t.txt", ENGLISH)
    done = toolkit("check", "t.txt", "--config", "/dev/zero", folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "MB is no configuration" in done.stderr


@pytest.mark.parametrize(("name", "said"), [("none.jsonl", "no such file; check the name"), (".", "this is a folder")])
def test_pairs_that_cannot_be_read_are_one_line_that_says_what_to_do(tmp_path: Path, name: str, said: str) -> None:
    done = toolkit("check", "--pairs", name, folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr


def test_a_row_with_a_huge_figure_is_checked_among_the_others(tmp_path: Path) -> None:
    rows = [
        ("Sono venute tre persone.", "Three people came."),
        (f"Il codice era {'7' * 309}.", f"The code was {'7' * 309}."),
        (f"Il codice era {'7' * 5000}.", f"The code was {'7' * 4999}1."),
        ("Ne contò una.", " ".join(["She counted 1", *["trillion"] * 27]) + "."),
        ("Sono venute tre persone.", "Four people came."),
    ]
    lines = [json.dumps({"id": str(at), "source": one, "translation": other}) for at, (one, other) in enumerate(rows)]
    write(tmp_path / "p.jsonl", "\n".join(lines) + "\n")
    done = toolkit("check", "--pairs", "p.jsonl", "--languages", "it", "en", folder=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    wrong = [row["id"] for row in found if any(one["check"] == "numbers" for one in row["findings"])]
    assert ([row["id"] for row in found], wrong) == (["0", "1", "2", "3", "4"], ["2", "3", "4"])


@pytest.mark.parametrize("option", ["--out", "--source", "--config"])
def test_an_empty_name_is_not_the_current_folder(tmp_path: Path, option: str) -> None:
    write(tmp_path / "t.txt", ENGLISH)
    done = toolkit("compare", "t.txt", option, "", folder=tmp_path)
    assert done.returncode == 2
    assert "the name is empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["t.txt"]


def test_a_read_only_cache_is_shown_and_clearing_it_is_one_line_and_exit_2(open_folder: Path) -> None:
    folder = open_folder / ".cache"
    cache = Cache.open(folder / "translations.sqlite")
    cache.keep_score("k", 1)
    cache.close()
    script = """
import difflib, os, sys, tempfile, traceback
import toolkit.run.cache.cache, toolkit.cli.commands.cache
from toolkit.cli.main import main
if os.getuid() == 0:  # what is imported may be root's own
    os.seteuid(65534)
main()
"""
    folder.chmod(0o555)
    (folder / "translations.sqlite").chmod(0o444)
    try:
        shown, cleared = (
            python("-c", script, "cache", *more, folder=open_folder, PYTHONDONTWRITEBYTECODE="1")
            for more in ([], ["--clear"])
        )
    finally:
        folder.chmod(0o755)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "scores: 1\n" in shown.stdout
    assert "read-only" in shown.stdout
    assert (cleared.returncode, cleared.stdout, cleared.stderr.count("\n")) == (2, "", 1)
    assert "the cache is read-only; nothing is deleted" in cleared.stderr


def test_clearing_a_damaged_cache_deletes_it(tmp_path: Path) -> None:
    kept = tmp_path / ".cache" / "translations.sqlite"
    kept.parent.mkdir()
    kept.write_bytes(b"no database" * 500)
    done = toolkit("cache", "--clear", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "damaged and is deleted" in done.stdout
    assert not kept.exists()
    assert "0 entries deleted" in toolkit("cache", "--clear", folder=tmp_path).stdout


@pytest.mark.engine
def test_a_terminal_of_no_width_still_gets_the_summary(tmp_path: Path) -> None:
    write(tmp_path / "t.txt", ENGLISH)
    write(tmp_path / "c.yaml", "engines: {}\n")
    done = shell("COLUMNS=0 $T compare t.txt --config c.yaml", tmp_path)
    assert "not checked" in done.stdout, done.stderr


@pytest.mark.parametrize("command", ["compare t.txt --config c.yaml --out o", "batch c.yaml --out o"])
def test_a_judge_that_is_not_there_is_said_before_any_work(tmp_path: Path, command: str) -> None:
    write(tmp_path / "t.txt", ENGLISH)
    write(tmp_path / "c.yaml", "inputs: [{translation: t.txt}]\nmetrics: [{use: comet, command: [./no-such, x]}]\n")
    done = toolkit(*command.split(), folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "metric comet: the program './no-such'" in done.stderr
    assert not (tmp_path / "o").exists()


def test_a_text_that_comes_through_a_pipe_of_the_shell_is_read_once_and_whole(tmp_path: Path) -> None:
    write(tmp_path / "t.txt", ENGLISH)
    write(tmp_path / "s.it.txt", "Il ponte di Vell ha riaperto lunedì.\n")
    of_file = shell("$T split t.txt --language en", tmp_path)
    assert shell("$T split <(cat t.txt) --language en", tmp_path).stdout == of_file.stdout != ""
    several = "$T compare t.txt <(cat t.txt) --reference <(cat t.txt) --lines --out out"
    assert shell(several, tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ("PK\x03\x04", "a zip archive, perhaps a word processor's document"),
        ("<tmx version='1.4'>", "not read as .tmx"),
        ('{"id": "a", "source": "Piove.", "translation": "It rains."}', "not read as .jsonl"),
    ],
)
def test_a_file_of_another_kind_through_the_pipe_is_told_by_its_kind(tmp_path: Path, start: str, message: str) -> None:
    done = toolkit("check", "-", folder=tmp_path, text=start)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert message in done.stderr
    assert "save it as a file" in done.stderr


def test_only_one_text_can_come_through_the_pipe(tmp_path: Path) -> None:
    for command in ("align - - --languages it en", "check - --source -", "check - -"):
        done = toolkit(*command.split(), folder=tmp_path, text="It rains.")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        assert "only one text can come through the pipe" in done.stderr


def test_pairs_come_through_the_pipe_too(tmp_path: Path) -> None:
    pair = '{"id": "a", "source": "Sono 48.", "translation": "There are 84."}'
    done = toolkit("check", "--pairs", "-", "--languages", "it", "en", folder=tmp_path, text=pair)
    assert (done.returncode, '"numbers"' in done.stdout) == (1, True), done.stderr
    faulty = toolkit("check", "--pairs", "-", "--languages", "it", "en", folder=tmp_path, text=f"{pair}\n[]\n")
    assert faulty.stderr.startswith("toolkit: error: <stdin>:2: ")


BAD_FILES = {
    "binary.en.txt": (bytes(range(256)), "binary.en.txt:1: a NUL byte"),
    "empty.en.txt": (b"", "empty.en.txt: the file is empty"),
    "locked.en.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "by a password"),
    "utf16.en.txt": ("It rains.".encode("utf-16"), "iconv -f UTF-16"),
    "old.en.doc": (b"It rains here.", "plain text by another name"),
    "rows.en.jsonl": (b"[]\n", "rows.en.jsonl:1:1: "),
}


def test_bad_files_of_a_batch_are_a_line_each_and_the_others_are_done(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (data, _) in BAD_FILES.items():
        (folder / name).write_bytes(data)
    (folder / "folder.en.txt").mkdir()
    (folder / "gone.en.txt").symlink_to("nowhere.txt")
    os.mkfifo(folder / "pipe.en.txt")
    with ZipFile(folder / "bomb.en.docx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(30_000_000))
    (folder / "good.en.txt").write_text("It rains.\n", encoding="utf-8")
    (folder / "last.en.txt").write_text("It snows.\n", encoding="utf-8")
    write(tmp_path / "b.yaml", "inputs: [{translation: in/*}]\nroutes: {}\nmetrics: []\nchecks: {numbers: error}\n")
    done = toolkit("batch", "b.yaml", "--out", "out", folder=tmp_path)
    messages = [message for _, message in BAD_FILES.values()]
    messages += [
        "this is a folder",
        "a link to nowhere.txt, which is not there",
        "a named pipe",
        "unpacks to 30 MB in 1 part,",
    ]
    assert (done.returncode, done.stderr.count("\n")) == (3, len(messages)), done.stderr
    assert [message for message in messages if message not in done.stderr] == []
    assert "good: 1 unit, 0 errors, 0 warnings\nlast: 1 unit, 0 errors" in done.stdout
