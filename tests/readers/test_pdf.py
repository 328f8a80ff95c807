"""PDF is read in the order of its columns, in whole paragraphs, without what stands on every page; and said so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.readers.office_files import copied, pdf_of, placed, places, refusal, texts
from toolkit.readers.files.documents import read

SENTENCES = [
    "The people of the coast carried every stone of the long grey wall down from the hills.",
    "Nobody remembers who drew the plans, though many families say that it was one of theirs.",
    "In summer children jump from the wall, although a notice has forbidden it for years.",
    "The last ship that carried wool left on a Sunday, with a band on the quay.",
    "It took seven winters, and then the money was gone.",
]
PARAGRAPHS = [("Old harbours", True)] + [
    (f"Harbour {chr(65 + at)} was built by hand. " + " ".join(SENTENCES[at % 5 :] + SENTENCES[: at % 4]), False)
    for at in range(18)
]


def drawn(path: Path, draw: Callable[[Canvas], None], encryption: StandardEncryption | None = None) -> Path:
    canvas = Canvas(str(path), pagesize=A4, invariant=1, encrypt=encryption)
    draw(canvas)
    canvas.save()
    return path


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_and_pages_are_read_in_order_and_paragraphs_are_whole(tmp_path: Path, columns: int) -> None:
    path = tmp_path / "a.pdf"
    pdf_of(path, PARAGRAPHS, columns, head="The Daily Quay")
    document = read(path, "en")
    written = [text for text, _ in PARAGRAPHS]
    assert " ".join(texts(document)) == " ".join(written)
    # Where a column ends with a full line and a full stop, nothing tells whether the paragraph does.
    assert len(set(written) & set(texts(document))) >= len(written) - 2
    assert document.blocks[0].kind == "heading"
    assert {block.kind for block in document.blocks[1:]} == {"paragraph"}
    assert "The Daily Quay" not in document.text
    assert document.notes[0].startswith("a PDF does not say what its paragraphs")
    assert "running heads and page numbers are left out" in document.notes[0]
    assert set(places(document)) == {"page 1", "page 2"}
    assert not document.lined


def test_a_place_is_on_the_page_of_its_own_line(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 120, "The ship that carried the wool and the salt of the whole coast left")
        canvas.showPage()
        canvas.drawString(60, 700, "at noon, and nobody waved.")

    document = read(drawn(tmp_path / "a.pdf", draw), "en")
    assert texts(document) == [
        "The ship that carried the wool and the salt of the whole coast left at noon, and nobody waved."
    ]
    body = document.blocks[0].body
    at = body.text.index("nobody")
    start, end = body.place(at, at + 6)
    assert document.text[start:end] == "nobody"
    assert [landmark.name for landmark in document.landmarks if landmark.start <= start][-1] == "page 2"


def test_lines_that_are_drawn_in_another_order_are_put_in_order(tmp_path: Path) -> None:
    left = ["The ship left the quay at noon with", "wool and salt, and nobody on the long", "grey wall waved."]
    right = ["The harbour was built by hand, and it", "took the people of the coast seven", "winters."]

    def draw(canvas: Canvas) -> None:
        for number, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(60, 600 - 14 * number, one)
            canvas.drawString(330, 600 - 14 * number, other)

    assert texts(read(drawn(tmp_path / "a.pdf", draw), "en")) == [" ".join(left), " ".join(right)]


def test_paragraphs_are_told_by_indents_items_and_lines_with_room(tmp_path: Path) -> None:
    lines = [
        (60, "The ship left the quay at noon with wool and salt, and none waved. In"),
        (60, "summer children jump from the wall, though the notice forbids it often."),
        (75, "The harbour was built by hand, and the people of the coast carried each"),
        (60, "stone."),
        (60, "They shipped:"),
        (60, "- wool from the hills, which was washed in the river and dried on walls"),
        (60, "- salt"),
    ]

    def draw(canvas: Canvas) -> None:
        for number, (left, text) in enumerate(lines):
            canvas.drawString(left, 600 - 14 * number, text)

    assert texts(read(drawn(tmp_path / "a.pdf", draw), "en")) == [
        f"{lines[0][1]} {lines[1][1]}",
        f"{lines[2][1]} {lines[3][1]}",
        "They shipped:",
        lines[5][1],
        "- salt",
    ]


def test_raised_figures_and_soft_hyphens_are_read_as_they_look(tmp_path: Path) -> None:
    registerFont(TTFont("Vera", "Vera.ttf"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 12)
        canvas.drawString(60, 600, "The harbour covers 40 m")
        canvas.setFont("Vera", 7)
        canvas.drawString(60 + canvas.stringWidth("The harbour covers 40 m", "Vera", 12), 605, "2")
        canvas.setFont("Vera", 12)
        canvas.drawString(230, 600, "of quay and of the long wall, and its har\u00ad")
        canvas.drawString(60, 586, "bours are old.")

    assert texts(read(drawn(tmp_path / "a.pdf", draw), "en")) == [
        "The harbour covers 40 m² of quay and of the long wall, and its harbours are old."
    ]


def test_words_that_a_line_end_cuts_are_whole_and_their_places_hold_both_parts(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 600, "The people of the coast built the long grey wall of the har-")
        canvas.drawString(60, 586, "bour by hand.")

    document = read(drawn(tmp_path / "a.pdf", draw), "en")
    body = document.blocks[0].body
    assert body.text == "The people of the coast built the long grey wall of the harbour by hand."
    at = body.text.index("harbour")
    start, end = body.place(at, at + len("harbour"))
    assert document.text[start:end] == "har-\nbour"


def test_a_document_is_known_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    pdf_of(path, PARAGRAPHS[:3])
    assert placed(read(copied(path, "notes.txt"), "en")) == placed(read(path, "en"))


def test_what_the_library_remarks_on_an_odd_file_is_kept_from_the_user(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas._code.append("/P1 gs /X1 g")
        canvas.drawString(60, 600, "The ship left at noon.")

    assert texts(read(drawn(tmp_path / "a.pdf", draw), "en")) == ["The ship left at noon."]
    assert caplog.records == []


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 600, "The ship left at noon.")
        canvas.showPage()
        canvas.rect(60, 60, 100, 100, fill=1)

    assert read(drawn(tmp_path / "a.pdf", draw), "en").notes[1:] == ("no text on page 2",)


def test_what_holds_no_text_that_can_be_read_is_refused_in_a_line(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", lambda canvas: canvas.rect(60, 60, 100, 100, fill=1))
    assert "perhaps only scanned pictures; have the text recognised first (OCR)" in refusal(path)
    locked = drawn(path, lambda canvas: canvas.drawString(60, 600, "Secret."), StandardEncryption("key", "owner"))
    assert "protected by a password" in refusal(locked)
    path.write_bytes(b"%PDF-1.7\n%%EOF\n")
    assert "damaged" in refusal(path)
    path.unlink()
    assert "no such file" in refusal(path)


def test_what_only_forbids_to_change_it_is_read(tmp_path: Path) -> None:
    path = drawn(
        tmp_path / "a.pdf", lambda canvas: canvas.drawString(60, 600, "All may see."), StandardEncryption("", "owner")
    )
    assert texts(read(path, "en")) == ["All may see."]
