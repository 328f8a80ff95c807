"""Every file that cannot be used is refused in one line that names it and says what to do."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.readers.files.documents import folded, read

PROSE = "The ferry left at noon. Nobody waved.\n"


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(path, "en")
    message = str(caught.value)
    assert message.startswith(f"{path}:")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \n\t\r\n", "only white space"),
        ("\u00a0\u2003\n".encode(), "only white space"),
        (b"abc\n\0\0def", ":2: a NUL byte"),
        ("Così è\n".encode("windows-1252"), "iconv -f WINDOWS-1252 -t UTF-8"),
        (
            "La citt\u00e0 \u00e8 vuota.\n".encode("mac_roman"),
            "Mac Roman; convert it with: iconv -f MACINTOSH -t UTF-8",
        ),
        (
            b"ok\r\nfine\r\n\x81\x8d\x90\xfe\xac",
            ":3: not UTF-8 (byte 0x81 at byte 10), and no text in Windows-1252, Mac Roman",
        ),
        ("Perch\u00e9 no? Cos\u00ec.".encode() + b" \x9d", "1 byte is wrong in a text in UTF-8; mend this place"),
        (PROSE.encode("utf-16"), "UTF-16, not UTF-8; convert it with: iconv -f UTF-16 -t UTF-8"),
        (PROSE.encode("utf-32"), "UTF-32, not UTF-8"),
        (PROSE.encode("utf-16-le"), "seems to be UTF-16LE"),
        (PROSE.encode("utf-16-be"), "seems to be UTF-16BE"),
        (b"%PDF-1.7 ...", ": damaged ("),
        (b"PK\x03\x04 ...", "a zip archive"),
        (b"ok\n" + b"a" * 10_000_000 + b"\n", ":2: a line of 10.0 MB"),
        (b"* * *\n---\n", "no sentences"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert says in refusal(path)


def test_a_missing_file_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    assert "no such file; check the name" in refusal(tmp_path / "a.txt")
    assert f"there is no folder {tmp_path / 'b'}" in refusal(tmp_path / "b" / "a.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "this is a folder" in refusal(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused_with_the_command(tmp_path: Path) -> None:
    path = tmp_path / "a b.txt"
    path.write_text(PROSE, encoding="utf-8")
    path.chmod(0)
    assert f"chmod u+r '{path}'" in refusal(path)


def test_a_name_with_spaces_is_quoted_in_the_command(tmp_path: Path) -> None:
    path = tmp_path / "l'état.txt"
    path.write_bytes(b"\xe9t\xe9 encore\n")
    assert "\"'\"'état.txt' > " in refusal(path)


def test_a_name_that_no_file_can_have_is_refused() -> None:
    assert "cannot be read" in refusal(Path("a\0b.txt"))


def test_the_text_is_the_file_unchanged(tmp_path: Path) -> None:
    data = "\ufeffOne line.\r\nAnother\u00a0one.\rA third.\n".encode()
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert read(path, "en").text.encode() == data


@pytest.mark.parametrize(
    ("name", "first"), [("a.md", "heading"), ("a.MARKDOWN", "heading"), ("a.txt", "paragraph"), ("a", "paragraph")]
)
def test_the_ending_chooses_the_reader_and_text_reads_the_rest(tmp_path: Path, name: str, first: str) -> None:
    path = tmp_path / name
    path.write_text("# What it is:\n\n" + PROSE, encoding="utf-8")
    assert read(path, "en").blocks[0].kind == first


@given(st.text(max_size=80).filter(lambda text: not folded(text).damages))
def test_a_folded_line_is_clean_and_points_back(text: str) -> None:
    body = folded(text)
    assert body.text == " ".join(body.text.split())
    for position, character in enumerate(body.text):
        assert text[body.offset(position)] == character or (character == " " and text[body.offset(position)].isspace())


def test_folding_drops_what_prints_nothing() -> None:
    assert folded(" a\u00adb\u200bc\u00a0\u2028 d\u200de\t\x07f ").text == "abc de f"
    assert folded("👩\u200d🚀 flies").text == "👩\u200d🚀 flies"
