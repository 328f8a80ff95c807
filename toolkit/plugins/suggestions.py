"""The nearest of a list of known words, as the end of a message about a word that is not among them."""

import difflib
from collections.abc import Sequence


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return "; did you mean 'status'?" for the nearest known word, "" if none is near."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def nearest(word: str, known: Sequence[str], listed: str = "there are") -> str:
    """Return "; did you mean 'status'?", or all known words where none is near: "; there are: status, note"."""
    return did_you_mean(word, known) or f"; {listed}: {', '.join(known)}"
