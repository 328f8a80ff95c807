"""Annotated translations for the tests, every figure invented."""

from toolkit.evaluation.mqm.opinions import Opinion
from toolkit.evaluation.mqm.rows import Annotated, Marked
from toolkit.run.verdicts.verdict import MqmSeverity

TEXT = "one two three four five six seven eight nine ten"
"""Ten words."""


def place(word: str, text: str = TEXT) -> tuple[int, int]:
    """Return where a word stands."""
    return text.index(word), text.index(word) + len(word)


def row(
    name: str,
    document: str,
    *errors: tuple[MqmSeverity, tuple[int, int] | None],
    penalty: float = 0.0,
    text: str = TEXT,
    direction: tuple[str, str] = ("it", "en"),
) -> Annotated:
    """Return a row in which errors of these severities are marked at these places."""
    marked = tuple(Marked(severity, at) for severity, at in errors)
    serious = any(error.severity in ("major", "critical") for error in marked)
    return Annotated(name, document, direction, "source", text, None, marked, penalty, serious)


def opinion(suspicion: float = 0.0, *found: tuple[int, int], quality: float | None = None) -> Opinion:
    """Return an opinion with errors or warnings at these places."""
    return Opinion(suspicion, quality, found)
