"""Vectors of any sentence-transformers model (Reimers & Gurevych 2019), by its name or folder."""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, ClassVar

from toolkit import plugins
from toolkit.errors import EngineError, MissingDependency, one_line
from toolkit.plugins import model_files
from toolkit.plugins.contracts import Encoder
from toolkit.plugins.traits import Limits

if TYPE_CHECKING:
    from toolkit.plugins.contracts import Vectors

_PACKAGE = "sentence-transformers"
_COMMAND = "pip install 'translation-toolkit[encoders]'"


@dataclass(frozen=True, slots=True)
class SentenceTransformers:
    """Sentence vectors of a model that you have: larger ones (LaBSE, multilingual-e5-large) align free texts better.

    ``model`` is a folder, or a name on the hub that was fetched once: ``toolkit fetch sentence-transformers/LaBSE``.
    Nothing is downloaded while texts are encoded. ``prefix`` is put before each text ("passage: " for the e5 family).
    Batches are padded, so vectors of one text may differ in the sixth decimal from batch to batch; the cache keeps the
    first. ``device`` is "cpu", "cuda", ...; null takes the fastest that is there.
    """

    model: str = field(metadata={"path": True})
    """A name on the hub, or a folder."""
    revision: str = "main"
    """The branch, tag or commit of the model."""
    prefix: str = ""
    """Put before each text, such as "passage: " for the e5 family."""
    device: str | None = field(default=None, metadata={"output": False})
    """Where the model runs: cpu, cuda; null takes the fastest."""
    batch_size: int = field(default=32, metadata={"output": False})
    """How many texts go through the model at once."""

    limits: ClassVar[Limits] = {
        "model": {"minLength": 1},
        "batch_size": {"minimum": 1},
    }

    def __post_init__(self) -> None:
        if not self.model:
            raise ValueError("model must be a folder, or a name on the hub such as sentence-transformers/LaBSE")
        if self.batch_size < 1:
            raise ValueError("batch_size must be 1 or more")

    def signature(self) -> str:
        """Model, the state of its files, prefix and library version."""
        package = version(_PACKAGE) if _installed() else "none"
        return plugins.signature(self, files=model_files.identity(self.model, self.revision), version=package)

    def problem(self) -> str | None:
        """Return what is missing: the package, or the model, with the folder looked in and the command for it."""
        if not _installed():
            return f"the package {_PACKAGE!r} is not installed; install it with: {_COMMAND}"
        return model_files.encoder_problem(self.model, self.revision)

    def encode(self, texts: Sequence[str]) -> "Vectors":
        """Return float32 vectors of length 1, shape (len(texts), d).

        Raises MissingDependency without the package or the model, EngineError when the model fails.
        """
        import numpy as np

        problem = self.problem()
        folder = model_files.find(self.model, self.revision)
        if problem or folder is None:
            raise MissingDependency(f"{_PACKAGE}: {problem or 'there is no model'}", "")
        # Lone surrogates have no UTF-8; of no text there is nothing to be padded to.
        clean = [f"{self.prefix}{text}".encode("utf-8", "replace").decode() for text in texts]
        try:
            model = _model(str(folder), self.device)
            if not clean:
                return np.zeros((0, np.shape(_encoded(model, ["."], 1))[1]), dtype=np.float32)
            return np.asarray(_encoded(model, clean, self.batch_size), dtype=np.float32)
        except Exception as error:  # each class of model has its own way to fail
            raise EngineError(
                f"{_PACKAGE}: the model in {folder} failed ({one_line(error)}); fetch it again"
            ) from error


def _installed() -> bool:
    return importlib.util.find_spec("sentence_transformers") is not None


def _encoded(model: Any, texts: list[str], batch_size: int) -> Any:
    options = {"normalize_embeddings": True, "convert_to_numpy": True, "show_progress_bar": False}
    return model.encode(texts, batch_size=batch_size, **options)


@cache
def _model(folder: str, device: str | None) -> Any:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    safe = {"use_safetensors": True}
    return SentenceTransformer(folder, device=device, local_files_only=True, trust_remote_code=False, model_kwargs=safe)


PLUGIN: type[Encoder] = SentenceTransformers
