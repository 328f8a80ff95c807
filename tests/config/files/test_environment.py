"""What ``${NAME}`` in a configuration becomes."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.config.files.environment import escaped, filled
from toolkit.config.loading import load
from toolkit.config.yaml12 import parse
from toolkit.errors import ConfigError

KNOWN = {"HOST": "models.example", "N": "12", "EMPTY": "", "NESTED": "${HOST}", "WORD": "off", "TEXT": "a: [b"}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("http://${HOST}:8080/v1", "http://models.example:8080/v1"),
        ("${HOST}${N}", "models.example12"),
        ("${GONE:-there}", "there"),
        ("${EMPTY:-there}", "there"),
        ("${GONE:-}", ""),
        ("${HOST:-there}", "models.example"),
        ("${NESTED}", "${HOST}"),
        ("$${HOST}", "${HOST}"),
        ("$HOST costs $5 and $$", "$HOST costs $5 and $$"),
        ("${GONE:-a:b-c}", "a:b-c"),
    ],
)
def test_a_variable_is_put_in_once_and_every_other_dollar_stays(written: str, text: str) -> None:
    found = filled(written, KNOWN)
    assert (found.text, found.faults) == (text, ())


@pytest.mark.parametrize("written", ["${}", "${HOST", "${1A}", "${A B}", "${HOST:-${N}}", "${A-b}"])
def test_what_names_no_variable_is_a_fault_that_shows_the_ways(written: str) -> None:
    assert "say ${NAME} or ${NAME:-default}, and $${ for a plain ${" in filled(written, KNOWN).faults[0]


@given(st.text(), st.dictionaries(st.from_regex(r"[A-Z]{1,3}", fullmatch=True), st.text(max_size=3)))
def test_an_escaped_text_comes_back_whatever_the_environment_holds(text: str, known: dict[str, str]) -> None:
    assert filled(escaped(text), known).text == text


def test_a_whole_value_is_read_as_if_it_stood_there_and_a_quoted_one_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in KNOWN.items():
        monkeypatch.setenv(name, value)
    tree = parse('a: ${N}\nb: "${N}"\nc: ${N}s\nd: ${WORD}\ne: ${TEXT}\n${N}: ${GONE:-1.5}\n', "c.yaml")
    assert tree.data == {"a": 12, "b": "12", "c": "12s", "d": "off", "e": "a: [b", "${N}": 1.5}
    assert tree.place(("a",)).variables == ("N",)
    assert tree.place(("d",)).line == 4


def test_missing_variables_are_told_all_at_once_each_at_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMPTY", "")
    path = tmp_path / "c.yaml"
    path.write_text("output: {folder: '${GONE}/runs'}\nextends: ${EMPTY}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert caught.value.problems == (
        f"{path}:1:18: output.folder: the environment variable GONE is not set; set it with: export GONE=..., "
        "or write ${GONE:-default}",
        f"{path}:2:10: extends: the environment variable EMPTY is empty; set it with: export EMPTY=..., "
        "or write ${EMPTY:-default}",
    )


def test_addresses_folders_files_below_and_numbers_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"WHERE": str(tmp_path), "MODEL": "m", "SECONDS": "7", "BELOW": "low"}.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "low.yaml").write_text("fail_on: never\n", encoding="utf-8")
    text = (
        "extends: ${BELOW}.yaml\noutput: {folder: '${WHERE}/out'}\n"
        "inputs: [{translation: '${WHERE}/a.en.txt'}]\n"
        "engines:\n  chat: {use: chat, url: 'http://${HOST:-127.0.0.1}:8080/v1', model: '${MODEL}', "
        "timeout_seconds: '${SECONDS}'}\n  t: {use: transformers, model: './${MODEL}'}\n"
    )
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    found = load(tmp_path / "c.yaml")
    engines: Any = found.engines
    inputs: Any = found.inputs
    assert (found.fail_on, found.folder) == ("never", tmp_path / "out")
    assert inputs[0].translation == f"{tmp_path}/a.en.txt"
    assert (engines["chat"].url, engines["chat"].timeout_seconds) == ("http://127.0.0.1:8080/v1", 7.0)
    assert engines["t"].model == str(tmp_path / "m")
    chat: Any = load({"engines": {"c": {"use": "chat", "url": "http://h/v1", "model": "m", "retries": "${SECONDS}"}}})
    assert chat.engines["c"].retries == 7
    assert load(tmp_path / "c.yaml", changes=["fail_on=${GONE:-info}"]).fail_on == "info"
