"""``toolkit check``: what it says beside its findings."""

import json
from pathlib import Path

from tests.command_line import toolkit


def test_a_text_without_findings_says_on_one_line_what_was_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Lodka vyplula.\n", encoding="utf-8")
    ran = toolkit("check", "a.txt", "--languages", "Italian", "CES", folder=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")
    (line,) = ran.stderr.splitlines()
    assert line.startswith("a.txt: not checked: ")
    assert "and " in line
    assert "more (no data for cs)" in line


def test_what_a_plain_run_never_does_is_not_said_each_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The boat left.\n", encoding="utf-8")
    (tmp_path / "o.txt").write_text("La barca è partita.\n", encoding="utf-8")
    for more in ((), ("--source", "o.txt")):
        ran = toolkit("check", "a.txt", *more, folder=tmp_path)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_what_a_plain_run_never_does_is_not_said_of_each_pair(tmp_path: Path) -> None:
    pair = '{"id": "1", "source": "La barca è partita.", "translation": "The boat left."}\n'
    (tmp_path / "p.jsonl").write_text(pair, encoding="utf-8")
    ran = toolkit("check", "--pairs", "p.jsonl", folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["unchecked"] == []


def test_what_a_language_lacks_is_said_of_each_pair(tmp_path: Path) -> None:
    pair = '{"id": "1", "source": "La barca è partita.", "translation": "Lodka vyplula."}\n'
    (tmp_path / "p.jsonl").write_text(pair, encoding="utf-8")
    ran = toolkit("check", "--pairs", "p.jsonl", "--languages", "it", "cs", folder=tmp_path)
    assert {"check": "numbers", "reason": "no data for cs"} in json.loads(ran.stdout)["unchecked"]


def test_the_other_formats_hold_it_themselves(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Lodka vyplula.\n", encoding="utf-8")
    ran = toolkit("check", "a.txt", "--languages", "it", "cs", "--format", "json", folder=tmp_path)
    assert ran.stderr == ""
    assert "no data for cs" in ran.stdout


def test_a_language_that_is_none_is_refused_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The boat left.\n", encoding="utf-8")
    ran = toolkit("check", "a.txt", "--languages", "it", "Englsh", folder=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "toolkit: error: languages: 'Englsh' is no language; did you mean 'en' (English)?\n"
    pairs = '{"id": "1", "source": "a", "translation": "b", "source_language": "xx"}\n'
    (tmp_path / "p.jsonl").write_text(pairs, encoding="utf-8")
    ran = toolkit("check", "--pairs", "p.jsonl", folder=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("toolkit: error: p.jsonl:1: 'source_language': 'xx' is no language")


def test_splitting_without_data_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Lodka vyplula. Bylo pozdě.\n", encoding="utf-8")
    ran = toolkit("split", "a.txt", "--language", "Czech", folder=tmp_path)
    assert ran.stdout == "Lodka vyplula.\nBylo pozdě.\n"
    assert ran.stderr == "toolkit: a.txt: no data for Czech (cs), so what is abbreviated is not known\n"
