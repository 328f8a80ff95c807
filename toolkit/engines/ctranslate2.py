"""The models of the transformers engine, converted once for CTranslate2: several times as fast on a processor."""

import importlib.util
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Literal

from toolkit.engines.seq2seq import conversion
from toolkit.engines.seq2seq import converted as converted_models
from toolkit.engines.seq2seq.options import Seq2SeqEngine
from toolkit.plugins import model_files
from toolkit.plugins.contracts import Engine


@dataclass(frozen=True, slots=True)
class CTranslate2(Seq2SeqEngine):
    """Marian, NLLB, M2M-100, mBART or T5 models through CTranslate2, int8 unless told otherwise.

    ``model`` and ``revision`` are those of the ``transformers`` engine. ``toolkit convert MODEL`` makes what is run and
    needs torch for it; running needs none. ``threads: 0`` means a worker of one thread for each core. The generation
    settings are those of ``transformers``. With float32 an answer depends on its text alone; with int8 its company in a
    batch may, rarely, change a word.
    """

    quantization: Literal[
        "int8", "int8_float32", "int16", "float32", "int8_float16", "float16", "int8_bfloat16", "bfloat16"
    ] = "int8"
    """How numbers are kept in the converted model."""
    device: Literal["cpu", "cuda", "auto"] = field(default="cpu", metadata={"output": False})
    """Where the model runs."""

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

    def _loaded(self, name: str) -> converted_models.Converted:
        where = converted_models.folder(name, self.revision, self.quantization)
        return converted_models.load(where, name, self.device, self.threads)

    def _library(self) -> dict[str, str]:
        package = version("ctranslate2") if importlib.util.find_spec("ctranslate2") else "none"
        return {"ctranslate2": package, "conversion": conversion.version()}


PLUGIN: type[Engine] = CTranslate2
