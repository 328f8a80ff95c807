"""What engines' drafts of the source quote: words that a draft has inside the marks and the translation outside.

Engines keep quotation marks where they are, so a draft in the translation's own language shows which words belong
inside, also where source and translation share none.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.analysis.quotations.quoted import Quoted, quoted
from toolkit.analysis.text.words import Word, words
from toolkit.model import Case

# Shorter words are mostly small ones, which a translation has in other places.
_LONG = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of one unit's source in the translation's language, who made it, and the family of its engine."""

    name: str
    family: str
    text: str


def drafts(case: Case, place: int) -> tuple[Draft, ...]:
    """Return the drafts of the unit at a place in the case: those of the trips and the witnesses' own translations."""
    found = [
        Draft(trip.route, trip.family, trip.draft.outputs[place].text)
        for trip in case.trips
        if trip.draft is not None and place < len(trip.draft.outputs)
    ]
    if case.witnesses:
        found += [Draft(one.name, "neural", one.own) for one in case.witnesses[place] if one.own]
    return tuple(draft for draft in found if draft.text)


def crossed(draft: Draft, translation: str, language: str, ours: Sequence[Quoted]) -> tuple[list[Word], int] | None:
    """Return the translation's words that the draft has on the other side of the marks, out of how many that it has.

    None where the draft has not kept the source's marks (``ours``) and so says nothing.
    """
    theirs, drafted = quoted(translation, language), quoted(draft.text, language)
    if not theirs or [passage.whole for passage in drafted] != [passage.whole for passage in ours]:
        return None
    left, right = _single(draft.text), _single(translation)
    shared = [word for word in right if word in left]
    crossing = [right[word] for word in shared if _is_in(drafted, left[word]) != _is_in(theirs, right[word])]
    return crossing, len(shared)


def _single(text: str) -> dict[str, Word]:
    """Return the longer words that stand once in a text, in lower case."""
    counts = Counter(word.text.lower() for word in words(text))
    return {small: word for word in words(text) if counts[small := word.text.lower()] == 1 and len(small) >= _LONG}


def _is_in(passages: Sequence[Quoted], word: Word) -> bool:
    return any(passage.holds(word.start) for passage in passages)
