"""What becomes of a check that breaks off."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.cases import case
from toolkit.config.settings import CheckSetting
from toolkit.errors import PluginError
from toolkit.model import Case, Finding, Unchecked
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
