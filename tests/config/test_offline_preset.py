"""The preset that runs anywhere, for other languages than its own."""

import itertools
from pathlib import Path

import pytest

from tests.toy_engines import Reverse, configured
from toolkit.config.loading import load
from toolkit.config.settings import Route
from toolkit.errors import ConfigError, MissingDependency
from toolkit.model import LanguagePair
from toolkit.run.compare import compare
from toolkit.run.stages.requirements import require

SIX = ("de", "en", "es", "fr", "it", "pt")


@pytest.mark.engine
def test_the_preset_can_run_for_any_two_languages_and_says_which_routes_it_leaves_out() -> None:
    config = load(None)
    if any(route.back.problem("en", "it") for route in config.routes):
        pytest.skip("Apertium or the bundled models are not installed")
    left = {
        pair: [*require(config.turned(LanguagePair(*pair)), metrics=False).routes]
        for pair in itertools.permutations(SIX, 2)
    }
    assert left["it", "en"] == []
    assert left["pt", "en"] == left["pt", "it"] == ["rules via es"]
    assert left["es", "en"] == ["neural via pt"]
    assert left["fr", "en"] == left["de", "en"] == left["fr", "de"] == ["neural via pt", "rules via es"]


def test_a_route_that_is_not_optional_stops_the_run_for_other_languages() -> None:
    config = configured(routes=(Route("r", Reverse(closed=("en-fr",)), Reverse()),), source_language="fr")
    with pytest.raises(MissingDependency, match="route 'r' cannot go en > fr"):
        require(config, metrics=False)


def test_an_optional_route_that_is_only_not_installed_stops_the_run_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "modes").mkdir()
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    with pytest.raises(MissingDependency, match="install it with: apt-get install apertium"):
        require(load({"extends": "toolkit:offline", "routes": {"neural via pt": "off"}}), metrics=False)


def test_without_any_route_the_checks_still_check(tmp_path: Path) -> None:
    (tmp_path / "a.fr.txt").write_text("Le maire a promis 200 logements à la ville.\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("The mayor promised the town 300 homes.\n", encoding="utf-8")
    config = load({"extends": "toolkit:offline", "aligner": "length", "metrics": ["chrf"]}, ("fr", "en"))
    outcome = compare(tmp_path / "a.en.txt", tmp_path / "a.fr.txt", config)
    assert "numbers" in {finding.check for finding in outcome.findings}
    assert [gap.reason for gap in outcome.unchecked if gap.check == "route rules via es"] == [
        "the chain goes en > es > it and back, not en > fr"
    ]


@pytest.mark.parametrize("off", ["off", None])
def test_an_inherited_route_can_be_taken_away_alone_and_all_of_them_together(off: str | None) -> None:
    one = load({"extends": "toolkit:offline", "routes": {"rules via es": off}})
    assert [route.name for route in one.routes] == ["neural via pt"]
    assert load({"extends": "toolkit:offline", "routes": off}).routes == ()


def test_a_slip_in_optional_is_refused() -> None:
    with pytest.raises(ConfigError, match="optional"):
        load({"extends": "toolkit:offline", "routes": {"rules via es": {"engine": "rules", "optional": "perhaps"}}})
