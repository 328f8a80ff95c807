"""``--set``: one more layer above the files of a configuration."""

from pathlib import Path
from typing import Any

import pytest

import toolkit
from tests import command_line
from toolkit.config.loading import load
from toolkit.config.settings import Config
from toolkit.errors import ConfigError

CONFIG = """
engines:
  neural: {use: transformers, model: ./m, num_beams: 4}
  rules: {use: apertium, timeout_seconds: 20}
routes:
  neural: neural
  "v1.5 = old": {back: neural, return: rules}
metrics: [chrf, bleu, {use: ter, normalized: true}]
checks: {'*': off, quotes: warning}
inputs: [{translation: a.en.txt}, {translation: b.en.txt}]
aligner: length
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.yaml").write_text(CONFIG, encoding="utf-8")
    return tmp_path / "sub" / "c.yaml"


def problems(path: Path, *changes: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(path, changes=changes)
    return list(caught.value.problems)


def test_an_option_of_a_route_is_its_engines_for_this_route_alone_and_stands_in_its_name(path: Path) -> None:
    found = load(path, changes=["routes.neural.beam=1"])
    assert [route.name for route in found.routes] == ["neural beam=1", "v1.5 = old"]
    changed, other = found.routes
    assert changed.back is changed.returned
    assert "num_beams:1" in changed.back.signature()
    assert "num_beams:4" in other.back.signature()
    assert "num_beams:4" in found.engines["neural"].signature()
    # The model of the engine lies beside the file that says it, wherever the change is typed.
    assert changed.back.model == str(path.parent / "m")  # type: ignore[attr-defined]


def test_several_options_of_a_route_stand_in_its_name_in_order(path: Path) -> None:
    found = load(path, changes=["routes.neural.beam=2", "routes.neural.unit=paragraph", "routes.neural.beam=3"])
    assert found.routes[0].name == "neural beam=3 unit=paragraph"
    assert found.routes[0].back.signature().endswith("|unit:paragraph")


@pytest.mark.parametrize(
    ("change", "seen", "value"),
    [
        ("fail_on=warning", lambda config: config.fail_on, "warning"),
        ("fail_on = never", lambda config: config.fail_on, "never"),
        ("cache=false", lambda config: config.cache, False),
        ("output.formats=[json]", lambda config: config.formats, ("json",)),
        ("languages={source: fr, translation: de}", lambda config: config.source_language, "fr"),
        ("languages.source=no", lambda config: config.source_language, "no"),
        ("engines.rules.timeout_seconds=5", lambda config: config.engines["rules"].timeout_seconds, 5.0),
        ("engines.rules.use=copy", lambda config: type(config.engines["rules"]).__name__, "Copy"),
        ("engines.new={use: copy}", lambda config: list(config.engines), ["neural", "rules", "new"]),
        ("routes.neural=off", lambda config: [route.name for route in config.routes], ["v1.5 = old"]),
        ('routes."v1.5 = old"=off', lambda config: [route.name for route in config.routes], ["neural"]),
        ("routes.'v1.5 = old'.return=neural", lambda config: len({*map(id, config.engines.values())}), 2),
        ("routes.neural.return=rules", lambda config: type(config.routes[0].returned).__name__, "Apertium"),
        ("metrics.ter.case_sensitive=true", lambda config: config.metrics[2].normalized, True),
        ("metrics.bleu=off", lambda config: len(config.metrics), 2),
        ("checks.quotes=off", lambda config: config.checks, ()),
        ("checks.omission.least=.3", lambda config: config.checks[0].check.least, 0.3),
        ("checks=off", lambda config: config.checks, ()),
        ("inputs.1.source=b.it.txt", lambda config: [one.source for one in config.inputs], [None, "b.it.txt"]),
    ],
)
def test_a_change_is_a_layer_above_all_files(path: Path, change: str, seen: Any, value: Any) -> None:
    assert seen(load(path, changes=[change])) == value


def test_a_word_that_is_short_for_a_map_takes_options(path: Path) -> None:
    (path.parent / "top.yaml").write_text(
        "extends: c.yaml\naligner: {use: length}\nchecks: {quotes: {severity: info}}\n"
    )
    assert load(path.parent / "top.yaml").checks[0].severity == "info"
    found = load(path, changes=["routes.neural.documents=[a*]", "checks.quotes.severity=error"])
    assert (found.routes[0].name, found.routes[0].documents) == ("neural", ("a*",))
    assert found.checks[0].severity == "error"


def test_a_file_that_is_set_lies_in_the_current_folder(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    engine: Any = load(path, changes=["engines.neural.model=./n"]).engines["neural"]
    assert engine.model == str(tmp_path / "n")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("routes.nural.beam=1", "--set routes.nural.beam: no route is called 'nural'; did you mean 'neural'?"),
        (
            "routes.neural.bems=1",
            "--set routes.neural.bems: transformers has no option 'bems'; did you mean 'num_beams'?",
        ),
        ("routes.neural.beam=x", "--set routes.neural.beam: must be a whole number"),
        ("engines.rules.timeout=5", "--set engines.rules.timeout: apertium has no option 'timeout'; did you mean"),
        ("engine.rules.mode=exact", "--set engine.rules.mode: engine: unknown key; did you mean 'engines'?"),
        ("fail_onn=info", "--set fail_onn: unknown key; did you mean 'fail_on'?"),
        ("checks.quote=off", "--set checks.quote: unknown check 'quote'; did you mean 'quotes'?"),
        ("metrics.blue=off", "--set metrics.blue: no metric of this name is inherited, so there is nothing to switch"),
        ("routes.gone=off", "--set routes.gone: no route of this name is inherited, so there is nothing to switch off"),
        ("inputs.2.source=x", "--set inputs.2.source: '2' is no item of inputs; by number, from 0 to 1"),
        ("extends=x.yaml", "--set extends: a file is extended by a file, not from here"),
        ("fail_on", "--set fail_on: no value; say KEY=VALUE, such as: --set fail_on=warning"),
        ("=x", "--set =x: no key path; keys with dots in quotation marks"),
        ("a..b=x", "--set a..b=x: no key path; keys with dots in quotation marks"),
        ("languages=[it", "--set languages: not YAML: "),
    ],
)
def test_a_slip_is_one_line_that_names_the_option(path: Path, change: str, message: str) -> None:
    (found,) = problems(path, change)
    assert found.startswith(message)


def test_all_slips_are_told_at_once(path: Path) -> None:
    assert len(problems(path, "a..b=x", "fail_on", "routes.no.beam=1")) == 3


def test_what_no_engine_hears_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.en.txt").write_text("Yes.\n", encoding="utf-8")
    ran = command_line.toolkit("check", "a.en.txt", "--set", "routes.rules via es.unit=paragraph", folder=tmp_path)
    assert ran.returncode == 2
    assert "no engine is asked here; name a configuration with --config" in ran.stderr


def test_the_command_line_and_a_program_say_the_same(path: Path) -> None:
    folder = path.parent
    (folder / "a.en.txt").write_text('He said "yes.\n', encoding="utf-8")
    options = ["--config", "c.yaml", "--set", "fail_on=warning", "--set", "checks.quotes=error", "--no-cache"]
    ran = command_line.toolkit("check", "a.en.txt", *options, "--set", "routes=off", folder=folder)
    assert "error: quotes" in ran.stdout, ran.stderr
    one = toolkit.load_config(path, set=["metrics.chrf.word_order=2"])
    other: Config = toolkit.load_config(path, set={"metrics.chrf.word_order": 2})
    assert one.metrics == other.metrics
    assert other.changes == ("metrics.chrf.word_order=2",)
    with pytest.raises(ConfigError, match=r"^--set fail_on: 3 is not one of"):
        toolkit.load_config(path, set={"fail_on": 3})
    with pytest.raises(TypeError, match="set is a dict"):
        toolkit.load_config(path, set="fail_on=error")
    with pytest.raises(TypeError, match="what is loaded already"):
        toolkit.load_config(one, set=["fail_on=error"])
