"""Time and peak memory of sentence alignment, vectors given: ``python -m benchmarks.alignment_times``."""

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.alignment_sets import sentences
from toolkit.aligners.search import alignment, profiles
from toolkit.aligners.search.sides import Side, side

SECONDS = {1_000: 0.15, 10_000: 2.0, 50_000: 10.0}


def made_up(lines: int) -> tuple[list[list[str]], list[NDArray[np.float32]]]:
    """Return two texts and vectors that correspond but for 8 % of the sentences on each side."""
    own = np.random.default_rng(lines)
    base = own.normal(size=(lines + lines // 12, 384)).astype(np.float32)
    lengths = own.integers(5, 35, len(base))
    texts, vectors = [], []
    for _ in range(2):
        kept = np.sort(own.choice(len(base), lines, replace=False))
        noisy = base[kept] + own.normal(size=(lines, 384)).astype(np.float32) * np.float32(0.7)
        vectors.append(noisy / np.linalg.norm(noisy, axis=1, keepdims=True))
        texts.append(["Word " * int(lengths[index]) + "end." for index in kept])
    return texts, vectors


def time_one(lines: int) -> None:
    """Print wall and processor seconds (the least of three runs) and peak memory in MB for so many lines a side."""
    texts, vectors = made_up(lines)
    own = [sentences(text) for text in texts]
    seconds = []
    for _ in range(3):
        start = time.perf_counter(), time.process_time()
        sides = [side(text, vector) for text, vector in zip(own, vectors, strict=True)]
        alignment.beads(sides[0], sides[1], profiles.load("news"))
        seconds.append((time.perf_counter() - start[0], time.process_time() - start[1]))
    # Not getrusage: a new program inherits its peak from the one that started it.
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    print(*map(min, zip(*seconds, strict=True)), int(peak[1]) / 1024 if peak else float("nan"))


def times() -> None:
    """Print the times of all sizes, each in a process of its own, and how much longer the quadratic programme takes."""
    for lines, goal in SECONDS.items():
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.alignment_times", "--lines", str(lines)],
            capture_output=True,
            text=True,
            check=True,
        )
        wall, processor, megabytes = map(float, ran.stdout.split())
        print(
            f"{lines:6,} lines a side: {wall:5.2f} s, of the processor {processor:5.2f} s (goal {goal:g} s), "
            f"{megabytes:,.0f} MB (goal 1,000)",
            flush=True,
        )
    texts, vectors = made_up(1_000)
    sides: list[Side] = [side(sentences(text), vector) for text, vector in zip(texts, vectors, strict=True)]
    profile = profiles.load("news")
    start = time.perf_counter()
    narrow = alignment.beads(sides[0], sides[1], profile)
    middle = time.perf_counter()
    alignment._SMALL = 10**12  # the whole grid, whatever its size
    whole = alignment.beads(sides[0], sides[1], profile)
    ratio = (time.perf_counter() - middle) / (middle - start)
    same = len({(bead.left, bead.right) for bead in narrow} & {(bead.left, bead.right) for bead in whole}) / len(whole)
    print(f"the quadratic programme takes {ratio:.0f} x as long on 1,000 lines, and finds {same:.1%} of the same beads")


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, metavar="COUNT", help="only this many lines a side")
    lines = parser.parse_args().lines
    if lines:
        time_one(lines)
    else:
        times()


if __name__ == "__main__":
    main()
