"""A tiny random model through the real library: local files only, and one line for everything that can be wrong."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.tiny_models import WORDS
from toolkit.encoders.sentence_transformers import SentenceTransformers
from toolkit.errors import EngineError, MissingDependency
from toolkit.plugins import model_files
from toolkit.plugins.contracts import Encoder

pytestmark = pytest.mark.model
TEXTS = ["the council said", "il consiglio disse", "", "una città nuova " * 40, "a\0b \ud800"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder of a few kilobytes, in the layout that the library saves."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("sentence_transformers")
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("encoder") / "tiny"
    folder.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set(WORDS))]
    (folder / "vocab.txt").write_text("\n".join(words))
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt"), model_max_length=64).save_pretrained(folder)
    torch.manual_seed(7)
    shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    BertModel(BertConfig(vocab_size=len(words), max_position_embeddings=64, **shape)).save_pretrained(folder)
    modules = [("", "Transformer"), ("1_Pooling", "Pooling")]
    rows = [
        {"idx": number, "name": str(number), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for number, (path, kind) in enumerate(modules)
    ]
    (folder / "modules.json").write_text(json.dumps(rows))
    (folder / "1_Pooling").mkdir()
    pooling = {"word_embedding_dimension": 16, "pooling_mode_mean_tokens": True}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    return folder


def test_every_text_has_a_vector_of_length_one_whatever_stands_beside_it(model: Path) -> None:
    encoder = SentenceTransformers(str(model), device="cpu", batch_size=2)
    assert isinstance(encoder, Encoder)
    assert encoder.problem() is None
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (5, 16)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(encoder.encode(TEXTS[::-1])[::-1], vectors, atol=1e-5)
    assert encoder.encode([]).shape == (0, 16)


def test_a_prefix_is_read_with_the_text(model: Path) -> None:
    with_prefix = SentenceTransformers(str(model), prefix="the ", device="cpu")
    assert np.allclose(
        with_prefix.encode(["city"]), SentenceTransformers(str(model), device="cpu").encode(["the city"]), atol=1e-5
    )
    assert with_prefix.signature() != SentenceTransformers(str(model)).signature()


def test_a_model_is_found_in_the_hubs_cache_by_its_name(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    cached = tmp_path / "models--own--tiny"
    (cached / "refs").mkdir(parents=True)
    (cached / "refs" / "main").write_text("c0ffee")
    shutil.copytree(model, cached / "snapshots" / "c0ffee")
    assert SentenceTransformers("own/tiny", device="cpu").encode(["il"]).shape == (1, 16)


def test_a_model_that_cannot_be_loaded_is_an_engine_error(model: Path, tmp_path: Path) -> None:
    shutil.copytree(model, tmp_path / "m")
    (tmp_path / "m" / "config.json").write_text('{"model_type": "bert", "hidden_size": "wide"}')
    with pytest.raises(EngineError, match=r"the model in \S+ failed \(.*\); fetch it again") as caught:
        SentenceTransformers(str(tmp_path / "m"), device="cpu").encode(["x"])
    assert "\n" not in str(caught.value)


def test_pickled_weights_are_not_loaded(model: Path, tmp_path: Path) -> None:
    shutil.copytree(model, tmp_path / "m")
    (tmp_path / "m" / "model.safetensors").rename(tmp_path / "m" / "pytorch_model.bin")
    encoder = SentenceTransformers(str(tmp_path / "m"))
    assert "pickled weights are not loaded" in str(encoder.problem())
    with pytest.raises(MissingDependency, match="pickled weights"):
        encoder.encode(["x"])


def test_new_files_change_the_signature(model: Path, tmp_path: Path) -> None:
    shutil.copytree(model, tmp_path / "m")
    before = SentenceTransformers(str(tmp_path / "m")).signature()
    (tmp_path / "m" / "model.safetensors").write_bytes(b"other")
    assert SentenceTransformers(str(tmp_path / "m")).signature() != before


def test_an_absent_model_names_the_folder_and_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    said = f"the model 'own/absent' is not in {tmp_path}; fetch it with: toolkit fetch own/absent"
    assert SentenceTransformers("own/absent").problem() == said
    with pytest.raises(MissingDependency, match="toolkit fetch own/absent"):
        SentenceTransformers("own/absent").encode(["x"])
    assert model_files.encoder_problem(str(tmp_path), "main") == (
        f"the model folder {tmp_path} has no modules.json or config.json; give one that sentence-transformers saved"
    )


@pytest.mark.parametrize("options", [{"model": ""}, {"model": "m", "batch_size": 0}])
def test_options_that_make_no_sense_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"model must be|batch_size must be"):
        SentenceTransformers(**options)  # type: ignore[arg-type]
