"""Who lost it: the translation, or a leg of a trip.

With source s, translation c, back p, return b and draft d, an item
    in c, not in p: the back leg lost it;            in p, not in b: the return leg lost it;
    in s, not in c, while d has it: the translation; in s, not in c, and no draft has it: not decided by the engines.
Without a source nothing can be laid on the translation. A number or a negation that two engine *families* both lose on
the way back is worth a look (the English may be ambiguous), and is said as information, no more. Only these two say
``families_agree`` of themselves: in measurements two families agreed on a false alarm in no sentence for them, but in
2 % of the sentences for names; and two engines of one family are correlated and count as one witness.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from toolkit import plugins
from toolkit.model import Case, Finding, Leg, Loss, Span, Trip, Unit
from toolkit.plugins.contracts import Check
from toolkit.plugins.traits import traits
from toolkit.readers.files.folding import sentences_of
from toolkit.run import bugs
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.results import Key, foreign_code, recall
from toolkit.run.stages.check_answers import answers
from toolkit.run.stages.leg_wording import LegName, of_leg
from toolkit.run.stages.rejections import rejected


class _Broken(Exception):
    """A check broke off: its name, and why."""

    def __init__(self, check: str, error: Exception) -> None:
        super().__init__(check)
        self.check, self.error = check, error


def losses(
    trips: Sequence[Trip], checks: dict[str, Check], cache: Cache | None = None, broken: dict[str, str] | None = None
) -> tuple[Loss, ...]:
    """Return what the witness checks find lost or changed on each leg of each trip.

    One that breaks off is put among the ``broken``, with the reason, where they are asked for, and is left out.
    """
    while True:
        sound = {name: check for name, check in checks.items() if name not in (broken or ())}
        try:
            return _losses(trips, sound, cache)
        except _Broken as found:
            if broken is None:
                raise found.error from None
            broken[found.check] = bugs.reason(found.error)


def _losses(trips: Sequence[Trip], checks: dict[str, Check], cache: Cache | None) -> tuple[Loss, ...]:
    lost: list[Loss] = []
    for trip in trips:
        legs: list[tuple[LegName, Leg | None]] = [
            ("back", trip.back),
            ("return", trip.returned),
            ("draft", trip.draft),
        ]
        for name, leg in legs:
            if leg is not None:
                case = Case(leg.source, leg.target, tuple(_units(leg)))
                rows = recall(cache, _key(case, checks), partial(_lost, case, checks))
                lost += [Loss(check, unit, trip.route, name, of_leg(message, name)) for check, unit, message in rows]
    return tuple(dict.fromkeys(lost))


def _lost(case: Case, checks: dict[str, Check]) -> list[list[Any]]:
    return [[check, finding.unit, finding.message] for check, finding in _find(case, checks)]


def _key(case: Case, checks: dict[str, Check]) -> Key:
    asked = [
        (name, plugins.signature(checks[name]), foreign_code(type(checks[name]))) for name in _asked_of_legs(checks)
    ]
    return ("losses", asked, case)


def _asked_of_legs(checks: Mapping[str, Check]) -> list[str]:
    """Return the names of the checks whose answer on a leg means something, in the order in which they are told."""
    ranks = {name: traits(check).blame_rank for name, check in checks.items()}
    return [name for _, name in sorted((rank, name) for name, rank in ranks.items() if rank is not None)]


def lay_blame(
    findings: Iterable[Finding],
    trips: Sequence[Trip],
    every_loss: Sequence[Loss],
    checks: Mapping[str, Check],
    *,
    has_source: bool,
) -> tuple[Finding, ...]:
    """Return the findings with blame and evidence, and, without a source, what two families agree to have lost."""
    drafts = [trip for trip in trips if trip.draft is not None]
    lost = {(loss.check, loss.unit, loss.route) for loss in every_loss if loss.leg == "draft"}
    asked = _asked_of_legs(checks)
    laid = [
        _with_draft(finding, drafts, lost) if finding.check in asked and drafts else finding for finding in findings
    ]
    if not has_source:
        agreeing = {name for name in asked if traits(checks[name]).families_agree}
        laid += _agreed(trips, [loss for loss in every_loss if loss.check in agreeing])
    return tuple(laid)


def _with_draft(finding: Finding, drafts: Sequence[Trip], lost: set[tuple[str, int, str]]) -> Finding:
    heard = [trip.route for trip in drafts if trip.draft and finding.unit not in rejected(trip.draft)]
    kept = [route for route in heard if (finding.check, finding.unit, route) not in lost]
    missed = [route for route in heard if route not in kept]
    evidence = list(finding.evidence)
    if kept:
        evidence.append(f"{', '.join(kept)} translated the original without such a fault")
    if missed:
        evidence.append(f"{', '.join(missed)} made such a fault, too, with the original")
    if not heard:
        return finding
    return replace(finding, blame="translation" if kept else "unclear", evidence=tuple(evidence))


def _agreed(trips: Sequence[Trip], every_loss: Sequence[Loss]) -> Iterator[Finding]:
    families = {trip.route: trip.family for trip in trips}
    texts = {(trip.route, unit): text for trip in trips for unit, text in enumerate(trip.back.inputs)}
    groups: dict[tuple[str, int], list[Loss]] = {}
    for loss in every_loss:
        if loss.leg == "back":
            groups.setdefault((loss.check, loss.unit), []).append(loss)
    for (check, unit), group in sorted(groups.items(), key=lambda item: (item[0][1], item[0][0])):
        if len({families[loss.route] for loss in group}) > 1:
            yield Finding(
                check=check,
                severity="info",
                category="accuracy/mistranslation",
                message=f"engines of two families lose it on the way back: {group[0].message}; is the text ambiguous?",
                unit=unit,
                spans=(Span("translation", 0, len(texts[group[0].route, unit])),),
                blame="unclear",
                evidence=tuple(dict.fromkeys(f"{loss.route}: {loss.message}" for loss in group)),
            )


def _find(case: Case, checks: dict[str, Check]) -> Iterator[tuple[str, Finding]]:
    for name in _asked_of_legs(checks):
        try:
            found = list(answers(name, checks[name], case))
        except Exception as error:
            if bugs.to_mend(error):
                raise
            raise _Broken(name, error) from error
        yield from ((name, one) for one in found if isinstance(one, Finding) and one.severity != "info")


def _units(leg: Leg) -> Iterator[Unit]:
    for index, (given, answer) in enumerate(zip(leg.inputs, leg.outputs, strict=True)):
        source, translation = sentences_of(given), sentences_of(answer.text)
        if source and translation:
            yield Unit(index, source, translation)
