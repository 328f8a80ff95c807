"""A file with edits in it: the same format where it can be written, else its bare text; never over the file itself.

An edit that the format cannot take is left out and told: the others must not wait for it.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import Document, LanguagePair, Sentence
from toolkit.plugins.plurals import counted
from toolkit.readers.files.decoding import decode
from toolkit.readers.files.documents import AS_THEY_COME, Readers, holds_both, read, read_both
from toolkit.readers.files.writing.edits import edits_of
from toolkit.readers.files.writing.rewriting import is_rewritable
from toolkit.readers.files.writing.rewriting import rewritten as write_back
from toolkit.readers.splitting.sentences import split
from toolkit.run.outputs import replace_text
from toolkit.run.rewriting.edits import Edit

_MARK = ".reviewed"
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")
_Placed = tuple[tuple[Sentence, ...], Edit]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The bytes of the new file, its ending, and what the user must know of it ("" where nothing)."""

    data: bytes
    suffix: str
    note: str = ""


def rewritten(path: Path, edits: Sequence[Edit], pair: LanguagePair, readers: Readers = AS_THEY_COME) -> Rewritten:
    """Return a file with these edits; raises InputError where it cannot be read, or is another text by now."""
    document = _translation(path, pair, readers)
    sentences = split(document)
    placed = _placed(path, edits, sentences)
    if not is_rewritable(path, readers):
        note = f"files of the kind {path.suffix} are not written back: the text with its edits, bare, is in {{name}}"
        return Rewritten(_bare(sentences, placed).encode("utf-8", "backslashreplace"), ".txt", note)
    source_language = pair.source if holds_both(path, readers) else None

    def written(some: Sequence[_Placed]) -> bytes:
        changes = [change for own, edit in some for change in edits_of(own, edit.text, document)]
        return write_back(path, document, changes, source_language, readers)

    refused: list[str] = []
    fitting = list(_fitting(placed, written, refused))
    note = f"{counted(len(refused), 'edit')} could not be written into {{name}}: {refused[0]}" if refused else ""
    return Rewritten(written(fitting), path.suffix, note)


def rewritten_lines(path: Path, texts: Mapping[int, str]) -> Rewritten:
    """Return a file of segments, one a line, with other texts in some lines (from 0); raises InputError as above."""
    lines = _LINE.findall(decode(path))
    if max(texts, default=0) >= len(lines):
        raise InputError(f"{path}: it was changed since it was checked; check it anew. The edits stay recorded")
    written = (texts.get(number, line) + end for number, (line, end) in enumerate(lines))
    return Rewritten("".join(written).encode("utf-8", "surrogatepass"), path.suffix)


def _fitting(
    placed: Sequence[_Placed], written: Callable[[Sequence[_Placed]], bytes], refused: list[str]
) -> Iterator[_Placed]:
    """Yield the edits that the format takes, and note why it does not take the others; of what fails, each half."""
    try:
        written(placed)
    except InputError as error:
        if len(placed) < 2:
            refused.append(str(error))
            return
        middle = len(placed) // 2
        yield from _fitting(placed[:middle], written, refused)
        yield from _fitting(placed[middle:], written, refused)
    else:
        yield from placed


def reviewed_name(path: Path, suffix: str, is_ours: Callable[[Path], bool]) -> Path:
    """Return where the edits of a file go: beside it, "summit.en.reviewed.docx", and never over a file of others."""
    stem = path.stem.removesuffix(_MARK)
    names: Iterator[str] = (f"{stem}{_MARK}{'' if number < 2 else f'-{number}'}{suffix}" for number in range(1, 1_000))
    for name in names:
        place = path.with_name(name)
        if place != path and (not os.path.lexists(place) or is_ours(place)):
            return place
    raise InputError(f"{path}: a thousand reviewed files stand beside it; move some away")


def write_atomic(place: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all, and on the disk; raises InputError where the disk refuses."""
    try:
        replace_text(place, data)
    except OSError as error:
        raise InputError(f"{place}: the edits cannot be written there ({error.strerror})") from None


def _translation(path: Path, pair: LanguagePair, readers: Readers) -> Document:
    if holds_both(path, readers):
        return read_both(path, pair.source, pair.translation, readers).translation
    return read(path, pair.translation, readers)


def _placed(path: Path, edits: Sequence[Edit], sentences: Sequence[Sentence]) -> list[_Placed]:
    """Return each edit beside the sentences that it is about, by where they stand or else by what they say."""
    at = {sentence.body.start: sentence for sentence in sentences}
    by_text: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        by_text.setdefault(sentence.text, []).append(sentence)

    def sentence_of(start: int, text: str) -> Sentence:
        found = at.get(start)
        if found is not None and found.text == text:
            return found
        same = by_text.get(text, [])
        if len(same) != 1:
            raise InputError(f"{path}: it was changed since it was checked; check it anew. The edits stay recorded")
        return same[0]

    return [(tuple(sentence_of(*one) for one in edit.sentences), edit) for edit in edits if edit.sentences]


def _bare(sentences: Sequence[Sentence], placed: Sequence[_Placed]) -> str:
    """Return the text of the document alone, a paragraph a block, with the edits."""
    texts = {sentence.body.start: "" for own, _ in placed for sentence in own}
    texts |= {own[0].body.start: edit.text for own, edit in placed}
    blocks: dict[int, list[str]] = {}
    for sentence in sentences:
        blocks.setdefault(sentence.paragraph, []).append(texts.get(sentence.body.start, sentence.text))
    paragraphs = (" ".join(filter(None, block)) for block in blocks.values())
    return "\n\n".join(filter(None, paragraphs)) + "\n"
