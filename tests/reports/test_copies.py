"""A word processor's document comes back with comments, another file becomes a new one, a workbook is ready to sort."""

import io
import os
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import junitparser
import openpyxl
import pytest

from tests.command_line import toolkit, toolkit_process
from tests.foreign_packages import install
from tests.paths import ROOT
from tests.readers.commented import odt_comments, word_comments
from tests.readers.office_files import docx_of, odt_of
from tests.reports import samples
from toolkit import plugins
from toolkit.errors import InputError
from toolkit.plugins.contracts import DocumentsReport
from toolkit.run.known.reported import of_comparison
from toolkit.run.outputs import render, render_documents

PARAGRAPHS = [("The port", True), ("Nobody came came to the port.", False), ("It closed in in June.", False)]
ONLY = ("--only", "doubled-words")


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_document_comes_back_with_comments_at_the_words(tmp_path: Path, kind: str) -> None:
    (docx_of if kind == "docx" else odt_of)(tmp_path / f"a.{kind}", PARAGRAPHS)
    done = toolkit("check", f"a.{kind}", *ONLY, "--format", f"{kind}=b.{kind}", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    comments = (word_comments if kind == "docx" else odt_comments)((tmp_path / f"b.{kind}").read_bytes())
    assert [words for words, _ in comments] == ["came came", "in in"]
    assert comments[0][1].startswith("warning: doubled-words: ")
    assert comments[0][1].endswith("\nInstead: came")
    # Comments are no text: a second check finds the same, and has no comment twice at one place.
    again = toolkit("check", f"b.{kind}", *ONLY, folder=tmp_path).stdout
    assert again.replace("b.", "a.") == done.stdout


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_of_another_file_a_new_document_is_made_with_comments_at_the_words(kind: str) -> None:
    comparison = samples.fidelity()
    (content,) = render(comparison, [kind]).values()
    comments = (word_comments if kind == "docx" else odt_comments)(content)
    document = of_comparison(comparison)
    wanted = [document.document.text[found.place.start : found.place.end] for found in document.findings]
    assert sorted(words for words, _ in comments) == sorted(wanted)
    assert "2,000" in wanted


def test_a_file_with_macros_gives_a_new_document_for_word_opens_no_copy_of_it(tmp_path: Path) -> None:
    docx_of(tmp_path / "a.docm", PARAGRAPHS)
    done = toolkit("check", "a.docm", *ONLY, "--format", "docx=b.docx", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [words for words, _ in word_comments(tmp_path / "b.docx")] == ["came came", "in in"]
    assert "customXml" not in "".join(ZipFile(tmp_path / "b.docx").namelist())


def test_a_file_that_changed_meanwhile_gets_no_comments_at_wrong_words(tmp_path: Path) -> None:
    docx_of(tmp_path / "a.docx", PARAGRAPHS)
    document = of_comparison(samples.fidelity())
    document = replace(document, origin=tmp_path / "a.docx")
    with pytest.raises(InputError, match=r"a\.docx: changed while it was checked; check it again"):
        render_documents(plugins.get("reports", "docx")(), [document])


def test_a_workbook_has_filters_a_fixed_head_and_coloured_severities() -> None:
    (content,) = render(samples.fidelity(), ["xlsx"]).values()
    assert isinstance(content, bytes)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions == f"A1:M{len(samples.fidelity().findings) + 1}"
    head = [cell.value for cell in sheet[1]]
    place = head.index("severity")
    colours = {row[place].value: row[place].fill.start_color.rgb for row in sheet.iter_rows(min_row=2)}
    assert len(set(colours.values())) == len(colours) == 3
    row = [cell.value for cell in sheet[2]]
    assert row[head.index("words")] == "2,000"
    assert str(row[head.index("original")]).startswith("Corvara")


def test_junit_counts_what_fails_what_was_skipped_and_what_is_incomplete() -> None:
    comparison = replace(samples.guarded(), signature={"checks": ["terminology|a:1", "numbers|"]})
    (content,) = render(comparison, ["junit"]).values()
    (suite,) = junitparser.JUnitXml.fromstring(str(content).encode())
    cases = {case.name: case for case in suite}
    assert (suite.failures, suite.errors, suite.skipped) == (5, 1, 1)
    assert [one.message for one in cases["terminology"].result] == ["no glossary in the configuration"]
    assert [type(one).__name__ for one in cases["numbers"].result] == ["Failure"]
    assert not cases["quotes"].result
    assert "500 three times" in next(one.text for case in suite for one in case.result if case.name == "complete")


def test_the_text_of_a_run_with_secrets_holds_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The council met met on Monday in Bridgewater.\n")
    (tmp_path / "c.yaml").write_text("secrets: [TOWN]\n")
    for name in ("sarif", "xlsx", "junit", "docx"):
        done = toolkit(
            "check", "a.txt", *ONLY, "--config", "c.yaml", "--set", "routes=off", "--format", f"{name}=out",
            folder=tmp_path, TOWN="council met met",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        if name in ("sarif", "junit"):
            assert "council met met" not in (tmp_path / "out").read_text()


FOREIGN = '''
from dataclasses import dataclass

@dataclass(frozen=True, slots=True)
class Words:
    """How many findings."""

    binary = True
    filename = "count.bin"

    def render_documents(self, documents):
        return bytes([sum(len(document.told) for document in documents)])
'''


def test_a_report_of_documents_may_come_from_another_package(tmp_path: Path) -> None:
    install(tmp_path, "house", {"reports": "count = house:Words"}, FOREIGN)
    (tmp_path / "a.txt").write_text("The council met met on Monday.\n")
    paths = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = toolkit_process("check", "a.txt", *ONLY, "--format", "count=n", folder=tmp_path, PYTHONPATH=paths)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "n").read_bytes() == b"\x01"
    done = toolkit_process("check", "a.txt", *ONLY, "--format", "count", folder=tmp_path, PYTHONPATH=paths)
    assert "it is no text; give it a file: --format count=count.bin" in done.stderr


def test_every_report_keeps_one_of_the_two_contracts() -> None:
    for name in plugins.names("reports"):
        report = plugins.get("reports", name)()
        assert isinstance(report, DocumentsReport) != hasattr(report, "render"), name
