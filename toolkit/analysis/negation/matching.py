"""Which negations of one side nothing on the other side answers: no negation, and no other way to deny near by."""

from collections.abc import Sequence

from toolkit.analysis.negation.cues import Cue, Cues

# Words that say the same stand at about the same share of either sentence.
_NEAR = 0.25
# Or not many characters apart: in a short sentence any two words are near.
_CLOSE = 45


# Classes that are rendered by one another, or stand for a negation of the original, but are hardly rendered by one.
_PAIRING = frozenset(("until", "earliest", "keep", "different", "late", "yet", "near", "free"))


def negations_without_answer(ours: Cues, theirs: Cues, texts: tuple[str, str], *, added: bool = False) -> list[Cue]:
    """Return our negations that neither their negations nor their spare soft cues answer; ``texts`` are ours, theirs.

    A soft cue is spare when we have none of its class for it; an idiom that merely affirms answers nothing.
    ``added``: ours is the translation, where few words of the original are rendered by a negation that they do not say.
    """
    alone = _unpaired(ours.explicit, theirs.explicit, texts)
    if any(cue.kind == "deny" for cue in theirs.soft):
        alone = [negation for negation in alone if not _is_quoted_denial(negation, ours, texts[0])]
    soft = [cue for cue in theirs.soft if cue.kind != "affirming" and not (added and cue.kind in _PAIRING)]
    for cue in _unpaired(soft, ours.soft, (texts[1], texts[0]), alike=True):
        near = [negation for negation in alone if _is_near(negation, cue, texts)]
        if near:
            alone.remove(near[0])
    return alone


def _is_quoted_denial(negation: Cue, ours: Cues, text: str) -> bool:
    """Whether it says again, behind a colon, what a word before has denied: "smentisce: non andrà"."""
    return any(cue.kind == "deny" and ":" in text[cue.end : negation.start] for cue in ours.soft)


def _is_near(one: Cue, other: Cue, texts: tuple[str, str]) -> bool:
    apart = abs(one.start / len(texts[0]) - other.start / len(texts[1]))
    return apart <= _NEAR or apart * max(map(len, texts)) <= _CLOSE


def _unpaired(ours: Sequence[Cue], theirs: Sequence[Cue], texts: tuple[str, str], *, alike: bool = False) -> list[Cue]:
    """Return our cues that are left when each of theirs has taken the nearest one (with ``alike``, of its kind)."""
    left = list(ours)
    for cue in theirs:
        share = cue.start / len(texts[1])
        candidates = [candidate for candidate in left if candidate.kind == cue.kind or not alike]
        if candidates:
            left.remove(min(candidates, key=lambda candidate: abs(candidate.start / len(texts[0]) - share)))
    return left
