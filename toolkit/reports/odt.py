"""OpenDocument texts (ISO/IEC 26300) with the findings as comments at the words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from xml.sax.saxutils import escape

from toolkit.model import CheckedDocument
from toolkit.plugins import require
from toolkit.plugins.contracts import DocumentsReport
from toolkit.reports.documents.archives import archive
from toolkit.reports.documents.commented import Paragraph, copy_of, new_one, only

_TYPE = "application/vnd.oasis.opendocument.text"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


@dataclass(frozen=True, slots=True)
class Odt:
    """commented.odt: a copy of the very document, each finding a comment at its words; nothing else in it changes.

    Of a file of another kind, a new document is made of the paragraphs of the translation. One document in each file.
    """

    binary: ClassVar[bool] = True
    single: ClassVar[bool] = True

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "commented.odt"

    def problem(self) -> str | None:
        """Return why it cannot be written here, or None."""
        require("lxml.etree", "documents")
        return None

    def render_documents(self, documents: Sequence[CheckedDocument]) -> bytes:
        """Return the document with comments; raises InputError where its file changed meanwhile."""
        document = only(documents, self.filename)
        return copy_of(document, "odt") or new_one(document, "odt", _plain)


def _plain(paragraphs: Sequence[Paragraph]) -> bytes:
    """Return a document without comments."""
    body = "".join(
        f'<text:h text:outline-level="1">{_spaced(paragraph.text)}</text:h>'
        if paragraph.is_heading
        else f"<text:p>{_spaced(paragraph.text)}</text:p>"
        for paragraph in paragraphs
    )
    content = (
        f'<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    texts = {"META-INF/manifest.xml": _MANIFEST, "content.xml": content}
    parts = {name: (_HEAD + text).encode() for name, text in texts.items()}
    return archive({"mimetype": _TYPE.encode(), **parts}, stored="mimetype")


def _spaced(text: str) -> str:
    """Return a text in which two spaces stay two: of several, all but the first are elements."""
    return escape(text).replace("  ", " <text:s/>").replace("  ", " <text:s/>")


PLUGIN: type[DocumentsReport] = Odt
