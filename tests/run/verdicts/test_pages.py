"""What people said, in the report of a run."""

from pathlib import Path

import pytest

from tests.command_line import toolkit
from toolkit.model import Span
from toolkit.run.records.reading import read
from toolkit.run.verdicts.journal import append
from toolkit.run.verdicts.pages import finding_marks
from toolkit.run.verdicts.verdict import FindingMark, Kind, UnitMark, Verdict

TEXT = "The quay (is closed since Monday.\n\nThey said the the mayor knew.\n\nAll is well in the town.\n"
CONFIG = "routes: off\nengines: off\nchecks: {'*': off, brackets: error, doubled-words: error}\n"


def compare(folder: Path) -> None:
    done = toolkit("compare", "a.txt", "--config", "c.yaml", "--no-cache", "--out", "run", "-q", folder=folder)
    assert done.returncode in (0, 1), done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.yaml").write_text(CONFIG, encoding="utf-8")
    compare(tmp_path)
    return tmp_path


def marks(folder: Path) -> tuple[list[FindingMark], list[UnitMark]]:
    """Return the marks of the run's findings, and of its units."""
    units = read(folder / "run").documents[""].units
    return list(finding_marks(units)), [UnitMark(at, one.translation) for at, one in enumerate(units)]


def say(folder: Path, kind: Kind, reviewer: str = "Ada", comment: str = "") -> None:
    (_, doubled), units = marks(folder)
    append(folder / "run" / "verdicts.jsonl", Verdict(kind, reviewer, "../a.txt", doubled, units[1], comment=comment))


def page(folder: Path) -> str:
    return (folder / "run" / "report.html").read_text(encoding="utf-8")


def test_a_report_shows_who_said_what_of_its_findings_and_units_and_hostile_comments_stay_text(folder: Path) -> None:
    plain = page(folder)
    say(folder, "false_alarm", comment="<script>alert(1)</script><!--/--> \\1")
    say(folder, "confirmed", "Béla")
    say(folder, "false_alarm", "Cem")
    _, units = marks(folder)
    mark = Verdict(
        "missed",
        "Béla",
        "../a.txt",
        unit=units[2],
        category="style",
        mqm_severity="minor",
        spans=(Span("translation", 0, 3),),
    )
    append(folder / "run" / "verdicts.jsonl", mark)
    done = toolkit("verdicts", "report", "run", folder=folder)
    assert (done.returncode, done.stdout) == (0, "run/report.html: shows what was said\n")
    told = page(folder)
    assert (
        '<div class="said dismissed"><p dir="auto"><b>False alarm</b> <span class="quiet"><bdi>Ada</bdi></span>' in told
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--/--&gt; \\1" in told
    assert told.count("<script>") == plain.count("<script>")
    assert "“<bdi>All</bdi>”" in told
    assert "MQM score" in told
    assert " words are few: from 500 on" in told
    assert "Of 2 findings: 0 confirmed, 0 mended, 1 dismissed, 1 open; 1 marked that no check told." in told


def test_showing_again_shows_what_holds_now_and_a_new_run_keeps_it(folder: Path) -> None:
    say(folder, "false_alarm", comment="one\nand two")
    toolkit("verdicts", "report", "run", folder=folder)
    once = page(folder)
    toolkit("verdicts", "report", "run", folder=folder)
    assert page(folder) == once
    compare(folder)
    assert page(folder) == once
    say(folder, "confirmed")
    toolkit("verdicts", "report", "run", folder=folder)
    assert ("said dismissed" in page(folder), "said right" in page(folder)) == (False, True)


def test_an_edited_text_keeps_the_verdicts_on_what_was_not_edited(folder: Path) -> None:
    say(folder, "tolerated")
    (folder / "a.txt").write_text("A new line.\n\n" + TEXT.replace("The quay (is", "The quay is"), encoding="utf-8")
    compare(folder)
    assert "Right, stays as it is" in page(folder)


def test_a_damaged_file_of_verdicts_costs_no_run(folder: Path) -> None:
    say(folder, "false_alarm")
    path = folder / "run" / "verdicts.jsonl"
    path.write_bytes(path.read_bytes() + b"half a line")
    compare(folder)
    assert "said dismissed" in page(folder)
    path.write_text("something else\n", encoding="utf-8")
    compare(folder)
    assert "said dismissed" not in page(folder)


def test_a_folder_without_verdicts_or_reports_is_told_in_a_line_and_the_report_has_no_box(folder: Path) -> None:
    assert 'class="people"' not in page(folder)
    for name, said in (("run", "no verdicts.jsonl in it"), ("nothing", "no report.html with its comparison.json")):
        done = toolkit("verdicts", "report", name, folder=folder)
        assert (done.returncode, said in done.stderr, done.stderr.count("\n")) == (2, True, 1)
