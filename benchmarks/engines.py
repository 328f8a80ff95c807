"""The neural engines side by side, with a random model of opus-mt's real size, in one run of about four minutes.

    python -m benchmarks.engines [SENTENCES]

The model never ends a text by itself, so that every answer has the same length; its words mean nothing, its time does.
Sentences are our own (benchmarks/sentences.txt), one to a text. The loop is what a first script would do: one text at a
time through ``generate``. Ratios are of texts a second; other work on the machine moves them.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from toolkit import converted_models, model_files, seq2seq
from toolkit.engines.ctranslate2 import CTranslate2
from toolkit.engines.transformers import Transformers

ROOT = Path(__file__).resolve().parents[1]
LENGTH = 32
VOCABULARY = 65001
LOOPED = 5


def texts(count: int) -> list[str]:
    own = (ROOT / "benchmarks" / "sentences.txt").read_text(encoding="utf-8").split("\n")
    own = [line for line in own if line]
    return [own[n % len(own)] for n in range(count)]


def make(folder: Path) -> Path:
    """Write a Marian model with six layers on either side, 512 dimensions and 65,001 words, at random."""
    import json

    import torch
    from transformers import MarianConfig, MarianMTModel

    from tests import tiny_models

    tiny_models.marian(folder, most=512)
    size = len(model_files.settings(folder, "vocab.json"))
    vocabulary = model_files.settings(folder, "vocab.json")
    pad = VOCABULARY - 1  # the last, as in the real ones
    filled = {**vocabulary, **{f"filler{n}": n for n in range(size - 1, pad)}, "<pad>": pad}
    (folder / "vocab.json").write_text(json.dumps(filled), encoding="utf-8")
    said = model_files.settings(folder, "tokenizer_config.json")
    said.pop("added_tokens_decoder", None)  # has the old places
    (folder / "tokenizer_config.json").write_text(json.dumps(said), encoding="utf-8")
    torch.manual_seed(1)
    model = MarianMTModel(
        MarianConfig(
            vocab_size=VOCABULARY, pad_token_id=pad, decoder_start_token_id=pad, eos_token_id=0, d_model=512,
            encoder_layers=6, decoder_layers=6, encoder_attention_heads=8, decoder_attention_heads=8,
            encoder_ffn_dim=2048, decoder_ffn_dim=2048, max_position_embeddings=512, scale_embedding=True,
        )
    )  # fmt: skip
    model.final_logits_bias[0, 0] = -1e4
    model.generation_config.bad_words_ids = [[pad]]
    model.generation_config.forced_eos_token_id = None
    model.save_pretrained(folder)
    return folder


def rate(work: Callable[[], object], count: int) -> float:
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def loop(model: seq2seq.Model, given: Sequence[str], beams: int) -> None:
    import torch

    with torch.inference_mode():
        for text in given:
            coded = model.tokenizer(text, return_tensors="pt")
            made = model.network.generate(**coded, num_beams=beams, max_new_tokens=LENGTH, max_length=None)
            model.tokenizer.decode(made[0], skip_special_tokens=True)


def bare(model: converted_models.Converted, given: Sequence[str], beams: int) -> None:
    tokenizer = model.tokenizer
    tokens = [tokenizer.convert_ids_to_tokens(ids) for ids in tokenizer(list(given)).input_ids]
    found = model.network.translate_batch(
        tokens, beam_size=beams, max_decoding_length=LENGTH, max_batch_size=1024, batch_type="tokens"
    )
    ids = [tokenizer.convert_tokens_to_ids(result.hypotheses[0]) for result in found]
    tokenizer.batch_decode(ids, skip_special_tokens=True)


def show(name: str, value: float, reference: float) -> None:
    print(f"{name:<44} {value:7.2f} texts/s {value / reference:6.1f} x", flush=True)


def main() -> None:
    given = texts(int(sys.argv[1]) if len(sys.argv) > 1 else 96)
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["TOOLKIT_MODELS"] = temporary
        folder = make(Path(temporary) / "model")
        converted_models.convert(str(folder), "main", "int8")
        slow = seq2seq.load(folder, str(folder), "cpu")
        fast = converted_models.load(
            converted_models.folder(str(folder), "main", "int8"), str(folder), "cpu", os.cpu_count() or 1
        )
        mean = sum(len(ids) for ids in slow.tokenizer(given).input_ids) / len(given)
        print(f"{len(given)} texts, {mean:.0f} tokens each, answers of {LENGTH}, {os.cpu_count()} cores")
        for beams in (4, 1):
            options = {"num_beams": beams, "max_new_tokens": LENGTH}
            engine = Transformers(str(folder), **options)  # type: ignore[arg-type]
            converted = CTranslate2(str(folder), threads=os.cpu_count() or 1, **options)  # type: ignore[arg-type]
            loop(slow, given[:1], beams)
            base = rate(lambda beams=beams: loop(slow, given[:LOOPED], beams), LOOPED)  # type: ignore[misc]
            show(f"beam {beams}: loop over transformers", base, base)
            part = given[:48]
            batched = rate(lambda: engine.translate(part, "en", "it"), len(part))  # noqa: B023
            show(f"beam {beams}: engine transformers", batched, base)
            found, own = [], []
            for _ in range(2):
                found.append(rate(lambda: bare(fast, given, beams), len(given)))  # noqa: B023
                own.append(rate(lambda: converted.translate(given, "en", "it"), len(given)))  # noqa: B023
            show(f"beam {beams}: bare ctranslate2 int8 (best of 2)", max(found), base)
            show(f"beam {beams}: engine ctranslate2 int8 (best of 2)", max(own), base)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        quick = CTranslate2(str(folder), threads=os.cpu_count() or 1, num_beams=1, max_new_tokens=2)
        quick.translate(texts(300), "en", "it")
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        quick.translate(texts(1500), "en", "it")
        print(f"most memory: {before} MiB, after 300 more texts {after}, after 1,500 more "
              f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}")  # fmt: skip


if __name__ == "__main__":
    main()
