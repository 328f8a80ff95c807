"""Heads of one's own in place of those that come with the toolkit."""

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from tests.cases import case
from tests.witnessed import witnessed
from toolkit import plugins
from toolkit.analysis.channels import evidence
from toolkit.analysis.channels.heads import digest
from toolkit.analysis.channels.heads import load as load_heads
from toolkit.config.loading import load
from toolkit.errors import ConfigError, InputError
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.findings import KeptFindings

SOURCE = "O juiz leu a sentença perante as famílias das vítimas."
LACKING = "The judge the sentence in front of the victims' families."


def own_heads(folder: Path) -> Path:
    """Write heads to which nothing is ever unusual."""
    shipped = json.loads(files("toolkit.analysis.channels").joinpath("heads.json").read_text(encoding="utf-8"))
    shipped["tails"] = {channel: [value + 1000 for value in tail] for channel, tail in shipped["tails"].items()}
    path = folder / "heads.json"
    path.write_text(json.dumps(shipped), encoding="utf-8")
    return path


@pytest.mark.engine
def test_the_heads_that_a_configuration_names_are_those_that_judge(tmp_path: Path) -> None:
    asked = witnessed(case([SOURCE], [LACKING], ("pt", "en")))
    assert evidence(asked)[0]["omission"] > 1.3
    assert evidence(replace(asked, heads=load_heads(own_heads(tmp_path))))[0]["omission"] == 0
    assert evidence(asked)[0]["omission"] > 1.3


@pytest.mark.engine
def test_what_other_heads_found_is_not_answered_from_the_cache(tmp_path: Path) -> None:
    asked = witnessed(case([SOURCE], [LACKING], ("pt", "en")))
    check = plugins.get("checks", "left-out")()
    cache = Cache.open(tmp_path / "c.sqlite")
    assert KeptFindings(asked, cache).find("left-out", check)
    assert not KeptFindings(replace(asked, heads=load_heads(own_heads(tmp_path))), cache).find("left-out", check)
    cache.close()


def test_a_configuration_names_them_relative_to_itself_and_a_run_is_signed_with_them(tmp_path: Path) -> None:
    path = own_heads(tmp_path)
    config = tmp_path / "mine.yaml"
    config.write_text("version: 1\nextends: toolkit:offline\nheads: heads.json\n", encoding="utf-8")
    assert load(config).heads == path
    assert digest(path).startswith("sha256 ")
    assert digest(None).startswith("shipped, sha256 ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("{}", "not a file of toolkit calibrate --channels"),
        ("no json", "not a file of toolkit calibrate --channels"),
        ('{"version": 1}', "written for another version of the toolkit; run toolkit calibrate again"),
    ],
)
def test_a_file_that_holds_no_heads_is_refused_at_its_line(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / "heads.json").write_text(content, encoding="utf-8")
    config = tmp_path / "mine.yaml"
    config.write_text("version: 1\nextends: toolkit:offline\nheads: heads.json\n", encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load(config)
    assert "mine.yaml:3" in str(raised.value)
    assert message in str(raised.value)


@pytest.mark.parametrize(("part", "value"), [("usual", [[1, 2]]), ("tails", {})])
def test_heads_with_arrays_of_another_shape_are_refused_before_they_judge(
    tmp_path: Path, part: str, value: object
) -> None:
    path = own_heads(tmp_path)
    data = json.loads(path.read_text(encoding="utf-8"))
    data[part] = value or {channel: [] for channel in data[part]}
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError, match="not a file of toolkit calibrate --channels"):
        load_heads(path)
