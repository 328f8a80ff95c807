"""A text on its way through several engines or models, one after the other."""

from dataclasses import replace

from toolkit.model import Hypothesis


def through(before: Hypothesis, after: Hypothesis, hop: str) -> Hypothesis:
    """Return the answer of a hop ("en > es"; "" for the only one), with what was noted on the way to it.

    Its notes, and the reason why it is no translation, say which hop they are from; what was none before stays none.
    """
    name = f"{hop}: " if hop else ""
    notes = (*before.notes, *(f"{name}{note}" for note in after.notes))
    reason = after.rejection and replace(after.rejection, reason=f"{name}{after.rejection.reason}")
    return Hypothesis(after.text, notes, before.rejection or reason)
