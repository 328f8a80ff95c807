"""``--format``: several at once, to a file or printed, and what cannot be is said before any work is done."""

import json
import re
from pathlib import Path

import junitparser
import pytest

from tests.command_line import toolkit
from tests.reports.handed_on import READERS

TEXT = "The the council met on Monday.\n"
ONLY = ("--only", "doubled-words")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("Nobody objected to the plan for the the new bridge.\n")
    (tmp_path / "out").mkdir()
    return tmp_path


def test_several_formats_are_written_and_the_findings_still_printed(folder: Path) -> None:
    wanted = ("sarif", "junit", "markdown", "xlsx", "csv", "xliff12", "tmx")
    formats = [part for name in wanted for part in ("--format", f"{name}=out/{name}")]
    done = toolkit("check", "a.txt", "b.txt", *ONLY, *formats, folder=folder)
    assert done.returncode == 0
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["a.txt", "b.txt"]
    assert sorted(path.name for path in (folder / "out").iterdir()) == sorted(wanted)
    for name in ("sarif", "xlsx", "xliff12"):
        assert any(
            "twice" in text or "more than once" in text for text in READERS[name]((folder / "out" / name).read_bytes())
        )
    assert len(json.loads((folder / "out" / "sarif").read_text())["runs"][0]["results"]) == 2


def test_one_format_is_printed_alone(folder: Path) -> None:
    done = toolkit("check", "a.txt", "b.txt", *ONLY, "--format", "gitlab", folder=folder)
    assert [issue["location"]["path"] for issue in json.loads(done.stdout)] == ["a.txt", "b.txt"]
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "sariff"), "unknown format 'sariff'; did you mean 'sarif'?"),
        (
            ("--format", "sarif", "--format", "junit"),
            "one format can be printed; give the others a file: --format junit=FILE",
        ),
        (("--format", "xlsx"), "it is no text; give it a file: --format xlsx=findings.xlsx"),
        (("--format", "html"), "a report of comparisons; `toolkit compare` and `toolkit batch` write it"),
        (("--format", "docx=a.docx", "b.txt"), "it holds one document; name one file"),
        (("--format", "csv=a", "--format", "junit=a"), "two formats cannot go to a"),
        (("--format", "csv=no/where/a.txt/x"), "a file, where a folder"),
        (("--format", "csv="), "which file?"),
        (("--format", "csv=a.txt"), "a.txt: this would overwrite a file that is read"),
        (("--only", ""), "the name of a check is missing"),
        (("--changed-since", ""), "the name of the branch is missing"),
        (("--only", "nubmers"), "unknown check 'nubmers'; did you mean 'numbers'?"),
        (("--only", "numbers", "--skip", "numbers"), "--only and --skip leave no check to ask"),
        (("--stdin-filename", "x.md"), "--stdin-filename names the text that comes through the pipe"),
    ],
)
def test_what_cannot_be_is_one_clear_line(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    (folder / "no").mkdir()
    (folder / "no" / "where").write_text("")
    done = toolkit("check", "a.txt", *arguments, folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_check_that_the_configuration_switches_off_cannot_be_asked_alone(folder: Path) -> None:
    (folder / "c.yaml").write_text("checks: {doubled-words: off}\n")
    done = toolkit("check", "a.txt", *ONLY, "--config", "c.yaml", folder=folder)
    assert "--only doubled-words: the configuration switches this check off" in done.stderr


def test_what_fails_a_run_is_chosen_on_the_command_line(folder: Path) -> None:
    def code(*arguments: object) -> int:
        return toolkit("check", "a.txt", "b.txt", *ONLY, *arguments, folder=folder).returncode

    assert code() == 0
    assert code("--fail-on", "warning") == 1
    assert code("--fail-on", "warning", "--max-findings", 1) == 1
    assert code("--fail-on", "warning", "--max-findings", 2) == 0
    assert code("--fail-on", "never") == 0
    suites = toolkit("check", "a.txt", *ONLY, "--fail-on", "warning", "--format", "junit", folder=folder).stdout
    (suite,) = junitparser.JUnitXml.fromstring(suites.encode())
    assert (suite.tests, suite.failures, suite.errors) == (1, 1, 0)


def test_skipped_checks_say_nothing(folder: Path) -> None:
    assert toolkit("check", "a.txt", "--skip", "doubled-words,grammar", folder=folder).stdout == ""


def test_a_comparison_is_written_in_more_formats_and_reproduces_with_its_checks(folder: Path) -> None:
    (folder / "c.yaml").write_text("routes: off\nmetrics: off\noutput: {formats: [json, sarif, docx]}\n")
    done = toolkit(
        "compare", "a.txt", "--config", "c.yaml", "--out", "run", *ONLY, "--format", "junit", "--format",
        "csv=out/all.csv", "--fail-on", "warning", folder=folder,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert sorted(path.name for path in (folder / "run").iterdir()) == [
        "commented.docx",
        "comparison.json",
        "findings.sarif",
        "junit.xml",
    ]
    assert "doubled-words" in (folder / "out" / "all.csv").read_text()
    done = toolkit("reproduce", "run", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_batch_writes_the_formats_of_its_configuration_and_fails_by_what_is_said(folder: Path) -> None:
    checks = "checks: {'*': off, doubled-words: on}\n"
    (folder / "c.yaml").write_text(
        f"{checks}routes: off\nmetrics: off\ninputs: [{{translation: '[ab].txt'}}]\n"
        "output: {formats: [sarif, docx, xlsx]}\n"
    )
    for arguments, code in {
        (): 0,
        ("--fail-on", "warning"): 1,
        ("--fail-on", "warning", "--max-findings", 2): 0,
    }.items():
        done = toolkit("batch", "c.yaml", "--out", "run", *arguments, folder=folder)
        assert done.returncode == code, done.stderr
    names = {"commented.docx", "findings.sarif", "findings.xlsx"}
    assert all(names < {path.name for path in (folder / "run" / name).iterdir()} for name in ("a", "b"))


def test_pairs_are_told_in_every_form_with_their_lines(folder: Path) -> None:
    rows = [{"id": f"n{n}", "source": "Sono venute duecento persone.", "translation": text} for n, text in enumerate(
        ["Two hundred people came.", "Three hundred people came."]
    )]  # fmt: skip
    (folder / "p.jsonl").write_text("".join(f"{json.dumps(row)}\n\n" for row in rows))
    pairs = ("check", "--pairs", "p.jsonl", "--only", "numbers")
    message = '"Three hundred" (300), but the original says "duecento" (200)'
    line = f"p.jsonl:3: pair n1: error: numbers: {message} [accuracy/mistranslation]\n"
    for form in ("text", "concise"):
        done = toolkit(*pairs, "--format", form, folder=folder)
        assert (done.stdout, done.returncode) == (line, 1)
    done = toolkit(*pairs, "--format", "sarif=out/s", "--format", "xliff=out/x", folder=folder)
    assert [json.loads(one)["id"] for one in done.stdout.splitlines()] == ["n0", "n1"]
    (result,) = json.loads((folder / "out" / "s").read_text())["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert any("Three hundred" in text for text in READERS["xliff"]((folder / "out" / "x").read_bytes()))
    full = toolkit(*pairs, "--format", "full", folder=folder).stdout
    assert "Three hundred people came.\n   | ^^^^^^^^^^^^^" in full
    done = toolkit(*pairs, "--max-findings", 1, folder=folder)
    assert done.returncode == 0


def test_pairs_of_several_languages_are_units_of_their_own_languages(folder: Path) -> None:
    rows = [
        {"id": "1", "source": "Sono venuti.", "translation": "They came."},
        {"id": "2", "source": "Ils sont venus.", "translation": "Sie kamen.", "source_language": "fr",
         "translation_language": "de"},
    ]  # fmt: skip
    (folder / "p.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    done = toolkit("check", "--pairs", "p.jsonl", "--format", "tmx", "--only", "numbers", folder=folder)
    segments = re.findall(r'xml:lang="(..)">\s*<seg>([^<]*)', done.stdout)
    assert segments == [("it", "Sono venuti."), ("en", "They came."), ("fr", "Ils sont venus."), ("de", "Sie kamen.")]


def test_a_text_through_the_pipe_is_read_and_called_as_it_is_named(folder: Path) -> None:
    text = "# The the port\n\nNobody **came came** to `the` quay.\n"
    done = toolkit("check", "-", "--stdin-filename", "docs/a.md", *ONLY, folder=folder, text=text)
    assert [line.rpartition(": doubled-words")[0] for line in done.stdout.splitlines()] == [
        "docs/a.md:1:3: warning",
        "docs/a.md:3:10: warning",
    ]
