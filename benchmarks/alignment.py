"""Sentence alignment on the development data, and its time: ``python -m benchmarks.alignment``.

Prints strict and lax F1 with Gale & Church beside them, precision and recall of omissions and additions, how many of
the beads given confidence .9 and above are right, the vectors computed per line, and the time and memory of the
programme, vectors given, also against the quadratic one. The weights were fitted on the article groups among others:
``benchmarks/alignment_weights.py`` prints what they reach on documents they were not fitted on.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.alignment_noise import Aligned
from benchmarks.alignment_scores import Counts, counts, rights
from benchmarks.alignment_sets import SHARED, encoder, gold, sentences, training_sets
from toolkit.aligners.embedding import Embedding
from toolkit.aligners.length import Length
from toolkit.alignment import aligning, profiles
from toolkit.alignment.sides import Side, side
from toolkit.contracts import Aligner, Encoder

GOALS = {
    "article-mild": ".965 .995   .96/.96  .96/.96",
    "article-heavy": ".93  .993",
    "long-mild": ".97  .995",
    "round trip": ".96  .985",
}
SECONDS = {1_000: 0.15, 10_000: 2.0, 50_000: 10.0}


@dataclass(slots=True)
class Counting:
    """An encoder that counts the texts it is given."""

    encoder: Encoder
    texts: int = 0

    def signature(self) -> str:
        """Give the encoder's."""
        return self.encoder.signature()

    def problem(self) -> str | None:
        """Give the encoder's."""
        return self.encoder.problem()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Count and encode."""
        self.texts += len(texts)
        return self.encoder.encode(texts)


def quality() -> None:
    counting = Counting(encoder())
    groups = {name: gold(name) for name in ("article-mild", "article-heavy", "long-mild", "long-heavy", "long-plain")}
    groups["round trip"] = training_sets()["round trip"]
    print(f"{'strict, lax F1; omission, addition P/R':40} Gale & Church                    embedding, news")
    lines = 0
    judged: list[tuple[float, bool]] = []
    for name, documents in groups.items():
        lines += sum(len(one.left) + len(one.right) for one in documents)
        lengths, _ = run(Length(), documents)
        vectors, sure = run(Embedding(counting), documents)
        judged += sure
        goal = f"   goal {GOALS[name]}" if name in GOALS else ""
        print(f"  {name:20} {lengths!s:>44}   {vectors}{goal}", flush=True)
    certain = [right for confidence, right in judged if confidence >= 0.9]
    print(f"beads given .9 and above: {len(certain) / len(judged):.2f} of all, {np.mean(certain):.4f} right (goal .97)")
    print(f"vectors computed per line: {counting.texts / lines:.2f} (goal 1.2)")


def run(aligner: Aligner, documents: Sequence[Aligned]) -> tuple[Counts, list[tuple[float, bool]]]:
    """Align documents; return the counts, and each bead's confidence with whether it is right."""
    total, sure = Counts(), []
    for one in documents:
        beads = aligner.align(sentences(one.left), sentences(one.right), "it", "en")
        found = [(bead.left, bead.right) for bead in beads]
        total += counts(one.beads, found)
        sure += list(zip((bead.confidence or 0.0 for bead in beads), rights(one.beads, found), strict=True))
    return total, sure


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
    """Print seconds, and the peak memory of this process in MB, for made-up texts of so many lines a side."""
    texts, vectors = made_up(lines)
    own = [sentences(text) for text in texts]
    start = time.perf_counter()
    sides = [side(text, vector) for text, vector in zip(own, vectors, strict=True)]
    aligning.beads(sides[0], sides[1], profiles.load("news"))
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def times() -> None:
    for lines, goal in SECONDS.items():
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.alignment", "--time", str(lines)],
            capture_output=True,
            text=True,
            check=True,
        )
        seconds, megabytes = map(float, ran.stdout.split())
        print(f"{lines:6,} lines a side: {seconds:5.2f} s (goal {goal:g} s), {megabytes:,.0f} MB", flush=True)
    texts, vectors = made_up(1_000)
    sides: list[Side] = [side(sentences(text), vector) for text, vector in zip(texts, vectors, strict=True)]
    profile = profiles.load("news")
    start = time.perf_counter()
    narrow = aligning.beads(sides[0], sides[1], profile)
    middle = time.perf_counter()
    aligning._SMALL = 10**12  # the whole grid, whatever its size
    whole = aligning.beads(sides[0], sides[1], profile)
    ratio = (time.perf_counter() - middle) / (middle - start)
    same = len({(bead.left, bead.right) for bead in narrow} & {(bead.left, bead.right) for bead in whole}) / len(whole)
    print(f"the quadratic programme takes {ratio:.0f} x as long on 1,000 lines, and finds {same:.1%} of the same beads")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--time", type=int, metavar="LINES", help="only the time of the programme on so many lines")
    lines = parser.parse_args().time
    if lines:
        time_one(lines)
        return
    if SHARED.is_dir():
        quality()
    else:
        print(f"{SHARED} is not there: only the times are measured")
    times()


if __name__ == "__main__":
    main()
