"""Any encoder-decoder model of the transformers library, by its name on the hub or from a folder."""

import importlib.util
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Literal

from toolkit import plugins
from toolkit.engines.seq2seq import model as seq2seq
from toolkit.errors import EngineError, MissingDependency, one_line
from toolkit.model import Hypothesis
from toolkit.model.token_scores import Filling, TokenScores
from toolkit.plugins import model_files, streaming
from toolkit.plugins.contracts import Engine


@dataclass(frozen=True, slots=True)
class Transformers:
    """Marian, NLLB, M2M-100, mBART or T5 models: ``model: Helsinki-NLP/opus-mt-{source}-{target}``.

    ``{source}`` and ``{target}`` stand for the languages of the direction, so that one engine goes both ways. Files on
    this machine only (``toolkit fetch`` brings them); weights as safetensors only, and no code from the hub. Beam
    search, no sampling. ``max_new_tokens: 0`` lets an answer be twice as long as its text and 16 tokens more. With
    float32 an answer depends on its text alone; with shorter numbers its company in a batch may change a word.
    ``threads: 0`` means a batch at a time for
    each core, four at most.
    """

    model: str = field(metadata={"path": True})
    revision: str = "main"
    dtype: Literal["float32", "bfloat16", "float16"] = "float32"
    num_beams: int = 4
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    max_new_tokens: int = 0
    batch_tokens: int = field(default=1024, metadata={"output": False})
    device: str = field(default="auto", metadata={"output": False})
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
        """Always: each text by itself, no sampling."""
        return True

    def signature(self) -> str:
        """Name the options, the state of the model's files and the library's version."""
        return plugins.signature(self, files=self._files(), transformers=version("transformers"), preparation=2)

    def problem(self, source: str, target: str) -> str | None:
        """Return which model is missing, the folder looked in, and the command that fetches it."""
        if importlib.util.find_spec("torch") is None:
            return "the package torch is not installed; install it with: pip install 'translation-toolkit[neural]'"
        name = self._name(source, target)
        return model_files.problem(name, self.revision) or model_files.wrong_direction(
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
        return plugins.signature(
            self, without=search, files=self._files(), transformers=version("transformers"), scoring=1
        )

    def score_problem(self, source: str, target: str) -> str | None:
        """Return what ``problem`` says: the models are those that translate."""
        return self.problem(source, target)

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        """Return log P(texts[i] | given[i]) by a forward pass; raises what ``translate`` raises."""
        with self._model(source, target) as model:
            return model.score(texts, given, source, target)

    def fill(
        self, texts: Sequence[str], places: Sequence[int], given: Sequence[str], source: str, target: str
    ) -> list[Filling]:
        """Return what the model would write before token ``places[i]`` of ``texts[i]``, by a greedy search."""
        with self._model(source, target) as model:
            return model.fill(texts, places, given, source, target)

    @contextmanager
    def _model(self, source: str, target: str) -> Iterator[seq2seq.Model]:
        name = self._name(source, target)
        problem = self.problem(source, target)
        folder = model_files.find(name, self.revision)
        if problem or folder is None:
            raise MissingDependency(problem or f"the model {name!r} was not fetched", "")
        model = seq2seq.load(folder, name, self.device, self.dtype)
        try:
            yield model
        except (RuntimeError, ValueError, IndexError) as error:
            raise EngineError(f"the model {name} failed: {one_line(error, 300)}") from error

    def _settings(self) -> seq2seq.Settings:
        names = (*seq2seq.SEARCH, "max_new_tokens", "batch_tokens", "threads")
        return seq2seq.Settings(**{name: getattr(self, name) for name in names})

    def _files(self) -> str:
        return model_files.identity(self._name("*", "*"), self.revision)

    def _name(self, source: str, target: str) -> str:
        return self.model.replace("{source}", source).replace("{target}", target)


PLUGIN: type[Engine] = Transformers
