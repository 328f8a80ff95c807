"""The English grammar library harper-py (https://writewithharper.com), asked for chosen rules only.

Its dictionary takes most of a second to load and is loaded when it is first needed; a rule costs some four milliseconds
per thousand sentences, which is why nobody should ask for all nine hundred.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from toolkit.plugins import require

SPELLING = frozenset({"SpellCheck"})
# From this length on it looks for words at a greater distance, and builds an index for it: that takes longer than
# everything else together.
TOO_LONG = 15

_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule says about ``text[start:end]``; ``replacements`` may stand there instead, the likeliest first."""

    rule: str
    start: int
    end: int
    message: str
    replacements: tuple[str, ...]


def read(text: str, rules: frozenset[str], *, british: bool) -> list[Mark]:
    """Return what these rules mark in a plain text, in order; an empty line parts paragraphs.

    Raises MissingDependency where the library is not installed.
    """
    harper = require("harper", extra="english")
    # A linter serves one thread at a time.
    with _LOCK:
        found = _linter(rules, british).organized_lints(text, language=harper.Language.PLAINTEXT)
        marks = [_mark(rule, lint, text) for rule, lints in found.items() for lint in lints]
    return sorted(marks, key=lambda mark: (mark.start, mark.rule))


def unknown(words: Iterable[str], *, british: bool) -> dict[str, tuple[str, ...]]:
    """Return the words that its dictionary lacks, with what it proposes for each; all are shorter than TOO_LONG."""
    text = "\n\n".join(words)
    return {text[mark.start : mark.end]: mark.replacements for mark in read(text, SPELLING, british=british)}


@cache
def _linter(rules: frozenset[str], british: bool) -> Any:
    """Return a linter; the second one takes no time, for all share a dictionary."""
    harper = require("harper", extra="english")
    linter = harper.Linter(dialect=harper.Dialect.BRITISH if british else harper.Dialect.AMERICAN)
    linter.set_lint_config({rule: rule in rules for rule in harper.get_default_lint_config()})
    return linter


def _mark(rule: str, lint: Any, text: str) -> Mark:
    start, end = lint.span.start, lint.span.end
    return Mark(rule, start, end, lint.message, tuple(_written(one, text[start:end]) for one in lint.suggestions))


def _written(suggestion: Any, problem: str) -> str:
    """Return what would stand in the place of the problem."""
    text: str = suggestion.replacement_text
    return {"REMOVE": "", "INSERT_AFTER": problem + text}.get(suggestion.kind.name, text)
