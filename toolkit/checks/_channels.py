"""Findings from the evidence of one channel, for the checks that report it."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from toolkit.analysis.channels.evidence import INFO, REMARKS, WARNING, judge, obstacle, phrases_heard
from toolkit.analysis.channels.heads import ChannelPlace
from toolkit.model import BY_ITS_CHECK, Case, Finding, Severity, Side, Span, Unchecked, Unit


def strong_evidence(case: Case, channel: str) -> Iterator[tuple[Unit, float, ChannelPlace] | Unchecked]:
    """Yield each unit with enough evidence of a channel to be reported, or why the channel could not be judged."""
    reason = obstacle(case)
    if reason:
        yield Unchecked(BY_ITS_CHECK, reason)
        return
    for unit, witnesses in zip(case.units, case.witnesses, strict=True):
        judged = judge(witnesses, case.heads)
        if judged is None:
            if unit.source_text and unit.translation_text:
                yield Unchecked(BY_ITS_CHECK, "no engine told enough about this unit", unit.index)
        elif judged.evidence[channel] >= INFO and channel in judged.places:
            yield unit, judged.evidence[channel], judged.places[channel]


def channel_findings(
    case: Case,
    channel: str,
    category: str,
    confidence: Mapping[Severity, float],
    message: Callable[[str, ChannelPlace], str],
    *,
    suggests: bool,
) -> Iterator[Finding | Unchecked]:
    """Yield the answers of a channel's check: at most one finding a unit, a warning or an info, never an error.

    ``message`` is given the text of the translation and the place; ``suggests``: whether the hint may stand there.
    """
    for strong in strong_evidence(case, channel):
        if isinstance(strong, Unchecked):
            yield strong
            continue
        unit, evidence, place = strong
        severity: Severity = "warning" if evidence >= WARNING and channel not in REMARKS else "info"
        yield Finding(
            BY_ITS_CHECK,
            severity,
            category,
            message(unit.translation_text, place),
            unit.index,
            (Span("translation", place.start, place.end),),
            suggestion=(place.hint or None) if suggests else None,
            confidence=confidence[severity],
        )


def phrase_findings(
    case: Case,
    channel: str,
    category: str,
    side: Side,
    confidence: Mapping[Severity, float],
    message: Callable[[str], str],
    told: Iterable[Finding | Unchecked],
) -> Iterator[Finding | Unchecked]:
    """Yield what is told, and a finding for each other unit in which a phrase was put in, or left out.

    ``side`` is where such a phrase stands, ``message`` is given its words.
    """
    found: set[int] = set()
    for answer in told:
        found |= {answer.unit} if isinstance(answer, Finding) else set()
        yield answer
    for unit, witnesses in zip(case.units, case.witnesses, strict=True) if case.witnesses else ():
        phrase = None if unit.index in found else phrases_heard(unit, witnesses, case).get(channel)
        if phrase is None or phrase.start is None or phrase.end is None:
            continue
        if phrase.evidence >= INFO:
            severity: Severity = "warning" if phrase.evidence >= WARNING else "info"
            text = unit.translation_text if side == "translation" else unit.source_text
            span = Span(side, phrase.start, phrase.end)
            words = text[phrase.start : phrase.end]
            yield Finding(
                BY_ITS_CHECK, severity, category, message(words), unit.index, (span,), confidence=confidence[severity]
            )
