"""Which encoding bytes are in that are no UTF-8: the one in which the most characters stand where such ones can stand.

Detectors go by how often bytes are in a language, and are wrong on a few lines of Western text, where two encodings
differ by a few letters. What an editor has is one of a few encodings, and there "citt\u02c6" is no word.
"""

import re
from typing import NamedTuple


class Guess(NamedTuple):
    """An encoding by the name that ``iconv`` has for it, and by its own."""

    iconv: str
    name: str


_TRIED = {
    "windows-1252": Guess("WINDOWS-1252", "Windows-1252"),
    "mac_roman": Guess("MACINTOSH", "Mac Roman"),
    "iso8859-15": Guess("ISO-8859-15", "ISO-8859-15"),
    "cp850": Guess("CP850", "CP850"),
    "windows-1250": Guess("WINDOWS-1250", "Windows-1250"),
    "windows-1251": Guess("WINDOWS-1251", "Windows-1251"),
}
TRIED = tuple(guess.name for guess in _TRIED.values())
_MOST_BYTES = 200_000
_LEAST_SHARE = 0.6

_SMALL, _LARGE = "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœ", "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒ"
_OTHER = re.compile(r"[^\x00-\x7f]")
_POSSIBLE = re.compile(
    "|".join(
        (
            rf"(?<![A-ZÀ-Þ])[{_SMALL}]|(?<=[A-ZÀ-Þ])(?<![A-ZÀ-Þ]{{2}})[{_SMALL}]",  # no small letter within capitals
            rf"(?<![a-zß-ÿ])[{_LARGE}]",
            r"(?<!\w)[«“„‘¿¡](?=[\s\xa0]?\w)|(?<=\S)[»”’](?!\w)|[“‘](?=[\s.,;:!?]|$)|(?<=\w)’(?=\w)",
            r"(?<=[\s«])\xa0|\xa0(?=[\d»;:!?%€])|(?<=\d)[–°€£ºª½²³\xa0]|[€£](?=\d)|(?<=\s)[€–—](?=\s|$)|(?<=\w)…",
            r"(?<=[а-яА-Я])[а-яА-Я]|[а-яА-Я](?=[а-яА-Я])",
        )
    )
)


def guess(data: bytes) -> Guess | None:
    """Return the encoding in which most of the characters can stand where they do, None where none does."""
    best, share = None, _LEAST_SHARE
    for encoding, one in _TRIED.items():
        try:
            text = data[:_MOST_BYTES].decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = len(_OTHER.findall(text))
        possible = sum(not match[0].isascii() for match in _POSSIBLE.finditer(text)) / odd if odd else 0.0
        if possible > share:
            best, share = one, possible
    return best


def stray_bytes(data: bytes) -> int:
    """Return how many bytes keep the data from being UTF-8, 0 where it has fewer characters of it than such bytes."""
    text = data[:_MOST_BYTES].decode("utf-8", "replace")
    stray = text.count("\ufffd")
    whole = len(_OTHER.findall(text)) - stray
    return stray if whole > stray else 0
