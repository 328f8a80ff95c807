"""What a run writes down of itself."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.reports.test_json import SCHEMA
from tests.reports.testimonies import heard
from tests.run.records.newsroom import SENTENCES, config, edit, write
from toolkit.config.loading import load
from toolkit.model import Score, Text
from toolkit.plugins.signatures import short_name
from toolkit.reports.wording.signature_lines import score_line
from toolkit.run.compare import compare
from toolkit.run.outputs import render
from toolkit.run.wiring import wire


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    return tmp_path


def data(translation: str = "a.en.txt", **more: Any) -> Any:
    outcome = compare(Path(translation), Path("a.it.txt"), wire(load(config(**more)), None))
    return json.loads(render(outcome, ["json"])["comparison.json"])


def test_each_score_names_its_metric_its_engines_and_the_run_and_the_run_explains_them(folder: Path) -> None:
    found = data()
    jsonschema.validate(found, SCHEMA, jsonschema.Draft202012Validator)
    signature, run = found["signature"], found["provenance"]["run"]
    engine = signature["routes"]["by the desk"]["back"]
    assert signature["engines"][engine].startswith("command|command:")
    assert found["trips"][0]["back"]["signature"] == signature["engines"][engine]
    for score in found["scores"]:
        parts = score["signature"].split("|")
        assert parts[0] == score["metric"]
        assert parts[-4:] == [f"view:{score['view']}", f"e:{engine}", f"toolkit:{signature['toolkit']}", f"run:{run}"]
    assert found["provenance"]["line"].endswith(f"|run:{run}")


def test_a_likelihood_names_the_witnesses_that_it_is_of() -> None:
    comparison = heard()
    score = Score("likelihood", "source-translation", None, -1.5, (None,) * len(comparison.units), "likelihood|x:1")
    signature = {"toolkit": "0.1.0", "witnesses": {"opus": "opus-12345678"}}
    assert score_line(score, replace(comparison, signature=signature)) == (
        "likelihood|x:1|view:source-translation|w:opus-12345678|toolkit:0.1.0|run:0123456789ab"
    )


def test_the_name_of_a_run_holds_for_other_names_of_its_files_and_for_no_other_text_or_setting(folder: Path) -> None:
    name = data()["provenance"]["run"]
    (folder / "b.en.txt").write_bytes((folder / "a.en.txt").read_bytes())
    assert data("b.en.txt")["provenance"]["run"] == name
    assert data(aligner={"use": "length"})["provenance"]["run"] == name
    assert data(metrics=["chrf"])["provenance"]["run"] != name
    assert data(checks={"*": "off", "numbers": "warning"})["provenance"]["run"] != name
    edit(folder / "b.en.txt", "84", "48")
    assert data("b.en.txt")["provenance"]["run"] != name


def test_a_file_that_an_option_names_is_known_by_its_content_wherever_it_lies(folder: Path) -> None:
    checks = {"*": "off", "terminology": {"glossary": "words.csv"}}
    (folder / "words.csv").write_text("source,target\nporto,harbour\n")
    first = data(checks=checks)
    (row,) = first["provenance"]["files"]
    assert (row["key"], row["path"]) == (["checks", "terminology", "glossary"], "words.csv")
    assert f"terminology|glossary:words.csv@{row['sha256'][:12]}|terms:()" in first["signature"]["checks"]
    assert str(folder) not in json.dumps(first["signature"]["checks"])
    (folder / "words.csv").write_text("source,target\nporto,port\n")
    assert data(checks=checks)["provenance"]["run"] != first["provenance"]["run"]


def test_the_recorded_configuration_is_the_composed_one_and_loads_again(folder: Path) -> None:
    (folder / "below.yaml").write_text(json.dumps(config()))
    (folder / "above.yaml").write_text("extends: below.yaml\nmetrics: {bleu: off}\nx-note: mine\ninputs: []\n")
    recorded = load(Path("above.yaml")).composed.data
    assert recorded["metrics"] == ["chrf"]
    assert not {"extends", "inputs", "x-note"} & set(recorded)
    again = load(recorded)
    assert again.routes == load(Path("above.yaml")).routes
    assert again.composed.data == recorded


def test_a_text_in_memory_is_marked_as_one_and_known_by_its_words(folder: Path) -> None:
    words = "\n\n".join(pair[1] for pair in SENTENCES) + "\n"
    outcome = compare(Text(words, "mine"), Path("a.it.txt"), wire(load(config()), None))
    said = outcome.provenance["inputs"]["translation"]
    assert (said["path"], said["text"]) == ("mine", True)
    assert outcome.provenance["run"] == data()["provenance"]["run"]


def test_a_short_name_begins_with_the_plugin_and_differs_with_every_option() -> None:
    assert short_name("chain|path:en>it").startswith("chain-")
    assert short_name("chain|path:en>it") != short_name("chain|path:en>es")
