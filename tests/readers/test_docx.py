"""Word documents are read as they look when all changes are accepted, each paragraph with the name of its place."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.readers.office_files import copied, docx_of, placed, places, refusal, texts, word
from toolkit.readers.files.documents import read


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def test_paragraphs_and_headings_by_style_know_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    docx_of(path, [("The quay opens.", True), ("Nobody came to the quay.", False), ("They left at noon.", False)])
    document = read(path, "en")
    assert [(block.kind, block.body.text) for block in document.blocks] == [
        ("heading", "The quay opens."),
        ("paragraph", "Nobody came to the quay."),
        ("paragraph", "They left at noon."),
    ]
    assert places(document) == ["paragraph 1", "paragraph 2", "paragraph 3"]
    assert not document.lined
    for block in document.blocks:
        assert document.text[block.body.start : block.body.end] == block.body.text


def test_a_document_is_known_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    docx_of(tmp_path / "a.docx", [("Nobody came to the quay.", False)])
    assert texts(read(copied(tmp_path / "a.docx", "notes.txt"), "en")) == ["Nobody came to the quay."]
    assert texts(read(copied(tmp_path / "a.docx", "notes"), "en")) == ["Nobody came to the quay."]


def test_tracked_changes_are_read_as_accepted_and_said_so(tmp_path: Path) -> None:
    body = paragraph(
        run("The ship "),
        "<w:del><w:r><w:delText>sank </w:delText></w:r></w:del>",
        f"<w:ins>{run('sailed ')}</w:ins>",
        f"<w:moveFrom>{run('soon ')}</w:moveFrom>",
        run("at noon."),
    )
    document = read(word(tmp_path / "a.docx", body), "en")
    assert texts(document) == ["The ship sailed at noon."]
    assert document.notes == ("3 tracked changes read as accepted: insertions in, deletions out",)


def test_paragraphs_are_one_where_the_mark_between_them_is_deleted(tmp_path: Path) -> None:
    body = paragraph(run("The ship "), properties="<w:rPr><w:del/></w:rPr>") + paragraph(run("sailed at noon."))
    assert texts(read(word(tmp_path / "a.docx", body), "en")) == ["The ship sailed at noon."]


def test_a_deleted_row_is_gone(tmp_path: Path) -> None:
    rows = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph(run('Old words here.')))}</w:tr>" + (
        f"<w:tr>{cell(paragraph(run('New words here.')))}</w:tr>"
    )
    document = read(word(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>"), "en")
    assert placed(document) == [("New words here.", "table 1, row 1, cell 1")]


def test_cells_are_blocks_of_their_own_and_merged_ones_stand_once(tmp_path: Path) -> None:
    nested = f"<w:tbl><w:tr>{cell(paragraph(run('Inside.')))}</w:tr></w:tbl>"
    first = cell(paragraph(run("Tall.")), properties='<w:vMerge w:val="restart"/>')
    goes_on = cell(paragraph(run("Seen nowhere.")), properties="<w:vMerge/>")
    body = (
        paragraph(run("Before the table."))
        + f"<w:tbl><w:tr>{first}{cell(paragraph(run('One.')), nested, paragraph(run('Two.')))}</w:tr>"
        + f"<w:tr>{goes_on}{cell(paragraph(run('Three.')))}</w:tr></w:tbl>"
    )
    document = read(word(tmp_path / "a.docx", body), "en")
    assert placed(document) == [
        ("Before the table.", "paragraph 1"),
        ("Tall.", "table 1, row 1, cell 1"),
        ("One.", "table 1, row 1, cell 2"),
        ("Inside.", "table 2, row 1, cell 1"),
        ("Two.", "table 1, row 1, cell 2"),
        ("Three.", "table 1, row 2, cell 2"),
    ]


def test_notes_stand_at_the_end_in_the_order_of_their_marks(tmp_path: Path) -> None:
    body = paragraph(
        run("The ship"), '<w:r><w:footnoteReference w:id="7"/></w:r>', run(" sailed"),
        '<w:r><w:footnoteReference w:id="3"/></w:r>', run(" at noon."),
        '<w:r><w:endnoteReference w:id="2"/></w:r>',
    ) + paragraph(run("It was late."))  # fmt: skip
    footnotes = (
        f'<w:footnote w:id="0" w:type="separator">{paragraph(run("-----"))}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph(run("A second note."))}</w:footnote>'
        f'<w:footnote w:id="5">{paragraph(run("Nobody refers to this."))}</w:footnote>'
        f'<w:footnote w:id="7">{paragraph(run("A first note."))}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="2">{paragraph(run("The last word."))}</w:endnote>'
    document = read(word(tmp_path / "a.docx", body, {"footnotes": footnotes, "endnotes": endnotes}), "en")
    assert placed(document) == [
        ("The ship sailed at noon.", "paragraph 1"),
        ("It was late.", "paragraph 2"),
        ("A first note.", "footnote 1"),
        ("A second note.", "footnote 2"),
        ("The last word.", "endnote 1"),
    ]


def test_hidden_text_comments_and_field_codes_are_no_text_but_links_and_content_controls_are(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Deeper"><w:basedOn w:val="Secret"/></w:style>'
    )
    body = paragraph(
        run("The "),
        run("whole ", "<w:vanish/>"),
        run("big ", '<w:rStyle w:val="Deeper"/>'),
        run("old ", '<w:vanish w:val="0"/>'),
        f"<w:hyperlink>{run('ship')}</w:hyperlink>",
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "x"</w:instrText></w:r>',
        '<w:commentRangeStart w:id="1"/>',
        f"<w:sdt><w:sdtContent>{run(' sailed')}</w:sdtContent></w:sdt>",
        '<w:r><w:commentReference w:id="1"/></w:r>',
        run("."),
    )
    comments = f'<w:comment w:id="1">{paragraph(run("Is that so?"))}</w:comment>'
    wrapped = f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>"
    path = word(tmp_path / "a.docx", wrapped, {"styles": styles, "comments": comments})
    assert texts(read(path, "en")) == ["The old ship sailed."]


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('In the box.'))}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read(word(tmp_path / "a.docx", paragraph(run("Beside "), drawing, run("the box."))), "en")
    assert placed(document) == [
        ("Beside the box.", "paragraph 1"),
        ("In the box.", "text box 1"),
    ]


def test_items_are_no_headings_and_lines_of_a_paragraph_are_judged_as_in_a_text(tmp_path: Path) -> None:
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    lines = "<w:r><w:t>By Ann Quay</w:t><w:br/><w:t>The ship left the harbour at noon, and</w:t><w:br/>"
    lines += "<w:t>nobody waved.</w:t></w:r>"
    body = paragraph(run("Old harbours"), properties=numbered) + paragraph(lines)
    document = read(word(tmp_path / "a.docx", body), "en")
    assert (document.blocks[0].kind, texts(document)[0]) == ("paragraph", "Old harbours")
    assert texts(document)[-1].endswith("The ship left the harbour at noon, and nobody waved.")


def test_a_table_of_contents_repeats_headings_and_is_left_out(tmp_path: Path) -> None:
    styles = '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    body = paragraph(run("Harbours 1"), properties='<w:pStyle w:val="TOC1"/>') + paragraph(run("They are old."))
    assert texts(read(word(tmp_path / "a.docx", body, {"styles": styles}), "en")) == ["They are old."]


def test_what_is_no_document_that_can_be_read_is_refused_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "password" in refusal(path)
    path.write_bytes(b"")
    assert "is empty" in refusal(path)
    docx_of(path, [("Nobody came to the quay.", False)])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "damaged" in refusal(path)
    path.write_bytes(whole.replace(b"word/document.xml", b"word/nocument.xml"))
    assert "damaged (its text is missing)" in refusal(path)
    docx_of(path, [])
    assert "no sentences" in refusal(path)
    path.unlink()
    assert "no such file" in refusal(path)


def test_an_old_word_document_is_told_to_be_saved_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "save it as .docx" in refusal(path)


def test_a_bomb_is_never_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    docx_of(path, [("Nobody came to the quay.", False)])
    with ZipFile(path, "a", ZIP_DEFLATED) as zipped:
        zipped.writestr("word/comments.xml", bytes(60_000_000))
    assert "its text unpacks to 61 MB" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_grow(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.docx"
    docx_of(path, [("Nobody came to the quay.", False)])
    with ZipFile(path) as old, ZipFile(tmp_path / "b.docx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode().partition("?>")[2]
                declared = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE a [<!ENTITY b 'ccc'>]>"
                data = (declared + text).encode(encoding)
            new.writestr(name, data)
    assert "declares entities" in refusal(tmp_path / "b.docx")
