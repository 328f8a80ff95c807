"""Programs that read lines and write lines, well and badly."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command_line import PATIENCE_SECONDS, PROGRAM, surroundings
from toolkit.config.loading import load
from toolkit.engines.command import Command
from toolkit.errors import ConfigError, EngineError, MissingDependency
from toolkit.model import Hypothesis
from toolkit.plugins import endings
from toolkit.plugins.contracts import Engine
from toolkit.plugins.programs import complaints
from toolkit.plugins.programs import lines as line_programs


@pytest.fixture(autouse=True)
def _told() -> Iterator[None]:
    yield
    complaints.lines()  # a later command would tell them


def python(code: str, *arguments: str, timeout_seconds: float = 60.0) -> Command:
    return Command((sys.executable, "-c", code, *arguments), timeout_seconds=timeout_seconds)


UPPER = "import sys\nfor line in sys.stdin: sys.stdout.write(line.upper())"


def test_a_line_in_is_a_line_out_and_blank_texts_are_not_sent() -> None:
    counting = "import sys\nfor n, line in enumerate(sys.stdin): print(n, line.strip())"
    found = python(counting).translate(["uno", "", "due", "  ", "tre"], "it", "en")
    assert found == [Hypothesis(text) for text in ("0 uno", "", "1 due", "", "2 tre")]
    assert isinstance(python(UPPER), Engine)


def test_nothing_to_translate_starts_nothing(tmp_path: Path) -> None:
    assert python(f"open({str(tmp_path / 'x')!r}, 'w')").translate(["", " "], "it", "en") == [Hypothesis("")] * 2
    assert not list(tmp_path.iterdir())


def test_the_languages_stand_in_the_command_and_no_shell_reads_it() -> None:
    echo = "import sys\nfor line in sys.stdin: print(*sys.argv[1:])"
    found = python(echo, "{source}-{target}", "$(id) {braces}").translate(["x"], "it", "en")
    assert found == [Hypothesis("it-en $(id) {braces}")]


def test_what_a_program_says_though_it_ends_well_is_told_once_at_the_end() -> None:
    complaints.lines()
    said = "sys.stderr.write('loading\\rloaded \\x1b[31m\\nWARNING: input truncated\\n\\n')"
    engine = python(f"import sys\n{said}\nfor line in sys.stdin: print(line.strip())")
    for _ in range(2):
        assert engine.translate(["uno"], "it", "en") == [Hypothesis("uno")]
    python("import sys\nfor line in sys.stdin: print(line.strip())").translate(["uno"], "it", "en")
    told = [line for line in endings.lines() if "truncated" in line]
    assert told == [f"{sys.executable}: it ended well, and said: WARNING: input truncated"]
    assert complaints.lines() == []


def test_numbers_are_arguments_and_other_items_are_named_with_their_place(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    file.write_text("engines: {few: {use: command, command: [head, -2]}}\n", encoding="utf-8")
    few = load(file).engines["few"]
    assert isinstance(few, Command)
    assert few.command == ("head", "-2")
    file.write_text("engines:\n  few:\n    use: command\n    command: [head, -n, 0.5, true]\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"c\.yaml:4:25: .*command\.2: must be text; write it in quotation marks"):
        load(file)


def test_more_text_than_a_pipe_holds_goes_through() -> None:
    texts = [f"{'parola ' * 40}{number}" for number in range(3000)]
    assert [a.text for a in python(UPPER).translate(texts, "it", "en")] == [text.upper() for text in texts]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import sys; sys.stdin.read(); sys.exit('first\\nno such model\\n')", r"exit code 1 \(no such model\)"),
        ("import sys; sys.exit(4)", r"exit code 4 \(it said nothing\)"),
        ("import os; os.kill(os.getpid(), 9)", "signal 9, SIGKILL"),
        ("import os, signal; signal.signal(13, signal.SIG_DFL); os.kill(os.getpid(), 13)", "signal 13, SIGPIPE"),
        ("import sys; print(sys.stdin.readline()); sys.exit(3)", "exit code 3"),
        ("import os; os.close(0); os.close(1); os.close(2)", "0 lines for 2; it must write one for each"),
        ("import sys; sys.stdin.read(); print('one'); print('tired', file=sys.stderr)", r"1 line for 2 \(tired\)"),
        ("import sys; print(sys.stdin.read() + 'more')", "3 lines for 2"),
        ("import sys; sys.stdin.read()", "0 lines for 2"),
        ("import sys; sys.stdin.read(); sys.stdout.buffer.write(b'a\\n\\xff\\n')", "line 2 of its answer is not UTF-8"),
    ],
)
def test_a_program_that_fails_is_one_line_with_what_it_said_last(code: str, says: str) -> None:
    with pytest.raises(EngineError, match=says) as caught:
        python(code).translate(["uno", "due"], "it", "en")
    assert "\n" not in str(caught.value)


def test_complaints_without_end_stop_neither_side_and_the_last_is_shown() -> None:
    noisy = "import sys\nfor line in sys.stdin: sys.stderr.write('noise ' * 60000); print(line.upper(), end='')"
    texts = [f"testo {number}" for number in range(40)]
    assert [a.text for a in python(noisy).translate(texts, "it", "en")] == [text.upper() for text in texts]
    with pytest.raises(EngineError, match=r"exit code 2 \(the end\)"):
        python("import sys; sys.stderr.write('noise\\n' * 999999 + 'the end'); sys.exit(2)").translate(
            texts, "it", "en"
        )


def test_a_program_that_reads_nothing_and_ends_is_no_broken_pipe() -> None:
    texts = ["parola " * 50_000]
    assert python("print('done')").translate(texts, "it", "en") == [Hypothesis("done")]


def test_an_output_without_end_is_given_up_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_programs, "LARGEST_BYTES", 1 << 20)
    with pytest.raises(EngineError, match="writes without end, for 1 line; is it the right program"):
        python("while True: print('y' * 999)").translate(["uno"], "it", "en")


def test_a_program_that_leaves_another_behind_is_not_waited_for_by_its_pipes(tmp_path: Path) -> None:
    behind = (
        "import pathlib, subprocess, sys\n"
        "child = subprocess.Popen(['sleep', '600'])\n"
        "pathlib.Path(sys.argv[1]).write_text(str(child.pid))\n"
        "print(sys.stdin.read().upper(), end='')\n"
    )
    found = python(behind, str(tmp_path / "pid"), timeout_seconds=PATIENCE_SECONDS).translate(["uno"], "it", "en")
    assert found == [Hypothesis("UNO")]
    assert not alive(tmp_path / "pid")


def test_a_program_that_closes_its_output_and_goes_on_is_stopped_by_the_time_limit() -> None:
    silent = "import os, time; os.close(1); os.close(2); time.sleep(600)"
    with pytest.raises(EngineError, match="not ready after 1 s; raise timeout_seconds"):
        python(silent, timeout_seconds=1).translate(["uno"], "it", "en")


def alive(path: Path) -> bool:
    """Whether the process whose number stands in the file runs; waits a little for it to end."""
    pid = int(path.read_text())
    for _ in range(3000):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        time.sleep(0.02)
    return True


WITH_CHILD = (
    "import pathlib, subprocess, sys, time\n"
    "child = subprocess.Popen(['sleep', '600'])\n"
    "pathlib.Path(sys.argv[1] + '.new').write_text(str(child.pid))\n"
    "pathlib.Path(sys.argv[1] + '.new').rename(sys.argv[1])\n"
    "time.sleep(600)\n"
)


def test_a_program_that_takes_too_long_is_killed_with_its_children(tmp_path: Path) -> None:
    for seconds in (1, 10, 100):  # on a busy machine the program may not come as far as its child
        with pytest.raises(EngineError, match=f"not ready after {seconds} s"):
            python(WITH_CHILD, str(tmp_path / "pid"), timeout_seconds=seconds).translate(["uno"], "it", "en")
        if (tmp_path / "pid").exists():
            break
    assert not alive(tmp_path / "pid")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_kills_the_program_and_its_children(tmp_path: Path, sent: signal.Signals) -> None:
    (tmp_path / "with_child.py").write_text(WITH_CHILD)
    (tmp_path / "c.yaml").write_text(
        "extends: toolkit:offline\n"
        f"engines: {{mine: {{use: command, command: [{sys.executable}, with_child.py, pid]}}}}\n"
    )
    asked = ["translate", "--engine", "mine", "--from", "it", "--to", "en", "--config", "c.yaml", "--no-cache"]
    running = subprocess.Popen(
        [*PROGRAM, *asked],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=surroundings(tmp_path),
    )
    assert running.stdin is not None
    running.stdin.write(b"uno\n")
    running.stdin.close()
    while not (tmp_path / "pid").exists():
        assert running.poll() is None
        time.sleep(0.02)
    running.send_signal(sent)
    assert running.wait(PATIENCE_SECONDS) == 128 + sent
    assert not alive(tmp_path / "pid")


def test_a_program_that_is_not_there_is_named() -> None:
    engine = Command(("no-such-translator", "{source}"))
    assert engine.problem("it", "en") == (
        "the program 'no-such-translator' is not on the PATH; install it, or write where it is"
    )
    with pytest.raises(MissingDependency, match="no-such-translator"):
        engine.translate(["uno"], "it", "en")


def test_a_file_that_may_not_be_run_and_a_place_without_one_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    assert "may not be run; type: chmod +x" in str(Command((str(tmp_path / "plain"),)).problem("it", "en"))
    assert "is not there; write where it is" in str(Command((str(tmp_path / "absent"),)).problem("it", "en"))
    assert "is not there" in str(Command((str(tmp_path),)).problem("it", "en"))


@pytest.mark.parametrize("command", [("cat", "a\0b"), ("cat", "\ud800")])
def test_what_no_program_can_be_given_is_refused(command: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="command holds a NUL or half a character"):
        Command(command)


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf")])
def test_a_time_limit_that_is_none_is_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="timeout_seconds must be more than 0"):
        Command(("cat",), timeout_seconds=seconds)


@pytest.mark.parametrize("command", [(), ("",), (" ", "x")])
def test_a_command_without_a_program_is_refused(command: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="command must be a list"):
        Command(command)


def test_the_signature_holds_command_and_version_and_not_the_time_limit() -> None:
    one, other = Command(("cat",), version="1"), Command(("cat",), version="2")
    assert one.signature() != other.signature()
    assert one.signature() == Command(("cat",), version="1", timeout_seconds=5.0).signature()
    assert one.cacheable
    assert not Command(("cat",), each_by_itself=False).cacheable


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=6))
def test_no_text_can_break_the_lines(texts: list[str]) -> None:
    found = Command(("cat",)).translate(texts, "it", "en")
    assert len(found) == len(texts)
    for text, answer in zip(texts, found, strict=True):
        assert len(answer.text.splitlines()) <= 1
        assert answer.text == (line_programs.one_line(text) if text.strip() else "")
