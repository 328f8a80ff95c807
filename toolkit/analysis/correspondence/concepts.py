"""What words of two languages may have in common: some 150 everyday concepts that they name, and their origin."""

from toolkit import languages
from toolkit.analysis.names.sounds import sound_key
from toolkit.analysis.text.words import lowered, words
from toolkit.languages import MOST_TEXTS, remembered

LONG = 4
"""Letters from which a word tells its origin."""
_SHORTEST, _LONGEST = 2, 12


@remembered(MOST_TEXTS)
def find_concepts(text: str, language: str) -> tuple[frozenset[str], ...]:
    """Return, for each word of the text, the keys of the concepts it may name (none for most words)."""
    return tuple(_keys(word.text, language) for word in words(lowered(text)))


def origin(word: str, letters: int, *, abbreviations: bool = False) -> str:
    """Return the first ``letters`` of a word's sound, which words of one origin share in most languages of Europe.

    It is "" for a word of fewer than four letters, unless it is a figure or, with ``abbreviations``, all in capitals.
    """
    telling = len(word) >= LONG or word[0].isdigit() or (abbreviations and word.isupper())
    return sound_key(word)[:letters] if telling else ""


def answer_keys(text: str, language: str, *, letters: int, abbreviations: bool = False) -> list[frozenset[str]]:
    """Return, for each word, what a word that answers it shares with it: its concepts, and its origin behind a "="."""
    found = []
    for word, concepts in zip(words(text), find_concepts(text, language), strict=True):
        key = origin(word.text, letters, abbreviations=abbreviations)
        found.append(concepts | {f"={key}"} if key else concepts)
    return found


@remembered(16384)
def _keys(word: str, language: str) -> frozenset[str]:
    exact, stems = _lexicon(language)
    keys = exact.get(word, frozenset())
    for size in range(_SHORTEST, min(len(word), _LONGEST) + 1):
        keys |= stems.get(word[:size], frozenset())
    return keys


@remembered()
def _lexicon(language: str) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    exact: dict[str, frozenset[str]] = {}
    stems: dict[str, frozenset[str]] = {}
    for key, forms in languages.load(language, "words").get("concepts", {}).items():
        for form in forms:
            group = stems if form.endswith("*") else exact
            stem = form.rstrip("*")
            group[stem] = group.get(stem, frozenset()) | {key}
    return exact, stems
