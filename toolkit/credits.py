"""Credit lines: who translated an article ("English version by ...", "Traduzione di ...").

They say nothing that the original says, so they take no part in alignment and scoring.
"""

import re
from functools import cache

_STEMS = ("trad", "transl", "version", "versión", "versão", "übers", "übertr", "fassung", "aus dem ")
_NOUNS = (
    "translation", "version", "traduzione", "versione", "traducción", "versión", "traduction", "übersetzung",
    "übertragung", "fassung", "tradução", "versão",
)  # fmt: skip
_PARTICIPLES = (
    "translated",
    r"tradott[oaie]",
    r"traducid[oa]s?",
    r"traduite?s?",
    "übersetzt",
    "übertragen",
    r"traduzid[oa]s?",
)
_PERSONS = (
    "translator",
    r"traduttore|traduttrice",
    r"traductora?",
    r"traducteur|traductrice",
    r"übersetzer(?:in)?",
    r"tradutora?",
)
_BY = (
    r"by|from|courtesy of|d(?:i|el|ella|ello|ell|a|al|alla|allo|all)|a cura d\w+|curata da|realizzata da|de|du|por|par|"
    r"a cargo de|von|vom|durch|do"
)
_LONGEST_WORDS = 18


def is_credit(text: str, *, at_start: bool = False) -> bool:
    """Return whether a line, one of the last or first of its document, is a translation credit.

    ``at_start`` refuses what a headline might say: "Translation of ...", "Traduzione di ...".
    """
    lowered = text.lower()
    if not any(stem in lowered for stem in _STEMS) or len(text.split()) > _LONGEST_WORDS:
        return False
    match = _credit().match(lowered)
    return bool(match) and not (at_start and match is not None and match["noun"])


@cache
def _credit() -> re.Pattern[str]:
    """Return the pattern of the beginning of a credit; group "noun" took part in the ambiguous wordings."""
    some_words = r"(?: [\w’']+){0,4}?"
    return re.compile(
        rf"[\s(\[*_—–-]*(?:articolo |testo |texte |article |text )?(?:"
        rf"(?P<noun>(?:\w+ )?(?:{'|'.join(_NOUNS)}){some_words} (?:{_BY})\b)"
        rf"|(?:{'|'.join(_PARTICIPLES)}){some_words} (?:{_BY})\b"
        rf"|aus dem \w+ (?:übersetzt |übertragen )?von\b"
        rf"|(?:\w+ )?(?:{'|'.join(_NOUNS + _PARTICIPLES + _PERSONS)})(?: \w+)? ?:)"
    )
