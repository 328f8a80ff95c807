"""Engines, encoders, aligners, metrics, readers and reports of another package that break their contract."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.foreign_packages import install
from tests.plugins.foreign.test_packages import toolkit
from toolkit import plugins
from toolkit.errors import EngineError, InputError, MissingDependency, PluginError
from toolkit.model import Mapped, Pair, Sentence
from toolkit.plugins import registry
from toolkit.plugins.contracts import Engine, Scorer, Streaming
from toolkit.plugins.foreign import packages
from toolkit.readers.files import documents

ENGINE = """
@dataclass(frozen=True, slots=True)
class Upper:
    '''Shouts.'''
    by: int = 1
    family = "toy"
    cacheable = True
    def signature(self): return plugins.signature(self)
    def problem(self, source, target): return None
    def translate(self, texts, source, target): return [Hypothesis(text.upper()) for text in texts]
"""
ENCODER = """
@dataclass(frozen=True, slots=True)
class Flat:
    '''All alike.'''
    def signature(self): return plugins.signature(self)
    def problem(self): return None
    def encode(self, texts): return np.full((len(texts), 4), .5, dtype=np.float32)
"""
ALIGNER = """
@dataclass(frozen=True, slots=True)
class Whole:
    '''One bead.'''
    def align(self, left, right, left_language, right_language): return [Bead((0, len(left)), (0, len(right)))]
"""
METRIC = """
@dataclass(frozen=True, slots=True)
class Same:
    '''Whether both are the same.'''
    views = ("translation-return",)
    def signature(self): return plugins.signature(self)
    def score(self, pairs, route):
        own = tuple(float(pair.left == pair.right) for pair in pairs)
        return Score("same", pairs[0].view, route, sum(own), own, self.signature())
"""
READER = """
@dataclass(frozen=True, slots=True)
class Rst:
    '''Reads it.'''
    suffixes = (".rst", ".md")
    def read(self, path, language):
        text = path.read_text()
        return Document(str(path), language, text, (Block("paragraph", Mapped(text.strip(), 0, len(text.strip()))),))
"""
REPORT = """
@dataclass(frozen=True, slots=True)
class Csv:
    '''A table.'''
    filename = "findings.csv"
    def render(self, outcome): return "a,b"
"""
CODE = {
    "engines": ENGINE,
    "encoders": ENCODER,
    "aligners": ALIGNER,
    "metrics": METRIC,
    "readers": READER,
    "reports": REPORT,
}
NAMES = {kind: code.split("class ")[1].split(":")[0] for kind, code in CODE.items()}

Load = Callable[..., type]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Give a function that installs a package with one plugin, its code changed, and returns the plugin's class."""

    def loaded(kind: str, old: str = "", new: str = "", more: str = "") -> type:
        code = CODE[kind]
        assert old in code
        install(tmp_path, "house", {kind: f"another = house:{NAMES[kind]}"}, code.replace(old, new, 1) + more)
        monkeypatch.syspath_prepend(str(tmp_path))
        return plugins.get(kind, "another")

    _forget()
    yield loaded
    _forget()


def _forget() -> None:
    sys.modules.pop("house", None)
    importlib.invalidate_caches()
    packages.found.cache_clear()
    packages._installed.cache_clear()
    packages._loaded.cache_clear()
    registry._joined.cache_clear()


def sentences(*texts: str) -> list[Sentence]:
    return [Sentence(Mapped(text, 0, len(text))) for text in texts]


WHO = "of the package house 1.0"


@pytest.mark.parametrize("kind", CODE)
def test_a_sound_plugin_of_each_kind_is_what_its_contract_says(load: Load, kind: str) -> None:
    plugin = load(kind)()
    assert type(plugin).__name__ == NAMES[kind]
    assert plugins.faults(kind) == []
    assert not isinstance(plugin, Streaming | Scorer)


def test_a_sound_engine_answers_and_signs_with_its_name_and_package(load: Load) -> None:
    engine = load("engines")(by=2)
    assert isinstance(engine, Engine)
    assert [answer.text for answer in engine.translate(["a"], "it", "en")] == ["A"]
    assert engine.signature() == "another|by:2|package:house 1.0"


ENGINES = {
    "raises": ("return [Hypothesis", "raise RuntimeError('out of ink'); [Hypothesis", "RuntimeError: out of ink (/"),
    "none": (
        "return [Hypothesis(text.upper()) for text in texts]",
        "pass",
        "the answer is None, where a list is wanted",
    ),
    "strings": ("[Hypothesis(text.upper()) for text in texts]", "list(texts)", "an answer is 'a', where a Hypothesis"),
    "no text": ("Hypothesis(text.upper())", "Hypothesis(None)", "an answer's text is None"),
}


@pytest.mark.parametrize("fault", ENGINES)
def test_an_engine_that_fails_at_its_work_is_an_engine_error_that_names_the_package(load: Load, fault: str) -> None:
    old, new, message = ENGINES[fault]
    engine = load("engines", old, new)()
    with pytest.raises(EngineError) as caught:
        engine.translate(["a"], "it", "en")
    assert str(caught.value).startswith(f"engine 'another' {WHO} failed in translate(): {message}")


STREAMS = {
    "no map": ("yield [Hypothesis('x')]", "a part is something of the type list"),
    "twice": ("yield {0: Hypothesis('x')}\n        yield {0: Hypothesis('x')}", "it answers the text 0 twice"),
    "beyond": ("yield {5: Hypothesis('x')}", "it answers the text 5 of 2"),
    "raises": ("yield {0: Hypothesis('x')}\n        raise OSError('gone')", "OSError: gone (/"),
}


@pytest.mark.parametrize("fault", STREAMS)
def test_an_engine_that_fails_as_it_streams_is_named_with_its_package(load: Load, fault: str) -> None:
    code, message = STREAMS[fault]
    engine = load("engines", more=f"    def stream(self, texts, source, target):\n        {code}\n")()
    assert isinstance(engine, Streaming)
    with pytest.raises(EngineError) as caught:
        list(engine.stream(["a", "b"], "it", "en"))
    assert str(caught.value).startswith(f"engine 'another' {WHO} failed in stream(): {message}")


def test_what_a_plugin_raises_as_the_toolkit_does_is_let_through(load: Load) -> None:
    engine = load("engines", "return [Hypothesis", "raise MissingDependency('no ink', 'buy ink'); [Hypothesis")()
    with pytest.raises(MissingDependency, match=r"^no ink; install it with: buy ink$"):
        engine.translate(["a"], "it", "en")


OTHERS = {
    "family": ("engines", '= "toy"', "= property(lambda self: 1 / 0)", "failed in family: ZeroDivisionError"),
    "problem": ("engines", "return None", "return 3", "failed in problem(): the answer is 3, where a text is wanted"),
    "count": (
        "encoders",
        "len(texts), 4",
        "1, 4",
        "failed in encode(): the vectors have the shape (1, 4), for 2 texts",
    ),
    "list": (
        "encoders",
        "np.full",
        "(lambda *_, **__: [])",
        "failed in encode(): the answer is something of the type list",
    ),
    "length": ("encoders", ".5, ", "1., ", "failed in encode(): a vector has the length 2, where 1 is wanted"),
    "not finite": ("encoders", ".5, ", "np.nan, ", "failed in encode(): a vector holds what is no finite number"),
    "gap": ("aligners", "(0, len(right))", "(0, 1)", "failed in align(): the beads cover [2, 1] of [2, 2] sentences"),
    "order": ("aligners", "Bead((0, ", "Bead((1, ", "failed in align(): on the left it goes from 0 to (1, 2)"),
    "segments": ("metrics", "own, self", "own[:1], self", "failed in score(): scores: 1 for 2 pairs"),
    "no figure": ("metrics", "float(pair", "str(pair", "failed in score(): TypeError"),
    "single": ("metrics", "sum(own), own", "None, own", "failed in score(): the score of all pairs is None"),
    "language": (
        "readers",
        "language, text",
        "'xx', text",
        "failed in read(): the document's language is 'xx', and 'it'",
    ),
    "blocks": ("readers", "0, len(text.strip())", "0, 999", "failed in read(): a block lies at 0-999 of 4 characters"),
    "bytes": ("reports", '"a,b"', 'b"a,b"', "failed in render(): the report is something of the type bytes"),
    "half": ("reports", '"a,b"', '"\\ud800"', "failed in render(): the report holds half a character at 0"),
}


@pytest.mark.parametrize("fault", OTHERS)
def test_every_other_answer_that_breaks_the_contract_names_the_package(load: Load, tmp_path: Path, fault: str) -> None:
    kind, old, new, message = OTHERS[fault]
    plugin = load(kind, old, new)()
    (tmp_path / "a.rst").write_text("text")
    pairs = [Pair("a", "a", "en", "en", "translation-return")] * 2
    ask: dict[str, Callable[[], object]] = {
        "engines": lambda: (plugin.problem("it", "en"), plugin.family),
        "encoders": lambda: plugin.encode(["a", "b"]),
        "aligners": lambda: plugin.align(sentences("a", "b"), sentences("c", "d"), "it", "en"),
        "metrics": lambda: plugin.score(pairs, "r"),
        "readers": lambda: plugin.read(tmp_path / "a.rst", "it"),
        "reports": lambda: plugin.render(None),
    }
    with pytest.raises(PluginError) as caught:
        ask[kind]()
    assert str(caught.value).startswith(f"{kind.removesuffix('s')} 'another' {WHO} {message}")


SHAPES = {
    "views": (
        "metrics",
        '("translation-return",)',
        '("sideways",)',
        "a view is 'sideways'; there are: source-translation",
    ),
    "suffixes": ("readers", '(".rst", ".md")', '".rst"', "suffixes is '.rst', where a tuple is wanted"),
    "folder": (
        "reports",
        '"findings.csv"',
        '"../findings.csv"',
        "filename is '../findings.csv', where the name of a file",
    ),
    "options": ("reports", "filename =", "separator: str\n    filename =", "the option 'separator' has no default"),
    "no score": ("metrics", "def score", "def rate", "the class Same has no method 'score', which metrics must have"),
}


@pytest.mark.parametrize("fault", SHAPES)
def test_a_class_of_the_wrong_shape_is_refused_when_it_is_loaded(load: Load, fault: str) -> None:
    kind, old, new, message = SHAPES[fault]
    with pytest.raises(PluginError) as caught:
        load(kind, old, new)
    assert str(caught.value).startswith(f"{kind.removesuffix('s')} 'another' {WHO} is no plugin: {message}")


def test_what_breaks_as_a_plugin_is_made_names_the_package_and_options_are_the_users(load: Load) -> None:
    made = "\n    def __post_init__(self):\n        if self.by > 1: raise ValueError('too loud')\n        [][self.by]"
    engine = load("engines", "by: int = 1", f"by: int = 1{made}")
    with pytest.raises(PluginError, match=r"^engine 'another' of the package house 1\.0 cannot be made: IndexError"):
        engine()
    with pytest.raises(ValueError, match=r"^too loud$"):
        engine(by=2)
    with pytest.raises(TypeError, match="unexpected keyword"):
        engine(much=2)


def test_a_file_that_is_not_there_is_no_fault_of_the_reader(load: Load, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.rst: cannot be read \(No such file or directory\); check the name$"):
        load("readers")().read(tmp_path / "none.rst", "it")


def test_vectors_of_no_text_and_of_nothing_are_sound(load: Load) -> None:
    encoder = load("encoders", "np.full((len(texts), 4), .5,", "np.zeros((len(texts), 4),")()
    assert encoder.encode([]).shape == (0, 4)
    assert not np.any(encoder.encode([""]))


def forget_readers() -> None:
    for remembered in (documents._names, documents._as_it_comes, documents._by_ending):
        remembered.cache_clear()


def test_a_reader_of_another_package_comes_after_the_toolkits_own(load: Load, tmp_path: Path) -> None:
    load("readers")
    (tmp_path / "a.md").write_text("# A title\n\nSome *text*.\n")
    (tmp_path / "a.rst").write_text("# A title\n")
    forget_readers()
    assert [block.body.text for block in documents.read(tmp_path / "a.md", "en").blocks] == ["A title", "Some text."]
    assert [block.body.text for block in documents.read(tmp_path / "a.rst", "en").blocks] == ["# A title"]
    forget_readers()


def test_a_faulty_reader_is_told_of_and_its_file_is_not_read_as_something_else(
    load: Load, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(PluginError):
        load("readers", "def read", "def look")
    (tmp_path / "a.rst").write_text("A title\n")
    forget_readers()
    with pytest.raises(InputError, match=r"a\.rst: files of the kind \.rst are not read; these are: .*\.txt"):
        documents.read(tmp_path / "a.rst", "en")
    forget_readers()
    told = (
        "toolkit: warning: reader 'another' of the package house 1.0 is no plugin: the class Rst has no method 'read'"
    )
    assert capsys.readouterr().err.startswith(told)


def test_a_damaged_list_of_entry_points_hides_no_other_package(load: Load, tmp_path: Path) -> None:
    install(tmp_path, "broken", {"engines": "no equals sign"})
    assert load("engines")().family == "toy"


def test_a_run_with_a_failing_engine_and_a_failing_report_names_them_and_keeps_the_exit_codes(tmp_path: Path) -> None:
    install(
        tmp_path,
        "house",
        {"engines": "up = house:Upper", "reports": "table = house:Csv"},
        ENGINE.replace("return [Hypothesis", "raise RuntimeError('out of ink'); [Hypothesis")
        + REPORT.replace('"a,b"', "None"),
    )
    (tmp_path / "a.txt").write_text("The council met on Monday. Nobody objected to the plan for the new bridge.\n")
    (tmp_path / "engine.yaml").write_text("routes: {r: up}\n")
    (tmp_path / "report.yaml").write_text("output: {formats: [table]}\n")
    done = toolkit(tmp_path, "compare", "a.txt", "--config", "engine.yaml")
    assert done.returncode == 3, done.stderr
    assert f"engine 'up' {WHO} failed in translate(): RuntimeError: out of ink" in done.stdout + done.stderr
    done = toolkit(tmp_path, "compare", "a.txt", "--config", "report.yaml")
    assert done.returncode == 2
    assert f"toolkit: error: report 'table' {WHO} failed in render(): the report is None" in done.stderr
