"""OpenDocument texts are read as they look when all changes are accepted, each paragraph with the name of its place."""

from pathlib import Path

from tests.readers.office_files import copied, odt_of, open_text, placed, places, refusal, texts
from toolkit.readers.files.documents import read


def test_paragraphs_and_headings_know_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    odt_of(path, [("The quay opens.", True), ("Nobody  came & left.", False)])
    document = read(path, "en")
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]
    assert placed(document) == [("The quay opens.", "paragraph 1"), ("Nobody came & left.", "paragraph 2")]
    assert "Nobody  came & left." in document.text
    assert not document.lined


def test_a_document_is_known_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    odt_of(tmp_path / "a.odt", [("Nobody came to the quay.", False)])
    assert texts(read(copied(tmp_path / "a.odt", "notes.docx"), "en")) == ["Nobody came to the quay."]


def test_what_is_not_printed_in_its_place_is_no_text(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T2" style:parent-style-name="T1"/>'
    )
    body = (
        "<text:table-of-content><text:index-body><text:p>Harbours 1</text:p></text:index-body></text:table-of-content>"
        "<text:p>The <office:annotation><text:p>Is that so?</text:p></office:annotation>"
        '<text:span text:style-name="T1">whole </text:span><text:span text:style-name="T2">big </text:span>'
        "<text:span>old </text:span><text:a>ship</text:a><text:s/><text:bookmark/>sailed.</text:p>"
        '<text:section text:display="none"><text:p>Nobody sees this.</text:p></text:section>'
        "<text:p><draw:frame><svg:desc>A grey wall.</svg:desc></draw:frame>It was late.</text:p>"
    )
    assert texts(read(open_text(tmp_path / "a.odt", body, styles), "en")) == ["The old ship sailed.", "It was late."]


def test_tracked_changes_are_read_as_accepted_and_said_so(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>sank</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>The ship <text:change text:change-id="c"/>sailed.</text:p>'
    )
    document = read(open_text(tmp_path / "a.odt", body), "en")
    assert texts(document) == ["The ship sailed."]
    assert document.notes == ("1 tracked change read as accepted: insertions in, deletions out",)


def test_lists_tables_notes_and_frames_have_places(tmp_path: Path) -> None:
    body = (
        "<text:p>The ship<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A grey one.</text:p></text:note-body></text:note> sailed.</text:p>"
        "<text:list><text:list-item><text:p>old harbours</text:p></text:list-item></text:list>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell>"
        "<table:covered-table-cell><text:p>gone</text:p></table:covered-table-cell>"
        "<table:table-cell><text:p>Age</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        "<table:table-row><table:table-cell><text:p>Ann</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>Beside <draw:frame><draw:text-box><text:p>In it.</text:p></draw:text-box></draw:frame>it.</text:p>"
    )
    document = read(open_text(tmp_path / "a.odt", body), "en")
    assert placed(document) == [
        ("The ship sailed.", "paragraph 1"),
        ("old harbours", "paragraph 2"),
        ("Name", "table 1, row 1, cell 1"),
        ("Age", "table 1, row 1, cell 3"),
        ("Ann", "table 1, row 2, cell 1"),
        ("Beside it.", "paragraph 3"),
        ("In it.", "text box 1"),
        ("A grey one.", "footnote 1"),
    ]
    assert {block.kind for block in document.blocks} == {"paragraph"}


def test_a_title_by_its_style_is_a_heading(tmp_path: Path) -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = '<text:p text:style-name="P1">The quay opens.</text:p><text:p>Nobody came to the quay.</text:p>'
    document = read(open_text(tmp_path / "a.odt", body, styles), "en")
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]
    assert places(document) == ["paragraph 1", "paragraph 2"]


def test_what_is_no_document_that_can_be_read_is_refused_in_a_line(tmp_path: Path) -> None:
    path = open_text(
        tmp_path / "a.odt", "<text:p>Words.</text:p>", manifest="<file-entry><encryption-data/></file-entry>"
    )
    assert "password" in refusal(path)
    path = open_text(tmp_path / "b.odt", "<text:p>Words.")
    assert "damaged (content.xml: " in refusal(path)
    path = open_text(tmp_path / "c.odt", "<text:p/>")
    assert "no sentences" in refusal(path)
    path = open_text(tmp_path / "d.odt", "<text:span>" * 30_000 + "</text:span>" * 30_000)
    assert "elements within elements" in refusal(path)
