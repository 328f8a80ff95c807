"""What the check of quotations makes of neighbours and drafts; its plain cases stand in quotation.yaml."""

from dataclasses import replace

import pytest

from tests.cases import case
from toolkit.checks.quotation import Quotation
from toolkit.model import Case, Finding, Hypothesis, Leg, Trip


def found(looked_at: Case) -> list[Finding]:
    return [one for one in Quotation().find(looked_at) if isinstance(one, Finding)]


def drafted(built: Case, *texts: str, families: tuple[str, ...] = ("rules", "neural")) -> Case:
    legs = [Leg("it", "en", ("",), (Hypothesis(text),), family) for family, text in zip(families, texts, strict=False)]
    return replace(built, trips=tuple(Trip(f"via {leg.signature}", leg.signature, leg, leg, leg) for leg in legs))


def test_a_quotation_that_runs_over_units_needs_no_marks_of_its_own_in_each() -> None:
    source = ["Rossi ha detto: «Aspettiamo il voto.", "«Poi decideremo che cosa fare.", "E nessuno ci fermerà»."]
    translation = [
        "Rossi said: “We shall wait for the vote.",
        "Then we shall decide what to do.",
        "Nobody will stop us.”",
    ]
    assert not found(case(source, translation))


def test_a_quotation_over_units_that_the_translation_never_marks_is_found() -> None:
    source = ["Rossi ha detto: «Noi aspettiamo il voto.", "Poi decideremo che cosa fare».", "Il consiglio si riunisce."]
    translation = [
        "Rossi said they were waiting for the vote.",
        "Then they would decide what to do.",
        "The council meets.",
    ]
    assert {(one.unit, one.severity) for one in found(case(source, translation))} == {(0, "warning"), (1, "warning")}


def test_the_same_open_end_in_a_unit_by_itself_is_only_for_information() -> None:
    (one,) = found(case("Rossi ha detto: «Noi aspettiamo il voto.", "Rossi said they were waiting for the vote."))
    assert one.severity == "info"


@pytest.mark.parametrize(("families", "count"), [(("rules", "neural"), 1), (("rules", "rules"), 0)])
def test_drafts_of_two_families_show_which_words_belong_inside(families: tuple[str, str], count: int) -> None:
    source = "Ha detto che «l'orso resta nel bosco» e che il lupo non torna mai più."
    translation = "He said that the bear stays in the wood and that “the wolf never comes” again."
    draft = "He said that “the bear stays in the wood” and that the wolf never comes again."
    assert not found(case(source, translation))
    helped = found(drafted(case(source, translation), draft, draft, families=families))
    assert len(helped) == count
    assert all("drafts" in said for one in helped for said in one.evidence)


def test_a_draft_that_quotes_as_the_translation_does_weakens_what_only_lengths_say() -> None:
    source = "«Sì», ha detto il vecchio guardiano della torre, che da quarant'anni sale ogni notte quei gradini."
    translation = "“Yes, of course, why would anybody on this earth ever doubt it,” grunted old Bob."
    draft = "“Yes, course, why would anybody this earth ever doubt,” grunted the guardian."
    (before,) = found(case(source, translation))
    (after,) = found(drafted(case(source, translation), draft))
    assert (before.severity, after.severity) == ("warning", "info")
    assert "quotes as the translation does" in after.evidence[0]
