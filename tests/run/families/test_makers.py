"""Who may have made a translation: what was said, and what its words say."""

import pytest

from tests.run.families.engine import Ferryman
from tests.toy_engines import Upper, configured
from toolkit.config.settings import Route
from toolkit.errors import InputError
from toolkit.model import Affinity
from toolkit.run.families.makers import makers, require_known

CONFIG = configured(engines={"boat": Ferryman(), "horn": Upper()}, routes=(Route("by sea", Ferryman(), Ferryman()),))
NEAR = Affinity("by sea", "ferry", 0.93, 400, None, suspicious=True)
FAR = Affinity("by sea", "ferry", 0.2, 400)


@pytest.mark.parametrize("said", ["ferry", "boat"])
def test_a_family_or_an_engine_of_it_is_believed(said: str) -> None:
    (maker,) = makers(said, [FAR], CONFIG)
    assert (maker.family, maker.basis) == ("ferry", "declared")
    assert maker.reason == "made by an engine of this family (ferry)"


def test_an_engine_that_is_not_configured_is_known_by_its_plugin() -> None:
    assert [maker.family for maker in makers("apertium", [], CONFIG)] == ["rules"]


def test_what_nobody_said_is_suspected_with_its_measure() -> None:
    (maker,) = makers(None, [NEAR], CONFIG)
    assert maker.basis == "suspected"
    assert maker.reason == "suspected: 93 % of its words are those of this engine's draft (by sea)"
    assert makers(None, [FAR], CONFIG) == ()


def test_a_declared_family_is_not_suspected_once_more_and_another_is_still() -> None:
    assert [maker.basis for maker in makers("ferry", [NEAR], CONFIG)] == ["declared"]
    assert [(maker.family, maker.basis) for maker in makers("horn", [NEAR], CONFIG)] == [
        ("loud", "declared"),
        ("ferry", "suspected"),
    ]


def test_whoever_says_that_a_person_made_it_is_believed() -> None:
    assert makers("human", [NEAR], CONFIG) == ()


def test_a_maker_that_nobody_knows_is_refused_in_one_line() -> None:
    with pytest.raises(InputError, match=r"made by 'baot': no engine and no family .*; did you mean 'boat'\?"):
        require_known("baot", CONFIG)
    with pytest.raises(InputError, match=r"; say human, a family \(.*ferry.*\), or an engine \(.*horn.*\)"):
        require_known("zzz", CONFIG)
