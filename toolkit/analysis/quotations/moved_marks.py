"""Whether both sides of a unit quote the same words: how many they are, words that answer each other, and drafts."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.analysis.correspondence.word_pairs import Counterparts, counterparts
from toolkit.analysis.quotations.drafts import crossed
from toolkit.analysis.quotations.quoted import Quoted
from toolkit.analysis.quotations.sides import SPOKEN, QuotationDifference, Sides, quotation_shift
from toolkit.model import Severity

# How far the shares inside the marks may differ (in logarithms), by themselves and where words say the same.
_SLIGHT, _NEAR, _FAR, _FARTHER = 0.1, 0.25, 0.6, 0.9
# Words that a draft must have on the other side of the marks to say anything.
_TELLING = 2


def moved_quotation(ours: Sequence[Quoted], theirs: Sequence[Quoted], sides: Sides) -> QuotationDifference | None:
    """Return the difference where the sides quote other words: names, figures, words of one origin, or far more.

    ``ours`` and ``theirs`` are the passages of the sides, some on each.
    """
    apart = abs(quotation_shift(ours, theirs, sides))
    pairs = counterparts(sides.source, sides.translation, sides.source_language, sides.translation_language)
    crossing = [pair for pair in pairs if _holds(ours, pair.source.start) != _holds(theirs, pair.translation.start)]
    weight = sum(2 if pair.firm else 1 for pair in crossing)
    seen = weight > 1 and len(crossing) > 1 and apart >= _SLIGHT
    told = _verdict_of_drafts(ours, sides)
    if not (seen or (weight and apart >= _FAR) or apart >= _FARTHER or told.surely or (told.words and apart >= _NEAR)):
        return None
    severity: Severity = "error" if weight + len(told.words) >= 2 and apart >= _FAR else "warning"
    if sides.alone and not all(passage.whole for passage in (*ours, *theirs)):
        severity = "warning"
    if told.denied and not weight and len(ours) == len(theirs):
        severity = "info"
    texts = tuple(dict.fromkeys([*(pair.translation.text for pair in crossing), *told.words]))
    return QuotationDifference("moved", severity, *_places(ours, theirs, crossing), texts, told.evidence)


@dataclass(frozen=True, slots=True)
class _DraftVerdict:
    """What the drafts say: words that stand on the other side of the marks, ``surely`` if two families say so.

    ``denied``: all of them quote the very words that the translation quotes.
    """

    words: tuple[str, ...] = ()
    surely: bool = False
    denied: bool = False
    evidence: tuple[str, ...] = ()


def _verdict_of_drafts(ours: Sequence[Quoted], sides: Sides) -> _DraftVerdict:
    said = [
        (draft, answer)
        for draft in sides.drafts
        if (answer := crossed(draft, sides.translation, sides.translation_language, ours)) is not None
    ]
    against = [(draft, [word.text for word in crossing]) for draft, (crossing, _) in said if len(crossing) >= _TELLING]
    evidence = [
        f"{draft.name} drafts {_listed(crossing)} on the other side of the marks" for draft, crossing in against
    ]
    denied = not any(crossing for _, (crossing, _) in said) and any(count >= SPOKEN for _, (_, count) in said)
    if denied:
        evidence = [f"the draft of {draft.name} quotes as the translation does" for draft, _ in said]
    return _DraftVerdict(
        tuple(dict.fromkeys(word for _, crossing in against for word in crossing)),
        len({draft.family for draft, _ in against}) > 1,
        denied,
        tuple(evidence),
    )


def _listed(forms: Sequence[str]) -> str:
    return ", ".join(f'"{word}"' for word in forms[:3])


def _holds(passages: Sequence[Quoted], at: int) -> bool:
    number = bisect_right(passages, at, key=lambda passage: passage.start)
    return number > 0 and passages[number - 1].holds(at)


def _places(
    ours: Sequence[Quoted], theirs: Sequence[Quoted], crossed: Sequence[Counterparts]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the passages on either side that are nearest to the first word that has crossed, or the longest."""

    def nearest(passages: Sequence[Quoted], at: int | None) -> tuple[int, int]:
        if at is None:
            best = max(passages, key=lambda one: one.end - one.start)
        else:
            best = min(passages, key=lambda one: max(one.start - at, at - one.end, 0))
        return best.start, best.end

    first = crossed[0] if crossed else None
    return (
        nearest(ours, first.source.start if first else None),
        nearest(theirs, first.translation.start if first else None),
    )
