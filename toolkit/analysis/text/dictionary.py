"""Whether a word is one of a language: the dictionaries of forms of simplemma, loaded when first asked.

A frequency list has whatever is written often in a language, foreign words included; a dictionary has its words alone,
rare ones and their forms among them. It takes up to a second to load, so it is asked about the few words that it
matters for.
"""

from functools import lru_cache


@lru_cache(maxsize=4096)
def is_word(word: str, language: str) -> bool:
    """Return whether a word in lower case, or with a capital, is a form of a language; False without a dictionary."""
    import simplemma

    try:
        return bool(simplemma.is_known(word, lang=language))
    except ValueError:
        return False
