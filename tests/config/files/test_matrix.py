"""Routes from the combinations of a matrix."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.command_line import toolkit
from toolkit.config.files.matrix import MOST, made
from toolkit.config.loading import load
from toolkit.config.shown.json_schema import config_schema
from toolkit.config.yaml12 import Tree, parse
from toolkit.errors import ConfigError

ENGINES = """engines:
  neural: {use: transformers, model: m}
  rules: apertium
  chat: {use: chat, url: "http://127.0.0.1:9/v1", model: m}
"""


def config(folder: Path, text: str) -> Any:
    (folder / "c.yaml").write_text(ENGINES + text, encoding="utf-8")
    return load(folder / "c.yaml")


def routes(folder: Path, text: str) -> list[str]:
    return [route.name for route in config(folder, text).routes]


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        config(folder, text)
    return [problem.replace(f"{folder}/", "") for problem in caught.value.problems]


def test_include_means_what_it_means_in_the_documentation_of_github_actions() -> None:
    tree = parse(
        "matrix:\n"
        "  engine: [apple, pear]\n"
        "  animal: [cat, dog]\n"
        "  include:\n"
        "    - color: green\n"
        "    - {color: pink, animal: cat}\n"
        "    - {engine: apple, shape: circle}\n"
        "    - engine: banana\n"
        "    - {engine: banana, animal: cat}\n",
        "c.yaml",
    )
    assert list(made(tree).routes.values()) == [
        {"engine": "apple", "animal": "cat", "color": "pink", "shape": "circle"},
        {"engine": "apple", "animal": "dog", "color": "green", "shape": "circle"},
        {"engine": "pear", "animal": "cat", "color": "pink"},
        {"engine": "pear", "animal": "dog", "color": "green"},
        {"engine": "banana"},
        {"engine": "banana", "animal": "cat"},
    ]


def test_combinations_stand_beside_the_routes_and_are_named_by_their_options(tmp_path: Path) -> None:
    found = config(
        tmp_path,
        "routes: {own: rules}\n"
        "matrix:\n"
        "  engine: [neural, rules]\n"
        "  beam: [1, 4]\n"
        "  unit: [sentence, paragraph]\n"
        "  exclude: [{engine: rules}]\n"
        "  include: [{engine: rules}, {engine: chat, temperature: 0}]\n",
    )
    assert [route.name for route in found.routes] == [
        "own",
        "neural beam=1 unit=sentence",
        "neural beam=1 unit=paragraph",
        "neural beam=4 unit=sentence",
        "neural beam=4 unit=paragraph",
        "rules",
        "chat temperature=0",
    ]
    assert "num_beams:1" in found.routes[1].back.signature()
    assert found.routes[2].returned.signature().endswith("|unit:paragraph")


def test_exclude_takes_out_what_has_all_of_its_values(tmp_path: Path) -> None:
    text = (
        "matrix: {engine: neural, beam: [1, 4], unit: [sentence, paragraph], exclude: [{beam: 4, unit: paragraph}]}\n"
    )
    assert routes(tmp_path, text) == [
        "neural beam=1 unit=sentence",
        "neural beam=1 unit=paragraph",
        "neural beam=4 unit=sentence",
    ]


def test_what_differs_in_its_documents_alone_is_one_route_and_so_are_duplicates(tmp_path: Path) -> None:
    text = "matrix: {engine: [neural, neural], documents: [a*, [b*, a*]], include: [{engine: rules, documents: c}]}\n"
    found = config(tmp_path, text)
    assert [(route.name, route.documents) for route in found.routes] == [("neural", ("a*", "b*")), ("rules", ("c",))]
    assert routes(
        tmp_path, "routes: {neural beam=1: {engine: neural, beam: 1}}\nmatrix: {engine: neural, beam: 1}\n"
    ) == ["neural beam=1"]


def test_a_matrix_is_inherited_changed_and_switched_off(tmp_path: Path) -> None:
    (tmp_path / "low.yaml").write_text(ENGINES + "matrix: {engine: [neural], beam: [1, 4]}\n", encoding="utf-8")

    def above(text: str, *changes: str) -> list[str]:
        (tmp_path / "top.yaml").write_text(f"extends: low.yaml\n{text}", encoding="utf-8")
        return [route.name for route in load(tmp_path / "top.yaml", changes=changes).routes]

    assert above("matrix: {beam: [2]}\n") == ["neural beam=2"]
    assert above("matrix: {beam: off, unit: paragraph}\n") == ["neural unit=paragraph"]
    assert above("matrix: off\n") == []
    assert above("", "matrix.beam=[3]") == ["neural beam=3"]
    assert above("routes: off\n") == ["neural beam=1", "neural beam=4"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "matrix: {engine: [neural, rules], beam: [1, 4]}",
            "c.yaml:5:35: matrix.beam: engine 'rules' has no option 'beam'; if it is to go without, say under matrix: "
            "exclude: [{engine: rules}], include: [{engine: rules}]",
        ),
        ("matrix: {engine: [nural]}", "c.yaml:5:19: routes.nural.engine: no engine is called 'nural'; did you mean"),
        ("matrix: {engine: neural, beam: [x]}", "c.yaml:5:33: routes.neural beam=x.beam: must be a whole number"),
        ("matrix: {engine: neural, documents: [a, 3]}", "c.yaml:5:41: routes.neural.documents.1: must be text"),
        ("matrix: {beam: [1]}", "c.yaml:5:1: matrix: a combination without an engine; name one as engine"),
        ("matrix: [neural]", "c.yaml:5:1: matrix: must be a map of axes"),
        ("matrix: {engine: []}", "c.yaml:5:10: matrix.engine: no values; leave the axis out"),
        (
            "matrix: {engine: neural, exclude: [{baem: 1}], beam: [1, 2]}",
            "c.yaml:5:37: matrix.exclude.0.baem: no axis has this name; did you mean 'beam'?",
        ),
        (
            "matrix: {engine: neural, beam: [1, 2], exclude: [{beam: 3}]}",
            "c.yaml:5:50: matrix.exclude.0: no combination has all of these values, so there is nothing to exclude",
        ),
        ("matrix: {engine: neural, exclude: {beam: 3}}", "c.yaml:5:26: matrix.exclude: must be a list of maps"),
        (
            "matrix: {engine: neural, exlcude: [{beam: 3}]}",
            "c.yaml:5:26: matrix.exlcude: unknown key; did you mean 'exc",
        ),
        ("matrix: {engine: neural, exclude: [{engine: neural}]}", "c.yaml:5:1: matrix: no combination is left"),
        (
            "matrix: {engine: neural, beam: [1, 2, 3, 4, 5, 6, 7, 8], max_new_tokens: "
            "[1, 2, 3, 4, 5, 6, 7, 8], threads: [1, 2, 3, 4, 5]}",
            f"c.yaml:5:1: matrix: 320 combinations, and {MOST} are the most; name fewer values",
        ),
        (
            "routes: {neural: rules}\nmatrix: {engine: neural}",
            "c.yaml:5:10: routes.neural: the matrix makes a route of this name, which is another",
        ),
    ],
)
def test_what_is_wrong_with_a_matrix_is_one_line_at_its_place(tmp_path: Path, text: str, message: str) -> None:
    (found,) = problems(tmp_path, f"{text}\n")
    assert found.startswith(message)


AXES = st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(0, 3), min_size=1, max_size=3, unique=True))


@given(AXES, st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), min_size=1), max_size=3))
def test_what_is_left_is_every_combination_but_those_that_an_entry_describes(
    axes: dict[str, list[int]], exclude: list[dict[str, int]]
) -> None:
    found = made(Tree({"matrix": {"engine": ["e"], **axes, "exclude": exclude}}))
    every = [{"engine": "e"}]
    for key, values in axes.items():
        every = [{**one, key: value} for one in every for value in values]  # type: ignore[dict-item]
    if not found.faults:
        left = [one for one in every if not any(entry.items() <= one.items() for entry in exclude)]
        assert list(found.routes.values()) == left


def test_the_schema_for_editors_knows_a_matrix() -> None:
    editor = Draft202012Validator(config_schema())
    sound: dict[str, Any] = {
        "engine": ["a", "b"],
        "beam": [1, 4],
        "unit": "paragraph",
        "documents": ["a/*", ["b", "c"]],
        "exclude": [{"engine": "a", "beam": 4}],
        "include": [{"engine": "c", "temperature": 0}],
    }
    assert editor.is_valid({"matrix": sound})
    assert editor.is_valid({"matrix": "off"})
    changes: list[dict[str, Any]] = [
        {"beem": [1]},
        {"beam": ["x"]},
        {"exclude": {"beam": 1}},
        {"include": [{}]},
        {"unit": ["page"]},
    ]
    for change in changes:
        assert not editor.is_valid({"matrix": {**sound, **change}})


CASES = """languages: {source: it, translation: en}
inputs: [{translation: "articles/*.en.txt"}, {translation: other/c.en.txt, id: letter}]
engines:
  one: {use: command, command: [cat]}
  two: {use: command, command: [cat], version: "2"}
matrix:
  engine: [one, two]
  documents: ["articles/*"]
  exclude: [{engine: two}]
  include: [{engine: two, documents: [letter, "b*"]}]
metrics: [chrf]
aligner: length
checks: off
"""


def test_a_batch_sends_each_document_through_the_combinations_that_are_for_it(tmp_path: Path) -> None:
    for name in ("articles/a", "articles/b", "other/c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.en.txt").write_text("The harbour was opened again on Monday.\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text(CASES, encoding="utf-8")
    ran = toolkit("batch", "c.yaml", "--out", "out", "--no-cache", folder=tmp_path)
    assert ran.returncode == 3, ran.stderr  # the guards refuse engines that copy

    def used(name: str) -> list[str]:
        data = json.loads((tmp_path / "out" / name / "comparison.json").read_text(encoding="utf-8"))
        return list(data["signature"]["routes"])

    assert [used(name) for name in ("a", "b", "letter")] == [["one"], ["one", "two"], ["two"]]
    toolkit("compare", "other/c.en.txt", "--config", "c.yaml", "--out", "out/alone", "--no-cache", folder=tmp_path)
    assert used("alone") == []
    shown = toolkit("config", "show", "c.yaml", folder=tmp_path).stdout
    lines = {" ".join(line.split("  # ")[0].split()): line.partition("  # ")[2] for line in shown.splitlines()}
    assert f'{tmp_path}/articles/*"' in shown
    assert lines["engine: one"] == "c.yaml:7:12"
    assert lines['documents: [letter, "b*"]'].startswith("c.yaml:10:")
    assert "matrix" not in shown
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "shown.yaml").write_text(shown, encoding="utf-8")
    toolkit("batch", "sub/shown.yaml", "--out", "out", "--no-cache", folder=tmp_path)
    assert [used(name) for name in ("a", "b", "letter")] == [["one"], ["one", "two"], ["two"]]


def test_documents_of_which_a_batch_has_none_are_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "a.en.txt").write_text("Yes.\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text(
        "inputs: [{translation: a.en.txt}]\nroutes: {r: {engine: copy, documents: [b*]}}\n", encoding="utf-8"
    )
    ran = toolkit("batch", "c.yaml", folder=tmp_path)
    assert ran.returncode == 2
    assert "c.yaml: route 'r': no document of 1 is one of b*" in ran.stderr
