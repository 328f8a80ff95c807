"""A file that is not what its name says is told for what it is, in a line that says what to do with it."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.readers.office_files import docx_of, refusal

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TEXT = b"The ship left at noon. Nobody saw it go.\n"


def stream(name: str) -> bytes:
    return COMPOUND + name.encode("utf-16-le") + bytes(300)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", TEXT, "plain text by another name; call it a.txt"),
        ("a.doc", TEXT, "plain text by another name; call it a.txt"),
        ("a.xlsx", b"\xef\xbb\xbf" + TEXT, "plain text by another name; call it a.txt"),
        ("a.rtf", TEXT, "plain text by another name; call it a.txt"),
        ("a.pdf", TEXT, "plain text by another name; call it a.txt"),
        ("a.docx", b"<p>The ship left.</p>", "HTML by another name; call it a.html"),
        ("a.doc", b"MIME-Version: 1.0\n\n", "a saved page or message (MIME) by another name; open it there and save"),
        ("a.docx", stream("WordDocument"), "an old Word document (.doc) by another name; open it in its program and"),
        ("a.doc", stream("WordDocument"), "an old Word document (.doc); open it in its program and save it as .docx"),
        ("a.xls", stream("Workbook"), "an old Excel workbook (.xls); open it in its program and save it as .xlsx"),
        ("a.docx", stream("EncryptedPackage"), "protected by a password; save it as .docx without one"),
        ("a.docx", b"\x89PNG\r\n\x1a\n\0\0", "a picture by another name; name the document itself"),
        ("a.pdf", b"PK\x03\x04\0\0", "a zip archive, perhaps a word processor's document by another name; name the"),
        ("a.docx", b"\0\1\2\3", "damaged (File is not a zip file); open it in its program and save it anew"),
        ("a.doc", b"", "the file is empty"),
    ],
)
def test_a_file_is_told_by_its_content(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path).removeprefix(f"{path}: ").startswith(message)


def test_half_an_archive_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    docx_of(path, [("The ship left.", False)])
    path.write_bytes(path.read_bytes()[:-2000])
    assert "damaged (File is not a zip file)" in refusal(path)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("ppt/presentation.xml", "a PowerPoint presentation by another name; save its text as .docx"),
        ("META-INF/container.xml", "an e-book (EPUB) by another name; convert it to .docx or .html"),
        ("letters/one.txt", "a zip archive of other files; unpack it and name a file in it"),
    ],
)
@pytest.mark.parametrize("ending", [".docx", ".odt", ".xlsx"])
def test_an_archive_of_something_else_is_told_by_its_parts(
    part: str, message: str, ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"a{ending}"
    with ZipFile(path, "w") as archive:
        archive.writestr(part, "words")
    assert refusal(path) == f"{path}: {message}"
