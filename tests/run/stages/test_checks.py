"""What becomes of a check that breaks off."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from tests.cases import case, document
from toolkit.config.settings import CheckSetting
from toolkit.errors import PluginError
from toolkit.model import Case, Finding, Severity, Span, Unchecked
from toolkit.run.stages.checks import run_checks


@dataclass(frozen=True, slots=True)
class Broken:
    """Says one thing and breaks off."""

    needs_source = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        yield Finding("broken", "error", "accuracy", "said before", 0, ())
        raise PluginError("check 'broken' of package 'words' broke off")


def test_a_check_that_the_configuration_names_stops_the_run_when_it_breaks_off() -> None:
    with pytest.raises(PluginError, match=r"^check .broken. of package .words. broke off$"):
        run_checks(case("Due.", "Two."), [CheckSetting("broken", Broken())])


def test_a_check_that_nobody_named_is_not_checked_and_its_findings_are_left_out() -> None:
    found = run_checks(case("Due.", "Two."), [CheckSetting("broken", Broken(), named=False)])
    assert found == ((), (Unchecked("broken", "check 'broken' of package 'words' broke off"),))


@dataclass(frozen=True, slots=True)
class Sure:
    """Says one thing of some words, as loudly as it is told to."""

    severity: Severity = "warning"
    start: int = 0
    needs_source = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        yield Finding("", self.severity, "accuracy", "said", 0, (Span("translation", self.start, self.start + 2),))


@dataclass(frozen=True, slots=True)
class Yielding(Sure):
    """Leaves its say to the other."""

    yields_to = ("sure",)


@pytest.mark.parametrize(
    ("sure", "said"),
    [
        (Sure(), ["sure"]),
        (Sure("error"), ["sure"]),
        (Sure("info"), ["sure", "yielding"]),
        (Sure(start=2), ["sure", "yielding"]),
    ],
    ids=["same words", "louder", "not as loud", "other words"],
)
def test_what_a_surer_check_says_as_loudly_of_the_same_words_is_told_once(sure: Sure, said: list[str]) -> None:
    settings = [CheckSetting("yielding", Yielding()), CheckSetting("sure", sure)]
    assert sorted(each.check for each in run_checks(case("Due.", "Two."), settings)[0]) == said
    assert [each.check for each in run_checks(case("Due.", "Two."), settings[:1])[0]] == ["yielding"]


@dataclass(frozen=True, slots=True)
class Everywhere:
    """Says something of every unit, and what to write instead."""

    needs_source = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        for unit in case.units:
            yield Finding("", "info", "accuracy", "said", unit.index, (Span("translation", 0, 2),), "One")


@dataclass(frozen=True, slots=True)
class YieldingEverywhere(Everywhere):
    """Leaves its say to the other."""

    yields_to = ("sure",)


def test_four_times_the_findings_take_four_times_the_steps() -> None:
    def steps(count: int) -> int:
        texts = ["Two."] * count
        made = replace(case(texts, texts), document=document(texts, "en"))
        taken = 0

        def step(*_: object) -> None:
            nonlocal taken
            taken += 1

        settings = [CheckSetting("yielding", YieldingEverywhere()), CheckSetting("sure", Everywhere())]
        sys.setprofile(step)
        try:
            found, _ = run_checks(made, settings)
        finally:
            sys.setprofile(None)
        assert [one.check for one in found] == ["sure"] * count
        return taken

    steps(10)
    assert steps(800) < 5 * steps(200)
