"""The command line as a user meets it: exit codes, one line for each fault."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.command_line import PROGRAM, python, surroundings, toolkit

ENGLISH = "The council met on Monday in the old town hall. Nobody objected to the plan for the new bridge.\n"
SPANISH = (
    "El consejo se reunió el lunes en el antiguo ayuntamiento de la ciudad. Nadie se opuso al plan del nuevo puente, "
    "que costará mucho dinero a los vecinos durante los próximos años.\n"
)


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


NO_ROUTES = "version: 1\n"


def test_help_names_every_command_and_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['toolkit', '--help']\n"
        "from toolkit.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'transformers', 'torch', 'pydantic', 'sacrebleu', 'jinja2', 'rich', 'babel', 'yaml'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))"
    )
    done = python("-c", code, folder=tmp_path)
    assert "HEAVY []" in done.stdout
    for name in [
        "align",
        "batch",
        "cache",
        "check",
        "compare",
        "doctor",
        "explain",
        "list",
        "schema",
        "split",
        "translate",
    ]:
        assert re.search(rf"^  {name} ", done.stdout, re.MULTILINE), name


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("none.txt", None, "none.txt: "),
        ("empty.txt", b"", "empty.txt: "),
        ("blank.txt", b" \n\n\t\n", "blank.txt: "),
        ("binary.txt", b"\x00\x01\x02\xff" * 50, "binary.txt:1: "),
        ("nul.txt", ENGLISH.encode() + b"\0", "nul.txt:2: "),
        ("latin.txt", "The café closed early on that day.\n".encode("latin-1"), "latin.txt"),
        ("utf16.txt", ENGLISH.encode("utf-16"), "utf16.txt: "),
        ("long.txt", b"word " * 2_000_000, "long.txt"),
        ("marks.txt", b"*** --- ***\n", "marks.txt: "),
    ],
)
def test_a_bad_document_is_one_line_and_exit_2(tmp_path: Path, name: str, data: bytes | None, message: str) -> None:
    if data is not None:
        write(tmp_path / name, data)
    write(tmp_path / "c.yaml", NO_ROUTES)
    done = toolkit("compare", name, "--config", "c.yaml", "--out", "out", folder=tmp_path)
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("toolkit: error: ")
    assert message in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    done = toolkit("check", ".", folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "folder" in done.stderr


def test_another_language_than_said_is_refused_with_the_language_that_was_seen(tmp_path: Path) -> None:
    write(tmp_path / "t.txt", SPANISH)
    done = toolkit("check", "t.txt", folder=tmp_path)
    assert done.returncode == 2
    assert "t.txt: " in done.stderr
    assert "es" in done.stderr


def test_a_file_is_no_folder_for_results(tmp_path: Path) -> None:
    write(tmp_path / "t.txt", ENGLISH)
    write(tmp_path / "c.yaml", NO_ROUTES)
    done = toolkit("compare", "t.txt", "--config", "c.yaml", "--out", "t.txt/x", folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "t.txt" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder_is_seen_before_the_work(tmp_path: Path) -> None:
    write(tmp_path / "t.txt", ENGLISH)
    (tmp_path / "closed").mkdir(mode=0o500)
    done = toolkit("compare", "t.txt", "--out", "closed/x", folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_findings_are_lines_with_place_severity_check_and_category(tmp_path: Path) -> None:
    write(tmp_path / "t.txt", "The council met on Monday.\nNobody in the the hall objected to the plan.\n")
    done = toolkit("check", "t.txt", folder=tmp_path)
    assert re.search(r"^t\.txt:2:1[0-9]: warning: doubled-words: .+ \[[a-z/-]+\]$", done.stdout, re.MULTILINE), done


def test_exit_1_when_a_finding_reaches_fail_on(tmp_path: Path) -> None:
    write(tmp_path / "t.txt", "Nobody in the the hall objected to the plan.\n")
    for limit, code in (("warning", 1), ("error", 0), ("never", 0)):
        write(tmp_path / "c.yaml", f"checks: {{'*': off, doubled-words: warning}}\nfail_on: {limit}\n")
        assert toolkit("check", "t.txt", "--config", "c.yaml", folder=tmp_path).returncode == code


def test_no_arguments_print_the_help(tmp_path: Path) -> None:
    done = toolkit(folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: toolkit")


def test_unknown_words_on_the_command_line_are_one_line(tmp_path: Path) -> None:
    for arguments in (["chek"], ["check", "--sorce", "x", "y"], ["explain", "numbres"], ["list", "cheks"]):
        done = toolkit(*arguments, folder=tmp_path)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        assert "did you mean" in done.stderr.lower()
    bare = toolkit("verdicts", folder=tmp_path)
    assert bare.returncode == 2
    assert bare.stderr == "toolkit: error: name a command: import, report, score (see: toolkit verdicts --help)\n"


@pytest.mark.parametrize(("name", "word"), [("numbers", "checks: {numbers: off}"), ("bleu", "metrics: {bleu: off}")])
def test_explain_says_how_to_leave_a_thing_out(tmp_path: Path, name: str, word: str) -> None:
    assert toolkit("explain", name, folder=tmp_path).stdout.endswith(f"\nTo leave it out: {word}\n")


def test_pairs_give_one_json_line_each_in_order(tmp_path: Path) -> None:
    import json

    rows = [
        {"id": "a", "source": "Sono venute duecento persone.", "translation": "Three hundred people came."},
        {"id": "b", "source": "Il  ponte è aperto.", "translation": "The bridge is open."},
        {"id": "c", "source": "Non piove.", "translation": ""},
    ]
    write(tmp_path / "p.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    done = toolkit("check", "--pairs", "p.jsonl", folder=tmp_path)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in found] == ["a", "b", "c"]
    assert [item["check"] for item in found[0]["findings"]] == ["numbers"]
    assert rows[0]["translation"][found[0]["findings"][0]["start"] : found[0]["findings"][0]["end"]] == "Three hundred"
    assert found[1]["findings"] == []
    assert 0 < found[1]["suspicion"] < 0.1
    assert found[0]["suspicion"] > 0.5
    assert found[2]["findings"]
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "p.jsonl:2:"),
        ("[]", "p.jsonl:2: not a JSON object"),
        ('{"id": "x", "source": 3, "translation": "y"}', "p.jsonl:2: 'source' is not text"),
        ('{"id": "x", "source": "y"}', "p.jsonl:2: 'translation' is missing"),
        ('{"id": "x", "source": "y", "translation": "\\ud800"}', "lone surrogate"),
    ],
)
def test_a_bad_pair_names_its_line_behind_the_answers_before_it(tmp_path: Path, line: str, message: str) -> None:
    write(tmp_path / "p.jsonl", '{"id": "a", "source": "Ciao.", "translation": "Hello."}\n' + line + "\n")
    done = toolkit("check", "--pairs", "p.jsonl", folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert message in done.stderr
    assert done.stdout.count("\n") == done.stdout.count('{"id": "a"') == 1


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    write(tmp_path / "t.txt", ENGLISH * 2000)
    line = f"{' '.join(PROGRAM)} split t.txt --language en | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env=surroundings(tmp_path),
    )
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


def test_a_bug_keeps_its_traceback_and_exits_with_70(tmp_path: Path) -> None:
    code = (
        "import sys, toolkit.cli.main as cli\n"
        "from toolkit.cli.commands import list as broken\n"
        "broken.command.callback = lambda kind: int('one\\n' * 9999)\n"
        "sys.argv = ['toolkit', 'list']\n"
        "cli.main()"
    )
    done = python("-c", code, folder=tmp_path)
    assert done.returncode == 70
    assert max(map(len, done.stderr.splitlines())) < 500
    assert done.stderr.count("\n") == 2
    kept = re.search(r"the traceback is in (\S+)$", done.stderr, re.MULTILINE)
    assert kept
    report = Path(kept[1])
    assert "ValueError" in report.read_text(encoding="utf-8")
    report.unlink()
