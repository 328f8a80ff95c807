"""SubRip subtitles with the findings as notes: a line "[...]" below the cue that each stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.errors import InputError
from toolkit.model import CheckedDocument
from toolkit.plugins.contracts import DocumentsReport
from toolkit.reports.documents.commented import copy_of, only


@dataclass(frozen=True, slots=True)
class SubRip:
    """commented.srt: a copy of the very subtitles (.srt), each finding a line "[...]" below the cue that it stands in.

    One document in each file.
    """

    single: ClassVar[bool] = True

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "commented.srt"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return the subtitles with notes; raises InputError for a file that is none."""
        document = only(documents, self.filename)
        copy = copy_of(document, "srt")
        if copy is None:
            raise InputError(f"{document.path}: no .srt file, and the format srt adds notes to one; choose docx or odt")
        return copy.decode()


PLUGIN: type[DocumentsReport] = SubRip
