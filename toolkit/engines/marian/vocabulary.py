"""Texts as SentencePiece tokens that know where they stand in the text."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import EngineError
from toolkit.plugins import require

# What the models have no token for and another character says as well; one for one, so that places stay as they are.
_PLAIN = str.maketrans("“”„‟«»‹›‘’‚‛`´–—‒―−", "\"\"\"\"\"\"''''''''-----")
_UNKNOWN = "<unk>"
_END = "</s>"


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's token ids, the end of the text last, and the place of each without the white space around it.

    ``length`` is how many characters of the text they cover: fewer than it has where the limit was reached, and then
    the end is no token of the text.
    """

    text: str
    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    length: int

    @property
    def complete(self) -> bool:
        """Whether the tokens cover the whole text."""
        return self.length == len(self.text)


class PieceVocabulary:
    """A SentencePiece vocabulary; ``end`` and ``unknown`` are its ids for the end and for what it has no token for."""

    def __init__(self, path: Path) -> None:
        sentencepiece = require("sentencepiece", "offline")
        try:
            self._processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(path))
        except (OSError, RuntimeError) as error:
            raise EngineError(f"{path} is not a SentencePiece vocabulary: {error}") from error
        self.end: int = self._processor.piece_to_id(_END)
        self.unknown: int = self._processor.piece_to_id(_UNKNOWN)
        pieces = (self._processor.id_to_piece(i) for i in range(self._processor.get_piece_size()))
        self._texts = [piece.replace("▁", " ") if piece != _END else "" for piece in pieces]
        self._spelt: dict[str, str] = {}

    def encode(self, text: str, limit: int) -> Pieces:
        """Return the tokens of a text, at most ``limit`` and the end.

        Quotation marks, dashes and accents that the vocabulary lacks are read as their plain forms.
        """
        coded = self._processor.encode(self._plain(text), return_type="offset_mapping")
        spans = [_trim(text, start, end) for start, end in coded["offsets"][:limit]]
        length = len(text) if len(coded["ids"]) <= limit else spans[-1][1]
        return Pieces(text, (*coded["ids"][:limit], self.end), (*spans, (length, length)), length)

    def lacks(self, texts: Sequence[str]) -> list[bool]:
        """Whether something of each text, as it stands, has no token."""
        return [self.unknown in self._processor.encode(text) for text in texts]

    def text(self, token: int) -> str:
        """Return a token as it stands in a text, with the space before it; "" for the end."""
        return self._texts[token]

    def decode(self, ids: list[int]) -> str:
        """Return the text of these tokens."""
        return str(self._processor.decode(ids))

    def _plain(self, text: str) -> str:
        text = text.translate(_PLAIN)
        return text if text.isascii() else "".join(c if c.isascii() else self._spelling(c) for c in text)

    def _spelling(self, character: str) -> str:
        if character not in self._spelt:
            base = unicodedata.normalize("NFD", character)[0]
            known = self.unknown not in self._processor.encode(character)
            self._spelt[character] = character if known or not base.isalpha() else base
        return self._spelt[character]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
