"""Vectors of any sentence-transformers model (Reimers & Gurevych 2019), by its name or folder."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import plugins
from toolkit.contracts import Encoder
from toolkit.errors import EngineError, MissingDependency

if TYPE_CHECKING:
    from toolkit.contracts import Vectors

_PACKAGE = "sentence-transformers"
_COMMAND = f"pip install {_PACKAGE}"


@dataclass(frozen=True, slots=True)
class SentenceTransformers:
    """Sentence vectors of a model that you have: larger ones (LaBSE, multilingual-e5-large) align free texts better.

    ``model`` is a folder, or a name in the model cache; nothing is downloaded unless ``download`` is true. ``prefix``
    is put before each text ("passage: " for the e5 family). Batches are padded, so vectors of one text may differ in
    the sixth decimal from batch to batch; the cache keeps the first.
    """

    model: str = field(metadata={"path": True})
    revision: str | None = None
    prefix: str = ""
    download: bool = field(default=False, metadata={"output": False})
    device: str | None = field(default=None, metadata={"output": False})
    batch_size: int = field(default=32, metadata={"output": False})

    def signature(self) -> str:
        """Model, revision, prefix and library version."""
        try:
            return plugins.signature(self, version=version(_PACKAGE))
        except PackageNotFoundError:
            return plugins.signature(self, version="none")

    def problem(self) -> str | None:
        """Return what is missing: the package, or the folder of a model given by path."""
        try:
            version(_PACKAGE)
        except PackageNotFoundError:
            return f"the package '{_PACKAGE}' is not installed; install it with: {_COMMAND}"
        if Path(self.model).is_absolute() and not Path(self.model).is_dir():
            return f"there is no model in {self.model}"
        return None

    def encode(self, texts: Sequence[str]) -> "Vectors":
        """Return float32 vectors of length 1, shape (len(texts), d).

        Raises MissingDependency without the package, EngineError when the model cannot be loaded.
        """
        import numpy as np

        model = _model(self.model, self.revision, self.device, self.download)
        if not texts:
            return np.zeros((0, model.get_sentence_embedding_dimension()), dtype=np.float32)
        found = model.encode(
            [self.prefix + text for text in texts],
            batch_size=self.batch_size,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(found, dtype=np.float32)


@cache
def _model(name: str, revision: str | None, device: str | None, download: bool) -> Any:
    try:
        library = importlib.import_module("sentence_transformers")
    except ImportError as error:
        raise MissingDependency(f"the package '{_PACKAGE}' is not installed", _COMMAND) from error
    try:
        return library.SentenceTransformer(name, revision=revision, device=device, local_files_only=not download)
    except (OSError, TypeError, ValueError) as error:
        hint = "" if download else "; give its folder, or set 'download: true'"
        raise EngineError(f"{_PACKAGE}: the model {name!r} cannot be loaded{hint}") from error


PLUGIN: type[Encoder] = SentenceTransformers
