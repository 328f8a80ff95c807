"""The nearest of a list of known words, as the end of a message about a word that is not among them."""

import difflib
from collections.abc import Sequence


def did_you_mean(word: str, known: Sequence[str], otherwise: str = "") -> str:
    """Return "; did you mean 'status'?" for the nearest known word, and ``otherwise`` if none is near."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else otherwise


def nearest(name: str, known: Sequence[str], kind: str = "there") -> str:
    """Return "; did you mean ...?", or the list of what there is: "; options are: ..." of the kind "options"."""
    return did_you_mean(name, known, f"; {kind} are: {', '.join(known) or 'none'}")
