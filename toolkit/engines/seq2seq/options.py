"""What engines of encoder-decoder models have in common: which model, how it searches, and the way of texts through it.

An engine says what is missing (``problem``), how a model is loaded (``_loaded``) and which library runs it
(``_library``); the names of models, the search and the signatures are the same for all of them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ClassVar

from toolkit import plugins
from toolkit.engines.seq2seq import model as seq2seq
from toolkit.errors import EngineError, MissingDependency, one_line
from toolkit.model import Hypothesis
from toolkit.model.token_scores import TokenScores
from toolkit.plugins import model_files, streaming
from toolkit.plugins.traits import Limits


@dataclass(frozen=True, slots=True)
class Seq2SeqEngine:
    """An engine of models by their names on the hub or from folders; one engine goes both ways."""

    family = "neural"
    cacheable = True  # each text by itself, no sampling

    model: str = field(metadata={"path": True})
    """A name on the hub, or a folder; {source} and {target} are the languages."""
    revision: str = "main"
    """The branch, tag or commit of the model."""
    num_beams: int = field(default=4, metadata={"also": "beam"})
    """How many beginnings the search follows (also: beam)."""
    length_penalty: float = 1.0
    """Above 1 favours longer answers, below 1 shorter ones."""
    repetition_penalty: float = 1.0
    """Above 1 makes words that stand there already less likely."""
    no_repeat_ngram_size: int = 0
    """No run of so many tokens comes twice; 0 allows all."""
    max_new_tokens: int = 0
    """The longest answer; 0 is twice the text and 16 more."""
    batch_tokens: int = field(default=1024, metadata={"output": False})
    """How many tokens go through the model at once."""
    device: str = field(default="auto", metadata={"output": False})
    """Where the model runs: cpu, cuda, auto."""
    threads: int = field(default=0, metadata={"output": False})
    """How many batches at once; 0 lets the engine choose."""

    limits: ClassVar[Limits] = {
        "threads": {"minimum": 0},
        "num_beams": {"minimum": 1},
        "batch_tokens": {"minimum": 1},
        "no_repeat_ngram_size": {"minimum": 0},
        "max_new_tokens": {"minimum": 0},
        "repetition_penalty": {"exclusiveMinimum": 0},
    }

    def __post_init__(self) -> None:
        if self.threads < 0:
            raise ValueError("threads must be 0 or more")
        self._settings()

    def signature(self) -> str:
        """Name the options, the state of the model's files and the library's version."""
        return self._signature("*", "*")

    def signature_in(self, source: str, target: str) -> str:
        """Name the same of the model of one direction alone."""
        return self._signature(source, target)

    def problem(self, source: str, target: str) -> str | None:
        """Return which package or model is missing, the folder looked in, and the command that brings it."""
        raise NotImplementedError

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency without the model, EngineError if it cannot be loaded."""
        return streaming.gathered(self.stream(texts, source, target), len(texts))

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[streaming.Part]:
        """Yield the answers of ``translate`` batch by batch; raises what it raises."""
        settings = self._settings()
        with self._ready(source, target) as model:
            yield from model.stream(texts, source, target, settings)

    def score_signature(self) -> str:
        """Name the state of the model's files and the library's version; the search does not matter."""
        return self._score_signature("*", "*")

    def score_signature_in(self, source: str, target: str) -> str:
        """Name the same of the model of one direction alone."""
        return self._score_signature(source, target)

    def score_problem(self, source: str, target: str) -> str | None:
        """Return what ``problem`` says: the models are those that translate."""
        return self.problem(source, target)

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        """Return log P(texts[i] | given[i]); raises what ``translate`` raises."""
        with self._ready(source, target) as model:
            return model.score(texts, given, source, target)

    @contextmanager
    def _ready(self, source: str, target: str) -> Iterator[seq2seq.Seq2SeqModel]:
        """Give the model of a direction; what goes wrong in it becomes an EngineError."""
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(problem, "")
        model = self._loaded(self._name(source, target))
        try:
            yield model
        except (RuntimeError, ValueError, IndexError) as error:
            raise EngineError(f"the model {model.name} failed: {one_line(error, 300)}") from error

    def _loaded(self, name: str) -> seq2seq.Seq2SeqModel:
        raise NotImplementedError

    def _library(self) -> dict[str, str]:
        """Return the library that runs the models, with its version."""
        raise NotImplementedError

    def _settings(self) -> seq2seq.Settings:
        names = (*seq2seq.SEARCH, "max_new_tokens", "batch_tokens", "threads")
        return seq2seq.Settings(**{name: getattr(self, name) for name in names})

    def _signature(self, source: str, target: str) -> str:
        files = model_files.identity(self._name(source, target), self.revision)
        return plugins.signature(self, without=(), files=files, preparation=3, **self._library())

    def _score_signature(self, source: str, target: str) -> str:
        search = (*seq2seq.SEARCH, "max_new_tokens")
        files = model_files.identity(self._name(source, target), self.revision)
        return plugins.signature(self, without=search, files=files, scoring=2, **self._library())

    def _name(self, source: str, target: str) -> str:
        return self.model.replace("{source}", source).replace("{target}", target)
