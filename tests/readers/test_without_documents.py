"""Where the extra "documents" is not installed, a file that needs it is one line that says what to type."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.readers.office_files import docx_of, odt_of, pdf_of, rtf_of, texts, xlsx_of
from toolkit.errors import MissingDependency
from toolkit.readers.files.documents import read

PARAGRAPHS = [("Nobody came to the quay.", False)]


@pytest.mark.parametrize(
    ("ending", "write", "module"),
    [
        ("docx", docx_of, "defusedxml.ElementTree"),
        ("odt", odt_of, "defusedxml.ElementTree"),
        ("pdf", pdf_of, "pdfminer.pdfdocument"),
        ("xlsx", xlsx_of, "openpyxl"),
    ],
)
def test_what_needs_a_package_names_it_and_the_extra(
    ending: str, write: Callable[[Path, Any], None], module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"a.{ending}"
    write(path, PARAGRAPHS)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingDependency) as caught:
        read(path, "en")
    message = str(caught.value)
    assert "\n" not in message
    assert repr(module) in message
    assert "pip install 'translation-toolkit[documents]'" in message


def test_rich_text_needs_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rtf_of(tmp_path / "a.rtf", PARAGRAPHS)
    for module in ("defusedxml.ElementTree", "pdfminer.pdfdocument", "openpyxl"):
        monkeypatch.setitem(sys.modules, module, None)
    assert texts(read(tmp_path / "a.rtf", "en")) == ["Nobody came to the quay."]
