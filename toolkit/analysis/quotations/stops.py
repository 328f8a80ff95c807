"""On which side of a closing quotation mark a full stop or a comma stands."""

import re
from collections.abc import Sequence
from functools import cache

from toolkit.analysis.quotations.marks import Mark
from toolkit.analysis.text.passages import Passage

_SAID_BEFORE = re.compile(r"[,:] ?$|^$|[.?!] ?$")


@cache
def speech(verbs: str, speakers: tuple[str, ...], article: str) -> re.Pattern[str]:
    """Match " he said", " Rossi told", " the Kremlin spokesman added" after a quotation."""
    name = r"[A-Z][\w’'.-]+"
    either = f"[{article[0].upper()}{article[0]}]{article[1:]}"
    speaker = rf"(?:{'|'.join(speakers)}|{name}(?: {name})*|(?:{either} )?[a-z]+)"
    return re.compile(rf" (?:{speaker} )?(?:{'|'.join(verbs.split())})\b")


def side(texts: Sequence[Passage], opening: Mark, closing: Mark, said: re.Pattern[str]) -> str | None:
    """Return "inside" or "outside" for a stop or comma that tells the two styles apart; None where there is none."""
    text = texts[closing.passage].text
    before, after = text[closing.at - 1], text[closing.at + 1 : closing.at + 2]
    if after and after in ".," and not text.startswith("..", closing.at + 1):
        return "outside"
    if before == ",":
        return None if said.match(text, closing.at + 1) else "inside"
    if before == "." and text[closing.at - 2] != "." and not re.search(r"\b[A-Z]\.$", text[: closing.at]):
        return "inside" if _is_phrase(texts, opening) else None
    return None


def _is_phrase(texts: Sequence[Passage], opening: Mark) -> bool:
    """Whether the quotation goes on a sentence that began before it."""
    return _SAID_BEFORE.search(texts[opening.passage].text[: opening.at]) is None
