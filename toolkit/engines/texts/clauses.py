"""Long sentences cut where a reader would pause, for engines that lose text beyond a length.

Where to cut, best first: the end of a sentence; semicolon, colon or dash; a comma before a conjunction; any comma; a
conjunction; any space. Conjunctions are data: ``languages/it/clauses.yaml``.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from toolkit import languages
from toolkit.languages import remembered

# The share of the text, at either end, in which a cut would leave a piece too short to be understood.
_EDGE = 0.2
_SENTENCE_END = r"(?<=[a-zà-ÿ]{3}[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«([]*[A-ZÀ-ÞĀ-Ž])|(?<=[。！？])"
_PAUSE = r"(?<=[;:])\s+|\s+(?=[–—―-]\s)|(?<=[；：])"
_COMMA = r"(?<=,)\s+|(?<=[，、])"


def words(text: str) -> int:
    """Return the length in words, a word being what stands between spaces."""
    return len(text.split())


def cut(text: str, language: str, limit: int, length: Callable[[str], int] = words) -> list[str]:
    """Return the text in pieces no longer than ``limit``, in order; nothing but spaces is lost between them.

    A text without a place to cut is cut in the middle of a word, so that every piece but a single character keeps the
    limit.
    """
    if length(text) <= limit or len(text) < 2:
        return [text]
    at = _place(text, language)
    left, right = text[:at].rstrip(), text[at:].lstrip()
    return [*cut(left, language, limit, length), *cut(right, language, limit, length)]


def join(pieces: Sequence[str], answers: Sequence[str]) -> str:
    """Return the translations of the pieces as one sentence: no capital and no full stop where a cut made them."""
    joined = []
    for number, (piece, answer) in enumerate(zip(pieces, answers, strict=True)):
        mended = answer.strip()
        # "I" may be the English pronoun, two capitals an acronym.
        if number and piece[:1].islower() and not mended[1:2].isupper() and not mended.startswith(("I ", "I'")):
            mended = mended[:1].lower() + mended[1:]
        if number + 1 < len(pieces) and mended.endswith(".") and not piece.endswith((".", "…")):
            mended = mended.rstrip(".")
        joined.append(mended)
    return " ".join(part for part in joined if part)


def _place(text: str, language: str) -> int:
    middle = len(text) / 2
    first, last = len(text) * _EDGE, len(text) * (1 - _EDGE)
    for pattern in _patterns(language):
        places = [place for place in _ends(pattern, text) if first <= place <= last]
        if places:
            return min(places, key=lambda place: abs(place - middle))
    spaces = [match.end() for match in re.finditer(r"(?<=\S)\s+(?=\S)", text)]
    return min(spaces, key=lambda place: abs(place - middle), default=len(text) // 2)


def _ends(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    return (match.end() for match in pattern.finditer(text) if 0 < match.end() < len(text))


@remembered()
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    conjunctions = "|".join(map(re.escape, languages.load(language, "clauses").get("conjunctions", ())))
    before = rf"\s+(?=(?:{conjunctions})\b)" if conjunctions else r"(?!)"
    return tuple(
        re.compile(pattern)
        for pattern in (_SENTENCE_END, _PAUSE, rf"(?<=,){before}", _COMMA, before, r"(?<=\S)\s+(?=\S)")
    )
