"""Where the tokens of a tokenizer that tells only their spelling stand in a text."""

import unicodedata
from collections.abc import Sequence

SPACE = "▁"
"""SentencePiece's sign for a space."""
_FARTHEST = 32


def places(text: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    """Return the half-open range of each piece in the text, without white space; ranges ascend and do not overlap.

    A piece that is not in the text as it is spelt (an unknown character, say) gets what lies between its neighbours.
    """
    letters = [(letter, at) for at, character in enumerate(text) for letter in _plain(character)]
    found: list[tuple[int, int] | None] = []
    at = 0
    for piece in pieces:
        spelling = _plain(piece.replace(SPACE, " "))
        start = _search(letters, spelling, at)
        if start is None:
            found.append(None)
        elif spelling:
            at = start + len(spelling)
            found.append((letters[start][1], letters[at - 1][1] + 1))
        else:
            here = letters[at][1] if at < len(letters) else len(text)
            found.append((here, here))
    return _filled(text, found)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKD", text).casefold().split())


def _search(letters: Sequence[tuple[str, int]], spelling: str, at: int) -> int | None:
    """Return where a spelling begins: here, or a little later, after letters that other pieces did not spell."""
    for start in range(at, min(at + _FARTHEST, len(letters) - len(spelling) + 1)):
        if all(letters[start + i][0] == letter for i, letter in enumerate(spelling)):
            return start
    return None if spelling else at


def _filled(text: str, found: Sequence[tuple[int, int] | None]) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for number, place in enumerate(found):
        before = result[-1][1] if result else 0
        start, end = place or _between(text, before, next((own[0] for own in found[number:] if own), len(text)))
        result.append((max(start, before), max(end, before)))
    return result


def _between(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    first = start + len(inner) - len(inner.lstrip())
    return first, max(first, end - (len(inner) - len(inner.rstrip())))
