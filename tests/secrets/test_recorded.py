"""What is covered before anything is written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.secrets.recorded import WITHHELD, covered, secrets_of

WORD = st.text("abcdefgh0123456789", min_size=8, max_size=20)


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (["prog", "--api-key", "en"], ["prog", "--api-key", WITHHELD]),
        (["prog", "--token=a-b-c", "x"], ["prog", f"--token={WITHHELD}", "x"]),
        (["prog", "-password", "a-b-c"], ["prog", "-password", WITHHELD]),
        (["prog", "--api-key", "${NAME}"], ["prog", "--api-key", "${NAME}"]),
        (
            ["--max-tokens", "512", "--key", "text", "tokens", "x"],
            ["--max-tokens", "512", "--key", "text", "tokens", "x"],
        ),
    ],
)
def test_a_key_in_a_command_line_is_known_by_its_option_and_leaves_other_words_alone(
    command: list[str], shown: list[str]
) -> None:
    data = {"languages": {"en": "en"}, "engines": {"x": {"command": command}}}
    known = secrets_of(data)
    assert covered(data, known) == {"languages": {"en": "en"}, "engines": {"x": {"command": shown}}}
    assert covered(f"command|command:{tuple(command)}", known) == f"command|command:{tuple(shown)}"


def test_a_variable_is_secret_by_its_name_and_goes_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_API_KEY", "open-sesame")
    monkeypatch.setenv("KEYBOARD", "querty-layout")
    known = secrets_of({})
    assert known["open-sesame"] == "${DESK_API_KEY}"
    assert "querty-layout" not in known
    assert covered({"url": "http://x/open-sesame"}, known) == {"url": "http://x/${DESK_API_KEY}"}


@given(WORD, st.recursive(st.text("xyz "), lambda inner: st.lists(inner) | st.dictionaries(st.text("xyz"), inner)))
def test_no_secret_is_left_wherever_it_stands_and_the_rest_stays(secret: str, data: Any) -> None:
    holding = {"here": [data, f"before {secret} after"], "there": {"deep": [secret]}}
    shown = covered(holding, {secret: "?"})
    assert secret not in repr(shown)
    assert shown["here"][0] == data
