import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import tiny_models
from toolkit import plugins
from toolkit.engines.ctranslate2 import CTranslate2
from toolkit.engines.seq2seq import conversion
from toolkit.engines.seq2seq import converted as converted_models
from toolkit.errors import EngineError, MissingDependency
from toolkit.plugins.contracts import Engine, Scorer

MakeTiny = Callable[[str], Path]
KINDS = ("marian", "m2m100", "nllb", "madlad")


def engine(folder: Path, **options: object) -> CTranslate2:
    return CTranslate2(str(folder), **{"quantization": "float32", "num_beams": 2, **options})  # type: ignore[arg-type]


def test_it_is_a_plugin_that_scores_too() -> None:
    assert isinstance(CTranslate2("x"), Engine)
    assert isinstance(CTranslate2("x"), Scorer)
    assert plugins.get("engines", "ctranslate2") is CTranslate2
    for wrong in ({"num_beams": 0}, {"threads": -1}, {"max_new_tokens": -1}):
        with pytest.raises(ValueError, match="must be"):
            CTranslate2("x", **wrong)  # type: ignore[arg-type]


@pytest.mark.model
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("quantization", ["float32", "int8"])
def test_an_answer_depends_on_its_text_alone(kind: str, quantization: str, converted: Callable[..., Path]) -> None:
    texts = tiny_models.sentences(12, seed=3, longest=3 if kind == "nllb" else 12)
    model = engine(converted(kind, quantization), quantization=quantization)
    known = dict(zip(texts, model.translate(texts, "en", "it"), strict=True))
    shuffled = random.Random(1).sample(texts, len(texts))
    assert model.translate(shuffled, "en", "it") == [known[text] for text in shuffled]
    assert [model.translate([text], "en", "it")[0] for text in texts[:4]] == [known[text] for text in texts[:4]]
    small = engine(converted(kind, quantization), quantization=quantization, batch_tokens=40, threads=1)
    assert small.translate(texts, "en", "it") == [known[text] for text in texts]


@pytest.mark.model
def test_a_text_over_the_limit_is_cut_at_clauses_and_noted(converted: MakeTiny) -> None:
    long = "; ".join(text.rstrip(".?!") for text in tiny_models.sentences(12, seed=6)) + "."
    (answer,) = engine(converted("marian")).translate([long], "en", "it")
    assert answer.notes[0].startswith("cut at clauses into ")


@pytest.mark.model
def test_a_score_does_not_depend_on_how_the_model_searches(converted: MakeTiny) -> None:
    folder = converted("marian")
    assert engine(folder).score_problem("en", "it") is None
    assert engine(folder, num_beams=5).score_signature() == engine(folder).score_signature()


@pytest.mark.model
def test_it_runs_without_torch(converted: MakeTiny) -> None:
    folder = converted("marian")
    program = (
        "import sys\nfrom toolkit.engines.ctranslate2 import CTranslate2\n"
        f"print(CTranslate2({str(folder)!r}, quantization='float32').translate(['the city'], 'en', 'it')[0].text)\n"
        "sys.exit('torch' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True, timeout=600, capture_output=True)


@pytest.mark.model
def test_a_model_is_converted_once_and_anew_when_its_files_change(
    make_tiny: MakeTiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os
    import shutil

    pytest.importorskip("ctranslate2")
    monkeypatch.setenv("TOOLKIT_MODELS", str(tmp_path / "own"))
    folder = tmp_path / "model"
    shutil.copytree(make_tiny("marian"), folder)
    problem = str(engine(folder).problem("en", "it"))
    assert str(tmp_path / "own" / "ctranslate2") in problem
    assert f"convert it with: toolkit convert {folder} --quantization float32" in problem
    made = converted_models.convert(str(folder), "main", "float32")
    written = (made / "model.bin").stat().st_mtime_ns
    assert converted_models.convert(str(folder), "main", "float32") == made
    assert (made / "model.bin").stat().st_mtime_ns == written
    assert engine(folder).problem("en", "it") is None
    signature = engine(folder).signature()
    os.utime(folder / "model.safetensors", ns=(1, 1))
    assert engine(folder).signature() != signature
    assert "is not converted" in str(engine(folder).problem("en", "it"))
    assert [path.name for path in made.parent.iterdir()] == [made.name]


@pytest.mark.model
def test_a_conversion_for_other_versions_is_made_anew(converted: MakeTiny, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = converted("mbart50")
    before, signature = converted_models.folder(str(folder), "main", "float32"), engine(folder).signature()
    assert engine(folder).problem("en", "it") is None
    monkeypatch.setattr(conversion, "_WAY", 99)
    said = f"was converted for other versions of the libraries; convert it anew with: toolkit convert {folder}"
    assert said in str(engine(folder).problem("en", "it"))
    assert engine(folder).signature() != signature
    assert converted_models.convert(str(folder), "main", "float32") != before
    assert engine(folder).problem("en", "it") is None
    assert before.is_dir()  # others may use it


@pytest.mark.model
def test_what_cannot_be_loaded_after_its_conversion_is_not_kept(
    make_tiny: MakeTiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ctranslate2")
    monkeypatch.setenv("TOOLKIT_MODELS", str(tmp_path / "own"))
    monkeypatch.setattr(conversion, "_begins", lambda *_: {"bos_token": None})
    with pytest.raises(EngineError, match=r"mbart50 was converted, but cannot be loaded \("):
        converted_models.convert(str(make_tiny("mbart50")), "main", "float32")
    assert list((tmp_path / "own" / "ctranslate2").iterdir()) == []


@pytest.mark.model
def test_a_model_that_cannot_be_converted_is_one_line_and_leaves_nothing(
    make_tiny: MakeTiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    pytest.importorskip("ctranslate2")
    monkeypatch.setenv("TOOLKIT_MODELS", str(tmp_path / "own"))
    shutil.copytree(make_tiny("marian"), tmp_path / "model")
    (tmp_path / "model" / "config.json").write_text('{"model_type": "marian", "d_model": "wide"}')
    with pytest.raises(EngineError, match=r"the model in \S+ cannot be converted \("):
        converted_models.convert(str(tmp_path / "model"), "main", "int8")
    assert list((tmp_path / "own" / "ctranslate2").iterdir()) == []


def test_an_absent_model_names_the_folder_and_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ctranslate2")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    absent = CTranslate2("some/opus-mt-{source}-{target}")
    said = f"the model 'some/opus-mt-it-en' is not in {tmp_path}; fetch it with: toolkit fetch some/opus-mt-it-en"
    assert absent.problem("it", "en") == said
    with pytest.raises(MissingDependency, match="toolkit fetch"):
        absent.translate(["x"], "it", "en")


def test_the_signature_names_what_changes_the_output_and_nothing_else() -> None:
    plain = CTranslate2("some/model")
    assert CTranslate2("some/model", batch_tokens=7, device="cuda", threads=2).signature() == plain.signature()
    for option in ({"num_beams": 1}, {"quantization": "int16"}, {"revision": "v2"}, {"length_penalty": 0.5}):
        assert CTranslate2("some/model", **option).signature() != plain.signature()
