"""Many texts through the whole stack with a tiny model: when the first answer comes, and whether the memory stays."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENGINES = ("ctranslate2", "transformers")
MARKS = 10


def stream(count: int, sentences: list[str]) -> str:
    """Return a table, a row for each engine, each measured in a process of its own."""
    lines = [
        "| engine | first answer | all | texts/s | memory at the first answer | at 10 % | at 50 % | at the end |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        given = [f"{sentences[number % len(sentences)]} {number}" for number in range(count)]
        (folder / "lines.txt").write_text("\n".join(given), encoding="utf-8")
        prepare(folder)
        for name in ENGINES:
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.engines_stream", name, str(folder)],
                stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "TOOLKIT_MODELS": temporary},
            )  # fmt: skip
            lines.append(done.stdout.strip())
    return "\n".join(
        [*lines, "", f"{count:,} texts in one run, answers of 8 tokens at most, beam 2, cached as they come."]
    )


def prepare(folder: Path) -> None:
    """Make the model and convert it."""
    from tests import tiny_models
    from toolkit.engines.seq2seq import converted as converted_models

    os.environ["TOOLKIT_MODELS"] = str(folder)
    tiny_models.marian(folder / "model", ends=0.0)
    converted_models.convert(str(folder / "model"), "main", "int8")


def resident() -> float:
    """Return this process's memory in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def run(name: str, folder: Path) -> str:
    """Translate the lines as ``toolkit translate`` does, and return the engine's row."""
    from toolkit.config.loading import load
    from toolkit.run.cache.cache import Cache
    from toolkit.run.translate import translate_lines
    from toolkit.run.wiring import wire

    config = folder / f"{name}.yaml"
    config.write_text(
        "version: 1\nlanguages: {source: en, translation: it}\nengines:\n"
        f"  tiny: {{use: {name}, model: {folder / 'model'}, num_beams: 2, max_new_tokens: 8}}\n"
        "routes: {tiny: tiny}\n",
        encoding="utf-8",
    )
    lines = (folder / "lines.txt").read_text(encoding="utf-8").split("\n")
    cache = Cache.open(folder / f"{name}.sqlite")
    start, first, memory = time.perf_counter(), 0.0, []
    answers = translate_lines(lines, "tiny", "en", "it", wire(load(config), cache), cache)
    for number, _ in enumerate(answers):
        first = first or time.perf_counter() - start
        if number % (len(lines) // MARKS) == 0:
            memory.append(resident())
            print(f"{name}: {number} texts, {time.perf_counter() - start:.1f} s, {memory[-1]:.0f} MiB", file=sys.stderr)
    whole = time.perf_counter() - start
    cache.close()
    at = " | ".join(f"{size:.0f} MiB" for size in (memory[0], memory[1], memory[MARKS // 2], resident()))
    return f"| `{name}` | {first:.1f} s | {whole:.0f} s | {len(lines) / whole:.0f} | {at} |"


if __name__ == "__main__":
    print(run(sys.argv[1], Path(sys.argv[2])))
