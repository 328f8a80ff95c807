"""Whether the same persons speak on both sides of a unit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from toolkit.analysis.correspondence.word_pairs import Counterparts, counterparts
from toolkit.analysis.names.mentions import Mention, find_names
from toolkit.analysis.names.sounds import alike, sound_key
from toolkit.analysis.quotations.attributions import Attribution, find_attributions
from toolkit.analysis.quotations.speech_verbs import OFFICE, find_offices
from toolkit.analysis.text.frequency import common
from toolkit.analysis.text.words import words
from toolkit.model import Severity

# A word less common than this (Zipf frequency) is hardly one of the language's own.
_RARE = 4.0
# No sentence has more attributions; a unit that has is looked at so far.
_MOST = 40
# What stands between a name and who that is: nothing, or a comma and some words.
_APPOSITION = re.compile(r" |,(?: [^\s,.;:!?()]+){0,9} (?:[^\s,.;:!?()]+['’])?")
# How much a sign parts what stands before it from what stands behind.
_STOPS = {",": 1, ":": 1, ";": 3, ".": 3, "!": 3, "?": 3}


@dataclass(frozen=True, slots=True)
class Reattribution:
    """An attribution of the source, and the one of the translation that names another speaker."""

    severity: Severity
    source: Attribution
    translation: Attribution


def reattributed(
    source: str, translation: str, source_language: str, translation_language: str
) -> Iterator[Reattribution]:
    """Yield at most one attribution whose speaker is another one whom both sides name."""
    languages = source_language, translation_language
    names, others = find_names(source, *languages), find_names(translation, *reversed(languages))
    left, right = find_offices(source, source_language), find_offices(translation, translation_language)
    ours = find_attributions(source, source_language, _surely(names, others, source_language) + left)[:_MOST]
    theirs = find_attributions(translation, translation_language, _surely(others, names, translation_language) + right)[
        :_MOST
    ]
    names, others = (*names, *left), (*others, *right)
    if not ours or not theirs:
        return
    apart = not any(_same(one.speaker, other.speaker) for one in ours for other in theirs)
    texts = (source, names), (translation, others)
    first, second = (some if apart else [one for one in some if not one.by_verb] for some in (ours, theirs))
    if apart or len(first) == len(second) == 1:
        for one, other in product(first, second):
            # "X said, according to Y": one speaks, the other has heard it.
            both = one.by_verb == other.by_verb and _is_named(one.speaker, others) and _is_named(other.speaker, names)
            if both and not _same(one.speaker, other.speaker) and not (one.by_verb and _are_one(one, other, texts)):
                turned = _same(one.speaker, other.addressee) or _same(other.speaker, one.addressee)
                sure = turned or len(ours) == len(theirs) == 1
                yield Reattribution("error" if sure else "warning", one, other)
                return
    elif len(ours) == len(theirs) == 2:
        yield from _exchanged(ours, theirs, counterparts(source, translation, *languages), (source, translation))


def _surely(names: Sequence[Mention], others: Sequence[Mention], language: str) -> list[Mention]:
    """Return the sure names; of words with a sentence's capital, rare ones and those of both sides."""
    sounds = {sound_key(name.text) for name in others}
    return [
        name
        for name in names
        if name.sure
        or (
            name.first
            and not name.keys
            and (common(name.text.lower(), language) < _RARE or sound_key(name.text) in sounds)
        )
    ]


def _exchanged(
    ours: Sequence[Attribution],
    theirs: Sequence[Attribution],
    pairs: Sequence[Counterparts],
    texts: tuple[str, str],
) -> Iterator[Reattribution]:
    """Report two speakers who have changed places while what they say has not."""
    if not (_same(ours[0].speaker, theirs[1].speaker) and _same(ours[1].speaker, theirs[0].speaker)):
        return
    if _same(ours[0].speaker, theirs[0].speaker) or _same(ours[1].speaker, theirs[1].speaker):
        return
    kept = turned = 0
    speaking = {mention.start for one in ours for mention in one.speaker}
    for pair in pairs:
        if pair.source.start in speaking:
            continue
        places = _nearest(ours, pair.source.start, texts[0]), _nearest(theirs, pair.translation.start, texts[1])
        kept += (places[0] == places[1]) * (1 + pair.firm)
        turned += (places[0] != places[1]) * (1 + pair.firm)
    if kept > 1 and kept > 2 * turned:
        yield Reattribution("warning", ours[0], theirs[0])


def _nearest(attributions: Sequence[Attribution], at: int, text: str) -> int:
    """Return the number of the attribution that the fewest stops part from a place, the nearest of these."""

    def apart(number: int) -> tuple[int, int]:
        one = attributions[number]
        between = text[one.end : at] if one.end <= at else text[at : one.start]
        return sum(_STOPS.get(sign, 0) for sign in between), abs(one.start - at)

    return min(range(len(attributions)), key=apart)


def _same(ours: Sequence[Mention], theirs: Sequence[Mention]) -> bool:
    """Whether two speakers may be one: the last part of a name, mostly the surname, is a part of the other."""
    if not ours or not theirs:
        return False
    if _is_office(ours[-1]) != _is_office(theirs[-1]):
        return True  # one by the name, one by the office: nobody knows
    return any(_answers(ours[-1], other) for other in theirs) or any(_answers(one, theirs[-1]) for one in ours)


def _are_one(ours: Attribution, theirs: Attribution, texts: Sequence[tuple[str, Sequence[Mention]]]) -> bool:
    """Whether a text says that two speakers are the same: "Anna Rossi, daughter of Bruno", "the minister Verdi"."""
    for text, names in texts:
        for one, other in ((ours.speaker, theirs.speaker), (theirs.speaker, ours.speaker)):
            ends = [name.end for name in names if _answers(one[-1], name)]
            begins = [name.start for name in names if any(_answers(part, name) for part in other)]
            if any(_APPOSITION.fullmatch(text, end, begin) for end in ends for begin in begins if end < begin):
                return True
    return False


def _answers(one: Mention, other: Mention) -> bool:
    if one.keys & other.keys:
        return True
    return any(alike(left.text, right.text) for left in words(one.text) for right in words(other.text))


def _is_office(mention: Mention) -> bool:
    return any(key.startswith(OFFICE) for key in mention.keys)


def _is_named(speaker: Sequence[Mention], names: Sequence[Mention]) -> bool:
    return any(_answers(speaker[-1], name) for name in names)
