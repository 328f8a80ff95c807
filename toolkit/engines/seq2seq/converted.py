"""Encoder-decoder models converted for CTranslate2: where they are kept, how they are made, and how they are run.

The folder of a converted model is named after the model, the state of its files, the quantization and the version of
the conversion, so that neither a new revision nor a new library ever meets an old one. It is made beside and renamed:
there is a whole one or none. It holds the tokenizer's files too, and nothing of torch is imported to use it.

A text's longest answer depends on its own length alone, as in ``seq2seq``, which plans the batches: each is one call
that the library gives to a worker.
"""

import glob
import os
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from toolkit.engines.seq2seq import conventions as model_conventions
from toolkit.engines.seq2seq import conversion
from toolkit.engines.seq2seq import model as seq2seq
from toolkit.engines.seq2seq.conventions import Conventions
from toolkit.engines.seq2seq.torch_search import Found
from toolkit.errors import EngineError, InputError, MissingDependency, one_line
from toolkit.model.token_scores import TokenScores
from toolkit.plugins import model_files

QUANTIZATIONS = ("int8", "int8_float32", "int16", "float32", "int8_float16", "float16", "int8_bfloat16", "bfloat16")
_BY_KIND = {"marian": "MarianTokenizer", "m2m_100": "M2M100Tokenizer", "t5": "T5Tokenizer", "mbart": "MBartTokenizer"}


def kept_in() -> Path:
    """Return the folder of all converted models: ``$TOOLKIT_MODELS``, or in the user cache folder."""
    return model_files.own_folder() / "ctranslate2"


def folder(name: str, revision: str, quantization: str) -> Path:
    """Return the folder of one converted model, whether or not it is there."""
    return kept_in() / f"{_stem(name, revision, quantization)}-{conversion.version()}"


def _stem(name: str, revision: str, quantization: str) -> str:
    plain = Path(name).name if model_files.is_folder(name) else name.replace("/", "--")
    return f"{plain}-{model_files.identity(name, revision)}-{quantization}"


def problem(name: str, revision: str, quantization: str) -> str | None:
    """Return what is missing, the model or its conversion, and the command that makes it."""
    missing = model_files.problem(name, revision)
    if missing:
        return missing
    where = folder(name, revision, quantization)
    if (where / "model.bin").is_file():
        return None
    options = [name, *(["--revision", revision] if revision != "main" else [])]
    options += ["--quantization", quantization] if quantization != "int8" else []
    command = f"toolkit convert {' '.join(options)}"
    stem = glob.escape(_stem(name, revision, quantization))
    if any(any(kept_in().glob(f"{stem}{mark}/model.bin")) for mark in ("", "-*")):
        return f"the model {name!r} was converted for other versions of the libraries; convert it anew with: {command}"
    return f"the model {name!r} is not converted ({where} is not there); convert it with: {command}"


def convert(name: str, revision: str, quantization: str) -> Path:
    """Convert a model that is on this machine, unless it was done; return its folder.

    Raises MissingDependency without the model or the packages, EngineError when the library cannot convert it.
    """
    missing = model_files.problem(name, revision)
    given = model_files.find(name, revision)
    if missing or given is None:
        raise MissingDependency(missing or f"there is no model {name!r}", "")
    made = folder(name, revision, quantization)
    if (made / "model.bin").is_file():
        return made
    try:
        made.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=made.parent, prefix=".converting-") as temporary:
            part = Path(temporary) / "model"
            conversion.make(given, part, quantization)
            if not (made / "model.bin").is_file():
                part.rename(made)
    except OSError as error:
        raise InputError(f"{made}: the converted model cannot be written there ({error.strerror or error})") from None
    return made


@dataclass(frozen=True, slots=True)
class _Search:
    """A translator with the names of its tokens and the search's options. A batch is one call, of one worker."""

    network: Any
    tokenizer: Any
    first: int | None
    settings: seq2seq.Settings
    conventions: Conventions
    pool: ThreadPoolExecutor
    workers: int
    padded: bool = False

    def begin(self, rows: Sequence[list[int]], width: int) -> Future[list[Found]]:
        """Begin to translate rows of at most ``width`` tokens; their answers come in the same order."""
        return self.pool.submit(self._answers, rows, width)

    def _answers(self, rows: Sequence[list[int]], width: int) -> list[Found]:
        names, settings = self.tokenizer.convert_ids_to_tokens, self.settings
        begin = [] if self.first is None else [names(self.first)]
        # What stands behind a start token comes back with the answer; the start token does not.
        told = 0 if self.conventions.language_starts else len(begin)
        most = settings.most(width, self.conventions.longest(self.first))
        answers = self.network.translate_batch(
            [names(row) for row in rows],
            target_prefix=[begin] * len(rows) if begin else None,
            max_batch_size=0,
            beam_size=settings.num_beams,
            length_penalty=settings.length_penalty,
            repetition_penalty=settings.repetition_penalty,
            no_repeat_ngram_size=settings.no_repeat_ngram_size,
            max_input_length=0,
            max_decoding_length=most + told,
        )
        found = [answer.hypotheses[0][told:] for answer in answers]
        # The end is not among the tokens: so many are one too many.
        return [(self.tokenizer.convert_tokens_to_ids(row), len(row) >= most) for row in found]


@dataclass(slots=True)
class Converted(seq2seq.Seq2SeqModel):
    """A converted model and its tokenizer. ``network`` is a ``ctranslate2.Translator``."""

    @contextmanager
    def _searching(self, texts: int, first: int | None, settings: seq2seq.Settings) -> Iterator[_Search]:
        workers = min(self.network.num_translators, max(1, texts))
        pool = ThreadPoolExecutor(workers)
        try:
            yield _Search(self.network, self.tokenizer, first, settings, self.conventions, pool, workers)
        finally:
            pool.shutdown(cancel_futures=True)

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        """Return log P(texts[i] | given[i]) token by token, in order; beyond the model's limit texts are cut."""
        from toolkit.engines.seq2seq import ctranslate2_scorer

        with self.busy:
            prefix, first = self._directed(source, target)
            named = self.tokenizer.convert_ids_to_tokens

            def cut(text: str) -> list[str]:
                return list(named(self.tokenizer(prefix + text).input_ids))

            def bare(text: str) -> list[str]:
                return list(named(self.tokenizer(text_target=text, add_special_tokens=False).input_ids))

            asked = ctranslate2_scorer.Translator(
                self.network, cut, bare, () if first is None else (named(first),), self.limit,
                self.conventions.longest(first), self.conventions.language_starts,
                self.tokenizer.eos_token, self.tokenizer.unk_token,
            )  # fmt: skip
            return ctranslate2_scorer.score(asked, texts, given)


@lru_cache(maxsize=4)
def load(where: Path, name: str, device: str, workers: int) -> Converted:
    """Load a converted model; ``workers: 0`` means one for each core. Raises EngineError with the library's reason."""
    import ctranslate2

    try:
        with warnings.catch_warnings(action="ignore"):
            tokenizer = _tokenizer_class(where).from_pretrained(where, local_files_only=True)
        # Two threads in one worker are slower than one thread (measured): more workers instead.
        network = ctranslate2.Translator(
            str(where), device=device, inter_threads=workers or os.cpu_count() or 1, intra_threads=1
        )
    except Exception as error:
        raise EngineError(f"the converted model in {where} cannot be loaded ({one_line(error, 300)})") from error
    config = model_files.settings(where, "model_config.json")
    return Converted(name, tokenizer, network, model_conventions.read(config, tokenizer))


def _tokenizer_class(where: Path) -> Any:
    """Return the tokenizer's class by its name: the library's own way of finding it imports torch where it can."""
    import transformers
    from transformers.utils import logging

    logging.set_verbosity_error()
    config = model_files.settings(where, "model_config.json")
    said = model_files.settings(where, "tokenizer_config.json").get("tokenizer_class") or config.get("tokenizer_class")
    name = str(said or _BY_KIND.get(config.get("model_type", ""), "AutoTokenizer")).removesuffix("Fast")
    return getattr(transformers, name if hasattr(transformers, name) else "AutoTokenizer")
