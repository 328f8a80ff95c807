"""The English grammar library harper-py (https://writewithharper.com), asked for chosen rules only.

Its dictionary takes most of a second to load and is loaded when it is first needed; a rule costs some four milliseconds
per thousand sentences, which is why nobody should ask for all nine hundred.
"""

import threading
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from itertools import accumulate
from typing import Any, NamedTuple

from toolkit.errors import MissingDependency
from toolkit.plugins import require

LANGUAGE = "en"
"""What it knows."""
SPELLING = frozenset({"SpellCheck"})
# From this length on it looks for words at a greater distance, and builds an index for it: that takes longer than
# everything else together.
TOO_LONG = 15

_PACKAGE, _EXTRA = "harper", "english"
_APART = "\n\n"
_MOST_CHARACTERS = 20_000
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class GrammarMark:
    """What a rule says about ``text[start:end]``; ``replacements`` may stand there instead, the likeliest first."""

    rule: str
    start: int
    end: int
    message: str
    replacements: tuple[str, ...]


def missing() -> str | None:
    """Return that the library is not installed, and the command that mends it; None where it is. Loads nothing."""
    if find_spec(_PACKAGE):
        return None
    return str(
        MissingDependency(f"the package {_PACKAGE!r} is not installed", f"pip install 'translation-toolkit[{_EXTRA}]'")
    )


def read(text: str, rules: frozenset[str], *, british: bool) -> list[GrammarMark]:
    """Return what these rules mark in a plain text, in order; an empty line parts paragraphs.

    Raises MissingDependency where the library is not installed.
    """
    harper = require(_PACKAGE, extra=_EXTRA)
    # A linter serves one thread at a time.
    with _LOCK:
        found = _linter(rules, british).organized_lints(text, language=harper.Language.PLAINTEXT)
        marks = [_mark(rule, lint, text) for rule, lints in found.items() for lint in lints]
    return sorted(marks, key=lambda mark: (mark.start, mark.rule))


def read_all(texts: Sequence[str], rules: frozenset[str], *, british: bool) -> list[list[GrammarMark]]:
    """Return what these rules mark in each text, as ``read`` does; texts are single lines.

    They are given to the library some at a time, and one without end in parts: what it takes for a text grows faster
    than the text does. Nothing is marked across such parts.
    """
    found: list[list[GrammarMark]] = [[] for _ in texts]
    for batch in _batches(texts):
        starts = [0, *accumulate(len(part.text) + len(_APART) for part in batch)]
        for mark in read(_APART.join(part.text for part in batch), rules, british=british):
            at = bisect_right(starts, mark.start) - 1
            part, start, end = batch[at], mark.start - starts[at], mark.end - starts[at]
            if end <= len(part.text):
                found[part.number].append(replace(mark, start=start + part.start, end=end + part.start))
    return found


class _Part(NamedTuple):
    """A text, or a part of one that is very long: its number, and where in it the part begins."""

    number: int
    start: int
    text: str


def _batches(texts: Sequence[str]) -> Iterator[list[_Part]]:
    """Yield the texts in order, as many at once as have some characters together."""
    batch: list[_Part] = []
    size = 0
    for number, text in enumerate(texts):
        for start, end in _parts(text):
            if batch and size + end - start > _MOST_CHARACTERS:
                yield batch
                batch, size = [], 0
            batch.append(_Part(number, start, text[start:end]))
            size += end - start
    if batch:
        yield batch


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where to cut a text, between words wherever there are such."""
    start = 0
    while len(text) - start > _MOST_CHARACTERS:
        end = text.rfind(" ", start + 1, start + _MOST_CHARACTERS)
        end = end if end > 0 else start + _MOST_CHARACTERS
        yield start, end
        start = end
    yield start, len(text)


def unknown(words: Sequence[str], *, british: bool) -> dict[str, tuple[str, ...]]:
    """Return the words that its dictionary lacks, with what it proposes for each; all are shorter than TOO_LONG."""
    marks = read_all(words, SPELLING, british=british)
    return {word: own[0].replacements for word, own in zip(words, marks, strict=True) if own}


@cache
def _linter(rules: frozenset[str], british: bool) -> Any:
    """Return a linter; the second one takes no time, for all share a dictionary."""
    harper = require(_PACKAGE, extra=_EXTRA)
    linter = harper.Linter(dialect=harper.Dialect.BRITISH if british else harper.Dialect.AMERICAN)
    linter.set_lint_config({rule: rule in rules for rule in harper.get_default_lint_config()})
    return linter


def _mark(rule: str, lint: Any, text: str) -> GrammarMark:
    start, end = lint.span.start, lint.span.end
    return GrammarMark(
        rule, start, end, lint.message, tuple(_written(one, text[start:end]) for one in lint.suggestions)
    )


def _written(suggestion: Any, problem: str) -> str:
    """Return what would stand in the place of the problem."""
    text: str = suggestion.replacement_text
    return {"REMOVE": "", "INSERT_AFTER": problem + text}.get(suggestion.kind.name, text)
