"""Bounds that a negation turns: "not for under 50s" is "only for those aged at least 50"."""

import re

from toolkit import languages
from toolkit.analysis.text.cues import Patterns, compiled, scan
from toolkit.analysis.text.words import lowered
from toolkit.languages import remembered

_FIGURE = re.compile(r"\d+")


def bounds_turned(texts: tuple[str, str], codes: tuple[str, str]) -> bool:
    """Whether the two texts give the same figure as a bound, one from below and one from above."""
    ours, theirs = (_bounds(text, code) for text, code in zip(texts, codes, strict=True))
    return any((figure, "below" if pole == "above" else "above") in theirs for figure, pole in ours)


def _bounds(text: str, language: str) -> set[tuple[str, str]]:
    small = lowered(text)
    found = scan(small, _patterns(language))
    return {(_FIGURE.findall(small[start:end])[-1], pole) for start, end, pole in found}


@remembered()
def _patterns(language: str) -> Patterns:
    return compiled(languages.load(language, "negation").get("bounds", {}))
