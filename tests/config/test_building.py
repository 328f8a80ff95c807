"""Plugin choices of a configuration to plugins: files, parts, units and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from toolkit.config.loading import load
from toolkit.errors import ConfigError
from toolkit.plugins.wrappers import ParagraphWise


def engines(folder: Path, text: str) -> dict[str, Any]:
    path = folder / "sub" / "c.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"engines: {text}\n", encoding="utf-8")
    return dict(load(path).engines)


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        engines(folder, text)
    return [problem.split(": ", 1)[1] for problem in caught.value.problems]


def test_a_model_that_looks_like_a_file_lies_beside_the_configuration_and_another_is_a_name(tmp_path: Path) -> None:
    def model(written: str) -> str:
        return str(engines(tmp_path, f"{{t: {{use: transformers, model: {written}}}}}")["t"].model)

    assert model("./m") == str(tmp_path / "sub" / "m")
    assert model("../m") == str(tmp_path / "m")
    assert model("~/m") == str(Path("~/m").expanduser())
    assert model("maker/m") == "maker/m"


def test_a_glossary_is_a_file_whatever_it_looks_like(tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").write_text("parola\tword\n", encoding="utf-8")
    path = tmp_path / "c.yaml"
    path.write_text("checks: {'*': off, terminology: {glossary: terms.tsv}}\n", encoding="utf-8")
    check: Any = load(path).checks[0].check
    assert check.glossary == str(tmp_path / "terms.tsv")


def test_an_engine_that_is_named_twice_is_one_and_may_be_a_part_of_another(tmp_path: Path) -> None:
    found = engines(
        tmp_path, "{a: {use: retry, engine: b, attempts: 5}, b: copy, c: {use: retry, engine: {use: copy}}}"
    )
    assert list(found) == ["a", "b", "c"]
    assert found["a"].engine is found["b"]
    assert (found["a"].attempts, found["c"].attempts) == (5, 3)
    assert found["c"].engine == found["b"]


def test_an_engine_gets_sentences_unless_it_says_paragraphs(tmp_path: Path) -> None:
    found = engines(tmp_path, "{a: {use: copy, unit: paragraph}, b: {use: copy, unit: sentence}, c: copy}")
    assert found["a"] == ParagraphWise(found["b"])
    assert found["b"] == found["c"]
    assert not isinstance(found["b"], ParagraphWise)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{a: {use: retry, engine: copy, attempts: 2.5}}", "engines.a.attempts: must be a whole number"),
        ("{a: {use: retry, engine: copy, attempts: true}}", "engines.a.attempts: must not be true or false"),
        ("{a: {use: retry, engine: copy, sleep: 1}}", "engines.a.sleep: retry has no option 'sleep'; options are: "),
        ("{a: {use: retry, engine: 3}}", "engines.a.engine: must be the name of one of the engines, or a map with "),
        ("{a: {use: retry}}", "engines.a: retry needs the option engine"),
        ("{a: {use: chain}}", "engines.a: chain needs the options path, hops"),
        ("{a: {use: copy, unit: page}}", "engines.a.unit: 'page' is not one of 'sentence' or 'paragraph'"),
        ("{a: {use: retry, engine: b}, b: {use: retry, engine: a}}", "engines.b.engine: engine 'a' is built from "),
        ("{a: {use: retry, engine: cpoy}}", "engines.a.engine: no engine is called 'cpoy'; did you mean 'copy'?"),
    ],
)
def test_what_cannot_be_built_is_one_problem_at_its_place(tmp_path: Path, text: str, problem: str) -> None:
    (found,) = problems(tmp_path, text)
    assert found.startswith(problem)
