"""Functions of users as engines, good ones and others, and what is kept of their answers."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from tests.command_line import toolkit
from toolkit.engines.python import Python
from toolkit.errors import EngineError, MissingDependency
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.wrappers import CachedEngine

Write = Callable[..., Python]
_number = count()

UPPER = "def translate(texts, source, target): return [f'{source}>{target} {text.upper()}' for text in texts]"


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Write]:
    """Give a function that writes a module, of a name that no test used before, and makes its engine."""

    def made(code: str, function: str = "translate", **options: object) -> Python:
        name = f"own_mt_{next(_number)}"
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
        return Python(f"{name}:{function}", folder=str(tmp_path), **options)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.path", [*sys.path])
        yield made


def test_a_function_gets_lists_of_texts_and_both_languages_and_no_blank_ones(write: Write) -> None:
    engine = write(UPPER + "\nclass Model:\n    translate = staticmethod(translate)", "Model.translate", batch_texts=2)
    assert isinstance(engine, Engine)
    found = engine.translate(["uno", " ", "due", "", "tre"], "it", "en")
    assert [one.text for one in found] == ["it>en UNO", "", "it>en DUE", "", "it>en TRE"]
    assert [sorted(part) for part in engine.stream(["uno", "", "due", "tre"], "it", "en")] == [[1], [0, 2], [3]]
    assert engine.translate([], "it", "en") == []


def test_what_a_function_does_to_its_list_changes_nothing_and_what_it_yields_counts(write: Write) -> None:
    code = "def translate(texts, source, target):\n    while texts:\n        yield texts.pop(0) + '\\nbis'"
    assert write(code).translate(["uno", "due"], "it", "en") == [Hypothesis("uno bis"), Hypothesis("due bis")]


def test_none_is_no_answer_to_that_text_alone(write: Write) -> None:
    first, second = write("def translate(texts, s, t): return [None, 'two']").translate(["uno", "due"], "it", "en")
    assert first.rejection is not None
    assert first.rejection.defect == "empty"
    assert second == Hypothesis("two")


def test_answers_are_kept_only_where_somebody_vouches_for_them_with_a_version(write: Write, tmp_path: Path) -> None:
    code = "calls = []\ndef translate(texts, s, t):\n    calls.append(texts)\n    return [str(len(calls))] * len(texts)"
    unversioned, versioned = write(code), write(code, version="1")
    with closing(Cache.open(tmp_path / "cache")) as cache:
        for engine, second in ((unversioned, "2"), (versioned, "1")):
            cached = CachedEngine(engine, cache)
            assert [cached.translate(["uno"], "it", "en")[0].text for _ in range(2)] == ["1", second]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("    class E(BaseException): pass\n    raise E('no')", "E: no"),
        (
            "    class E(Exception):\n        def __str__(self): raise ValueError\n    raise E",
            r"E \(.*own_mt_\d+\.py:4\)",
        ),
        ("    raise ValueError('no such\\nmodel')", r"ValueError: no such model \(.*own_mt_\d+\.py:2\)$"),
        ("    raise SystemExit(3)", r"SystemExit: 3"),
        ("    return texts[1:]", "returned 1 text for 2"),
        ("    return 'uno due'", "returned 'uno due', where a list of texts is wanted"),
        ("    return None", "returned None, where a list of texts is wanted"),
        ("    return {t: t for t in texts}", "where a list of texts is wanted"),
        ("    return [texts[0], 7]", "item 1 of what it returned, for 'due', is 7, not a text"),
        ("    async def later(): return texts\n    return later()", "is async, which is not supported"),
        ("    yield 'uno'\n    raise KeyError('k')", r"KeyError: 'k' \(.*:3\)"),
    ],
)
def test_a_function_that_fails_is_one_line(write: Write, code: str, says: str) -> None:
    engine = write(f"def translate(texts, source, target):\n{code}\n")
    assert engine.problem("it", "en") is None
    with pytest.raises(EngineError, match=f"^own_mt_\\d+:translate: .*{says}") as raised:
        engine.translate(["uno", "due"], "it", "en")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("def translat(texts, source, target): pass", r"has no function 'translate'; did you mean 'translat'\?"),
        ("translate = 3", "is 3, not a function"),
        ("def translate(texts): pass", r"translate\(texts\): too many positional arguments; it is called with three"),
        ("async def translate(texts, s, t): pass", "is async, which is not supported"),
        ("import torch_that_nobody_has", "cannot be imported: ModuleNotFoundError: .*torch_that_nobody_has"),
        ("def translate(:", r"cannot be imported: SyntaxError: .*own_mt_\d+\.py"),
        ("raise SystemExit('license?')", r"cannot be imported: SystemExit: license\?"),
    ],
)
def test_what_is_wrong_with_a_function_is_known_before_any_work(write: Write, code: str, says: str) -> None:
    engine = write(code)
    problem = engine.problem("it", "en")
    assert problem is not None
    with pytest.raises(MissingDependency, match=says):
        engine.translate(["uno"], "it", "en")
    assert "\n" not in problem


def test_a_module_that_is_not_there_or_is_another_is_named(tmp_path: Path) -> None:
    assert "there is no module 'nobody_has_it' where Python finds packages; install it, or" in str(
        Python("nobody_has_it.mt:translate").problem("it", "en")
    )
    assert "there is no folder /nowhere" in str(Python("mt:translate", folder="/nowhere").problem("it", "en"))
    (tmp_path / "json.py").write_text(UPPER)
    assert "is found first; give yours another name" in str(
        Python("json:translate", folder=str(tmp_path)).problem("it", "en")
    )
    with pytest.raises(ValueError, match=r'such as "mypkg\.mt:translate"'):
        Python("mypkg.mt.translate")


def test_a_configuration_names_a_function_beside_it_and_what_it_prints_is_no_translation(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "shouting_mt.py").write_text(f"print('loading')\n{UPPER}\n")
    config = "engines: {own: {use: python, function: 'shouting_mt:translate', folder: lib}}\n"
    (tmp_path / "toolkit.yaml").write_text(config)
    (tmp_path / "elsewhere").mkdir()
    found = toolkit(
        "translate", "--engine", "own", "--from", "it", "--to", "en", "--config", "../toolkit.yaml",
        folder=tmp_path / "elsewhere", text="Ciao.\n",
    )  # fmt: skip
    assert (found.returncode, found.stdout) == (0, "it>en CIAO.\n"), found.stderr
    assert "loading" in found.stderr
