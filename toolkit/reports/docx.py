"""Word documents (ISO/IEC 29500) with the findings as comments at the words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from xml.sax.saxutils import escape

from toolkit.model import CheckedDocument
from toolkit.plugins import require
from toolkit.plugins.contracts import DocumentsReport
from toolkit.reports.documents.archives import archive
from toolkit.reports.documents.commented import Paragraph, copy_of, new_one, only

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/></Types>'
)
_OTHERS = (".docm", ".dotm", ".dotx")
_HEADING = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
_STYLES = (
    f'<w:styles xmlns:w="{_W}">'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="160"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:next w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style></w:styles>'
)


@dataclass(frozen=True, slots=True)
class Docx:
    """commented.docx: a copy of the very document, each finding a comment at its words; nothing else in it changes.

    Of a file of another kind (with macros, a template), a new document is made of the paragraphs of the translation.
    What is left out of the translation stands between the words where it would be. One document in each file.
    """

    binary: ClassVar[bool] = True
    single: ClassVar[bool] = True

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "commented.docx"

    def problem(self) -> str | None:
        """Return why it cannot be written here, or None."""
        require("lxml.etree", "documents")
        return None

    def render_documents(self, documents: Sequence[CheckedDocument]) -> bytes:
        """Return the document with comments; raises InputError where its file changed meanwhile."""
        document = only(documents, self.filename)
        # Word opens no file with macros, and no template, that is called .docx.
        is_other = document.origin is not None and document.origin.suffix.lower() in _OTHERS
        return (None if is_other else copy_of(document, "docx")) or new_one(document, "docx", _plain)


def _plain(paragraphs: Sequence[Paragraph]) -> bytes:
    """Return a document without comments."""
    body = "".join(
        f"<w:p>{_HEADING if paragraph.is_heading else ''}"
        f'<w:r><w:t xml:space="preserve">{escape(paragraph.text)}</w:t></w:r></w:p>'
        for paragraph in paragraphs
    )
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    texts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _related({"officeDocument": "word/document.xml"}),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}{page}</w:body></w:document>',
        "word/_rels/document.xml.rels": _related({"styles": "styles.xml"}),
        "word/styles.xml": _STYLES,
    }
    return archive({name: (_HEAD + text).encode() for name, text in texts.items()})


def _related(parts: dict[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


PLUGIN: type[DocumentsReport] = Docx
