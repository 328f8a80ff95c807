"""Which text of the data that was brought is at fault where a regular expression made of it is none."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.languages.folders import Languages
from toolkit.languages.shape import line_of


def fault(data: Languages, error: re.error) -> Exception:
    """Return an InputError with file, line and key of the text at fault; the given error if there is none."""
    texts = [(path, key, text) for path, topic in data.brought() for key, text in _texts(topic)]
    inside = [one for one in texts if one[2] in str(error.pattern)]
    # By itself it is none, or the pattern breaks off where it stands.
    at_fault = (
        *(one for one in inside if not _compiles(one[2])),
        *(one for one in inside if _covers(one[2], error)),
    )
    if not at_fault:
        return error
    path, key, text = at_fault[0]
    return InputError(f"{_place(path, key)}: {key!r} holds {text!r}, which is no regular expression ({error.msg})")


def _texts(topic: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield all texts of a topic with its key, and each word of a text that is no pattern as a whole."""
    for key, value in topic.items():
        for text in _within(value):
            parts = (text,) if _compiles(text) else (text, *text.split())
            yield from ((key, part) for part in dict.fromkeys(parts) if part)


def _within(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in (*value, *value.values()):
            yield from _within(part)
    elif isinstance(value, list):
        for part in value:
            yield from _within(part)


def _compiles(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _covers(text: str, error: re.error) -> bool:
    """Whether the text stands where the pattern breaks off."""
    pattern, at = str(error.pattern), error.pos
    return at is not None and pattern.find(text, max(0, at - len(text) + 1), at + len(text)) >= 0


def _place(path: Path, key: str) -> str:
    return f"{path}:{line_of(path, key)}:1"
