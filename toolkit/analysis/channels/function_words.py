"""Words that carry little meaning of their own, in the one language whose translations the channels judge."""

from toolkit.languages import load, remembered

LANGUAGE = "en"
"""The heads, the rules and the figures of this folder were made for it."""


@remembered()
def small_words(kind: str) -> frozenset[str]:
    """Return the "articles", "prepositions" or "pronouns"."""
    return frozenset(load(LANGUAGE, "small_words")[kind].split())


@remembered()
def function_words() -> frozenset[str]:
    """Return all of them, with conjunctions, auxiliaries and the like."""
    return frozenset(word for words in load(LANGUAGE, "small_words").values() for word in words.split())


def is_content(word: str) -> bool:
    """Whether a word carries meaning of its own: no function word, no figure."""
    return word.lower() not in function_words() and word[:1].isalpha() and len(word) > 1
