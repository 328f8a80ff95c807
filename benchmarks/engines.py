"""The neural engines side by side, with a random model of opus-mt's real size, in one run of a few minutes.

    python -m benchmarks.engines [SENTENCES] [--stream TEXTS] [--update-readme]

The model never ends a text by itself, so that every answer has the same length; its words mean nothing, its time does.
Sentences are our own (benchmarks/sentences.txt), one to a text. The loop is what a first script would do: one text at a
time through ``generate`` of a model as it is loaded, with one thread or with all, whichever is faster here. Everything
is the best of two turns, taken in alternation, and still other work on the machine moves the ratios; processor time
moves less. ``--stream`` sends so many texts through a tiny model instead, as ``toolkit translate`` does with its cache,
and prints when the first answer is there, and the memory.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.engines_stream import stream
from benchmarks.readme import replace_section
from toolkit.engines.ctranslate2 import CTranslate2
from toolkit.engines.seq2seq import converted as converted_models
from toolkit.engines.seq2seq import model as seq2seq
from toolkit.engines.transformers import Transformers
from toolkit.plugins import model_files

ROOT = Path(__file__).resolve().parents[1]
LENGTH = 32
VOCABULARY = 65001
LOOPED = 4
TURNS = 2


@dataclass(frozen=True)
class Taken:
    """Seconds for a text, of the clock and of the processor."""

    clock: float
    processor: float


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


def taken(work: Callable[[], object], count: int) -> Taken:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Taken((time.perf_counter() - clock) / count, (time.process_time() - processor) / count)


def loop(network: Any, tokenizer: Any, given: Sequence[str], beams: int, threads: int) -> None:
    import torch

    torch.set_num_threads(threads)
    with torch.inference_mode():
        for text in given:
            coded = tokenizer(text, return_tensors="pt")
            made = network.generate(**coded, num_beams=beams, max_new_tokens=LENGTH, max_length=None)
            tokenizer.decode(made[0], skip_special_tokens=True)


def bare(model: converted_models.Converted, given: Sequence[str], beams: int) -> None:
    tokenizer = model.tokenizer
    tokens = [tokenizer.convert_ids_to_tokens(ids) for ids in tokenizer(list(given)).input_ids]
    found = model.network.translate_batch(
        tokens, beam_size=beams, max_decoding_length=LENGTH, max_batch_size=1024, batch_type="tokens"
    )
    ids = [tokenizer.convert_tokens_to_ids(result.hypotheses[0]) for result in found]
    tokenizer.batch_decode(ids, skip_special_tokens=True)


def best(turns: Sequence[Taken]) -> Taken:
    return Taken(min(turn.clock for turn in turns), min(turn.processor for turn in turns))


def compared(folder: Path, given: Sequence[str], beams: int, cores: int) -> dict[str, Taken]:
    """Return what each way takes for a text; the loop gets a part of the texts."""
    from transformers import AutoModelForSeq2SeqLM

    network = AutoModelForSeq2SeqLM.from_pretrained(folder).eval()
    tokenizer = seq2seq.load(folder, str(folder), "cpu").tokenizer
    converted = converted_models.load(converted_models.folder(str(folder), "main", "int8"), str(folder), "cpu", cores)
    options = {"num_beams": beams, "max_new_tokens": LENGTH, "threads": cores}
    batched = Transformers(str(folder), **options)  # type: ignore[arg-type]
    int8 = CTranslate2(str(folder), **options)  # type: ignore[arg-type]
    ways: dict[str, tuple[Callable[[], object], int]] = {
        f"loop, {threads} {'thread' if threads == 1 else 'threads'}": (
            lambda threads=threads: loop(network, tokenizer, given[:LOOPED], beams, threads),  # type: ignore[misc]
            LOOPED,
        )
        for threads in sorted({1, cores})
    }
    ways["engine `transformers`"] = (lambda: batched.translate(given, "en", "it"), len(given))
    ways["bare CTranslate2, int8"] = (lambda: bare(converted, given, beams), len(given))
    ways["engine `ctranslate2`, int8"] = (lambda: int8.translate(given, "en", "it"), len(given))
    loop(network, tokenizer, given[:1], beams, cores)
    found: dict[str, list[Taken]] = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, (work, count) in ways.items():
            found[name].append(taken(work, count))
            print(f"beam {beams}, {name}: {found[name][-1].clock * 1000:.0f} ms a text", flush=True)
    return {name: best(turns) for name, turns in found.items()}


def table(by_beams: dict[int, dict[str, Taken]]) -> list[str]:
    heads = [f"beam {beams}: texts/s | x loop | processor x loop" for beams in by_beams]
    lines = [f"| way | {' | '.join(heads)} |", f"|---|{'---:|' * 3 * len(heads)}"]
    for name in next(iter(by_beams.values())):
        cells = []
        for every in by_beams.values():
            base = best([every[loop] for loop in every if loop.startswith("loop")])
            own = every[name]
            cells += [f"{1 / own.clock:.2f}", f"{base.clock / own.clock:.1f}", f"{base.processor / own.processor:.1f}"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def measured(count: int) -> str:
    given, cores = texts(count), os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["TOOLKIT_MODELS"] = temporary
        folder = make(Path(temporary) / "model")
        converted_models.convert(str(folder), "main", "int8")
        tokenizer = seq2seq.load(folder, str(folder), "cpu").tokenizer
        mean = sum(len(ids) for ids in tokenizer(given).input_ids) / count
        lines = table({beams: compared(folder, given, beams, cores) for beams in (4, 1)})
    busy = os.getloadavg()[0]
    said = f"{count} texts of {mean:.0f} tokens, answers of {LENGTH}, {cores} cores, load {busy:.1f} at the end."
    return "\n".join([*lines, "", f"One run, best of {TURNS} turns: {said}"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", nargs="?", type=int, default=64)
    parser.add_argument("--stream", type=int, metavar="TEXTS", help="send so many texts through a tiny model instead")
    parser.add_argument("--update-readme", action="store_true", help="put the tables into README.md")
    options = parser.parse_args()
    name = "engines-stream" if options.stream else "engines"
    text = stream(options.stream, texts(104)) if options.stream else measured(options.sentences)
    print(text)
    if options.update_readme:
        replace_section(ROOT / "README.md", name, text)


if __name__ == "__main__":
    main()
