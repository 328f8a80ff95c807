"""Whoever asks a check writes its name on what it answers, and says once that there are no data for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cases import case
from toolkit import languages, plugins
from toolkit.checks.brackets import Brackets
from toolkit.model import BY_ITS_CHECK, Case, Finding, Hypothesis, Leg, Span, Trip, Unchecked, Unit
from toolkit.plugins.contracts import Check
from toolkit.plugins.traits import Traits, traits
from toolkit.readers.files.folding import sentences_of
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.findings import KeptFindings
from toolkit.run.stages.blame import lay_blame, losses
from toolkit.run.stages.check_answers import MOST_ANSWERS, answers
from toolkit.run.stages.suspicion import Grounds, heard, suspicion

CHECKS = [name for name in plugins.names("checks") if plugins.get("checks", name).__module__.startswith("toolkit.")]


@dataclass(frozen=True, slots=True)
class Vowels:
    """A check of another package: as many of a letter on both sides. It writes a name of its own, or none."""

    name: str = BY_ITS_CHECK
    needs_source = True
    blame_rank = 9
    families_agree = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        for unit in case.units:
            if unit.source_text.count("a") != unit.translation_text.count("a"):
                yield Finding(self.name, "error", "accuracy", "another", unit.index, (Span("translation", 0, 1),))
        yield Unchecked(self.name, "no other letters")


@pytest.mark.parametrize("written", [BY_ITS_CHECK, "vowels", "something-else"])
def test_the_name_in_the_configuration_stands_on_every_answer(written: str, tmp_path: Path) -> None:
    one = case("la", "le")
    assert [answer.check for answer in answers("vowels", Vowels(written), one)] == ["vowels", "vowels"]
    cache = Cache.open(tmp_path / "c.sqlite")
    for _ in range(2):
        assert {answer.check for answer in KeptFindings(one, cache).find("vowels", Vowels(written))} == {"vowels"}
    cache.close()


@pytest.mark.parametrize("name", CHECKS)
def test_what_a_check_needs_is_there_for_english_and_missed_once_elsewhere(name: str) -> None:
    check = plugins.get("checks", name)(**({"glossary": ""} if name == "terminology" else {}))
    for topic in traits(check).data:
        assert languages.load("en", topic.partition(".")[0]), topic
    if traits(check).data:
        found = list(answers(name, check, case("Řím" if check.needs_source else None, "Praha", ("cs", "cs"))))
        assert found == [Unchecked(name, "no data for cs")]


def test_a_check_that_needs_the_source_needs_data_for_both_languages() -> None:
    numbers = plugins.get("checks", "numbers")()
    assert list(answers("numbers", numbers, case("5", "6", ("cs", "xx")))) == [
        Unchecked("numbers", "no data for cs, xx")
    ]
    brackets = plugins.get("checks", "spacing")()
    assert not list(answers("spacing", brackets, case("5", "6", ("cs", "en"))))


def trip(family: str) -> Trip:
    back = Leg("en", "it", ("a",), (Hypothesis("o"),), "e")
    returned, draft = (Leg("it", "en", ("o",), (Hypothesis(text),), "e") for text in ("o", "o"))
    return Trip(f"via {family}", family, back, returned, draft)


def test_a_check_of_another_package_can_be_evidence_for_blame() -> None:
    checks: dict[str, Check] = {"vowels": Vowels(), "brackets": plugins.get("checks", "brackets")()}
    trips = [trip("neural"), trip("rules")]
    lost = losses(trips, checks)
    assert {(loss.check, loss.leg) for loss in lost} == {("vowels", "back")}
    found = Finding("vowels", "error", "accuracy", "m", 0, (Span("translation", 0, 1),))
    (laid,) = lay_blame([found], trips, lost, checks, has_source=True)
    assert laid.evidence == ("via neural, via rules translated the original without such a fault",)
    (agreed,) = lay_blame([], trips, lost, checks, has_source=False)
    assert (agreed.check, agreed.severity) == ("vowels", "info")


def test_the_checks_that_say_a_rank_are_told_in_its_order() -> None:
    ranks = {name: traits(plugins.get("checks", name)()).blame_rank for name in CHECKS if name != "house-style"}
    told = sorted((rank, name) for name, rank in ranks.items() if rank is not None)
    assert [name for _, name in told] == ["numbers", "negation", "names", "question"]


def test_what_reports_a_channel_counts_once_beside_the_evidence() -> None:
    checks = {name: plugins.get("checks", name)() for name in ("left-out", "shuffled", "names")}
    assert heard(checks) == {"left-out"}
    found = [Finding("left-out", "warning", "accuracy", "m", 0, ())]
    evidence = Grounds(evidence={"omission": 0.0})
    assert suspicion(found, evidence, heard(checks)) == 0
    assert suspicion(found, evidence) == suspicion(found) == 0.45


def test_a_check_that_says_nothing_of_itself_is_no_evidence() -> None:
    assert traits(plugins.get("checks", "brackets")()) == Traits()


def test_what_follows_very_many_findings_of_one_check_is_told_to_be_left_out() -> None:
    case = Case("it", "en", (Unit(0, None, sentences_of("a " + "( b " * (MOST_ANSWERS + 1))),))
    *findings, last = answers("brackets", Brackets(), case)
    assert len(findings) == MOST_ANSWERS
    assert all(isinstance(one, Finding) for one in findings)
    assert isinstance(last, Unchecked)
    assert "left out" in last.reason
