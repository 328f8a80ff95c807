"""How many of its words an engine would exchange for others of the same sentence: what shuffling leaves behind."""

from collections.abc import Sequence

from toolkit.analysis.channels.preferences import preferences
from toolkit.model.witness import Witness

_FEWEST = 5
_CLEARLY = 2.0


def displaced(witnesses: Sequence[Witness]) -> float:
    """Return the share of words (0..1) in whose place another word of the sentence is likelier by 2 nats or more.

    It is that of the witness which finds fewest; 0 for sentences of fewer than five words.
    """
    return min((_share(witness) for witness in witnesses), default=0.0)


def _share(witness: Witness) -> float:
    text = witness.forward.text
    seen = [(text[place.score.start : place.score.end].lower(), place) for place in preferences(witness.forward)]
    if len(seen) < _FEWEST:
        return 0.0
    there = {word for word, _ in seen}
    wanted = sum(
        any(other.lower() in there - {word} and value - place.own > _CLEARLY for other, value in place.others)
        for word, place in seen
    )
    return wanted / len(seen)
