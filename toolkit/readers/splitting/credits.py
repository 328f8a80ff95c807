"""Credit lines: who translated an article ("English version by ...", "Traduzione di ...").

They say nothing that the original says, so they take no part in alignment and scoring.
"""

import re

from toolkit.languages import in_force, load, remembered

_LONGEST_WORDS = 18


def is_credit(text: str, *, at_start: bool = False) -> bool:
    """Return whether a line, one of the last or first of its document, is a translation credit.

    ``at_start`` refuses what a headline might say: "Translation of ...", "Traduzione di ...".
    """
    lowered = text.lower()
    if not any(stem in lowered for stem in _listed("stems")) or len(text.split()) > _LONGEST_WORDS:
        return False
    match = _credit().match(lowered)
    return bool(match) and not (at_start and match is not None and match["noun"])


@remembered()
def _listed(key: str) -> tuple[str, ...]:
    """Return what the languages list under a key: a credit may be in another language than its article."""
    every = (load(language, "credits").get(key, ()) for language in in_force().having("credits"))
    return tuple(dict.fromkeys(entry for entries in every for entry in entries))


@remembered()
def _credit() -> re.Pattern[str]:
    """Return the pattern of the beginning of a credit; group "noun" took part in the ambiguous wordings."""
    some_words = r"(?: [\w’']+){0,4}?"
    nouns, participles, by = (f"(?:{'|'.join(_listed(key))})" for key in ("nouns", "participles", "by"))
    named = "|".join((*_listed("nouns"), *_listed("participles"), *_listed("persons")))
    phrases = "".join(f"|{phrase}" for phrase in _listed("phrases"))
    return re.compile(
        rf"[\s(\[*_—–-]*(?:(?:{'|'.join(_listed('works'))}) )?(?:"
        rf"(?P<noun>(?:\w+ )?{nouns}{some_words} {by}\b)"
        rf"|{participles}{some_words} {by}\b"
        rf"{phrases}"
        rf"|(?:\w+ )?(?:{named})(?: \w+)? ?:)"
    )
