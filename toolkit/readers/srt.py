"""SubRip subtitles: the number of a cue, its times, its lines, and a blank line."""

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
from toolkit.readers.files.writing.texts import rewritten_text

_TIMES = re.compile(
    r"\s*(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?\s*-{1,2}>\s*(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?"
)


@dataclass(frozen=True, slots=True)
class SubRip:
    """Reads subtitles; a sentence goes on from cue to cue, and a finding names the cue that it stands in."""

    suffixes: tuple[str, ...] = (".srt",)
    """The endings of the names of files that it reads, with the dot."""

    def recognises(self, path: Path | None, head: bytes) -> bool:  # noqa: ARG002 - the content tells
        """Whether a file begins with a cue."""
        return bool(re.match(rb"(?:\xef\xbb\xbf)?\s*\d+\s*?\r?\n\s*\d{1,3}:\d\d:\d\d[,.]\d{1,3}\s*-->", head))

    def read(self, path: Path, language: str) -> Document:
        """Return the document; raises InputError for a file without a cue (and see ``files.decoding``)."""
        return self.read_text(decode(path), str(path), language)

    def read_text(self, text: str, name: str, language: str) -> Document:
        """Return the document of a text that is called so."""
        found = list(_cues(text))
        if not found:
            raise InputError(f"{name}: no cue in it; one begins with its times, such as 00:00:01,000 --> 00:00:03,500")
        return cues.document(text, name, language, found)

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits."""
        return rewritten_text(path, document, edits)

    def commented(self, path: Path, language: str, comments: Sequence[Comment]) -> bytes:  # noqa: ARG002 - the contract's
        """Return a copy, in UTF-8, with a line "[...]" below the cue of each comment; see ``Commenting``."""
        text = decode(path)
        found = list(_cues(text))
        said = [(_behind(cue), f"[{words}]") for cue, words in cues.comments_of(found, comments)]
        return cues.with_lines(text, said, before="\n", after="")


def _behind(cue: Cue) -> int:
    """Return where the last line of a cue ends."""
    return cue.lines[-1][1] if cue.lines else cue.offset


def _cues(text: str) -> Iterator[Cue]:
    lines = list(cues.lines_of(text))
    times = [(at, match) for at, span in enumerate(lines) if (match := _TIMES.match(text, *span))]
    for number, (at, match) in enumerate(times):
        last = times[number + 1][0] if number + 1 < len(times) else len(lines)
        named = at > 0 and text[slice(*lines[at - 1])].strip().isdigit()
        name = text[slice(*lines[at - 1])].strip() if named else str(number + 1)
        if number + 1 < len(times) and last > at + 1 and text[slice(*lines[last - 1])].strip().isdigit():
            last -= 1  # the number of the next cue
        shown = [span for span in lines[at + 1 : last] if text[slice(*span)].strip()]
        first = lines[at - 1][0] if named else lines[at][0]
        yield Cue(f"cue {name}", first, cues.seconds(match, 1), cues.seconds(match, 5), tuple(shown))


PLUGIN: type[Reader] = SubRip
