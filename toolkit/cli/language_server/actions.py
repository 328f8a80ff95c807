"""What an editor offers for a finding: its suggestion, and a comment that leaves it out, as changes of the text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.cli.language_server.checking import Found, Snapshot, edited
from toolkit.config.settings import Config
from toolkit.errors import ToolkitError
from toolkit.model import Document, Edit
from toolkit.readers.files.documents import read
from toolkit.run.known import ignores

_LINE_END = re.compile(r"\r\n|\n|\r")


class Action(NamedTuple):
    """What it is called, the one edit of the text that it makes, and whether it may be taken without a look."""

    title: str
    edit: Edit
    is_safe: bool = False


def suggestion(snapshot: Snapshot, config: Config, found: Found, row: Mapping[str, Any]) -> Action | None:
    """Return the action that puts a suggestion in its place, None where the file's kind cannot take it there."""
    if row["suggestion"] is None:
        return None
    try:
        after = edited(snapshot, config, found, Edit(row["start"], row["end"], row["suggestion"]))
    except ToolkitError:
        return None
    words = row["suggestion"]
    title = f"Replace with “{words}”" if words.strip() else "Leave it out" if not words else "Replace with a space"
    safe = any((fix.start, fix.end, fix.text) == (row["start"], row["end"], words) for fix in found.checked.fixes)
    return Action(title, difference(snapshot.text, after), safe)


def ignored(found: Found, row: Mapping[str, Any]) -> Iterator[Action]:
    """Yield the actions that write a comment for a finding: for its place, and for the whole file.

    Only those are offered that the document, read again, understands, and that change nothing of what it says.
    """
    document, check = found.document, row["check"]
    for verb, what in (("ignore", "here"), ("ignore-file", "in this file")):
        edit = next(
            (one for one in _comments(document, verb, check, row["start"]) if _is_sound(document, one, row)), None
        )
        if edit is not None:
            yield Action(f"Ignore {check} {what}", edit)


def difference(before: str, after: str) -> Edit:
    """Return the one edit that makes one text of another, without what both begin and end with."""
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    most -= start
    end = next((at for at in range(most) if before[-1 - at] != after[-1 - at]), most)
    return Edit(start, len(before) - end, after[start : len(after) - end])


def _comments(document: Document, verb: str, check: str, at: int) -> Iterator[Edit]:
    text = document.text
    ends = _LINE_END.search(text)
    newline = ends[0] if ends else "\n"
    begin = int(text.startswith("\ufeff"))
    block = next((one.body for one in document.blocks if one.body.start <= at <= one.body.end), None)
    first = max(begin, _line_start(text, block.start if block else at))
    if ignores.is_markup(Path(document.path)):
        comment = f"<!-- toolkit: {verb}[{check}] -->"
        if verb == "ignore-file":
            gap = "" if not text or text.endswith(("\n", "\r")) else newline
            yield Edit(len(text), len(text), f"{gap}{newline}{comment}{newline}")
            return
        end = _LINE_END.search(text, at)
        stop = end.start() if end else len(text)
        yield Edit(stop, stop, f" {comment}")
        yield Edit(first, first, f"{comment}{newline}{newline}")
        yield Edit(first, first, f"{comment}{newline}")
    else:
        where = begin if verb == "ignore-file" else first
        yield Edit(where, where, f"# toolkit: {verb}[{check}]{newline}")


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _is_sound(document: Document, edit: Edit, row: Mapping[str, Any]) -> bool:
    """Whether a comment covers the finding and nothing else of what the document says has changed."""
    from toolkit.model import Text
    from toolkit.readers.files.writing.texts import spliced

    after = spliced(document.text, [edit])
    try:
        again = read(Text(after, document.path), document.language)
    except ToolkitError:
        return False
    if [block.body.text for block in again.blocks] != [block.body.text for block in document.blocks]:
        return False
    at = row["start"] + (len(edit.text) if edit.start <= row["start"] else 0)
    return any(comment.covers(row["check"], at) for comment in ignores.read(replace(again)).comments)
