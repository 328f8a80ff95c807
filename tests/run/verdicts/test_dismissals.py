"""Verdicts as the baseline of a check, through the real command."""

import subprocess
from pathlib import Path

import pytest

from tests.cases import case
from tests.command_line import toolkit
from toolkit.model import Finding, Span
from toolkit.run.verdicts.journal import append
from toolkit.run.verdicts.verdict import FindingMark, Kind, Verdict, marks

SLIP = "The quay (is closed since Monday, said the the mayor of the town."
CONFIG = "checks: {'*': off, brackets: error, doubled-words: error}\n"


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "c.yaml").write_text(CONFIG, encoding="utf-8")
    return toolkit("check", *arguments, "--config", "c.yaml", "--no-cache", folder=folder)


def lines(folder: Path, *arguments: str) -> list[str]:
    return [line.split(": ")[2] for line in check(folder, *arguments).stdout.splitlines()]


def doubled() -> FindingMark:
    """Return the mark of "the the", as the check tells it."""
    at = SLIP.index("the the")
    finding = Finding(
        "doubled-words", "error", "linguistic-conventions/typography", "", 0, (Span("translation", at, at + 7),)
    )
    return marks([finding], case(None, SLIP).units)[0]


def say(folder: Path, kind: Kind, reviewer: str = "Ada") -> None:
    append(folder / "v.jsonl", Verdict(kind, reviewer, "a.txt", doubled()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(f"{SLIP}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "told"),
    [("false_alarm", False), ("tolerated", False), ("confirmed", True), ("fixed", True)],
)
def test_what_was_dismissed_is_left_out_and_what_is_right_is_told_until_it_is_gone(
    folder: Path, kind: Kind, told: bool
) -> None:
    say(folder, kind)
    assert lines(folder, "a.txt", "--baseline", "v.jsonl") == ["brackets", *["doubled-words"][:told]]


def test_a_dismissal_survives_edits_elsewhere_is_stale_after_its_own_words_changed_and_holds_once(folder: Path) -> None:
    say(folder, "false_alarm")
    (folder / "a.txt").write_text(f"Good morning to you all.\n\n{SLIP}\n", encoding="utf-8")
    assert lines(folder, "a.txt", "--baseline", "v.jsonl", "--strict") == ["brackets"]
    (folder / "a.txt").write_text(f"{SLIP}\n\n{SLIP}\n", encoding="utf-8")
    assert lines(folder, "a.txt", "--baseline", "v.jsonl").count("doubled-words") == 1
    (folder / "a.txt").write_text(SLIP.replace("said the the", "said the") + "\n", encoding="utf-8")
    done = check(folder, "a.txt", "--baseline", "v.jsonl")
    assert done.stderr.endswith("v.jsonl: no longer found: 1 dismissed finding; --strict names them\n")
    assert (
        "v.jsonl: a.txt: doubled-words: 'the the' is no longer found"
        in check(folder, "a.txt", "--baseline", "v.jsonl", "--strict").stderr
    )


def test_a_dispute_hides_nothing(folder: Path) -> None:
    say(folder, "false_alarm")
    say(folder, "confirmed", "Béla")
    assert "doubled-words" in lines(folder, "a.txt", "--baseline", "v.jsonl")


def test_the_file_into_which_edits_were_saved_is_known_beside_its_original(folder: Path) -> None:
    say(folder, "false_alarm")
    append(folder / "v.jsonl", Verdict("saved", "Ada", "a.txt", text="a.edited.txt"))
    (folder / "a.edited.txt").write_text(f"Good morning.\n\n{SLIP}\n", encoding="utf-8")
    assert lines(folder, "a.txt", "a.edited.txt", "--baseline", "v.jsonl", "--strict") == ["brackets", "brackets"]


def test_a_cut_line_is_told_and_verdicts_are_not_overwritten_by_an_update(folder: Path) -> None:
    say(folder, "false_alarm")
    whole = (folder / "v.jsonl").read_bytes()
    (folder / "v.jsonl").write_bytes(whole + whole[:50])
    done = check(folder, "a.txt", "--baseline", "v.jsonl")
    assert "v.jsonl:2: left out: cut off" in done.stderr
    assert "doubled-words" not in done.stdout
    refused = check(folder, "a.txt", "--baseline", "v.jsonl", "--update-baseline")
    assert (refused.returncode, (folder / "v.jsonl").read_bytes()) == (2, whole + whole[:50])
    assert "verdicts are what people say" in refused.stderr


@pytest.mark.parametrize("kept", [0, 5])
def test_a_file_whose_first_writer_was_stopped_knows_nothing_and_may_become_a_baseline(folder: Path, kept: int) -> None:
    say(folder, "false_alarm")
    path = folder / "v.jsonl"
    path.write_bytes(path.read_bytes()[:kept])
    assert lines(folder, "a.txt", "--baseline", "v.jsonl") == ["brackets", "doubled-words"]
    done = check(folder, "a.txt", "--baseline", "v.jsonl", "--update-baseline")
    assert done.returncode == (2 if kept else 0)


def test_no_baseline_takes_the_name_of_verdicts(folder: Path) -> None:
    (folder / "results").mkdir()
    name = "results/verdicts.jsonl"
    assert check(folder, "a.txt", "--baseline", name, "--update-baseline").returncode == 2
    assert not (folder / name).exists()
