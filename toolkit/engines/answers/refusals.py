"""Refusals in words: what models and services say where they will not translate, or cannot.

The words are data (``languages/en/refusals.yaml``); an answer in any of these languages may be one, whatever was asked
for. A text that says such things itself is rightly translated so.
"""

import re

from toolkit import languages
from toolkit.analysis.text.words import lowered
from toolkit.languages import remembered

TOPIC = "refusals"
_SHOWN = 50
_FIRST = 300
_LEADING = r"[\s\"'“”„«»*_#>\[(¡¿-]*"
_BETWEEN = r"[\s,;:.!…*_—–-]*"
_NEVER = r"(?!)"


def fault(text: str, answer: str, source: str, target: str) -> str | None:
    """Return that the answer begins as a refusal does, if it does and the text has nothing of the kind."""
    begin = lowered(answer[:_FIRST])
    for language in languages.in_force().having(TOPIC):
        if _refusal(language).match(begin) and not _may_say_so(text, source, language == _base(target)):
            shown = answer.strip()
            return f"it says “{shown if len(shown) <= _SHOWN else f'{shown[:_SHOWN].rstrip()}…'}”"
    return None


def _may_say_so(text: str, source: str, in_target: bool) -> bool:
    """Whether the text may say such a thing itself: of a language without data that is possible, in its translation."""
    cues = _cues(_base(source))
    return in_target if cues is None else cues.search(lowered(text)) is not None


@remembered()
def _refusal(language: str) -> re.Pattern[str]:
    data = languages.load(language, TOPIC)
    before, refusals = (_any(data.get(key, ())) for key in ("before", "refusals"))
    return re.compile(rf"{_LEADING}(?:(?:{before})\b{_BETWEEN})*(?:{refusals})")


@remembered()
def _cues(language: str) -> re.Pattern[str] | None:
    data = languages.load(language, TOPIC)
    return re.compile(_any(data.get("cues", ()))) if data else None


def _any(patterns: tuple[str, ...]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns) or _NEVER


def _base(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()
