from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.config.yaml12 import overlay, parse, read, scalar
from toolkit.errors import ConfigError


def test_only_true_and_false_are_booleans() -> None:
    data = parse("a: [off, on, no, yes, y, n, true, False]", "x.yaml").data
    assert data == {"a": ["off", "on", "no", "yes", "y", "n", True, False]}


def test_scalars_follow_the_core_schema_of_yaml_1_2() -> None:
    text = "{a: 0o17, b: 017, c: 1_000, d: 12:30, e: 1e3, f: 2024-12-03, g: ~, h: .5, i: 0x1F, j: -3, k: .inf}"
    assert parse(text, "x").data == {
        "a": 15,
        "b": 17,
        "c": "1_000",
        "d": "12:30",
        "e": 1000.0,
        "f": "2024-12-03",
        "g": None,
        "h": 0.5,
        "i": 31,
        "j": -3,
        "k": float("inf"),
    }


def test_quoted_scalars_stay_text() -> None:
    assert parse("""{a: "1", b: 'true', c: "~"}""", "x").data == {"a": "1", "b": "true", "c": "~"}


def test_every_value_knows_its_place() -> None:
    tree = parse("a:\n  b:\n    - x\n    - {c: 1}\n", "x.yaml")
    assert str(tree.place(("a", "b", 1, "c"))) == "x.yaml:4:8"
    assert str(tree.place(("a", "unknown"))) == "x.yaml:1:1"


def test_duplicate_keys_are_all_reported() -> None:
    with pytest.raises(ConfigError) as caught:
        parse("a: 1\nb: {c: 1, c: 2}\na: 3\n", "x.yaml")
    assert caught.value.problems == (
        "x.yaml:2:11: duplicate key 'c' (first in line 2)",
        "x.yaml:3:1: duplicate key 'a' (first in line 1)",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1", ": not YAML: expected"),
        ("a: &x [*x]", "an alias that contains itself"),
        ("? [1]\n: 2", "a key must be a word"),
        ("a: \0", "x.yaml:1:1: not YAML: a character that YAML does not allow"),
        ("[" * 3000 + "]" * 3000, "nested too deeply"),
        (
            "a: &a [1,1,1,1,1,1,1,1,1,1]\n"
            + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 10)}]\n" for i in range(8)),
            "more than 100,000 values",
        ),
    ],
)
def test_broken_yaml_is_one_line(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, "x.yaml")
    assert len(caught.value.problems) == 1
    assert message in caught.value.problems[0]


def test_merge_keys_fill_in_what_is_not_said() -> None:
    assert parse("x-a: &a {p: 1, q: 2}\nb: {<<: *a, q: 3}", "x").data["b"] == {"p": 1, "q": 3}


def test_overlay_merges_maps_and_replaces_lists() -> None:
    below = parse("{a: {p: 1, q: [1, 2]}, b: 1}", "low")
    above = parse("{a: {q: [3]}, c: 2}", "high")
    assert overlay(below, above).data == {"a": {"p": 1, "q": [3]}, "b": 1, "c": 2}


def test_overlay_keeps_the_place_of_what_was_not_replaced() -> None:
    both = overlay(parse("a:\n  p: 1\n", "low"), parse("\n\na: {q: 2}", "high"))
    assert (both.place(("a", "p")).file, both.place(("a", "q")).file) == ("low", "high")


def test_another_plugin_replaces_the_options_of_the_first() -> None:
    below = parse("e: {use: one, option: 1}", "low")
    assert overlay(below, parse("e: {use: two}", "high")).data == {"e": {"use": "two"}}


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(ConfigError, match=r"bad.yaml:2:1: not UTF-8"):
        read(tmp_path / "bad.yaml")
    with pytest.raises(ConfigError, match="a folder"):
        read(tmp_path)
    with pytest.raises(ConfigError, match="cannot be read"):
        read(tmp_path / "none.yaml")


@given(st.text(alphabet="abc:-[]{}&*!|>'\"#% \n\t,0.", max_size=60))
def test_no_text_escapes_as_anything_but_a_config_error(text: str) -> None:
    problems: tuple[str, ...] = ()
    try:
        parse(text, "x")
    except ConfigError as error:
        problems = error.problems
    assert all("\n" not in problem for problem in problems)


@given(st.integers() | st.floats(allow_nan=False))
def test_numbers_come_back_as_they_were_written(number: float) -> None:
    assert scalar(repr(number).replace("inf", ".inf")) == number


def test_a_file_too_large_for_a_configuration_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "video.yaml"
    path.write_bytes(b"# \n" * 1_666_667)
    with pytest.raises(ConfigError, match=r"video\.yaml: more than 5 MB is no configuration; check the name"):
        read(path)
    path.write_bytes(b"#" * 4_999_990 + b"\na: 1\n")
    assert read(path).data == {"a": 1}
