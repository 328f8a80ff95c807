"""Which word of the translation visibly answers a word of the source: names, figures, words of one origin, concepts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.analysis.correspondence.concepts import answer_keys
from toolkit.analysis.names.table import find_hits
from toolkit.analysis.text.words import Word, words

# Letters that two words of one origin share.
_ORIGIN = 5


@dataclass(frozen=True, slots=True)
class Counterparts:
    """A word of the source and the one word of the translation that answers it; ``firm``: a name or a figure."""

    source: Word
    translation: Word
    firm: bool


def counterparts(source: str, translation: str, source_language: str, translation_language: str) -> list[Counterparts]:
    """Return the pairs of words that answer each other and no other word, in the order of the source."""
    ours, theirs = _keys(source, source_language), _keys(translation, translation_language)
    counts = [Counter(key for keys in side for key in keys) for side in (ours, theirs)]
    places = {key: number for number, keys in enumerate(theirs) for key in keys}
    found, taken = [], set[int]()
    for word, keys in zip(words(source), ours, strict=True):
        single = [key for key in keys if counts[0][key] == 1 and counts[1][key] == 1]
        answers = {places[key] for key in single}
        if len(answers) == 1 and not answers & taken:
            (place,) = answers
            taken.add(place)
            other = words(translation)[place]
            found.append(Counterparts(word, other, _is_firm(word, other)))
    return found


def _is_firm(word: Word, other: Word) -> bool:
    both = word.text[0] + other.text[0]
    return both.isdigit() or (both.isupper() and len(word.text) > 1)


def _keys(text: str, language: str) -> Sequence[frozenset[str]]:
    """Return, for each word, what may answer it: concepts, origin, and the keys of a name that begins there."""
    names = {hit.start: frozenset(f"@{key}" for key in hit.keys) for hit in find_hits(text, language)}
    others = answer_keys(text, language, letters=_ORIGIN, abbreviations=True)
    return [keys | names.get(word.start, frozenset()) for word, keys in zip(words(text), others, strict=True)]
