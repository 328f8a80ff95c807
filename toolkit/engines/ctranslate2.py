"""The models of the transformers engine, converted once for CTranslate2: several times as fast on a processor."""

import importlib.util
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Literal

from toolkit import plugins
from toolkit.engines.seq2seq import converted as converted_models
from toolkit.engines.seq2seq import model as seq2seq
from toolkit.errors import EngineError, MissingDependency, one_line
from toolkit.model import Hypothesis
from toolkit.model.token_scores import TokenScores
from toolkit.plugins import model_files, streaming
from toolkit.plugins.contracts import Engine


@dataclass(frozen=True, slots=True)
class CTranslate2:
    """Marian, NLLB, M2M-100, mBART or T5 models through CTranslate2, int8 unless told otherwise.

    ``model`` and ``revision`` are those of the ``transformers`` engine. ``toolkit convert MODEL`` makes what is run and
    needs torch for it; running needs none. ``threads: 0`` means a worker of one thread for each core. The generation
    settings are those of ``transformers``. With float32 an answer depends on its text alone; with int8 its company in a
    batch may, rarely, change a word.
    """

    model: str = field(metadata={"path": True})
    revision: str = "main"
    quantization: Literal[
        "int8", "int8_float32", "int16", "float32", "int8_float16", "float16", "int8_bfloat16", "bfloat16"
    ] = "int8"
    num_beams: int = 4
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    max_new_tokens: int = 0
    batch_tokens: int = field(default=1024, metadata={"output": False})
    device: Literal["cpu", "cuda", "auto"] = field(default="cpu", metadata={"output": False})
    threads: int = field(default=0, metadata={"output": False})

    def __post_init__(self) -> None:
        if self.threads < 0:
            raise ValueError("threads must be 0 or more")
        self._settings()

    @property
    def family(self) -> str:
        """Neural."""
        return "neural"

    @property
    def cacheable(self) -> bool:
        """Always: no sampling."""
        return True

    def signature(self) -> str:
        """Name the options, the state of the model's files and the library's version."""
        return plugins.signature(self, files=self._files(), ctranslate2=_version(), preparation=2)

    def problem(self, source: str, target: str) -> str | None:
        """Return what is missing, the folder looked in, and the command that fetches or converts it."""
        if importlib.util.find_spec("ctranslate2") is None:
            return (
                "the package ctranslate2 is not installed; "
                "install it with: pip install 'translation-toolkit[ctranslate2]'"
            )
        name = self._name(source, target)
        return converted_models.problem(name, self.revision, self.quantization) or model_files.wrong_direction(
            name, self.revision, source, target
        )

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency without the model, EngineError if it cannot be loaded."""
        return streaming.gathered(self.stream(texts, source, target), len(texts))

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[streaming.Part]:
        """Yield the answers of ``translate`` batch by batch; raises what it raises."""
        settings = self._settings()
        with self._model(source, target) as model:
            yield from model.stream(texts, source, target, settings)

    def score_signature(self) -> str:
        """Name the state of the model's files and the library's version; the search does not matter."""
        search = (*seq2seq.SEARCH, "max_new_tokens")
        return plugins.signature(self, without=search, files=self._files(), ctranslate2=_version(), scoring=1)

    def score_problem(self, source: str, target: str) -> str | None:
        """Return what ``problem`` says: the models are those that translate."""
        return self.problem(source, target)

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        """Return log P(texts[i] | given[i]); raises what ``translate`` raises."""
        with self._model(source, target) as model:
            return model.score(texts, given, source, target)

    @contextmanager
    def _model(self, source: str, target: str) -> Iterator[converted_models.Converted]:
        name = self._name(source, target)
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(problem, "")
        where = converted_models.folder(name, self.revision, self.quantization)
        model = converted_models.load(where, name, self.device, self.threads)
        try:
            yield model
        except (RuntimeError, ValueError, IndexError) as error:
            raise EngineError(f"the model {name} failed: {one_line(error, 300)}") from error

    def _settings(self) -> seq2seq.Settings:
        return seq2seq.Settings(
            **{name: getattr(self, name) for name in (*seq2seq.SEARCH, "max_new_tokens", "batch_tokens")}
        )

    def _files(self) -> str:
        return model_files.identity(self._name("*", "*"), self.revision)

    def _name(self, source: str, target: str) -> str:
        return self.model.replace("{source}", source).replace("{target}", target)


def _version() -> str:
    return version("ctranslate2") if importlib.util.find_spec("ctranslate2") else "none"


PLUGIN: type[Engine] = CTranslate2
