"""What a text is about: some 150 everyday concepts that its words name, comparable between languages."""

from toolkit import languages
from toolkit.analysis.text.words import lowered, words
from toolkit.languages import remembered

_SHORTEST, _LONGEST = 2, 12


@remembered(512)
def find_concepts(text: str, language: str) -> tuple[frozenset[str], ...]:
    """Return, for each word of the text, the keys of the concepts it may name (none for most words)."""
    return tuple(_keys(word.text, language) for word in words(lowered(text)))


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
