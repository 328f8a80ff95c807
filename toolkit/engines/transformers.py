"""Any encoder-decoder model of the transformers library, by its name on the hub or from a folder."""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal

from toolkit.engines.seq2seq import model as seq2seq
from toolkit.engines.seq2seq.options import Seq2SeqEngine
from toolkit.errors import MissingDependency
from toolkit.model.token_scores import Filling
from toolkit.plugins import model_files
from toolkit.plugins.contracts import Engine


@dataclass(frozen=True, slots=True)
class Transformers(Seq2SeqEngine):
    """Marian, NLLB, M2M-100, mBART or T5 models: ``model: Helsinki-NLP/opus-mt-{source}-{target}``.

    ``{source}`` and ``{target}`` stand for the languages of the direction, so that one engine goes both ways. Files on
    this machine only (``toolkit fetch`` brings them); weights as safetensors only, and no code from the hub. Beam
    search, no sampling. ``max_new_tokens: 0`` lets an answer be twice as long as its text and 16 tokens more. With
    float32 an answer depends on its text alone; with shorter numbers its company in a batch may change a word.
    ``threads: 0`` means a batch at a time for
    each core, four at most.
    """

    dtype: Literal["float32", "bfloat16", "float16"] = "float32"
    """How numbers are kept in the model."""

    def problem(self, source: str, target: str) -> str | None:
        """Return which model is missing, the folder looked in, and the command that fetches it."""
        if importlib.util.find_spec("torch") is None:
            return "the package torch is not installed; install it with: pip install 'translation-toolkit[neural]'"
        name = self._name(source, target)
        return model_files.problem(name, self.revision) or model_files.wrong_direction(
            name, self.revision, source, target
        )

    def fill(
        self, texts: Sequence[str], places: Sequence[int], given: Sequence[str], source: str, target: str
    ) -> list[Filling]:
        """Return what the model would write before token ``places[i]`` of ``texts[i]``, by a greedy search."""
        with self._ready(source, target) as model:
            return model.fill(texts, places, given, source, target)

    def _loaded(self, name: str) -> seq2seq.Seq2SeqModel:
        folder = model_files.find(name, self.revision)
        if folder is None:
            raise MissingDependency(f"the model {name!r} was not fetched", "")
        return seq2seq.load(folder, name, self.device, self.dtype)

    def _library(self) -> dict[str, str]:
        return {"transformers": version("transformers")}


PLUGIN: type[Engine] = Transformers
