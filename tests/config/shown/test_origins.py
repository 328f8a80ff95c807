"""``toolkit config show``: what a configuration says once it is composed, and where each value comes from."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import toolkit
from tests.paths import ROOT
from toolkit.config.loading import load
from toolkit.config.shown.commented_yaml import as_yaml
from toolkit.config.shown.origins import origins
from toolkit.config.yaml12 import parse
from toolkit.run.inputs.entries import jobs
from toolkit.run.records.signatures import signature

LOW = """engines:
  neural: {use: transformers, model: ./m}
  rules: apertium
routes: {neural: neural, rules: rules}
metrics: [chrf, bleu]
calibration: off.json
"""
TOP = """extends: [low/low.yaml]
secrets: [PLACE]
inputs: [{translation: "${PLACE}/*.en.txt"}]
engines:
  neural: {num_beams: 2}
  rules: {mode: "${MODE:-exact}"}
  chat: {use: chat, url: "http://${HOST}/v1", model: "a$${b}"}
routes: {rules: {return: neural}}
metrics: {chrf: {word_order: 2}, ter: on}
checks: {'*': off, quotes: warning}
x-anchor: 3
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "low").mkdir()
    (tmp_path / "low" / "low.yaml").write_text(LOW.replace("calibration: off.json\n", ""), encoding="utf-8")
    (tmp_path / "top.yaml").write_text(TOP, encoding="utf-8")
    (tmp_path / "Salamandra").mkdir()
    (tmp_path / "Salamandra" / "a.en.txt").write_text("Yes.\n", encoding="utf-8")
    monkeypatch.setenv("PLACE", "Salamandra")
    monkeypatch.setenv("HOST", "models.example")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_value_stands_with_the_file_line_and_column_that_it_comes_from(folder: Path) -> None:
    ran = toolkit("config", "show", "top.yaml", "--set", "routes.neural.beam=1", folder=folder)
    assert ran.returncode == 0, ran.stderr
    lines = {" ".join(line.split("  # ")[0].split()): line.partition("  # ")[2] for line in ran.stdout.splitlines()}
    model = f"model: {folder}/low/m"
    assert lines[model] == "low/low.yaml:2:31"
    assert lines["num_beams: 2"] == "top.yaml:5:12"
    assert lines["beam: 1"] == "--set routes.neural.beam"
    assert lines["mode: exact"] == "top.yaml:6:11, environment MODE"
    assert lines['url: "http://models.example/v1"'] == "top.yaml:7:21, environment HOST"
    assert lines['model: "a$${b}"'] == "top.yaml:7:47"
    assert lines["return: neural"] == "top.yaml:8:18"
    assert lines["engine: rules"] == "low/low.yaml:4:26"
    assert lines["- bleu"] == "low/low.yaml:5:17"
    assert lines["word_order: 2"] == "top.yaml:9:18"
    assert lines[f'- translation: "{folder}/${{PLACE}}/*.en.txt"'] == "top.yaml:3:11, environment PLACE"
    assert '"neural beam=1":' in lines
    assert "Salamandra" not in ran.stdout


def test_what_is_shown_gives_the_same_run_from_any_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for options in ([], ["--defaults"]):
        ran = toolkit("config", "show", "top.yaml", "--set", "routes.neural.beam=1", *options, folder=folder)
        (folder / "shown").mkdir(exist_ok=True)
        (folder / "shown" / "shown.yaml").write_text(ran.stdout, encoding="utf-8")
        monkeypatch.chdir(folder)
        first, again = (
            load(folder / "top.yaml", changes=["routes.neural.beam=1"]),
            load(folder / "shown" / "shown.yaml"),
        )
        same_run(first, again)


@pytest.mark.parametrize("path", sorted((ROOT / "configs").glob("*.yaml")), ids=lambda path: path.name)
def test_every_shipped_configuration_can_be_shown_and_loaded_again(path: Path, tmp_path: Path) -> None:
    for defaults in (False, True):
        found = origins(path, defaults=defaults)
        (tmp_path / "shown.yaml").write_text(as_yaml(found.data, found.origin), encoding="utf-8")
        same_run(load(path), load(tmp_path / "shown.yaml"))


def same_run(first: Any, again: Any) -> None:
    one, other = (signature(config, with_source=True) for config in (first, again))
    assert {**one, "config": 0, "set": 0} == {**other, "config": 0, "set": 0}
    assert (first.fail_on, first.cache, first.folder, first.formats) == (
        again.fail_on,
        again.cache,
        again.folder,
        again.formats,
    )
    if first.inputs:
        whole = [(job.id, job.translation.absolute(), job.source and job.source.absolute()) for job in jobs(first)]
        assert whole == [(job.id, job.translation, job.source) for job in jobs(again)]


def test_data_and_places_as_json(folder: Path) -> None:
    ran = toolkit("config", "show", "top.yaml", "--json", "--set", "fail_on=info", folder=folder)
    found = json.loads(ran.stdout)
    places = {tuple(place.pop("path")): place for place in found["places"]}
    assert places[("engines", "neural", "num_beams")] == {
        "from": "top.yaml:5:12",
        "file": "top.yaml",
        "line": 5,
        "column": 12,
    }
    assert places[("fail_on",)] == {"from": "--set fail_on"}
    assert places[("engines", "chat", "url")]["variables"] == ["HOST"]
    assert found["config"]["metrics"][0] == {"use": "chrf", "word_order": 2}


def test_defaults_are_shown_when_they_are_asked_for(folder: Path) -> None:
    said = toolkit("config", "show", "top.yaml", "--defaults", folder=folder).stdout
    assert "timeout_seconds: 60.0" in said
    assert [
        line for line in said.splitlines() if line.startswith("missing_engines: stop") and line.endswith("# default")
    ]
    assert "missing_engines" not in toolkit("config", "show", "top.yaml", folder=folder).stdout


def test_without_a_file_the_preset_is_shown(folder: Path) -> None:
    assert "neural via pt:" in toolkit("config", "show", folder=folder).stdout


def test_a_faulty_configuration_is_told_with_every_problem(folder: Path) -> None:
    (folder / "bad.yaml").write_text("extends: top.yaml\nfail_onn: info\nroutes: {r: nural}\n", encoding="utf-8")
    for command in ("show", "check"):
        ran = toolkit("config", command, "bad.yaml", folder=folder)
        assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (2, "", 2)
    good = toolkit("config", "check", "top.yaml", folder=folder)
    assert good.stdout == "top.yaml: nothing is wrong (2 routes, 3 metrics, 1 check, 1 document)\n"


PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
KEYS = st.text(min_size=1, max_size=8).filter(lambda key: key != "<<")


@given(
    st.dictionaries(
        KEYS,
        st.recursive(
            PLAIN, lambda one: st.lists(one, max_size=4) | st.dictionaries(KEYS, one, max_size=4), max_leaves=8
        ),
        min_size=1,
    )
)
def test_yaml_that_is_written_reads_as_the_same_data(data: dict[str, Any]) -> None:
    def unfilled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: unfilled(below) for key, below in value.items()}
        if isinstance(value, list):
            return [unfilled(below) for below in value]
        return value.replace("${", "$${") if isinstance(value, str) else value

    assert parse(as_yaml(unfilled(data), lambda _: "a.yaml:1:2"), "x").data == data
