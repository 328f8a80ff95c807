"""The planted article has the same findings, at the same words, whatever kind of document it is written as."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.readers.office_files import Paragraph, docx_of, odt_of, pdf_of, rtf_of, xlsx_of
from toolkit.aligners.length import Length
from toolkit.config.loading import load
from toolkit.model import LanguagePair
from toolkit.readers.files.documents import read, read_both
from toolkit.run.check_files import Checked, lint
from toolkit.run.stages.opening import open_documents

SUMMIT = ROOT / "corpora" / "summit"
ARTICLE, ORIGINAL = SUMMIT / "summit.planted.en.txt", SUMMIT / "summit.it.txt"
LANGUAGES = {ARTICLE: "en", ORIGINAL: "it"}

Found = Counter[tuple[str, str, str, str]]


def checked(path: Path, source: Path | None) -> Checked:
    return lint(path, source, replace(load(None, ("it", "en"), engines=False), aligner=Length()))


def found(result: Checked, text: str) -> Found:
    """Return what is found, with the words that each finding points at."""
    return Counter(
        (row["check"], row["severity"], row["message"], " ".join(text[row["start"] : row["end"]].split()))
        for row in result.findings
    )


def paragraphs(path: Path) -> list[Paragraph]:
    document = read(path, LANGUAGES[path])
    return [
        (document.text[block.body.start : block.body.end].replace("\n", " "), block.kind == "heading")
        for block in document.blocks
    ]


def in_columns(path: Path, written: Sequence[Paragraph]) -> None:
    pdf_of(path, written, columns=2, head="The Daily Quay")


@pytest.fixture(scope="module")
def as_text() -> Found:
    result = checked(ARTICLE, ORIGINAL)
    found_there = found(result, read(ARTICLE, "en").text)
    assert found_there.total() > 35
    return found_there


@pytest.mark.parametrize(("ending", "write"), [("docx", docx_of), ("odt", odt_of), ("rtf", rtf_of)])
def test_a_document_of_a_word_processor_has_the_findings_of_the_text(
    ending: str, write: Callable[[Path, Sequence[Paragraph]], None], as_text: Found, tmp_path: Path
) -> None:
    article, original = tmp_path / f"article.{ending}", tmp_path / f"original.{ending}"
    write(article, paragraphs(ARTICLE))
    write(original, paragraphs(ORIGINAL))
    result = checked(article, original)
    assert found(result, read(article, "en").text) == as_text
    assert all(row["where"].startswith("paragraph ") for row in result.findings)


@pytest.mark.parametrize("write", [pdf_of, in_columns])
def test_a_pdf_has_nearly_all_findings_of_the_text_and_no_other(
    write: Callable[[Path, Sequence[Paragraph]], None], as_text: Found, tmp_path: Path
) -> None:
    article = tmp_path / "article.pdf"
    write(article, paragraphs(ARTICLE))
    result = checked(article, ORIGINAL)
    found_there = found(result, read(article, "en").text)
    assert found_there - as_text == Counter()
    assert (found_there & as_text).total() >= 0.95 * as_text.total()
    assert {row["where"] for row in result.findings} == {"page 1", "page 2"}
    assert any(gap["check"] == "reader" and "places of the lines" in gap["reason"] for gap in result.unchecked)


def test_a_workbook_has_the_findings_of_the_text(as_text: Found, tmp_path: Path) -> None:
    opened = open_documents(ARTICLE, ORIGINAL, LanguagePair("it", "en"), Length())
    assert opened.source is not None
    rows: list[tuple[str, str]] = [("Italian", "English")]
    for unit in opened.units:
        left, right = (
            document.text[side[0].body.start : side[-1].body.end].replace("\n", " ") if side else ""
            for side, document in ((unit.source, opened.source), (unit.translation, opened.document))
        )
        rows.append((left, right))
    path = tmp_path / "units.xlsx"
    xlsx_of(path, rows)
    result = checked(path, None)
    # Rows are paragraphs of their own here, so what is open at the end of one is not closed in the next.
    of_paragraphs = {"quotes", "hard-break"}
    found_there = found(result, read_both(path, "it", "en").translation.text)
    assert {key: count for key, count in found_there.items() if key[0] not in of_paragraphs} == {
        key: count for key, count in as_text.items() if key[0] not in of_paragraphs
    }
    assert all(row["where"].startswith("sheet Texts, cell ") for row in result.findings)
