"""Whole sentences that one side lacks."""

from dataclasses import replace

from tests.cases import case
from toolkit.checks.addition import Addition
from toolkit.checks.omission import Omission
from toolkit.model import BlockKind, Case, Finding, Unit


def as_kind(built: Case, kind: BlockKind) -> Case:
    def change(unit: Unit) -> Unit:
        source = tuple(replace(one, kind=kind) for one in unit.source or ())
        return replace(unit, source=source, translation=tuple(replace(one, kind=kind) for one in unit.translation))

    return replace(built, units=(built.units[0], change(built.units[1])))


LEFT_OUT = case(["La seduta è sospesa.", "Riprende alle tre."], ["The sitting is suspended.", ""])
PUT_IN = case(["La seduta è sospesa.", ""], ["The sitting is suspended.", "English version by the agency."])


def severities(check: Omission | Addition, built: Case) -> list[str]:
    return [one.severity for one in check.find(built) if isinstance(one, Finding)]


def test_a_heading_weighs_less_than_a_sentence() -> None:
    assert severities(Omission(), LEFT_OUT) == ["error"]
    assert severities(Omission(), as_kind(LEFT_OUT, "heading")) == ["warning"]
    assert severities(Addition(), as_kind(PUT_IN, "heading")) == ["warning"]


def messages(check: Omission | Addition, built: Case) -> list[str]:
    return [one.message for one in check.find(built) if isinstance(one, Finding)]


def test_a_sentence_that_is_translated_twice_is_said_to_be() -> None:
    twice = case(
        ["La piscina resta chiusa fino a luglio.", ""],
        ["The pool will stay shut until July.", "The pool stays shut until July."],
    )
    assert messages(Addition(), twice) == [
        'the translation says this twice, the original once: "The pool will stay shut until July."'
    ]
    assert messages(Addition(), PUT_IN) == ["the original has no such sentence"]


def test_a_sentence_that_the_original_repeats_is_said_to_be_translated_once() -> None:
    sentence = "La piscina resta chiusa fino a luglio."
    once = case([sentence, sentence], ["The pool will stay shut until July.", ""])
    assert messages(Omission(), once) == [
        f'a sentence of the original, which says it twice, is translated once: "{sentence}"'
    ]
    never = case([sentence, sentence, "Poi si vedrà."], ["", "", "Then we shall see."])
    assert all("is not translated" in message for message in messages(Omission(), never))


def test_the_translators_credit_is_no_addition() -> None:
    assert severities(Addition(), PUT_IN) == ["error"]
    assert severities(Addition(), as_kind(PUT_IN, "credit")) == []


def test_the_alignment_s_confidence_is_the_finding_s() -> None:
    unsure = replace(LEFT_OUT, units=(LEFT_OUT.units[0], replace(LEFT_OUT.units[1], confidence=0.4)))
    assert [one.confidence for one in Omission().find(unsure) if isinstance(one, Finding)] == [0.4]


def test_without_the_other_side_nothing_is_left_out_or_added() -> None:
    assert severities(Omission(), case(["Una frase."], [""])) == []
    assert severities(Addition(), case(None, "A sentence.")) == []
