"""Configurations that a program gives as a dict."""

from pathlib import Path
from typing import Any

import pytest

from toolkit.config.plain_data import NAME, tree_of
from toolkit.errors import ConfigError


def test_plain_values_tuples_and_paths_become_what_a_file_would_hold() -> None:
    given = {"a": (1, 2.5, None, True), "folder": Path("runs") / "today", "deep": {"er": [{"x": "y"}]}}
    assert tree_of(given).data == {"a": [1, 2.5, None, True], "folder": "runs/today", "deep": {"er": [{"x": "y"}]}}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"a": {"b": {1, 2}}}, "a.b: set is no plain data; say it in words, numbers, lists and dicts"),
        ({"a": [{"b": object()}]}, "a.0.b: object is no plain data"),
        ({"a": {3: "x"}}, "a: the key 3 is no word"),
    ],
)
def test_what_no_file_could_hold_is_named_with_its_place(given: dict[str, Any], fault: str) -> None:
    with pytest.raises(ConfigError) as raised:
        tree_of(given)
    assert fault in str(raised.value)
    assert str(NAME) in str(raised.value)


def test_what_holds_itself_is_refused() -> None:
    given: dict[str, Any] = {}
    given["a"] = given
    with pytest.raises(ConfigError, match="nested too deeply, or holds itself"):
        tree_of(given)
