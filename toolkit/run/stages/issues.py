"""What several checks say of the same words is one issue with several witnesses, and is told to people once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.model import SEVERITIES, Finding, Side, Span


def as_issues(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, those of different checks on one fault of the same words as one.

    That is so where they mark the same words of the translation, and not other words of the original, name the same
    dimension of MQM ("accuracy") and suggest nothing else. The loudest stays, the surest of equals, and says in its
    message which checks join it; what they say is its evidence. The place of each issue is that of its first finding.
    """
    return tuple(issue for issue, _ in with_joined(findings))


def with_joined(findings: Iterable[Finding]) -> list[tuple[Finding, tuple[str, ...]]]:
    """Return each issue (``as_issues``) with the names of the checks that join it."""
    groups: list[list[Finding]] = []
    beside: dict[tuple[int, frozenset[Span], str], list[list[Finding]]] = {}
    for finding in findings:
        words = _marked(finding, "translation")
        near = beside.setdefault((finding.unit, words, finding.category.partition("/")[0]), []) if words else []
        for group in near:
            if all(_join(finding, other) for other in group):
                group.append(finding)
                break
        else:
            group = [finding]
            near.append(group)
            groups.append(group)
    return [_one(group) for group in groups]


def _marked(finding: Finding, side: Side) -> frozenset[Span]:
    return frozenset(span for span in finding.spans if span.side == side)


def _join(one: Finding, other: Finding) -> bool:
    sources = {words for finding in (one, other) if (words := _marked(finding, "source"))}
    suggestions = {finding.suggestion for finding in (one, other)} - {None}
    return one.check != other.check and len(sources) < 2 and len(suggestions) < 2


def _one(group: Sequence[Finding]) -> tuple[Finding, tuple[str, ...]]:
    if len(group) == 1:
        return group[0], ()
    told = min(group, key=lambda finding: (SEVERITIES.index(finding.severity), -(finding.confidence or 0.0)))
    others = [finding for finding in group if finding is not told]
    issue = replace(
        told,
        message=f"{told.message} ({', '.join(finding.check for finding in others)}, too)",
        spans=max((finding.spans for finding in (told, *others)), key=len),
        suggestion=next((finding.suggestion for finding in (told, *others) if finding.suggestion), None),
        evidence=(*told.evidence, *(f"{finding.check}: {finding.message}" for finding in others)),
    )
    return issue, tuple(finding.check for finding in others)
