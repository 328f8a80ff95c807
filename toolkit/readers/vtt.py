"""WebVTT subtitles (W3C, 2019): blocks between blank lines, of which those with times are cues."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import Comment, Document, Edit
from toolkit.plugins.contracts import Reader
from toolkit.readers.files import cues
from toolkit.readers.files.cues import Cue
from toolkit.readers.files.decoding import decode
from toolkit.readers.files.writing.texts import markup, rewritten_text

_TIMES = re.compile(r"\s*(?:(\d{2,}):)?(\d\d):(\d\d)[.,](\d{3})\s*-->\s*(?:(\d{2,}):)?(\d\d):(\d\d)[.,](\d{3})(?=\s|$)")


@dataclass(frozen=True, slots=True)
class WebVtt:
    """Reads subtitles of the web; notes and styles are left out, and a finding names the cue that it stands in."""

    suffixes: tuple[str, ...] = (".vtt",)
    """The endings of the names of files that it reads, with the dot."""

    def recognises(self, path: Path | None, head: bytes) -> bool:  # noqa: ARG002 - the content tells
        """Whether a file begins as the format wants it."""
        return bool(re.match(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|$)", head))

    def read(self, path: Path, language: str) -> Document:
        """Return the document; raises InputError for a file without a cue (and see ``files.decoding``)."""
        return self.read_text(decode(path), str(path), language)

    def read_text(self, text: str, name: str, language: str) -> Document:
        """Return the document of a text that is called so."""
        found = list(_cues(text))
        if not found:
            raise InputError(f"{name}: no cue in it; one begins with its times, such as 00:01.000 --> 00:03.500")
        return cues.document(text, name, language, found)

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits."""
        return rewritten_text(path, document, edits, markup(document))

    def commented(self, path: Path, language: str, comments: Sequence[Comment]) -> bytes:  # noqa: ARG002 - the contract's
        """Return a copy, in UTF-8, with a NOTE before the cue of each comment; see ``Commenting``."""
        text = decode(path)
        said = [(cue.offset, f"NOTE {words}") for cue, words in cues.comments_of(list(_cues(text)), comments)]
        return cues.with_lines(text, said, before="", after="\n\n")


def _cues(text: str) -> Iterator[Cue]:
    block: list[tuple[int, int]] = []
    count = 0
    for span in [*cues.lines_of(text), (len(text), len(text))]:
        if text[slice(*span)].strip():
            block.append(span)
            continue
        at = next((at for at, line in enumerate(block[:2]) if "-->" in text[slice(*line)]), None)
        match = _TIMES.match(text, *block[at]) if at is not None else None
        if at is not None and match:
            count += 1
            name = text[slice(*block[0])].strip() if at else str(count)
            shown = tuple(block[at + 1 :])
            yield Cue(f"cue {name}", block[0][0], cues.seconds(match, 1), cues.seconds(match, 5), shown)
        block = []


PLUGIN: type[Reader] = WebVtt
