from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.toy_engines import Echo, Reverse
from toolkit import plugins
from toolkit.config.loading import load
from toolkit.config.witnesses import WitnessSetting
from toolkit.errors import ConfigError


def problems(folder: Path, text: str) -> list[str]:
    path = folder / "c.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    return [problem.replace(f"{folder}/", "") for problem in caught.value.problems]


def test_the_fidelity_configuration_asks_two_witnesses_and_runs_every_check() -> None:
    config = load(ROOT / "configs" / "fidelity.yaml")
    assert [(one.name, one.pivot, one.depth) for one in config.witnesses] == [
        ("via-spanish", "pt", "full"),
        ("via-catalan", "pt", "full"),
    ]
    assert {route.back.family for route in config.routes} == {"neural", "rules"}
    assert [setting.name for setting in config.checks] == plugins.names("checks")


def test_an_engine_that_cannot_score_is_refused_at_its_line(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "witnesses:\n  w:\n    scorer: apertium\n")
    assert found.startswith("c.yaml:3:5: witnesses.w.scorer: engine 'apertium' cannot score; these can: bergamot")


def test_an_engine_that_does_not_exist_is_refused_with_the_nearest(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "witnesses: {w: {scorer: bergamott}}\n")
    assert found == "c.yaml:1:17: witnesses.w.scorer: no engine is called 'bergamott'; did you mean 'bergamot'?"


def test_a_draft_and_its_language_go_together(tmp_path: Path) -> None:
    text = "witnesses:\n  a: {scorer: bergamot, draft: apertium}\n  b: {scorer: bergamot, pivot: pt}\n"
    assert problems(tmp_path, text) == [
        "c.yaml:2:25: witnesses.a.draft: draft goes together with pivot, which is missing",
        "c.yaml:3:25: witnesses.b.pivot: pivot goes together with draft, which is missing",
    ]


def test_ways_go_with_drafts_that_are_chosen(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "witnesses:\n  a: {scorer: bergamot, ways: 2}\n")
    assert found == "c.yaml:2:25: witnesses.a.ways: ways goes together with draft: auto"


def test_two_witnesses_that_would_ask_the_same_are_one(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    chain = "{use: chain, path: [it, es, pt], hops: apertium}"
    path.write_text(
        f"engines:\n  a: {chain}\n  b: {chain}\n"
        "witnesses:\n  a: {scorer: bergamot, draft: a, pivot: pt}\n  b: {scorer: bergamot, draft: b, pivot: pt}\n"
        "missing_engines: skip\n",
        encoding="utf-8",
    )
    one, other = load(path, ("en", "pt")).witnesses
    assert (one.lacks, one.draft) == (None, None)
    assert (other.lacks, other.beyond) == ("it asks the same as witness a", True)


def test_unknown_options_and_depths_are_refused(tmp_path: Path) -> None:
    text = "witnesses:\n  a: {scorer: bergamot, drafts: apertium}\n  b: {scorer: bergamot, depth: deep}\n"
    first, second = problems(tmp_path, text)
    assert first.endswith("witnesses.a.drafts: unknown key; did you mean 'draft'?")
    assert second.endswith("witnesses.b.depth: 'deep' is not one of 'scores' or 'full'")


def test_a_metric_that_needs_witnesses_is_refused_without(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "metrics: [likelihood]\n")
    assert found.startswith("c.yaml:1:11: metrics.0: likelihood needs witnesses")


def test_a_witness_may_be_an_engine_that_gets_paragraphs_as_a_route(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text("engines: {b: {use: bergamot, unit: paragraph}}\nwitnesses: {w: {scorer: b}}\n", encoding="utf-8")
    assert load(path).witnesses[0].scorer.score_signature().startswith("marian")


@pytest.mark.parametrize(
    ("scorer", "engine", "source", "problem"),
    [
        ((), (), "it", None),
        (("pt-en",), (), "it", "no pt-en"),
        (("en-pt",), (), "it", "no en-pt"),
        (("it-en", "en-it"), (), "it", None),
        ((), ("it-pt",), "it", "no it-pt"),
        ((), ("pt-pt",), "pt", None),
        ((), ("pt-en",), "it", "no pt-en"),
    ],
)
def test_a_witness_can_be_asked_where_its_draft_both_its_directions_and_its_own_words_can(
    scorer: tuple[str, ...], engine: tuple[str, ...], source: str, problem: str | None
) -> None:
    made = WitnessSetting("w", Echo(closed=scorer), Reverse(closed=engine), Reverse(closed=engine), "pt", "full")
    assert made.problem(source, "en") == problem


def test_only_a_witness_of_full_depth_needs_to_translate() -> None:
    made = WitnessSetting("w", Echo(), Reverse(closed=("it-en",)))
    assert made.problem("it", "en") is None
    assert made.language("it") == "it"
