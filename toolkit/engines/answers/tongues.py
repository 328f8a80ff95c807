"""Answers in another language, or in other letters, than was asked for."""

from functools import cache

from toolkit.analysis.text import identification
from toolkit.analysis.text.frequency import as_common_as
from toolkit.languages.codes import language_name

_EVERYDAY = 3.5
_LEAST_LETTERS, _FOREIGN = 8, 0.8


def fault(text: str, answer: str, source: str, target: str) -> str | None:
    """Return which language the answer is in, if it surely is another one and the text is not in that, too.

    What a text has in a third language, such as a motto, is rightly left as it is.
    """
    if _in_other_letters(answer, target) and not _in_other_letters(text, source):
        return f"it is not in the letters of {language_name(target)}"
    found = identification.surely_other(answer, target)
    if found is None or (found != source and identification.likely(text) == found):
        return None
    return f"it is in {language_name(found)}, not {language_name(target)}"


def _in_other_letters(text: str, language: str) -> bool:
    """Whether most letters of a text are in no common word of a language: another alphabet, or another script."""
    if text.isascii():
        return False
    letters = [letter for letter in text.lower() if letter.isalpha()]
    if len(letters) < _LEAST_LETTERS or sum(map(str.isascii, letters)) > (1 - _FOREIGN) * len(letters):
        return False
    known = _letters(language.replace("_", "-").split("-")[0].lower())
    return bool(known) and sum(letter not in known for letter in letters) >= _FOREIGN * len(letters)


@cache
def _letters(language: str) -> frozenset[str]:
    return frozenset("".join(as_common_as(_EVERYDAY, language)))
