"""A JSON object on a line -> its texts, which know where each character stands (RFC 8259)."""

import json
import re
from dataclasses import dataclass

from toolkit.readers.bilingual.marked_text import MarkedText

_SPACE = re.compile(r"[ \t\r]*")
_ESCAPE = re.compile(r"\\(?:u[dD][89aAbB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class JsonString:
    """The range of a string in the text, within its quotation marks, and what it says."""

    start: int
    end: int
    value: str

    def marked(self, text: str) -> MarkedText:
        """Return what the string says, its escapes read."""
        marked = MarkedText(text)
        at = self.start
        for match in _ESCAPE.finditer(text, self.start, self.end):
            if at < match.start():
                marked.add(at, match.start())
            marked.add(match.start(), match.end(), json.loads(f'"{match[0]}"'))
            at = match.end()
        if at < self.end:
            marked.add(at, self.end)
        return marked


def members(text: str, start: int, end: int) -> dict[str, JsonString | object]:
    """Return the members of the object that stands alone in ``text[start:end]``, strings with their places.

    Raises ValueError, with the place in the range as ``json`` has it, where there is none.
    """
    line = text[start:end]
    whole = json.loads(line)
    if not isinstance(whole, dict):
        raise json.JSONDecodeError("not an object", line, 0)
    found: dict[str, JsonString | object] = {}
    at = _past(line, line.index("{") + 1)
    while line[at] != "}":
        key, at = _DECODER.raw_decode(line, at)
        at = _past(line, _past(line, at) + 1)
        value, stop = _DECODER.raw_decode(line, at)
        found[key] = JsonString(start + at + 1, start + stop - 1, value) if isinstance(value, str) else value
        at = _past(line, stop)
        if line[at] == ",":
            at = _past(line, at + 1)
    return found


def _past(line: str, at: int) -> int:
    """Return the place behind white space."""
    match = _SPACE.match(line, at)
    return match.end() if match else at
