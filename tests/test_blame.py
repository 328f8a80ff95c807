from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.blame import lay, losses
from toolkit.contracts import Check
from toolkit.model import Case, Finding, Hypothesis, Leg, Span, Trip, Unchecked


@dataclass(frozen=True, slots=True)
class Digits:
    """A check of three lines: the digits of both sides must be the same."""

    needs_source = True
    blame_rank = 1
    families_agree = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        for unit in case.units:
            left, right = ({c for c in text if c.isdigit()} for text in (unit.source_text, unit.translation_text))
            if left != right:
                yield Finding("numbers", "error", "accuracy", f"{left} {right}", unit.index, (Span("source", 0, 1),))


CHECKS: dict[str, Check] = {"numbers": Digits()}
FOUND = Finding("numbers", "error", "accuracy", "m", 1, (Span("translation", 0, 1),))


def leg(source: str, target: str, *texts: tuple[str, str]) -> Leg:
    return Leg("e", source, target, tuple(put for put, _ in texts), tuple(Hypothesis(out) for _, out in texts), "e")


def trip(family: str, *, back: str = "7", returned: str = "7", draft: str | None = "5") -> Trip:
    return Trip(
        f"via {family}",
        family,
        leg("en", "it", ("no", "no"), ("7", back)),
        leg("it", "en", ("no", "no"), (back, returned)),
        leg("it", "en", ("no", "no"), ("5", draft)) if draft else None,
    )


def test_what_is_lost_is_laid_on_the_leg_that_lost_it() -> None:
    assert [(loss.leg, loss.unit) for loss in losses([trip("a", back="8", returned="8")], CHECKS)] == [("back", 1)]
    assert [(loss.leg, loss.unit) for loss in losses([trip("a", returned="8")], CHECKS)] == [("return", 1)]
    assert [(loss.leg, loss.unit) for loss in losses([trip("a", draft="6")], CHECKS)] == [("draft", 1)]


def test_the_translation_is_to_blame_where_a_draft_has_the_item() -> None:
    trips = [trip("a"), trip("b", draft="6")]
    (laid,) = lay([FOUND], trips, losses(trips, CHECKS), CHECKS, has_source=True)
    assert laid.blame == "translation"
    assert laid.evidence == (
        "no such loss in the draft of via a",
        "a loss of the same kind in the draft of via b",
    )


def test_blame_is_open_where_every_draft_loses_it_too() -> None:
    trips = [trip("a", draft="6"), trip("b", draft="6")]
    (laid,) = lay([FOUND], trips, losses(trips, CHECKS), CHECKS, has_source=True)
    assert laid.blame == "unclear"


def test_without_a_source_only_what_two_families_lose_is_mentioned() -> None:
    def mentioned(*trips: Trip) -> list[tuple[str, str, int]]:
        laid = lay([], trips, losses(trips, CHECKS), CHECKS, has_source=False)
        return [(finding.severity, finding.blame, finding.unit) for finding in laid]

    assert mentioned(trip("a", back="8", draft=None)) == []
    assert mentioned(trip("a", back="8", draft=None), trip("a", back="9", draft=None)) == []
    assert mentioned(trip("a", back="8", draft=None), trip("b", back="9", draft=None)) == [("info", "unclear", 1)]


def test_without_trips_findings_stay_as_they_are() -> None:
    assert lay([FOUND], [], [], CHECKS, has_source=True) == (FOUND,)
