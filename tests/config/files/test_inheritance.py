from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from toolkit.config.loading import load
from toolkit.config.settings import Config
from toolkit.config.shown.json_schema import config_schema
from toolkit.config.yaml12 import parse
from toolkit.errors import ConfigError

BOTTOM = (
    "engines:\n"
    "  one: copy\n"
    "  two: {use: chain, path: [en, es, it], hops: [one, one]}\n"
    "routes:\n"
    "  first: one\n"
    "  second: copy\n"
    "witnesses:\n"
    "  own: {scorer: model}\n"
    "metrics: [chrf, {use: bleu}, {use: ter, normalized: true}]\n"
    "checks: {numbers: warning, names: off}\n"
)
MODEL = "engines: {model: {use: transformers, model: ./none}}\n"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return config_schema()


def files(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / f"{name}.yaml"


def above(folder: Path, text: str, middle: str = MODEL) -> Config:
    """Load a text that extends a text that extends the bottom."""
    below = {"bottom": BOTTOM, "middle": f"extends: bottom.yaml\n{middle}"}
    return load(files(folder, **below, top=f"extends: middle.yaml\n{text}\n"))


def problems(folder: Path, text: str, middle: str = MODEL) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        above(folder, text, middle)
    return [problem.replace(f"{folder}/", "") for problem in caught.value.problems]


def routes(found: Config) -> list[str]:
    return [route.name for route in found.routes]


def metrics(found: Config) -> list[str]:
    return [type(metric).__name__.lower() for metric in found.metrics]


@pytest.mark.parametrize("word", ["off", '"off"', "false", "null", "~", ""])
def test_one_inherited_entry_is_taken_out_by_its_name(tmp_path: Path, word: str) -> None:
    assert routes(above(tmp_path, f"routes:\n  first: {word}")) == ["second"]
    assert [one.name for one in above(tmp_path, f"witnesses:\n  own: {word}").witnesses] == []
    assert set(above(tmp_path, f"engines:\n  two: {word}").engines) == {"one", "model"}
    assert metrics(above(tmp_path, f"metrics:\n  bleu: {word}")) == ["chrf", "ter"]
    assert "numbers" not in {one.name for one in above(tmp_path, f"checks:\n  numbers: {word}").checks}


def test_a_route_of_the_preset_is_taken_out(tmp_path: Path) -> None:
    found = load(files(tmp_path, c="extends: toolkit:offline\nroutes: {neural via pt: off}\nmetrics: {bleu: off}\n"))
    assert routes(found) == ["rules via es"]
    assert metrics(found) == ["chrf", "cosine", "ter"]


@pytest.mark.parametrize("word", ["off", "false", "null"])
def test_a_section_that_is_off_takes_out_all_that_is_inherited(tmp_path: Path, word: str) -> None:
    assert routes(above(tmp_path, f"routes: {word}")) == []
    assert above(tmp_path, f"witnesses: {word}").witnesses == ()
    assert metrics(above(tmp_path, f"metrics: {word}")) == []
    assert set(above(tmp_path, f"engines: {word}\nroutes: off\nwitnesses: off").engines) == set()


def test_checks_that_are_off_leave_none_not_even_those_that_were_named_below(tmp_path: Path) -> None:
    assert above(tmp_path, "checks: off").checks == ()
    assert above(tmp_path, "checks: false").checks == ()


def test_checks_without_a_word_do_not_make_a_gate_that_checks_nothing(tmp_path: Path) -> None:
    assert problems(tmp_path, "checks:\n#  numbers: error") == [
        "top.yaml:2:1: checks: nothing here; say off for no checks at all, or leave the key out"
    ]


@pytest.mark.parametrize("section", ["engines", "routes", "witnesses", "metrics", "checks"])
def test_an_empty_map_changes_nothing(tmp_path: Path, section: str) -> None:
    with_it, without = above(tmp_path, f"{section}: {{}}"), above(tmp_path, "")
    assert (routes(with_it), with_it.engines.keys(), with_it.witnesses) == (
        routes(without),
        without.engines.keys(),
        without.witnesses,
    )
    assert with_it.metrics == without.metrics
    assert with_it.checks == without.checks


def test_a_list_of_metrics_takes_the_place_of_the_inherited_one(tmp_path: Path) -> None:
    assert metrics(above(tmp_path, "metrics: [ter]")) == ["ter"]
    assert metrics(above(tmp_path, "metrics: []")) == []


def test_a_map_of_metrics_changes_the_inherited_list(tmp_path: Path) -> None:
    found = above(tmp_path, "metrics: {bleu: off, chrf: {word_order: 2}, ter: on, cosine: true}")
    assert metrics(found) == ["chrf", "ter", "cosine"]
    assert "word_order:2" in found.metrics[0].signature()
    assert found.metrics[1].normalized  # type: ignore[attr-defined]


def test_options_of_a_metric_are_merged_with_the_inherited_ones(tmp_path: Path) -> None:
    (metric,) = above(tmp_path, "metrics: {ter: {case_sensitive: true}, bleu: off, chrf: off}").metrics
    assert metric.normalized  # type: ignore[attr-defined]
    assert metric.case_sensitive  # type: ignore[attr-defined]


def test_a_map_of_metrics_needs_no_list_below(tmp_path: Path) -> None:
    assert metrics(load(files(tmp_path, c="metrics: {chrf: on, bleu: {}}\n"))) == ["chrf", "bleu"]


def test_what_one_file_takes_out_the_next_may_put_in_again(tmp_path: Path) -> None:
    middle = MODEL + "routes: off\nmetrics: {bleu: off}\nchecks: off\n"
    found = above(tmp_path, "routes: {third: one}\nmetrics: {bleu: on}\nchecks: {numbers: on}", middle)
    assert routes(found) == ["third"]
    assert metrics(found) == ["chrf", "ter", "bleu"]
    assert [(one.name, one.severity) for one in found.checks] == [("numbers", None)]


def test_what_is_taken_out_twice_is_out(tmp_path: Path) -> None:
    middle = MODEL + "routes: {first: off}\nmetrics: {bleu: off}\n"
    found = above(tmp_path, "routes: {first: off}\nmetrics: {bleu: off}", middle)
    assert (routes(found), metrics(found)) == (["second"], ["chrf", "ter"])


def test_a_file_that_only_takes_out_works_beside_the_one_that_it_is_about(tmp_path: Path) -> None:
    less = "routes: {first: off}\nmetrics: {bleu: off}\nwitnesses: off\nengines: {two: off}\n"
    path = files(tmp_path, bottom=BOTTOM, less=less, top="extends: [bottom.yaml, less.yaml]\n")
    found = load(path)
    assert (routes(found), metrics(found), found.witnesses) == (["second"], ["chrf", "ter"], ())
    assert set(found.engines) == {"one"}
    later = load(files(tmp_path, less=less, top=f"extends: [less.yaml, bottom.yaml]\n{MODEL}"))
    assert routes(later) == ["first", "second"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "routes: {frist: off}",
            "top.yaml:2:10: routes.frist: no route of this name is inherited, so there is nothing to switch off; "
            "did you mean 'first'?",
        ),
        (
            "routes: {x: null}",
            "top.yaml:2:10: routes.x: no route of this name is inherited, so there is nothing to switch off; "
            "there are: first, second",
        ),
        (
            "engines: {there: off}",
            "top.yaml:2:11: engines.there: no engine of this name is inherited, so there is nothing to switch off; "
            "there are: one, two, model",
        ),
        (
            "witnesses: {owm: off}",
            "top.yaml:2:13: witnesses.owm: no witness of this name is inherited, so there is nothing to switch off; "
            "did you mean 'own'?",
        ),
        (
            "metrics: {belu: off}",
            "top.yaml:2:11: metrics.belu: no metric of this name is inherited, so there is nothing to switch off; "
            "did you mean 'bleu'?",
        ),
        ("metrics: {belu: on}", "top.yaml:2:11: metrics.3.use: unknown metric 'belu'; did you mean 'bleu'?"),
        ("metrics: {chrf: {order: 2}}", "top.yaml:2:18: metrics.0.order: chrf has no option 'order'; did you mean"),
        ("metrics: {chrf: error}", "top.yaml:2:11: metrics.chrf: 'error' is not off, on, or a map of options"),
        ("metrics: {mine: {use: chrf}}", "top.yaml:2:11: metrics.mine: the name of the entry says which metric it is"),
        ("checks: {numbres: off}", "top.yaml:2:10: checks.numbres: unknown check 'numbres'; did you mean 'numbers'?"),
    ],
)
def test_a_slip_in_what_is_taken_out_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    (found,) = problems(tmp_path, text)
    assert found.startswith(message)


def test_options_for_one_of_two_inherited_metrics_of_a_name_are_refused(tmp_path: Path) -> None:
    middle = MODEL + "metrics: [chrf, {use: chrf, word_order: 2}, bleu]\n"
    assert problems(tmp_path, "metrics: {chrf: {word_order: 1}}", middle) == [
        "top.yaml:2:11: metrics.chrf: 2 metrics of this name are inherited; write the list"
    ]
    assert metrics(above(tmp_path, "metrics: {chrf: off}", middle)) == ["bleu"]


def test_nothing_to_take_out_anywhere_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"routes.r: no route of this name is inherited.*; nor is any other"):
        load(files(tmp_path, c="routes: {r: off}\n"))


def test_what_uses_an_engine_that_is_taken_out_is_named_with_its_place(tmp_path: Path) -> None:
    assert problems(tmp_path, "engines: {model: off}") == [
        "top.yaml:2:11: engines.model: switched off, but witnesses.own.scorer (bottom.yaml:8:9) uses it; "
        "switch that off too, or name another engine"
    ]
    assert problems(tmp_path, "engines: {one: off}") == [
        "top.yaml:2:11: engines.one: switched off, but engines.two.hops.0 (bottom.yaml:3:48) uses it; "
        "switch that off too, or name another engine",
        "top.yaml:2:11: engines.one: switched off, but engines.two.hops.1 (bottom.yaml:3:53) uses it; "
        "switch that off too, or name another engine",
        "top.yaml:2:11: engines.one: switched off, but routes.first.engine (bottom.yaml:5:3) uses it; "
        "switch that off too, or name another engine",
    ]


def test_an_engine_that_is_taken_out_is_not_replaced_by_a_plugin_of_its_name(tmp_path: Path) -> None:
    path = files(tmp_path, low="engines: {copy: copy}\n", top="extends: low.yaml\nengines: off\nroutes: {r: copy}\n")
    with pytest.raises(ConfigError, match=r"top.yaml:2:1: engines.copy: switched off, but routes.r.engine .*:3:10"):
        load(path)


VALID = (
    "routes: off",
    "routes: false",
    "routes: null",
    "routes: {first: off}",
    "routes: {first: null, third: one}",
    "engines: {two: off}",
    "witnesses: {own: false}",
    "witnesses: off",
    "metrics: off",
    "metrics: {bleu: off}",
    "metrics: {bleu: null, ter: {normalized: false}, cosine: on}",
    "metrics: [chrf]",
    "checks: off",
    "checks: {numbers: off, names: null}",
)
REFUSED = (
    "routes: on",
    "routes: {first: 3}",
    "witnesses: {own: gone}",
    "metrics: {bleu: error}",
    "metrics: {belu: on}",
    "metrics: {ter: {normalised: true}}",
    "metrics: on",
    "checks: null",
    "checks: on",
)


@pytest.mark.parametrize("text", VALID)
def test_the_schema_for_editors_allows_what_the_program_allows(
    tmp_path: Path, schema: dict[str, Any], text: str
) -> None:
    jsonschema.validate(parse(f"extends: middle.yaml\n{text}", "x").data, schema, jsonschema.Draft202012Validator)
    above(tmp_path, text)


@pytest.mark.parametrize("text", VALID)
def test_a_reader_of_yaml_1_1_sees_the_same_in_the_schema(schema: dict[str, Any], text: str) -> None:
    jsonschema.validate(yaml.safe_load(f"extends: middle.yaml\n{text}"), schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize("text", REFUSED)
def test_the_schema_for_editors_refuses_what_the_program_refuses(
    tmp_path: Path, schema: dict[str, Any], text: str
) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(parse(f"extends: middle.yaml\n{text}", "x").data, schema, jsonschema.Draft202012Validator)
    assert len(problems(tmp_path, text)) == 1
