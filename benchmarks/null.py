"""How often equal systems are called different at .05, by test and by how much there is to test.

    python -m benchmarks.null [--repeats 2000] [--trials 1000] [--metric chrf]

Two systems are drawn that are equal but for chance: each sentence of corpora/newsroom has many noisy copies, each
system gets one of them for each segment, and in the cells of documents each document has a noise of its own for either
system. Whatever a test calls different is a false alarm: 5 in 100 is what it promises. Beside the tests of the toolkit
stands sacreBLEU's formula of the paired bootstrap, on the same draws.
"""

import argparse
import json
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from toolkit.evaluation.significance.corpus_scores import SegmentStatistics, of_sacrebleu
from toolkit.evaluation.significance.paired_tests import Test, compare

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAIRS = Path(__file__).parent.parent / "corpora" / "newsroom" / "pairs.jsonl"
SEGMENTS = (20, 50, 200, 1000)
DOCUMENTS = (10, 40)
_OF_DOCUMENT = 8
_LEVELS = 8
_COPIES = 5


def copies(metric: str) -> "tuple[SegmentStatistics, NDArray[np.float64]]":
    """Return a template, and statistics of shape (sentences, levels of noise, copies, k)."""
    from sacrebleu.metrics import BLEU, CHRF

    scorer = {"bleu": BLEU(), "chrf": CHRF()}[metric]
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    texts = sorted({row["translation"] for row in rows if len(row["translation"].split()) > 5})
    words = sorted({word for text in texts for word in text.split()})
    random = np.random.default_rng(1)

    def noisy(text: str, level: int) -> str:
        rate = 0.05 + 0.06 * level
        return " ".join(str(random.choice(words)) if random.random() < rate else word for word in text.split())

    made = [noisy(text, level) for text in texts for level in range(_LEVELS) for _ in range(_COPIES)]
    repeated = [text for text in texts for _ in range(_LEVELS * _COPIES)]
    found = of_sacrebleu(scorer, made, repeated)
    return found, found.values.reshape(len(texts), _LEVELS, _COPIES, -1)


def systems(
    every: "NDArray[np.float64]", random: np.random.Generator, segments: int, documents: int
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return the statistics of two equal systems, by document where there are any."""
    chosen = random.integers(0, len(every), segments)
    shared = random.integers(0, _LEVELS // 2, segments)
    found = []
    for _ in range(2):
        extra = random.integers(0, _LEVELS // 2, documents).repeat(_OF_DOCUMENT) if documents else 0
        drawn = every[chosen, shared + extra, random.integers(0, _COPIES, segments)]
        found.append(drawn.reshape(documents, _OF_DOCUMENT, -1).sum(axis=1) if documents else drawn)
    return found[0], found[1]


def as_sacrebleu(first: SegmentStatistics, second: SegmentStatistics, draws: int, seed: int) -> float:
    """Return the p-value of sacreBLEU's paired bootstrap: absolute differences, centred afterwards."""
    random = np.random.default_rng(seed)
    drawn = random.integers(0, len(first.values), size=(draws, len(first.values)))
    scores = [one.score(one.values[drawn].sum(axis=1)) for one in (first, second)]
    differences = np.abs(scores[0] - scores[1])
    above = differences - differences.mean() > abs(first.total - second.total)
    return (int(above.sum()) + 1) / (draws + 1)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.null", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=2000)
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--metric", choices=["bleu", "chrf"], default="chrf")
    options = parser.parse_args()
    template, every = copies(options.metric)
    tests: tuple[Test, ...] = ("randomization", "bootstrap")
    print(f"share of {options.repeats} pairs of equal systems with p < .05, {options.metric}, seed 1 (goal .050)\n")
    print(f"{'':>16}{'randomization':>16}{'bootstrap':>12}{'as sacreBLEU':>15}{'± (95 %)':>11}")
    for segments, documents in [*((size, 0) for size in SEGMENTS), *((_OF_DOCUMENT * n, n) for n in DOCUMENTS)]:
        random = np.random.default_rng([1, segments, documents])
        hits = np.zeros(3)
        for repeat in range(options.repeats):
            one, other = (
                SegmentStatistics(template.name, values, template.score)
                for values in systems(every, random, segments, documents)
            )
            ps = [
                compare(one, other, test, trials=options.trials, draws=options.trials, seed=repeat).p for test in tests
            ]
            hits += np.array([*ps, as_sacrebleu(one, other, options.trials, repeat)]) < 0.05
        shares = hits / options.repeats
        cell = f"{documents} documents" if documents else f"{segments} segments"
        margin = 1.96 * sqrt(0.05 * 0.95 / options.repeats)
        print(f"{cell:>16}{shares[0]:>16.3f}{shares[1]:>12.3f}{shares[2]:>15.3f}{margin:>11.3f}", flush=True)


if __name__ == "__main__":
    main()
