"""WebVTT subtitles with the findings as notes: a NOTE, which no player shows, before the cue that each stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.errors import InputError
from toolkit.model import CheckedDocument
from toolkit.plugins.contracts import DocumentsReport
from toolkit.reports.documents.commented import copy_of, only


@dataclass(frozen=True, slots=True)
class WebVtt:
    """commented.vtt: a copy of the very subtitles (.vtt), each finding a NOTE before its cue.

    No player shows notes. One document in each file.
    """

    single: ClassVar[bool] = True

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "commented.vtt"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return the subtitles with notes; raises InputError for a file that is none."""
        document = only(documents, self.filename)
        copy = copy_of(document, "vtt")
        if copy is None:
            raise InputError(f"{document.path}: no .vtt file, and the format vtt adds notes to one; choose docx or odt")
        return copy.decode()


PLUGIN: type[DocumentsReport] = WebVtt
