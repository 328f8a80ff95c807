r"""Rich text is read as it looks when all changes are accepted: its letters in any code page, and where each stands."""

from pathlib import Path

import pytest

from tests.command_line import toolkit
from tests.readers.office_files import copied, placed, refusal, rtf_of, texts
from toolkit.model import Document
from toolkit.readers.files.documents import read


def document(folder: Path, body: str, head: str = r"\ansi\ansicpg1252") -> Document:
    path = folder / "a.rtf"
    path.write_bytes(f"{{\\rtf1{head} {body}}}".encode("latin-1"))
    return read(path, "en")


def test_paragraphs_and_headings_know_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    rtf_of(path, [("The café opens.", True), ("Ann’s {ship} – “Łódź” – left…", False), ("It was late.", False)])
    found = read(path, "en")
    assert [block.kind for block in found.blocks] == ["heading", "paragraph", "paragraph"]
    assert placed(found) == [
        ("The café opens.", "paragraph 1"),
        ("Ann’s {ship} – “Łódź” – left…", "paragraph 2"),
        ("It was late.", "paragraph 3"),
    ]
    assert texts(read(copied(path, "notes.txt"), "en")) == texts(found)


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (r"\ansi\ansicpg1252", r"caf\'e9 \'93so\'94 \u8217's 5\~000 co\-op", "café “so” ’s 5 000 coop"),
        (r"\ansi\ansicpg1252", r"{\uc2\u8217\'81\'66s}\u233?t\u233 ?", "’sété"),
        (r"\ansi\ansicpg1252", r"{\uc0\u233 t\u233} \u-10179?\u-8704?", "été 😀"),
        (r"\mac", r"caf\'8e", "café"),
        (r"\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset238 B;}}", r"\f0 \'e6\f1 \'e6{\f0\'e6}\'e6", "æćæć"),
        (r"\ansi\deff0{\fonttbl{\f0\fcharset128 A;}}", r"\plain\'8a\'bf\'8e\'9a", "漢字"),
        (r"\ansi\ansicpg1252", r"{\upr{caf?}{\*\ud{caf\u233 ?}}}", "café"),
        (r"\ansi\ansicpg99999", "caf\u00e9 \\emdash\\lquote a\\rquote", "café —‘a’"),
    ],
)
def test_letters_are_read_in_their_code_page(tmp_path: Path, head: str, body: str, text: str) -> None:
    assert texts(document(tmp_path, body, head)) == [text]


def test_what_is_not_printed_in_its_place_is_no_text(tmp_path: Path) -> None:
    body = (
        r"{\info{\title Harbours}}{\header Page\par}{\*\generator Own;}{\stylesheet{\s0 Normal;}}"
        r"The {\v whole }old {\field{\*\fldinst HYPERLINK x}{\fldrslt ship}}{\*\bkmkstart a}"
        r"{\pict\wmetafile8 0102}{\*\annotation Is that so?}{\pict \bin4 }}}{ sailed.\par"
    )
    assert texts(document(tmp_path, body.replace(r"\bin4 }}}{", "\\bin4 }}}{}"))) == ["The old ship sailed."]


def test_tracked_changes_are_read_as_accepted_and_said_so(tmp_path: Path) -> None:
    found = document(tmp_path, r"The ship {\deleted sank\par }{\revised sailed }at noon.\par It was late.\par")
    assert texts(found) == ["The ship sailed at noon.", "It was late."]
    assert found.notes == ("2 tracked changes read as accepted: insertions in, deletions out",)


def test_styles_lists_tables_notes_and_boxes_have_places(tmp_path: Path) -> None:
    body = (
        r"{\stylesheet{\s0 Normal;}{\s3\b heading 2;}{\s4\outlinelevel2 Own;}}"
        r"\pard\s3 The quay opens.\par\pard\s4 Nobody came.\par"
        r"\pard The ship{\super\chftn{\footnote\pard\chftn  A grey one.\par It leaked.}} left"
        r"{\footnote\ftnalt At last.}.\par"
        r"{\listtext 1.\tab}\pard\ls1 old harbours\par"
        r"\trowd\pard\intbl Name\cell Age\cell\row\trowd\pard\intbl Ann\par Quay\cell 40 years\cell\row"
        r"\pard Beside it.{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard In it.\par}}{\shprslt no}}\par"
        r"\trowd\pard\intbl Again\cell\row"
    )
    found = document(tmp_path, body)
    assert placed(found) == [
        ("The quay opens.", "paragraph 1"),
        ("Nobody came.", "paragraph 2"),
        ("The ship left.", "paragraph 3"),
        ("old harbours", "paragraph 4"),
        ("Name", "table 1, row 1, cell 1"),
        ("Age", "table 1, row 1, cell 2"),
        ("Ann", "table 1, row 2, cell 1"),
        ("Quay", "table 1, row 2, cell 1"),
        ("40 years", "table 1, row 2, cell 2"),
        ("In it.", "text box 1"),
        ("Beside it.", "paragraph 5"),
        ("Again", "table 2, row 1, cell 1"),
        ("A grey one.", "footnote 1"),
        ("It leaked.", "footnote 1"),
        ("At last.", "endnote 1"),
    ]
    assert [block.kind for block in found.blocks[:4]] == ["heading", "heading", "paragraph", "paragraph"]


def test_a_file_that_ends_too_early_is_read_as_far_as_it_goes_and_said_to_break_off(tmp_path: Path) -> None:
    for body in (r"{{{The ship left.{\footnote Late.", r"The ship left.\par{\footnote Late.}{\pict\bin999 }"):
        found = document(tmp_path, body)
        assert texts(found) == ["The ship left.", "Late."]
        assert [note.partition(",")[0] for note in found.notes] == ["the file breaks off"]


def test_a_file_that_ends_too_late_is_whole(tmp_path: Path) -> None:
    found = document(tmp_path, r"The ship left.}}}}\par\par")
    assert (texts(found), found.notes) == (["The ship left."], ())


def test_what_holds_no_text_is_refused_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1{\\info{\\title Words.}}\\par}")
    assert "no sentences" in refusal(path)
    path.unlink()
    assert "no such file" in refusal(path)
    path.write_bytes(b"This is no rich text.")
    assert "plain text by another name; call it a.txt" in refusal(path)
    path.write_bytes(b"")
    assert "the file is empty" in refusal(path)


def test_the_command_says_that_a_file_breaks_off(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi The ship left.\par It was")
    done = toolkit("check", "a.rtf", "--languages", "it", "en", folder=tmp_path)
    assert (
        done.stderr
        == "a.rtf: the file breaks off, and its end may be missing; open it in its program and save it anew\n"
    )
