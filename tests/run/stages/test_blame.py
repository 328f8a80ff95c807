from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolkit import plugins
from toolkit.checks.numbers import Numbers
from toolkit.model import Case, Finding, Hypothesis, Leg, Loss, Severity, Span, Trip, Unchecked
from toolkit.plugins.contracts import Check
from toolkit.plugins.traits import traits
from toolkit.run.stages.blame import lay_blame, losses


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
    return Leg(source, target, tuple(put for put, _ in texts), tuple(Hypothesis(out) for _, out in texts), "e")


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
    (laid,) = lay_blame([FOUND], trips, losses(trips, CHECKS), CHECKS, has_source=True)
    assert laid.blame == "translation"
    assert laid.evidence == (
        "via a translated the original without such a fault",
        "via b made such a fault, too, with the original",
    )


def test_blame_is_open_where_every_draft_loses_it_too() -> None:
    trips = [trip("a", draft="6"), trip("b", draft="6")]
    (laid,) = lay_blame([FOUND], trips, losses(trips, CHECKS), CHECKS, has_source=True)
    assert laid.blame == "unclear"


def test_without_a_source_only_what_two_families_lose_is_mentioned() -> None:
    def mentioned(*trips: Trip) -> list[tuple[str, str, int]]:
        laid = lay_blame([], trips, losses(trips, CHECKS), CHECKS, has_source=False)
        return [(finding.severity, finding.blame, finding.unit) for finding in laid]

    assert mentioned(trip("a", back="8", draft=None)) == []
    assert mentioned(trip("a", back="8", draft=None), trip("a", back="9", draft=None)) == []
    assert mentioned(trip("a", back="8", draft=None), trip("b", back="9", draft=None)) == [("info", "unclear", 1)]


def test_without_a_source_nothing_is_said_of_an_original() -> None:
    checks: dict[str, Check] = {"numbers": Numbers()}
    trips = [
        Trip(
            f"via {family}",
            family,
            leg("en", "it", ("It took seven hours.", back)),
            leg("it", "en", (back, back)),
            None,
        )
        for family, back in (("a", "Ci vollero otto ore."), ("b", "Ci vollero nove ore."))
    ]
    (told,) = lay_blame([], trips, losses(trips, checks), checks, has_source=False)
    assert told.message.startswith("engines of two families lose it on the way back: ")
    for text in (told.message, *told.evidence):
        assert "but the translation says" in text
        assert "the original" not in text


def test_without_trips_findings_stay_as_they_are() -> None:
    assert lay_blame([FOUND], [], [], CHECKS, has_source=True) == (FOUND,)


@dataclass(frozen=True, slots=True)
class Unlike:
    """Finds every unit whose sides differ."""

    severity: Severity = "warning"
    blame_rank: int | None = 1
    families_agree: bool = True
    needs_source = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        yield Unchecked("unlike", "nothing is judged in full")
        for unit in case.units:
            if unit.source_text != unit.translation_text:
                yield Finding("unlike", self.severity, "accuracy", "unlike", unit.index, (Span("translation", 0, 1),))


def lost(check: str = "numbers", severity: Severity = "warning", **texts: Any) -> list[tuple[str, str]]:
    return [(loss.check, loss.leg) for loss in losses([trip("a", **texts)], {check: Unlike(severity)})]


def test_what_a_check_says_as_information_is_no_loss() -> None:
    assert lost(severity="error", back="8") == lost(severity="warning", back="8")
    assert lost(severity="warning", back="8") == [("numbers", "back"), ("numbers", "return")]
    assert lost(severity="info", back="8") == []


def test_a_leg_without_text_on_one_side_lost_nothing() -> None:
    assert lost(back="", returned="8", draft=None) == []
    assert lost(back="8", returned=" ", draft=None) == [("numbers", "back")]


def test_only_checks_of_single_items_are_asked_about_legs() -> None:
    trips = [trip("a", back="7", returned="8", draft=None)]
    assert [loss.leg for loss in losses(trips, {"x": Unlike()})] == ["return"]
    assert losses(trips, {"x": Unlike(blame_rank=None)}) == ()
    said = {name: traits(plugins.get("checks", name)) for name in plugins.names("checks")}  # type: ignore[arg-type]  # class attributes
    ranked = sorted((own.blame_rank, name) for name, own in said.items() if own.blame_rank is not None)
    assert [name for _, name in ranked] == ["numbers", "negation", "names", "question"]
    assert [name for name, own in said.items() if own.families_agree] == ["negation", "numbers"]


def test_a_loss_that_is_found_twice_is_one() -> None:
    assert losses([trip("a", draft="6"), trip("a", draft="6")], CHECKS) == (
        Loss("numbers", 1, "via a", "draft", "{'5'} {'6'}"),
    )


def agreed(check: Unlike | None = None, *, has_source: bool = False) -> list[Finding]:
    trips = [trip("a", back="8", draft=None), trip("b", back="9", draft=None)]
    checks: dict[str, Check] = {"numbers": check or Unlike()}
    return list(lay_blame([], trips, losses(trips, checks), checks, has_source=has_source))


def test_two_families_are_believed_about_some_checks_only_and_only_without_a_source() -> None:
    assert [finding.check for finding in agreed()] == ["numbers"]
    assert agreed(Unlike(families_agree=False)) == []
    assert agreed(has_source=True) == []


def test_what_two_families_lose_is_told_at_the_whole_unit_with_what_each_said() -> None:
    (found,) = agreed()
    assert found.spans == (Span("translation", 0, 1),)
    assert found.evidence == ("via a: unlike", "via b: unlike")
    assert (found.category, found.severity) == ("accuracy/mistranslation", "info")


def test_what_is_lost_on_the_return_only_is_not_mentioned() -> None:
    trips = [trip("a", returned="8", draft=None), trip("b", returned="8", draft=None)]
    assert lay_blame([], trips, losses(trips, CHECKS), CHECKS, has_source=False) == ()


def test_a_loss_in_the_draft_clears_the_translation_for_its_own_check_and_unit_only() -> None:
    trips = [trip("a")]
    for loss in (Loss("names", 1, "via a", "draft", ""), Loss("numbers", 0, "via a", "draft", "")):
        assert [one.blame for one in lay_blame([FOUND], trips, [loss], CHECKS, has_source=True)] == ["translation"]
    for leg_name, blame in (("draft", "unclear"), ("back", "translation"), ("return", "translation")):
        loss = Loss("numbers", 1, "via a", leg_name, "")  # type: ignore[arg-type]  # a word of the literal
        assert [one.blame for one in lay_blame([FOUND], trips, [loss], CHECKS, has_source=True)] == [blame]


def test_a_check_that_drafts_say_nothing_about_stays_as_it_is() -> None:
    style = Finding("quotes", "error", "style", "m", 1, ())
    assert lay_blame([style], [trip("a")], [], CHECKS, has_source=True) == (style,)
    assert lay_blame([FOUND], [trip("a", draft=None)], [], CHECKS, has_source=True) == (FOUND,)
