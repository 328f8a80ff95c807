"""Any encoder-decoder model of the transformers library, by its name on the hub or from a folder."""

import importlib.util
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from toolkit import language_codes, model_files, plugins, seq2seq
from toolkit.contracts import Engine
from toolkit.errors import EngineError, MissingDependency
from toolkit.model import Hypothesis
from toolkit.token_scores import TokenScores

_WANTED = ["*.json", "*.safetensors", "*.spm", "*.model", "*.txt"]
_CONNECT_SECONDS = 3.0
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Transformers:
    """Marian, NLLB, M2M-100, mBART or T5 models: ``model: Helsinki-NLP/opus-mt-{source}-{target}``.

    ``{source}`` and ``{target}`` stand for the languages of the direction, so that one engine goes both ways. Files on
    this machine only, unless ``download: true``; weights as safetensors only, and no code from the hub. float32, beam
    search, no sampling. ``threads: 0`` leaves the number to torch.
    """

    model: str = field(metadata={"path": True})
    revision: str = "main"
    num_beams: int = 4
    batch_tokens: int = field(default=1024, metadata={"output": False})
    device: str = field(default="auto", metadata={"output": False})
    threads: int = field(default=0, metadata={"output": False})
    download: bool = field(default=False, metadata={"output": False})

    def __post_init__(self) -> None:
        if self.num_beams < 1 or self.batch_tokens < 1 or self.threads < 0:
            raise ValueError("num_beams and batch_tokens must be 1 or more, threads 0 or more")

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
        pattern = self.model.replace("{source}", "*").replace("{target}", "*")
        files = model_files.identity(pattern, self.revision)
        return plugins.signature(self, files=files, transformers=version("transformers"), preparation=1)

    def problem(self, source: str, target: str) -> str | None:
        """Return which model is missing, the folder looked in, and the command that fetches it."""
        if importlib.util.find_spec("torch") is None:
            return "the package torch is not installed; install it with: pip install 'translation-toolkit[neural]'"
        name = self._name(source, target)
        folder = model_files.find(name, self.revision)
        if folder is None and self.download and not model_files.is_folder(name):
            return None
        return model_files.problem(name, self.revision) or _wrong_direction(folder or Path(), name, source, target)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency without the model, EngineError if it cannot be loaded."""
        settings = seq2seq.Settings(self.num_beams, self.batch_tokens)
        return self._asked(source, target, lambda model: model.translate(texts, source, target, settings))

    def score_signature(self) -> str:
        """Name the state of the model's files and the library's version; the search does not matter."""
        pattern = self.model.replace("{source}", "*").replace("{target}", "*")
        files = model_files.identity(pattern, self.revision)
        search = ("num_beams",)
        return plugins.signature(self, without=search, files=files, transformers=version("transformers"), scoring=1)

    def score_problem(self, source: str, target: str) -> str | None:
        """Return what ``problem`` says: the models are those that translate."""
        return self.problem(source, target)

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        """Return log P(texts[i] | given[i]) by a forward pass; raises what ``translate`` raises."""
        return self._asked(source, target, lambda model: model.score(texts, given, source, target))

    def _asked(self, source: str, target: str, work: Callable[[seq2seq.Model], Answer]) -> Answer:
        name = self._name(source, target)
        if self.download and model_files.find(name, self.revision) is None:
            _download(name, self.revision)
        problem = self.problem(source, target)
        folder = model_files.find(name, self.revision)
        if problem or folder is None:
            raise MissingDependency(problem or f"the model {name!r} was not fetched", "")
        if self.threads:
            import torch

            torch.set_num_threads(self.threads)
        model = seq2seq.load(folder, name, self.device)
        try:
            return work(model)
        except (RuntimeError, ValueError, IndexError) as error:
            raise EngineError(f"the model {name} failed: {' '.join(str(error).split())[:300]}") from error

    def _name(self, source: str, target: str) -> str:
        return self.model.replace("{source}", source).replace("{target}", target)


def _wrong_direction(folder: Path, name: str, source: str, target: str) -> str | None:
    """Return what is wrong when a bilingual model says that it goes another way."""
    said: dict[str, Any] = model_files.settings(folder, "tokenizer_config.json")
    own = [language_codes.short(str(said.get(key, ""))) for key in ("source_lang", "target_lang")]
    known = all(language_codes.long(code) != code for code in own)
    if said.get("tokenizer_class") == "MarianTokenizer" and known and own != [source, target]:
        return f"the model {name!r} goes {' > '.join(own)}; write {{source}} and {{target}} in its name for both ways"
    return None


def _download(name: str, revision: str) -> None:
    """Fetch a model's files. Asks first whether the hub can be reached: the library would try for half a minute."""
    from huggingface_hub import constants, snapshot_download

    host = urlsplit(constants.ENDPOINT)
    try:
        port = host.port or (80 if host.scheme == "http" else 443)
        socket.create_connection((host.hostname or "", port), _CONNECT_SECONDS).close()
        snapshot_download(name, revision=revision, allow_patterns=_WANTED)
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        raise MissingDependency(
            f"the model {name!r} is not in {model_files.hub_folder()} and cannot be fetched ({reason})",
            f"hf download {name}",
        ) from error


PLUGIN: type[Engine] = Transformers
