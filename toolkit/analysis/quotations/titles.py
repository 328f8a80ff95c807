"""Titles of works between quotation marks: translated freely, "The Taming of the Shrew" is "La bisbetica domata"."""

from toolkit.analysis.quotations.quoted import Quoted, quoted
from toolkit.analysis.text.words import words

# Words of a title at most: what is longer is speech.
_LONGEST = 8
_STOPS = ".!?:;…,"

Ranges = list[tuple[int, int]]


def titles(source: str, translation: str, source_language: str, translation_language: str) -> tuple[Ranges, Ranges]:
    """Return where either text has what may be titles, if both have as many; else nothing."""
    ours, theirs = _titles(source, source_language), _titles(translation, translation_language)
    return (ours, theirs) if len(ours) == len(theirs) else ([], [])


def _titles(text: str, language: str) -> Ranges:
    found = (passage for passage in quoted(text, language) if passage.whole and _is_title(text, passage))
    return [(passage.start, passage.end) for passage in found]


def _is_title(text: str, passage: Quoted) -> bool:
    """Whether a quoted passage may be a title: a few words, the first with a capital, and no stop at their end."""
    inner = text[passage.start + 1 : passage.end - 1].strip()
    return inner[:1].isupper() and inner[-1:] not in _STOPS and len(words(inner)) <= _LONGEST
