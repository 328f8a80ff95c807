"""A file written back says what it was to say, and all else of it is as it was, byte for byte."""

import re
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.readers.office_files import docx_of, odt_of, open_text, pdf_of, word, xlsx_of
from tests.readers.written import FORMATS, write
from toolkit.errors import InputError
from toolkit.model import Document, Edit
from toolkit.readers.files.documents import read, read_both
from toolkit.readers.files.writing.edits import edits_of
from toolkit.readers.files.writing.rewriting import rewritten
from toolkit.readers.splitting.sentences import split

_TEXTS = {
    ".txt": "The quay opened at nine.  Nobody  came.\r\n\r\nThey left the caf\u00e9 at noon.\r\n",
    ".md": "# The quay\n\nThe **quay** opened at _nine_. See [the *list*](https://a.example/a).\n\n"
    "- Nobody came &amp; left.\n",
    ".html": "<p>The <b>quay</b> opened at nine.</p>\n"
    "<p>Nobody came &amp; the caf&eacute; is shut.<br>They left.</p>\n",
    ".srt": "1\n00:00:01,000 --> 00:00:02,000\nThe <i>quay</i> opened\n\n2\n00:00:02,100 --> 00:00:03,000\nat nine.\n",
    ".vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nThe <i>quay</i> &amp; the port\n\n"
    "00:02.100 --> 00:03.000\nopened at nine.\n",
}
_SIGNS = ["quay", "the", "Nobody", "nine,", "été", "“so”", "&", "1 < 2", '"', "*", ";"]
_WORDS = st.lists(
    st.sampled_from(_SIGNS),
    min_size=1,
    max_size=6,
)


def edited(path: Path, new: Sequence[str], *, both: bool = False) -> tuple[Document, list[Edit], bytes | None]:
    """Return what was read, the edits that write these texts over its sentences, and the bytes, None if refused."""
    document = read_both(path, "it", "en").translation if both else read(path, "en")
    edits: list[Edit] = []
    try:
        for sentence, text in zip(split(document), new, strict=False):
            edits += edits_of([sentence], text, document)
        return document, edits, rewritten(path, document, edits, "it" if both else None)
    except InputError as error:
        if "\n" in str(error) or not str(error).startswith(str(path)):
            raise
        return document, edits, None


def says(path: Path, data: bytes, *, both: bool = False) -> str:
    path.write_bytes(data)
    document = read_both(path, "it", "en").translation if both else read(path, "en")
    return " ".join(block.body.text for block in document.blocks)


def is_kept(document: Document, edits: Sequence[Edit], after: str) -> bool:
    """Whether everything outside the edits stands in what came out as it was, in order."""
    at, kept = 0, []
    for edit in sorted(edits):
        kept.append(re.escape(document.text[at : edit.start]))
        at = edit.end
    return re.fullmatch(".*?".join([*kept, re.escape(document.text[at:])]), after, re.DOTALL) is not None


@pytest.mark.parametrize("suffix", list(_TEXTS))
@given(new=st.lists(_WORDS, min_size=1, max_size=3), mark=st.sampled_from(["", "\ufeff"]))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_outside_the_edits_of_a_text_stays_byte_for_byte(
    suffix: str, new: list[list[str]], mark: str, tmp_path: Path
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes((mark + _TEXTS[suffix]).encode())
    document, edits, data = edited(path, [" ".join(words) for words in new])
    if data is not None:
        assert is_kept(document, edits, data.decode())
        for words in new[: len(split(document))]:
            assert " ".join(words) in says(path, data).replace("’", "'")


@pytest.mark.parametrize("kind", list(FORMATS))
@given(new=st.lists(_WORDS, min_size=1, max_size=2))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_units_are_written_back_in_the_form_of_their_file(kind: str, new: list[list[str]], tmp_path: Path) -> None:
    rows = [("1", "Il molo apre.", "The quay, it opens."), ("2", "Nessuno & nulla.", 'Nobody "came" & left.')]
    path = write(tmp_path, kind, rows)
    texts = ["quay", *(" ".join(words) for words in new[1:])]  # a file without a single word is none
    document, edits, data = edited(path, texts, both=True)
    assert data is not None
    after = data.decode("utf-16-le" if kind.endswith("UTF-16") else "utf-8")
    assert is_kept(document, edits, after) or "csv" in kind  # a cell may need marks around it
    for text in texts:
        assert text in says(path, data, both=True)


@pytest.mark.parametrize("suffix", [*_TEXTS, ".docx", ".odt", ".xlsx"])
def test_a_sentence_is_written_over_in_every_kind_that_can_be(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    if suffix in _TEXTS:
        path.write_bytes(_TEXTS[suffix].encode())
    elif suffix == ".xlsx":
        xlsx_of(path, [("en", "note"), ("The quay opened at nine.", 1), ("Nobody came.", "x")])
    else:
        {".docx": docx_of, ".odt": odt_of}[suffix](path, [("The quay opened at nine.", False), ("Nobody came.", False)])
    document, _, data = edited(path, ["The new quay opens at ten."])
    assert data is not None
    after = says(path, data)
    assert "The new quay opens at ten." in after
    assert after.count(".") == " ".join(block.body.text for block in document.blocks).count(".") + (suffix == ".md")


def test_runs_of_a_word_processor_keep_their_form_and_all_other_parts_their_bytes(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">The </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>qu</w:t></w:r>'
        "<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>ays</w:t></w:r><w:r><w:t>, of S&amp;T, open.</w:t><w:tab/></w:r></w:p>"
    )
    path = word(tmp_path / "a.docx", body)
    with ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    _, _, data = edited(path, ["The big pier , of S&T & Sons, open."])
    assert data is not None
    path.write_bytes(data)
    with ZipFile(path) as after:
        written = after.read("word/document.xml").decode()
        assert {name: after.read(name) for name in after.namelist() if name != "word/document.xml"} == {
            name: part for name, part in parts.items() if name != "word/document.xml"
        }
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">big pier </w:t>' in written
    assert "<w:rPr><w:b/><w:i/></w:rPr><w:t></w:t>" in written
    assert "<w:t>, of S&amp;T &amp; Sons, open.</w:t><w:tab/>" in written


def test_notes_cells_and_spaces_of_an_open_document_are_found_again(tmp_path: Path) -> None:
    inside = "<text:note-body><text:p>Of the quay.</text:p></text:note-body>"
    note = f'<text:note text:note-class="footnote">{inside}</text:note>'
    body = f"<text:p>The <text:span>quay</text:span> opens{note} at nine.</text:p><text:p>Nobody came.</text:p>"
    path = open_text(tmp_path / "a.odt", body)
    _, _, data = edited(path, ["The port opens today at nine.", "Nobody was there.", "Of the port."])
    assert data is not None
    assert says(path, data) == "The port opens today at nine. Nobody was there. Of the port."
    with ZipFile(path) as archive:
        assert b"<text:span>port</text:span> opens today<text:note" in archive.read("content.xml")
        assert archive.infolist()[0].filename == "mimetype"


@pytest.mark.parametrize(
    ("write_it", "suffix", "text", "reason"),
    [
        (pdf_of, ".pdf", "The port opens.", "not written back"),
        (docx_of, ".docx", "The port\topens.", None),
        (docx_of, ".docx", "", "nobody could read it"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_line(
    write_it: object, suffix: str, text: str, reason: str | None, tmp_path: Path
) -> None:
    path = tmp_path / f"a{suffix}"
    assert callable(write_it)
    write_it(path, [("The quay opens.", False)])
    document = read(path, "en")
    edits = edits_of(split(document), text, document)
    if reason is None:
        assert rewritten(path, document, edits)
        return
    with pytest.raises(InputError, match=reason) as caught:
        rewritten(path, document, edits)
    assert "\n" not in str(caught.value)


def test_a_tab_a_formula_and_words_of_several_forms_are_left_to_their_program(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", "<w:p><w:r><w:t>The quay</w:t><w:tab/><w:t>opens.</w:t></w:r></w:p>")
    document = read(path, "en")
    with pytest.raises(InputError, match="paragraph 1: no text stands there"):
        rewritten(path, document, [Edit(0, len(document.text) - 1, "The quayopens.")])
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "en"
    book.active["A2"] = CellRichText("The ", TextBlock(InlineFont(b=True), "quay"), " opens.")
    book.save(tmp_path / "b.xlsx")
    document = read(tmp_path / "b.xlsx", "en")
    at = document.text.index("quay")
    with pytest.raises(InputError, match="A2: its words have several forms"):
        rewritten(tmp_path / "b.xlsx", document, [Edit(at, at + 4, "port")])


def test_a_file_that_changed_and_two_edits_of_one_place_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The quay opens.\n")
    document = read(path, "en")
    with pytest.raises(InputError, match="1:5: two edits of one place"):
        rewritten(path, document, [Edit(0, 8, "A port"), Edit(4, 8, "port")])
    path.write_text("The quay is open.\n")
    with pytest.raises(InputError, match="changed since it was read"):
        rewritten(path, document, [Edit(4, 8, "port")])


def test_an_encoding_without_the_sign_takes_its_number_in_xml_and_is_refused_elsewhere(tmp_path: Path) -> None:
    units = '<tu><tuv xml:lang="it"><seg>Il molo.</seg></tuv><tuv xml:lang="en"><seg>The quay.</seg></tuv></tu>'
    (tmp_path / "a.tmx").write_bytes(
        f'<?xml version="1.0" encoding="iso-8859-1"?><tmx><body>{units}</body></tmx>'.encode("latin-1")
    )
    _, _, data = edited(tmp_path / "a.tmx", ["The €5 quay."], both=True)
    assert data is not None
    assert b"The &#8364;5 quay." in data
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=iso-8859-1\\n"\n\n'
    (tmp_path / "a.po").write_bytes(f'{head}msgid "Il molo."\nmsgstr "The quay."\n'.encode("latin-1"))
    document = read_both(tmp_path / "a.po", "it", "en").translation
    with pytest.raises(InputError, match="iso-8859-1 has no '€'"):
        rewritten(tmp_path / "a.po", document, edits_of(split(document), "The €5 quay.", document), "it")
