"""Pieces of a text that an engine must not touch, replaced by words that engines leave alone: XQ1X, XQ2X, ...

Plain ASCII letters with a digit between them: measured on Apertium and on Marian models, such a word comes through
where brackets, symbols and other scripts are lost.
"""

import re
from collections.abc import Iterable, Mapping

_LETTERS = "QZKWJ"


def mask(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, dict[str, str]]:
    """Return the text with each span (in order, not overlapping) replaced, and what each placeholder stands for."""
    letter = next((letter for letter in _LETTERS if f"X{letter}" not in text), _LETTERS[0])
    parts, tokens, at = [], {}, 0
    for number, (start, end) in enumerate(spans, 1):
        token = f"X{letter}{number}X"
        tokens[token] = text[start:end]
        parts += [text[at:start], token]
        at = end
    return "".join([*parts, text[at:]]), tokens


def unmask(text: str, tokens: Mapping[str, str], engine: str) -> tuple[str, list[str]]:
    """Return the text with the pieces put back, and a note on those that the engine lost or doubled."""
    lost = [piece for token, piece in tokens.items() if text.count(token) != 1]
    if not lost:
        return re.sub("|".join(tokens), lambda match: tokens[match[0]], text) if tokens else text, []
    for token, piece in tokens.items():
        text = text.replace(token, piece)
    return text, [f"lost or doubled by {engine}: {', '.join(piece[:40] for piece in lost)}"]
