"""Clean paragraphs -> blocks: which are headings, which are the credit of the translation, which are running text."""

import re
from collections.abc import Sequence

from toolkit.model import Block, BlockKind, Mapped
from toolkit.readers.splitting.boundaries import boundaries
from toolkit.readers.splitting.credits import is_credit
from toolkit.readers.splitting.line_breaks import BULLET, FINAL

_CREDIT_FROM_START = 3
_CREDIT_FROM_END = 3
_HEADING_WORDS = 30
_SURE_HEADING_WORDS = 16
_QUESTION_WORDS = 8
_NOT_A_HEADING = (":", ",", ";", "-", "–", "—")
_BARE_MARK = re.compile(r"[!?]$")


def label(bodies: Sequence[Mapped], language: str, kinds: Sequence[BlockKind | None] = ()) -> tuple[Block, ...]:
    """Return a block for each body, in order; ``kinds`` holds what the file says of each itself, None where nothing.

    A heading is a short body without a final mark, or a short question of its own between longer bodies. A credit
    stands among the first or last three bodies.
    """
    known = kinds or [None] * len(bodies)
    return tuple(
        Block(kind or _kind(bodies, index, language), body)
        for index, (body, kind) in enumerate(zip(bodies, known, strict=True))
    )


def _kind(bodies: Sequence[Mapped], index: int, language: str) -> BlockKind:
    text = bodies[index].text
    from_end = len(bodies) - index
    if len(bodies) > 1 and (index < _CREDIT_FROM_START or from_end <= _CREDIT_FROM_END):
        at_start = from_end > _CREDIT_FROM_END or index == 0
        if is_credit(text, at_start=at_start):
            return "credit"
    return "heading" if _is_heading(bodies, index, language) else "paragraph"


def _is_heading(bodies: Sequence[Mapped], index: int, language: str) -> bool:
    text = bodies[index].text
    words = len(text.split())
    if words > _HEADING_WORDS or BULLET.match(text) or not any(map(str.isalnum, text)):
        return False
    if not FINAL.search(text):
        if text.endswith(_NOT_A_HEADING):
            return False
        return words <= _SURE_HEADING_WORDS or not boundaries(text, language)
    if words > _QUESTION_WORDS or not _BARE_MARK.search(text) or boundaries(text, language):
        return False
    following = bodies[index + 1].text if index + 1 < len(bodies) else ""
    return len(following) > 2 * len(text) and bool(FINAL.search(following))
