"""A file and edits -> the new bytes of the file, held against what was asked; whatever cannot be written is refused.

What comes out is read again: all that it says must be what was there, but for the edits. So no edit can break a format,
become markup, or reach another place.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import Document, Edit
from toolkit.model.places import place, shown
from toolkit.plugins.contracts import Rewriting
from toolkit.readers.files.documents import AS_THEY_COME, Readers, read, read_both
from toolkit.readers.files.writing.edits import expected, ordered, said


def is_rewritable(path: Path, readers: Readers = AS_THEY_COME) -> bool:
    """Whether files of this kind are written back; raises InputError as ``read`` does."""
    return isinstance(readers.of(path), Rewriting)


def rewritten(
    path: Path,
    document: Document,
    edits: Sequence[Edit],
    source_language: str | None = None,
    readers: Readers = AS_THEY_COME,
) -> bytes:
    """Return the bytes of a file after edits of what was read from it, in any order; nothing is written.

    ``document`` is what ``read`` gave for the file, or the translation's side of what ``read_both`` did, and then
    ``source_language`` is that of its original. ``edits_of`` makes edits of a person's new sentence. Raises InputError,
    one line: a kind of file that is not written back, two edits of one place, a file that has changed, and an edit
    after which it would not say what it was to say.
    """
    reader = readers.of(path)
    if not isinstance(reader, Rewriting):
        kind = path.suffix or "this kind"
        raise InputError(f"{path}: files of the kind {kind} are not written back; mend it in the program it is from")
    wanted = ordered(edits, document)
    data = reader.rewritten(path, document, wanted)
    with tempfile.TemporaryDirectory(prefix="toolkit-") as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(data)
        try:
            if source_language is None:
                after = read(copy, document.language, readers)
            else:
                after = read_both(copy, source_language, document.language, readers).translation
        except InputError as error:
            reason = str(error).removeprefix(f"{copy}:").strip()
            where = _places(wanted, document)
            raise InputError(f"{path}: {where}: cannot be written there, for nobody could read it ({reason})") from None
    if said(" ".join(block.body.text for block in after.blocks)) != expected(document, wanted):
        raise InputError(
            f"{path}: {_places(wanted, document)}: cannot be written there: it would be read as something else; "
            "write it in the program that the file is from"
        )
    return data


def _places(edits: Sequence[Edit], document: Document) -> str:
    """Return where edits are, the first of them."""
    where = shown(place(document, edits[0].start, edits[0].end), document) if edits else "the text"
    return where + (f" and {len(edits) - 1} more" if len(edits) > 1 else "")
