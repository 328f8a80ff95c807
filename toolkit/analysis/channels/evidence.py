"""The evidence of every channel for every unit, and where it stands; the checks report what is strong enough.

All channels speak one language, -log10 of the share of clean units with as much: 1.3 is one in twenty, 2 one in a
hundred. The shares of the trained channels are those of clean pairs that the heads were not grown on; those of the
rules (antonym, tense, shuffled) were counted on 1,007 clean Italian-English news pairs of NTREX-128.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence

from toolkit.analysis.channels.displaced_words import displaced
from toolkit.analysis.channels.function_words import LANGUAGE
from toolkit.analysis.channels.heads import ChannelPlace, Heads, JudgedUnit, evidence_of_score, shipped
from toolkit.analysis.channels.phrases import PhraseEvidence, asked_directly, phrases
from toolkit.analysis.channels.preferred_words import Instead, opposites, other_forms
from toolkit.analysis.channels.sight import usable
from toolkit.model import Case, Unit
from toolkit.model.witness import Witness

WARNING, INFO = 2.5, 1.7
"""From which evidence a check warns, and from which it remarks: three, and twenty, in a thousand clean pairs.

On critical errors that people planted among right translations (WMT 2022, Portuguese-English) warnings at five in a
thousand were right in one of four, and of a verb's tense in none of seventeen: so that channel only remarks.
"""
REMARKS = frozenset({"tense"})
UNASKED = "no engine was asked how likely it finds the translation; name one under 'witnesses'"


_TAILS = {
    "antonym": (-20.0, -7.58, -2.82, 0.85, 4.15, 6.21, 8.79),
    "tense": (-4.14, 1.26, 4.91, 7.0, 8.61, 10.42, 11.42),
    "shuffled": (0.133, 0.238, 0.292, 0.333, 0.398, 0.424, 0.45),
}


_recent: deque[tuple[Sequence[Witness], Heads | None, JudgedUnit | None]] = deque(maxlen=256)
"""The units judged last: the checks of several channels ask about the same witnesses, one check after the other."""


def evidence(case: Case) -> list[dict[str, float]]:
    """Return each unit's evidence by channel, higher is worse, also below any threshold.

    The channels are omission, addition, mistranslation, tense, antonym and shuffled; where an engine is asked directly,
    and where these cannot judge, insertion and deletion of phrases. A unit without a witness has none. The evidence of
    a unit does not depend on the other units.
    """
    if not case.witnesses:
        return [{} for _ in case.units]
    return [_of_unit(unit, heard, case) for unit, heard in zip(case.units, case.witnesses, strict=True)]


def _of_unit(unit: Unit, witnesses: Sequence[Witness], case: Case) -> dict[str, float]:
    judged = None if obstacle(case) else judge(witnesses, case.heads)
    found = dict(judged.evidence) if judged else {}
    return found | {channel: said.evidence for channel, said in phrases_heard(unit, witnesses, case).items()}


def phrases_heard(unit: Unit, witnesses: Sequence[Witness], case: Case) -> Mapping[str, PhraseEvidence]:
    """Return what runs say of phrases put in and left out, nothing where the heads know better."""
    if asked_directly(unit, witnesses) or obstacle(case) or judge(witnesses, case.heads) is None:
        return phrases(unit, witnesses)
    return {}


def judge(witnesses: Sequence[Witness], heads: Heads | None = None) -> JudgedUnit | None:
    """Return the evidence of a unit's witnesses; kept for the next check that asks about the very same ones.

    ``heads`` are those that judge; None for those that come with the toolkit.
    """
    for known, by, judged in tuple(_recent):
        if known is witnesses and by is heads:
            return judged
    judged = _judge(witnesses, heads or shipped()) if usable(witnesses) else None
    _recent.append((witnesses, heads, judged))
    return judged


def obstacle(case: Case) -> str | None:
    """Return why the channels cannot judge a case at all, None where they can."""
    if case.translation_language != LANGUAGE:
        return f"trained for translations into {LANGUAGE}, not {case.translation_language}"
    if not case.witnesses:
        return UNASKED
    return None


def _judge(witnesses: Sequence[Witness], heads: Heads) -> JudgedUnit | None:
    judged = heads.judge(witnesses)
    if judged is None:
        return None
    values, places = dict(judged.evidence), dict(judged.places)
    rules: tuple[tuple[str, Callable[[Sequence[Witness], str], Iterator[Instead]]], ...] = (
        ("antonym", opposites),
        ("tense", other_forms),
    )
    for channel, rule in rules:
        best = max(rule(witnesses, LANGUAGE), key=lambda instead: instead.margin, default=None)
        values[channel] = evidence_of_score(best.margin, _TAILS[channel]) if best else 0.0
        if best:
            places[channel] = ChannelPlace(best.start, best.end, best.preferred)
    values["shuffled"] = evidence_of_score(displaced(witnesses), _TAILS["shuffled"])
    places["shuffled"] = ChannelPlace(0, len(witnesses[0].forward.text), "")
    return JudgedUnit(values, places)
