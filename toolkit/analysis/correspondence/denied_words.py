"""Whether what a negation denies is visibly said on the other side: only then is its loss beyond doubt."""

from toolkit.analysis.correspondence.concepts import answer_keys
from toolkit.analysis.negation.cues import Cue
from toolkit.analysis.negation.matching import Denials
from toolkit.analysis.text.words import words

# Letters that two words of one origin share.
_ORIGIN = 4
# What is denied stands within so many words behind the negation.
_BEHIND = 3
# Two sentences as short as this say hardly anything else.
_SHORT = 12


def is_answered_behind(cue: Cue, ours: Denials, theirs: Denials) -> bool:
    """Whether a word close behind a negation has an answer on the other side."""
    answers = _keys(theirs)
    our_words, keys = words(ours.text), answer_keys(ours.text, ours.language, letters=_ORIGIN)
    behind = [number for number, word in enumerate(our_words) if word.start >= cue.end][:_BEHIND]
    return any(keys[number] & answers for number in behind)


def are_short(ours: Denials, theirs: Denials) -> bool:
    """Whether two sentences are so short that they say hardly anything but what is denied."""
    return len(words(ours.text)) <= _SHORT and len(words(theirs.text)) <= _SHORT


def _keys(side: Denials) -> frozenset[str]:
    return frozenset[str]().union(*answer_keys(side.text, side.language, letters=_ORIGIN))
