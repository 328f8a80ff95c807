"""Which negations of one side nothing on the other side answers: no negation, and no other way to deny near by."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import languages
from toolkit.analysis.negation.bounds import bounds_turned
from toolkit.analysis.negation.cues import Cue, Cues, turned_by, turning
from toolkit.analysis.negation.opposites import opposite_of_denied
from toolkit.analysis.text.words import words

# Words that say the same stand at about the same share of either sentence.
_NEAR = 0.25
# Or not many characters apart: in a short sentence any two words are near.
_CLOSE = 45
# A negation and the word behind it that the other side has letter for letter are quoted, not translated.
_QUOTED_WORDS = 2
# Letters from which a word is no chance word of another language, as "no" is.
_TELLING = 4

# Classes that are rendered by one another, or stand for a negation of the original, but are hardly rendered by one.
_PAIRING = frozenset(("until", "earliest", "keep", "different", "late", "yet", "near", "free", "last"))
# Words that say nothing but a negation ("unclear", "has yet to", "only" for "not until"), wherever they stand.
_ANYWHERE = frozenset(("prefixed", "notyet", "unexpected", "unbeaten", "only"))
# Idioms that affirm, words of opposition, and "before" of a place ("before a jury"), which are no way to say "not".
_ANSWERING_NONE = frozenset(("affirming", "oppose", "facing"))
# What stands beside a negation that "only" renders: "not until", "not before".
_LIMITING = ("until", "lest", "only", "unless")


# Classes of soft cues that are in many sentences and seldom stand for a negation.
_WEAK = frozenset(
    ("affirming", "oppose", "facing", "only", "ever", "keep", "easy", "until", "lest", "earliest", "open", "last")
)
# Classes whose words translate one another: "misused" and "without use", "before" of a time and of a place.
_AKIN = ({"prefixed", "without"}, {"facing", "lest"})


@dataclass(frozen=True, slots=True)
class Denials:
    """A text with its language and what denies in it."""

    text: str
    language: str
    cues: Cues


def negations_without_answer(ours: Denials, theirs: Denials, *, added: bool = False) -> list[Cue]:
    """Return our negations that neither their negations nor their spare soft cues answer.

    A soft cue is spare when we have none of its class for it; an idiom that merely affirms answers nothing. A negation
    that the next words turn round ("did not refuse") needs no answer, unless they have such a word, too ("refused").
    ``added``: ours is the translation, where few words of the original are rendered by a negation that they do not say.
    """
    texts = ours.text, theirs.text
    alone = _unpaired(ours.cues.explicit, theirs.cues.explicit, texts)
    alone = [negation for negation in alone if not _is_quoted(negation, ours, theirs)]
    if any(cue.kind == "deny" for cue in theirs.cues.soft):
        alone = [negation for negation in alone if not _is_quoted_denial(negation, ours.cues, ours.text)]
    taken: list[Cue] = []
    alone = _not_said_by_opposite(alone, ours, theirs, taken)
    alone = _not_turned(alone, ours, theirs, taken)
    bounded = bounds_turned((ours.text, theirs.text), (ours.language, theirs.language))
    soft = [cue for cue in theirs.cues.soft if cue.kind not in _ANSWERING_NONE and not (added and cue.kind in _PAIRING)]
    for cue in _unpaired(soft, ours.cues.soft, (theirs.text, ours.text), alike=True):
        limiting = bounded or any(other.kind in _LIMITING for other in ours.cues.soft)
        if cue.kind == "only" and not limiting:
            continue
        near = [negation for negation in alone if cue.kind in _ANYWHERE or _is_near(negation, cue, texts)]
        if near and not any(cue.start < word.end and word.start < cue.end for word in taken):
            alone.remove(near[0])
    return alone


def denies_otherwise(theirs: Denials, ours: Denials) -> bool:
    """Whether they have, wherever, a word that may stand for a negation and that answers no such word of ours."""
    spare = _unpaired(theirs.cues.soft, ours.cues.soft, (theirs.text, ours.text), alike=True)
    return any(cue.kind not in _WEAK for cue in spare)


def _not_said_by_opposite(alone: list[Cue], ours: Denials, theirs: Denials, taken: list[Cue]) -> list[Cue]:
    """Leave out the negations of what they say by its opposite; their words for it are ``taken``.

    What is denied may be a negation itself: "not impossible" is "possible".
    """
    left, denied = [], set[int]()
    for negation in alone:
        place = opposite_of_denied(negation.end, ours.text, ours.language, theirs.text, theirs.language)
        if place:
            taken.append(Cue(theirs.text[slice(*place)], *place, "opposite"))
            word = turned_by(negation, turning(ours.cues, ours.text, ours.language), ours.text)
            denied |= {word.start} if word else set()
        elif negation.start not in denied:
            left.append(negation)
    return left


def _not_turned(alone: list[Cue], ours: Denials, theirs: Denials, taken: list[Cue]) -> list[Cue]:
    """Leave out the negations that the next word turns round where they have no such word; theirs are ``taken``."""
    texts = ours.text, theirs.text
    our_words, left = turning(ours.cues, ours.text, ours.language), list(alone)
    for negation in alone:
        word = turned_by(negation, our_words, ours.text)
        others = [cue for cue in our_words if cue is not word]
        they_turn = turning(theirs.cues, theirs.text, theirs.language) if word else []
        spare = _unpaired(they_turn, others, (theirs.text, ours.text), alike=True)
        answers = [cue for cue in spare if _is_near(negation, cue, texts) and cue not in taken]
        if word and answers:
            taken.append(min(answers, key=lambda cue: (cue.kind != word.kind, _apart(word, cue, texts))))
        elif word:
            left = [cue for cue in left if cue is not negation and cue.start != word.start]
    return left


def _is_quoted(negation: Cue, ours: Denials, theirs: Denials) -> bool:
    """Whether the other side has it letter for letter: with the words behind it (a song), or as no word of its own."""
    behind = ours.text[negation.start :].split(maxsplit=_QUOTED_WORDS + 1)[: _QUOTED_WORDS + 1]
    if len(behind) > _QUOTED_WORDS and " ".join(behind[:_QUOTED_WORDS]) + " " in theirs.text:
        return True
    data = languages.load(theirs.language, "negation")
    own = (*data.get("explicit", ()), *data.get("concord", ()))
    foreign = len(negation.text) >= _TELLING and negation.text.lower() not in own
    return foreign and any(word.text == negation.text for word in words(theirs.text))


def _is_quoted_denial(negation: Cue, ours: Cues, text: str) -> bool:
    """Whether it says again, behind a colon, what a word before has denied: "smentisce: non andrà"."""
    return any(cue.kind == "deny" and ":" in text[cue.end : negation.start] for cue in ours.soft)


def _is_near(one: Cue, other: Cue, texts: tuple[str, str]) -> bool:
    apart = _apart(one, other, texts)
    return apart <= _NEAR or apart * max(map(len, texts)) <= _CLOSE


def _apart(one: Cue, other: Cue, texts: tuple[str, str]) -> float:
    return abs(one.start / len(texts[0]) - other.start / len(texts[1]))


def _unpaired(ours: Sequence[Cue], theirs: Sequence[Cue], texts: tuple[str, str], *, alike: bool = False) -> list[Cue]:
    """Return our cues that are left when each of theirs has taken the nearest one (with ``alike``, of its kind)."""
    left = list(ours)
    for cue in theirs:
        share = cue.start / len(texts[1])
        candidates = [other for other in left if not alike or (_alike(other, cue) and _is_near(other, cue, texts))]
        if candidates:
            left.remove(min(candidates, key=lambda other: abs(other.start / len(texts[0]) - share)))
    return left


def _alike(one: Cue, other: Cue) -> bool:
    """Whether two cues deny in the same way; two words that only turn a negation may be any two."""
    return one.kind == other.kind != "turning" or {one.kind, other.kind} in _AKIN
