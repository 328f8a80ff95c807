"""What shall stand in a text instead of what stands there."""

from typing import NamedTuple


class Edit(NamedTuple):
    """A half-open range of a document's ``text``, and what shall stand there, as its reader sees it.

    ``text`` has no escapes of the file's kind (``&amp;``, ``""``); an empty range is a place to put it in.
    """

    start: int
    end: int
    text: str
