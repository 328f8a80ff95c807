"""Answers in another language than was asked for."""

from toolkit.analysis.text import identification
from toolkit.languages.codes import language_name


def fault(text: str, answer: str, source: str, target: str) -> str | None:
    """Return which language the answer is in, if it surely is another one and the text is not in that, too.

    What a text has in a third language, such as a motto, is rightly left as it is.
    """
    found = identification.surely_other(answer, target)
    if found is None or (found != source and identification.likely(text) == found):
        return None
    return f"it is in {language_name(found)}, not {language_name(target)}"
