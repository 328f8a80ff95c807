"""What a comparison costs: the first time beside the bare engines and vectors, and again when all is cached.

    python -m benchmarks.speed [--article FILE] [--config FILE] [--repeat N]

All figures come from one run on one machine, so the ratios mean something and the seconds little. "Bare" is what the
same engines and the same encoder take, called directly on the very same sentences, without pipeline, cache, checks,
metrics or reports. Every process starts with an empty cache folder of its own.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
_BARE = """
import sys, time
from pathlib import Path
from toolkit.config.loading import load
from toolkit.run.stages.opening import open_documents
from toolkit.run.stages.trips import translate
config = load(Path(sys.argv[2]))
opened = open_documents(Path(sys.argv[1]), None, config.pair, config.aligner)
texts = [sentence.text for unit in opened.units for sentence in unit.translation]
source, target = config.source_language, config.translation_language
start = time.perf_counter()
answers = []
for route in config.routes:
    back = [answer.text for answer in route.back.translate(texts, target, source)]
    answers += [back, [answer.text for answer in route.returned.translate(back, source, target)]]
engines = time.perf_counter() - start
start = time.perf_counter()
config.encoder.encode(list(dict.fromkeys([*texts, *(text for group in answers for text in group)])))
print(engines, time.perf_counter() - start)
"""


def timed(call: list[str], cache: str) -> tuple[float, str]:
    """Return the wall-clock seconds of a whole process and what it printed."""
    start = time.perf_counter()
    done = subprocess.run(call, env={**os.environ, "TOOLKIT_CACHE": cache}, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return time.perf_counter() - start, done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--article", default=str(ROOT / "corpora" / "summit" / "summit.en.txt"))
    parser.add_argument("--config", default=str(ROOT / "configs" / "round-trip-only.yaml"))
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    bare, first, again = [], [], []
    for _ in range(options.repeat):
        with tempfile.TemporaryDirectory() as folder:
            whole, printed = timed([sys.executable, "-c", _BARE, options.article, options.config], f"{folder}/bare")
            engines, vectors = (float(value) for value in printed.split())
            bare.append(engines + vectors)
            call = [sys.executable, "-m", "toolkit", "compare", options.article, "--config", options.config]
            call += ["--out", f"{folder}/out"]
            first.append(timed(call, f"{folder}/cache")[0])
            again.append(timed(call, f"{folder}/cache")[0])
            print(
                f"bare engines {engines:.2f} s + vectors {vectors:.2f} s (whole process {whole:.2f} s), "
                f"first compare {first[-1]:.2f} s, second compare {again[-1]:.2f} s",
                flush=True,
            )
    ratio = statistics.median(one / other for one, other in zip(first, bare, strict=True))
    print(f"first compare / bare engines and vectors: {ratio:.2f} (median of {options.repeat})")
    share = statistics.median(one / other for one, other in zip(again, bare, strict=True))
    print(f"second compare / bare engines and vectors: {share:.2f}")
    print(f"second compare, everything cached, whole process: {statistics.median(again):.2f} s")


if __name__ == "__main__":
    main()
