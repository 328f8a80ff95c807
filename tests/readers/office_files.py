"""Writes the same paragraphs as files of several kinds, by hand where no library writes it, and reads them."""

import shutil
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from toolkit.errors import InputError
from toolkit.model import Document
from toolkit.model.places import place, where
from toolkit.readers.files.documents import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Paragraph = tuple[str, bool]
"""What a paragraph says, and whether it is a heading."""


def word(path: Path, body: str, parts: Mapping[str, str] | None = None) -> Path:
    """Write a Word document with this body, and other parts by their kinds ("footnotes", "styles")."""
    import docx

    plain = path.with_name("plain.docx")
    docx.Document().save(str(plain))
    parts = parts or {}
    with ZipFile(plain) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>".encode()
            elif name == "word/_rels/document.xml.rels":
                more = "".join(
                    f'<Relationship Id="own{kind}" Type="{_RELATION}/{kind}" Target="{kind}.xml"/>' for kind in parts
                )
                kept = data.replace(b'/styles" Target="styles.xml"', b'/other" Target="styles.xml"')
                data = (kept if "styles" in parts else data).replace(
                    b"</Relationships>", more.encode() + b"</Relationships>"
                )
            elif name == "word/styles.xml" and "styles" in parts:
                continue
            new.writestr(name, data)
        for kind, content in parts.items():
            new.writestr(f"word/{kind}.xml", f"<w:{kind} {W}>{content}</w:{kind}>")
    plain.unlink()
    return path


def docx_of(path: Path, paragraphs: Sequence[Paragraph]) -> None:
    """Write paragraphs with python-docx."""
    import docx

    document = docx.Document()
    for text, is_heading in paragraphs:
        if is_heading:
            document.add_heading(text, 2)
        else:
            document.add_paragraph(text)
    document.save(str(path))


ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def open_text(path: Path, body: str, styles: str = "", manifest: str = "") -> Path:
    """Write an OpenDocument text with this body and these automatic styles."""
    with ZipFile(path, "w", ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.text", ZIP_STORED)
        new.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        new.writestr(
            "content.xml",
            f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return path


def odt_of(path: Path, paragraphs: Sequence[Paragraph]) -> None:
    """Write paragraphs as OpenDocument."""
    tags = {True: "h", False: "p"}
    body = "".join(
        f"<text:{tags[is_heading]}>{escape(text, quote=False).replace('  ', ' <text:s/>')}</text:{tags[is_heading]}>"
        for text, is_heading in paragraphs
    )
    open_text(path, body)


def rtf_of(path: Path, paragraphs: Sequence[Paragraph]) -> None:
    """Write paragraphs as rich text, as a program of Windows does: letters of its code page, and others by number."""
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Helvetica;}}"
    body = "".join(
        rf"\pard{chr(92) + 'outlinelevel1' if is_heading else ''}\plain\f0 {_escaped(text)}\par" + "\r\n"
        for text, is_heading in paragraphs
    )
    path.write_bytes((head + body + "}").encode("ascii"))


def _escaped(text: str) -> str:
    return "".join(_rtf_sign(sign) for sign in text)


def _rtf_sign(sign: str) -> str:
    if sign in "\\{}":
        return "\\" + sign
    if sign.isascii():
        return sign
    try:
        return f"\\'{sign.encode('cp1252').hex()}"
    except UnicodeEncodeError:
        return f"\\u{ord(sign)}?"


def pdf_of(path: Path, paragraphs: Sequence[Paragraph], columns: int = 1, head: str = "") -> None:
    """Write paragraphs as pages with a running head and page numbers, set in columns."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
    from reportlab.platypus import Paragraph as Flowing

    width, height = A4

    def ornaments(canvas: Canvas, _: object) -> None:
        canvas.setFont("Helvetica", 8)
        if head:
            canvas.drawString(60, height - 40, head)
        canvas.drawCentredString(width / 2, 30, str(canvas.getPageNumber()))

    each = (width - 120) / columns
    frames = [Frame(60 + number * each, 60, each - 12, height - 130) for number in range(columns)]
    document = BaseDocTemplate(str(path), pagesize=A4, invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=ornaments))
    styles = getSampleStyleSheet()
    document.build(
        [
            Flowing(escape(text, quote=False), styles["Heading2" if is_heading else "BodyText"])
            for text, is_heading in paragraphs
        ]
    )


def xlsx_of(path: Path, rows: Sequence[Sequence[object]], title: str = "Texts") -> None:
    """Write rows as the only sheet of a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(path)


def copied(path: Path, name: str) -> Path:
    """Return a copy of a file under another name."""
    shutil.copyfile(path, path.with_name(name))
    return path.with_name(name)


def texts(document: Document) -> list[str]:
    return [block.body.text for block in document.blocks]


def places(document: Document) -> list[str]:
    return [where(place(document, block.body.start, block.body.end), document) for block in document.blocks]


def placed(document: Document) -> list[tuple[str, str]]:
    return list(zip(texts(document), places(document), strict=True))


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(path, "en")
    message = str(caught.value)
    assert message.startswith(f"{path}:")
    assert "\n" not in message
    return message
