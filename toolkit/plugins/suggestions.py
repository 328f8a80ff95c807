"""The nearest of a list of known words, for messages."""

import difflib
from collections.abc import Sequence


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return "; did you mean 'status'?" for the nearest known word, "" if none is near."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def nearest(name: str, known: list[str]) -> str:
    """Return "; did you mean ...?" or the list of what there is."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else f"; there are: {', '.join(known)}"
