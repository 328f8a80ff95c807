"""How often checks are right in one house, and what that leaves them."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import toolkit
from tests.run.verdicts.samples import UNIT, mark
from toolkit.config.precision import PROMISES, CheckPrecision, load, text
from toolkit.errors import InputError
from toolkit.evaluation.intervals import wilson
from toolkit.evaluation.precision import lines, more_wanted, precision
from toolkit.run.verdicts.journal import append
from toolkit.run.verdicts.state import State, current
from toolkit.run.verdicts.verdict import Verdict

SLIP = "The quay (is closed since Monday, said the the mayor of the town."
CONFIG = "checks: {'*': off, brackets: on, doubled-words: on}\nalarm_rates: off\nprecision: house.json\n"


def said(right: int, wrong: int, documents: int = 5, reviewer: str = "Ada", severity: str = "error") -> list[Verdict]:
    """Return verdicts on findings of "doubled-words", spread over documents."""
    kinds = ["confirmed"] * right + ["false_alarm"] * wrong
    return [
        Verdict(kind, reviewer, f"{number % documents}.txt", replace(mark(f"{number:016}"), severity=severity), UNIT)  # type: ignore[arg-type]
        for number, kind in enumerate(kinds)
    ]


def counted(verdicts: list[Verdict]) -> State:
    return current(verdicts)


def one(verdicts: list[Verdict]) -> CheckPrecision:
    (found,) = precision(counted(verdicts), "").checks
    return found


def test_an_error_that_is_surely_right_less_often_than_it_promises_is_lowered_as_far_as_it_must() -> None:
    assert [one(said(*figures)).allowed for figures in ((19, 1), (14, 6), (2, 18))] == ["error", "warning", "info"]


def test_a_few_verdicts_or_those_of_a_few_documents_lower_nothing() -> None:
    assert one(said(0, 9)).allowed == "error"
    assert one(said(0, 40, documents=2)).allowed == "error"
    assert "1 more verdict like these would lower it" in "\n".join(lines(precision(counted(said(0, 9)), "")))
    assert "verdicts like these, from 1 more document, would lower it" in "\n".join(
        lines(precision(counted(said(0, 40, 2)), ""))
    )


def test_most_reviewers_decide_and_a_tie_is_a_half() -> None:
    found = one([*said(10, 0), *said(0, 10, reviewer="Béla")])
    assert (found.right, found.verdicts) == (5, 10)
    assert one([*said(10, 0), *said(0, 10, reviewer="Béla"), *said(0, 10, reviewer="Cem")]).right == 0


def test_verdicts_that_hang_together_by_documents_are_worth_less() -> None:
    apart, together = said(20, 20, documents=40), said(20, 20, documents=40)
    together = [Verdict(v.kind, v.reviewer, f"{n // 10}.txt", v.finding, UNIT) for n, v in enumerate(together)]
    assert one(together).high > one(apart).high


@given(st.integers(0, 30), st.integers(0, 30))
def test_as_many_more_as_are_said_to_do_are_enough_and_one_fewer_is_not(right: int, wrong: int) -> None:
    if not right + wrong or right / (right + wrong) > 0.85:
        return
    figures = one(said(right, wrong, documents=right + wrong))
    more, promise = more_wanted(figures), PROMISES["error"]
    size = figures.verdicts + more
    assert size >= 10
    assert wilson(figures.share * size, size).high < promise
    if more and size > 10:
        assert wilson(figures.share * (size - 1), size - 1).high >= promise


def check(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return toolkit("check", "a.txt", "--config", "c.yaml", "--no-cache", *more, folder=folder)


def test_what_the_house_says_lowers_a_severity_through_the_real_commands_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SLIP}\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text(CONFIG.replace("precision: house.json\n", ""), encoding="utf-8")
    assert "warning: doubled-words" in check(tmp_path).stdout
    append(tmp_path / "v.jsonl", *said(4, 16, severity="warning"))
    done = toolkit("calibrate", "--verdicts", "v.jsonl", "--out", "house.json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [row.split()[:5] for row in done.stdout.splitlines()[1:2]] == [["doubled-words", "warning", "4", "of", "20"]]
    assert "told as info" in done.stdout
    (tmp_path / "c.yaml").write_text(CONFIG, encoding="utf-8")
    lowered = check(tmp_path)
    assert "info: doubled-words" in lowered.stdout
    assert "warning: brackets" in lowered.stdout
    toolkit("compare", "a.txt", "--config", "c.yaml", "--no-cache", "--out", "run", folder=tmp_path)
    written = (tmp_path / "run" / "comparison.json").read_text(encoding="utf-8")
    assert "no warning here, for reviewers found 4 of 20 warning findings of doubled-words right" in written
    said_of = toolkit("explain", "doubled-words", "--config", "c.yaml", folder=tmp_path).stdout
    assert "In this house (house.json): 4 of 20 warning findings right, 0.20 [0.08, 0.42]; told as info." in said_of
    (tmp_path / "c.yaml").write_text(CONFIG.replace("doubled-words: on", "doubled-words: error"), encoding="utf-8")
    assert "error: doubled-words" in check(tmp_path).stdout


def test_a_damaged_file_is_one_line_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SLIP}\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text(CONFIG, encoding="utf-8")
    damaged = text(precision(counted(said(1, 1)), "")).replace('"severity": "error"', '"severity": "loud"')
    (tmp_path / "house.json").write_text(damaged, encoding="utf-8")
    with pytest.raises(InputError, match=r"house\.json:2:\d+: checks\.0\.severity"):
        load(tmp_path / "house.json")
    done = check(tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "c.yaml:3:1: precision: house.json" in done.stderr
