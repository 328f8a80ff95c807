"""On which side of a closing quotation mark a full stop or a comma stands."""

import re
from collections.abc import Sequence

from toolkit.analysis.quotations.marks import QuoteMark
from toolkit.analysis.text.passages import Passage

_INITIAL = re.compile(r"\b[A-Z]\.$")
_SAID_BEFORE = re.compile(r"[,:] ?$|^$|[.?!] ?$")


def stop_side(texts: Sequence[Passage], opening: QuoteMark, closing: QuoteMark, said: re.Pattern[str]) -> str | None:
    """Return "inside" or "outside" for a stop or comma that tells the two styles apart; None where there is none."""
    text = texts[closing.passage].text
    before, after = text[closing.at - 1], text[closing.at + 1 : closing.at + 2]
    if after and after in ".," and not text.startswith("..", closing.at + 1):
        return "outside"
    if before == ",":
        return None if said.match(text, closing.at + 1) else "inside"
    if before == "." and text[closing.at - 2] != "." and not _INITIAL.search(text[max(0, closing.at - 3) : closing.at]):
        return "inside" if _is_phrase(texts, opening) else None
    return None


def _is_phrase(texts: Sequence[Passage], opening: QuoteMark) -> bool:
    """Whether the quotation goes on a sentence that began before it."""
    return _SAID_BEFORE.search(texts[opening.passage].text[max(0, opening.at - 2) : opening.at]) is None
