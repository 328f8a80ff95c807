"""Counts what cannot be in the order of a sentence's words: an article before a preposition, "a" before a vowel."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from toolkit import languages
from toolkit.analysis.text.prose import COVER
from toolkit.analysis.text.words import lowered
from toolkit.languages import remembered

# Words, abbreviations with their stops, marks, and what is covered; the stop of an address is none (".org").
_TOKEN = re.compile(rf"(?:\w\.){{2,}}|[\w'-]+|[.,;:!?](?!\w)|[{COVER}]+")


def violations(text: str, language: str) -> int:
    """Return how often a small word stands where the language never has it; a correct sentence has nearly always 0.

    A word written twice is a slip of its own and counts for nothing.
    """
    small = lowered(text)
    never, patterns, ends = _grammar(language)
    tokens = [*(_small(match, small) for match in _TOKEN.finditer(text)), "."]
    count = sum(
        other in never.get(one, ()) and one != other and not _goes_on(tokens[at : at + 3], ends)
        for at, (one, other) in enumerate(pairwise(tokens))
    )
    found = (match for pattern in patterns for match in pattern.finditer(small))
    return count + sum(not _spelt(text[match.start() : match.end()]) for match in found)


def _goes_on(three: Sequence[str], ends: Collection[str]) -> bool:
    """Whether what is between two words belongs to neither: "with or without", "born in, and"; "and, though, it"."""
    one, other, *following = three
    if other == "," and one in ends:
        return True
    return one in ends and bool(following) and following[0] != one and following[0] in ends


def _small(token: re.Match[str], small: str) -> str:
    """Return a token in lower case, unless it is an abbreviation: "the US" is no "the us"."""
    return token[0] if token[0].isupper() and len(token[0]) > 1 else small[token.start() : token.end()]


def _spelt(form: str) -> bool:
    """Whether the last word is an abbreviation, which is read letter by letter ("an MP")."""
    return form.rsplit(maxsplit=1)[-1].isupper()


@remembered()
def _grammar(language: str) -> tuple[dict[str, frozenset[str]], list[re.Pattern[str]], frozenset[str]]:
    """Return the words that never follow a word, the patterns, and the words after which a comma opens an aside."""
    data = languages.load(language, "order")
    classes = {name: frozenset(words) for name, words in data.get("classes", {}).items()}
    classes["end"] = frozenset(".,;:!?")
    never: dict[str, frozenset[str]] = {}
    for one, other in data.get("never", ()):
        for word in classes[one]:
            never[word] = never.get(word, frozenset()) | classes[other]
    aside = frozenset[str]().union(
        *(classes.get(name, frozenset()) for name in ("joint", "preposition", "leading", "to"))
    )
    return never, [re.compile(pattern) for pattern in data.get("patterns", ())], aside
