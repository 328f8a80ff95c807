"""Whether a language has a word: the dictionaries of forms of simplemma (Barbaresi 2021), loaded when first asked.

A dictionary takes .2 to 1 s to load: ask it about the few words that the lists of frequency leave open.
"""

from functools import cache


def is_form(word: str, language: str) -> bool:
    """Whether a lower-case word is a form that the dictionary of the language has; False where there is none."""
    return _has_dictionary(language) and _known(word, language)


@cache
def _known(word: str, language: str) -> bool:
    import simplemma

    return bool(simplemma.is_known(word, lang=language))


@cache
def _has_dictionary(language: str) -> bool:
    import simplemma

    try:
        simplemma.is_known("a", lang=language)
    except ValueError:
        return False
    return True
