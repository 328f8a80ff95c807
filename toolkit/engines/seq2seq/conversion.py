"""How a model of transformers is converted for CTranslate2.

The library's converter reads attributes that transformers 5 no longer writes or has put to another use; what is then
missing or wrong is set here. What was made is loaded once before anyone gets it.
"""

import importlib.metadata
import json
import logging
import shutil
import warnings
from pathlib import Path
from typing import Any

from toolkit.engines.seq2seq import conventions as model_conventions
from toolkit.errors import EngineError, MissingDependency, one_line
from toolkit.plugins import model_files

_WAY = 2
"""Raised when a conversion of before would be run wrongly."""
_KEPT = ("*.json", "*.spm", "*.model")


def version() -> str:
    """Return the mark of what conversions depend on: the way they are made here, and the libraries' major versions.

    Smaller steps of CTranslate2 read what the earlier ones wrote.
    """
    return f"{_WAY}-{_major('ctranslate2')}-{_major('transformers')}"


def _major(package: str) -> str:
    try:
        return importlib.metadata.version(package).split(".")[0]
    except importlib.metadata.PackageNotFoundError:
        return "0"


def make(given: Path, part: Path, quantization: str) -> None:
    """Convert the model in one folder into another, and load it to see that it works.

    Raises MissingDependency without the packages, EngineError when the library cannot convert it or load what it made,
    OSError when it cannot be written.
    """
    try:
        import ctranslate2
        from ctranslate2.converters import TransformersConverter
        from transformers.utils import logging as transformers_logging
    except ImportError as error:
        raise MissingDependency(
            "the package ctranslate2 is not installed", "pip install 'translation-toolkit[ctranslate2,neural]'"
        ) from error
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    begins: dict[str, str | None] = {}

    class Converter(TransformersConverter):  # type: ignore[misc]
        def load_model(self, kind: Any, path: str, **options: Any) -> Any:
            return _with_old_settings(super().load_model(kind, path, **options))

        def load_tokenizer(self, kind: Any, path: str, **options: Any) -> Any:
            tokenizer = super().load_tokenizer(kind, path, **options)
            begins.update(_begins(tokenizer, given))
            return _with_vocabulary(tokenizer, given)

    try:
        with warnings.catch_warnings(action="ignore"):
            Converter(str(given)).convert(str(part), quantization=quantization)
    except Exception as error:  # each class of model has its own way to fail
        if isinstance(error, OSError) and error.errno:
            raise
        raise EngineError(f"the model in {given} cannot be converted ({one_line(error, 300)})") from error
    settings = json.loads((part / "config.json").read_text(encoding="utf-8")) | begins
    (part / "config.json").write_text(json.dumps(settings, indent=2), encoding="utf-8")
    for pattern in _KEPT:
        for path in given.glob(pattern):
            if not (part / path.name).exists():
                shutil.copyfile(path, part / path.name)
    # The library's own "config.json" took the place of the model's, which tells the limit and the kind of tokenizer.
    shutil.copyfile(given / "config.json", part / "model_config.json")
    level = ctranslate2.get_log_level()
    ctranslate2.set_log_level(logging.ERROR)  # that a number is too short for this processor is no fault of the model
    try:
        ctranslate2.Translator(str(part), device="cpu").unload_model()
    except Exception as error:
        raise EngineError(
            f"the model in {given} was converted, but cannot be loaded ({one_line(error, 300)})"
        ) from error
    finally:
        ctranslate2.set_log_level(level)


def _with_old_settings(model: Any) -> Any:
    """Return a model whose configuration says what the converter asks for, as transformers itself computes."""
    config = model.config
    if config.model_type == "mbart":  # the library has no other
        config.normalize_before = config.normalize_embedding = True
    if hasattr(config, "scale_decoder_outputs"):  # T5: "tied" is true of all since version 5, and says nothing of this
        config.tie_word_embeddings = config.scale_decoder_outputs
    return model


def _begins(tokenizer: Any, given: Path) -> dict[str, str | None]:
    """Return what the converter guesses wrongly: an mBART's first tokens (mBART-25 has no start token of its own)."""
    if model_files.settings(given, "config.json").get("model_type") != "mbart":
        return {}
    language_starts = model_conventions.read({}, tokenizer).language_starts
    start = None if language_starts else tokenizer.eos_token
    # The tokenizer of mBART-50 names no beginning, and the library refuses a model without one.
    return {"bos_token": tokenizer.bos_token or tokenizer.cls_token, "decoder_start_token": start}


def _with_vocabulary(tokenizer: Any, given: Path) -> Any:
    """Return a tokenizer that has a name for each word vector, where the converter looks.

    M2M-100's language tokens are told apart from its vocabulary, and an mBART may have more vectors than words.
    """
    vocabulary = {**tokenizer.get_vocab(), **(getattr(tokenizer, "lang_token_to_id", None) or {})}
    config = model_files.settings(given, "config.json")
    size = config.get("vocab_size", len(vocabulary))
    if getattr(tokenizer, "lang_token_to_id", None):
        tokenizer.get_vocab = lambda: vocabulary
        tokenizer.num_madeup_words = size - len(vocabulary)
    elif config.get("model_type") == "mbart" and size > len(vocabulary):
        filled = vocabulary | {f"madeupword{number}": number for number in range(len(vocabulary), size)}
        tokenizer.get_vocab = lambda: filled
    return tokenizer
