"""Copies of documents with comments: at the words that were meant, beside those that are there, all else as it was."""

import tempfile
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.commented import odt_comments, quick_word_comments, word_comments
from tests.readers.office_files import open_text, word
from toolkit import plugins
from toolkit.model import Comment
from toolkit.plugins.contracts import Commenting, Reader
from toolkit.readers.files.documents import read

_R = 'xml:space="preserve"'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t {_R}>{text}</w:t></w:r>"


WORD_BODY = (
    f"<w:p>{run('The old ')}{run('lighthouse', '<w:b/>')}{run(' of Punta Rasa was lit ')}<w:ins>{run('again ')}</w:ins>"
    f"<w:del><w:r><w:delText>twice </w:delText></w:r></w:del>{run('on Monday.')}</w:p>"
    "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two three</w:t><w:br/><w:t>four five</w:t></w:r></w:p>"
    f"<w:p><w:hyperlink>{run('A link of some words')}</w:hyperlink>{run(' and its end.')}</w:p>"
    f"<w:tbl><w:tr><w:tc><w:p>{run('A cell with words')}</w:p></w:tc></w:tr></w:tbl>"
)
NOTE = f"<w:p>{run('Noted')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(' here.')}</w:p>"
NOTES = f"<w:footnote w:id='2'><w:p>{run('The words of a note.')}</w:p></w:footnote>"
OPEN_BODY = (
    "<text:p>The old <text:span>lighthouse</text:span> of Punta Rasa<text:s text:c='2'/>was lit on "
    "<text:span>Monday<text:span> at </text:span>noon</text:span>.</text:p>"
    "<text:h>One<text:tab/>two three<text:line-break/>four five</text:h>"
    "<table:table><table:table-row><table:table-cell><text:p>A cell with words</text:p></table:table-cell>"
    "</table:table-row></table:table>"
)


def reader(name: str) -> Commenting:
    found: Reader = plugins.get("readers", name)()
    assert isinstance(found, Commenting)
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("comments")
    return {
        "docx": word(folder / "a.docx", WORD_BODY),
        "odt": open_text(folder / "a.odt", OPEN_BODY),
    }


@pytest.mark.parametrize("kind", ["docx", "odt"])
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_a_comment_stands_at_its_words_wherever_they_are(
    files: dict[str, Path], kind: str, data: st.DataObject
) -> None:
    text = read(files[kind], "en").text
    places = st.integers(0, len(text) - 1)
    ranges = data.draw(st.lists(st.tuples(places, places).map(sorted), max_size=12))
    comments = [Comment(start, end, f"{number}") for number, (start, end) in enumerate(ranges)]
    content = reader(kind).commented(files[kind], "en", comments)
    found = (quick_word_comments if kind == "docx" else odt_comments)(content)
    by_name = {said: words for words, said in found}
    for comment in comments:
        wanted = text[comment.start : comment.end]
        for sign in "\n\t" if kind == "docx" else "\n\t ":  # several spaces are an element there
            wanted = wanted.replace(sign, "")
        assert by_name[comment.text].replace(" " if kind == "odt" else "\n", "") == wanted
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / files[kind].name
        copy.write_bytes(content)
        assert read(copy, "en").text == text


def test_other_parts_of_a_document_keep_their_bytes_and_its_own_comments_stay(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The ship sailed at noon.")
    document.add_comment(paragraph.runs[0], "Really?", author="Ada Lombardi")
    document.save(str(tmp_path / "a.docx"))
    content = reader("docx").commented(tmp_path / "a.docx", "en", [Comment(4, 8, "error: which ship?\nInstead: boat")])
    (tmp_path / "b.docx").write_bytes(content)
    assert word_comments(content) == [
        ("The ship sailed at noon.", "Really?"),
        ("ship", "error: which ship?\nInstead: boat"),
    ]
    with ZipFile(tmp_path / "a.docx") as old, ZipFile(tmp_path / "b.docx") as new:
        changed = {name for name in new.namelist() if name not in old.namelist() or old.read(name) != new.read(name)}
    assert changed == {"word/document.xml", "word/comments.xml"}
    assert [run.text for run in docx.Document(str(tmp_path / "b.docx")).paragraphs[0].runs if run.text] == [
        "The ",
        "ship",
        " sailed at noon.",
    ]


def test_a_run_keeps_its_form_where_it_is_cut(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph().add_run("all bold words").bold = True
    document.save(str(tmp_path / "a.docx"))
    (tmp_path / "b.docx").write_bytes(reader("docx").commented(tmp_path / "a.docx", "en", [Comment(4, 8, "x")]))
    runs = docx.Document(str(tmp_path / "b.docx")).paragraphs[0].runs
    assert [(run.text, run.bold) for run in runs if run.text] == [("all ", True), ("bold", True), (" words", True)]


def test_a_comment_on_a_note_stands_where_the_note_is_referred_to(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", NOTE, {"footnotes": NOTES})
    text = read(path, "en").text
    at = text.index("words of")
    ((words, said),) = word_comments(reader("docx").commented(path, "en", [Comment(at, at + 5, "which?")]))
    assert (words, said) == ("", "which?")
    note = (
        "<text:note text:note-class='footnote'><text:note-body><text:p>Its words.</text:p></text:note-body></text:note>"
    )
    odt = open_text(tmp_path / "a.odt", f"<text:p>Noted{note} here.</text:p>")
    at = read(odt, "en").text.index("words")
    content = reader("odt").commented(odt, "en", [Comment(at, at + 5, "which?")])
    (tmp_path / "b.odt").write_bytes(content)
    with ZipFile(tmp_path / "b.odt") as zipped:
        assert b"Noted<office:annotation" in zipped.read("content.xml")


def test_subtitles_take_notes_at_their_cues(tmp_path: Path) -> None:
    cues = "1\r\n00:00:01,000 --> 00:00:02,000\r\nThe ship\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,500\r\nsailed at noon."
    cues += "\r\n"
    (tmp_path / "a.srt").write_bytes(b"\xef\xbb\xbf" + cues.encode())
    text = read(tmp_path / "a.srt", "en").text
    at = text.index("sailed")
    content = reader("srt").commented(tmp_path / "a.srt", "en", [Comment(at, at + 6, "error: a --> b\n9")]).decode()
    assert content == "\ufeff" + cues.replace("noon.\r\n", "noon.\r\n[error: a -> b 9]\r\n")
    (tmp_path / "b.srt").write_bytes(content.encode())
    assert [mark.name for mark in read(tmp_path / "b.srt", "en").landmarks] == ["cue 1 (00:00:01)", "cue 2 (00:00:03)"]
    web = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nThe ship\n\n00:03.000 --> 00:04.500\nsailed at noon.\n"
    (tmp_path / "a.vtt").write_text(web)
    document = read(tmp_path / "a.vtt", "en")
    at = document.text.index("sailed")
    noted = reader("vtt").commented(tmp_path / "a.vtt", "en", [Comment(at, at + 6, "error: a --> b\n\n9")])
    assert noted.decode() == web.replace("00:03", "NOTE error: a -> b 9\n\n00:03")
    (tmp_path / "b.vtt").write_bytes(noted)
    assert [block.body.text for block in read(tmp_path / "b.vtt", "en").blocks] == [
        block.body.text for block in document.blocks
    ]
