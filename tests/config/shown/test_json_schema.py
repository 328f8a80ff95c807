"""What an editor that knows the schema accepts and refuses."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from toolkit.config.shown.json_schema import config_schema


@pytest.fixture(scope="module")
def editor() -> Draft202012Validator:
    return Draft202012Validator(config_schema())


@pytest.mark.parametrize(
    "config",
    [
        {"version": 1, "checks": {"numbers": "warning", "*": "off"}, "x-mine": 3},
        {"inputs": [{"translation": "a.en.txt", "source": "a.it.txt"}], "languages": {"source": "it"}},
        {"witnesses": {"w": {"scorer": "e", "depth": "full"}}, "output": {"formats": ["json"]}},
        {"alarm_rates": "rates.json"},
        {},
    ],
)
def test_what_a_configuration_may_say_is_accepted(editor: Draft202012Validator, config: dict[str, Any]) -> None:
    assert [error.message for error in editor.iter_errors(config)] == []


@pytest.mark.parametrize(
    ("config", "place"),
    [
        ({"version": 2}, "version"),
        ({"extends": 5}, "extends"),
        ({"extends": {"use": "toolkit:offline"}}, "extends"),
        ({"extends": ["toolkit:offline", 5]}, "extends"),
        ({"checks": {"numbres": "off"}}, "checks"),
        ({"checks": {"numbers": "loud"}}, "checks"),
        ({"inputs": [{"source": "a.it.txt"}]}, "inputs"),
        ({"inputs": [{"translation": "a", "sorce": "b"}]}, "inputs"),
        ({"languages": {"source": "it", "target": "en"}}, "languages"),
        ({"output": {"formats": ["pdf"]}}, "output"),
        ({"witnesses": {"w": {"scorer": "e", "depth": "deep"}}}, "witnesses"),
    ],
)
def test_what_it_may_not_say_is_refused_at_its_place(
    editor: Draft202012Validator, config: dict[str, Any], place: str
) -> None:
    assert [error.absolute_path[0] for error in editor.iter_errors(config)] == [place]


def test_every_definition_that_is_referred_to_is_there_and_no_other() -> None:
    schema = config_schema()
    referred = {word.split('"')[0] for word in str(schema).replace("'", '"').split("#/$defs/")[1:]}
    assert set(schema["$defs"]) == referred
