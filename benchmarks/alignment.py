"""Sentence alignment on the development data, and its time: ``python -m benchmarks.alignment``.

Prints strict and lax F1 with Gale & Church beside them, precision and recall of omissions and additions, how many of
the beads of each confidence are right, the vectors computed per line, and the time and memory of the programme, vectors
given, also against the quadratic one. Each document is aligned by weights fitted on the other half of the documents
(``benchmarks/alignment_weights.py``). Where the development data are not at hand, this project's own texts with
sentences cut, joined, left out and added must do.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.alignment_noise import Aligned
from benchmarks.alignment_scores import Counts, counts, rights
from benchmarks.alignment_sets import GOLD, encoder, gold, joined, own_text, sentences, stories, training_sets
from benchmarks.alignment_times import times
from benchmarks.alignment_weights import FOLDS, half_of, half_path
from toolkit.aligners.embedding import Embedding
from toolkit.aligners.length import Length
from toolkit.aligners.search import alignment, profiles
from toolkit.aligners.search.centring import centred
from toolkit.aligners.search.profiles import Profile
from toolkit.aligners.search.sides import side
from toolkit.model import Bead, Sentence
from toolkit.plugins.contracts import Aligner, Encoder

GOALS = {
    "article-mild": ".965 .995   .96/.96  .96/.96",
    "article-heavy": ".93  .993",
    "long-mild, by half": ".97  .995",
    "round trip": ".96  .985",
}
HEAD = "strict, lax F1; omission, addition P/R"


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
    """Print the table of the development data, each document aligned by weights of the half that it is not in."""
    halves = [profiles.read(half_path("news", fold)) for fold in range(FOLDS)]
    counting = Counting(encoder())
    judged: list[tuple[float, bool]] = []
    lines = 0
    print(f"{HEAD:40} Gale & Church                    embedding, news")
    for name, documents in _groups().items():
        lines += sum(len(one.left) + len(one.right) for one in documents)
        lengths, _ = run(partial(_aligned, Length()), documents)
        vectors, sure = run(lambda one: _by_half(one, halves, counting), documents)
        judged += sure
        goal = f"   goal {GOALS[name]}" if name in GOALS else ""
        print(f"  {name:20} {lengths!s:>44}   {vectors}{goal}", flush=True)
    calibration(judged)
    print(f"vectors computed per line: {counting.texts / lines:.2f} (goal 1.2)")


def _groups() -> dict[str, list[Aligned]]:
    groups = {name: gold(name) for name in ("article-mild", "article-heavy")}
    # The long files hold documents of both halves: theirs are put together anew, one long text for each half.
    for name in ("mild", "heavy"):
        articles = groups[f"article-{name}"]
        groups[f"long-{name}, by half"] = [
            joined([one for one in articles if half_of(one) == fold]) for fold in range(FOLDS)
        ]
    groups["round trip"] = training_sets()["round trip"]
    return groups


def _by_half(one: Aligned, halves: Sequence[Profile], model: Encoder) -> Sequence[Bead]:
    signature = model.signature()
    own = [side(text, centred(model.encode([one.text for one in text]), signature)) for text in _sides(one)]
    return alignment.beads(own[0], own[1], halves[half_of(one)])


def shipped() -> None:
    """Print the same figures for the weights in the package, on files that they were fitted on in part."""
    aligner = Embedding(encoder())
    groups = {name: gold(name) for name in ("article-mild", "article-heavy", "long-mild", "long-heavy", "long-plain")}
    print("\nthe weights in the package, fitted on both halves:")
    _print(groups, aligner)


def own() -> None:
    """Print the figures on this project's own texts: an article, spoilt, and stories, freely translated."""
    print(f"\n{HEAD:40} Gale & Church                    embedding, literary              auto")
    _print(own_text() | stories(), Length(), Embedding(encoder(), "literary"), Embedding(encoder()))


def _print(groups: dict[str, list[Aligned]], *aligners: Aligner) -> None:
    judged: list[tuple[float, bool]] = []
    for name, documents in groups.items():
        found = [run(partial(_aligned, by), documents) for by in aligners]
        judged += found[-1][1]
        print(f"  {name:20} " + "   ".join(f"{total!s:>44}" for total, _ in found), flush=True)
    calibration(judged)


def _aligned(aligner: Aligner, one: Aligned) -> list[Bead]:
    return aligner.align(*_sides(one), "it", "en")


def _sides(one: Aligned) -> tuple[list[Sentence], list[Sentence]]:
    return sentences(one.left), sentences(one.right)


def calibration(judged: Sequence[tuple[float, bool]]) -> None:
    """Print how many beads have each confidence, and how many of those are right."""
    for low, high in pairwise((0, 0.5, 0.7, 0.9, 1.01)):
        right = [right for confidence, right in judged if low <= confidence < high]
        share = f"{np.mean(right):.3f} right" if right else "none"
        goal = " (goal .97)" if low == 0.9 else ""
        print(
            f"  confidence {low:.1f} to {min(high, 1):.1f}: {len(right) / len(judged):5.1%} of the beads, {share}{goal}"
        )


def run(
    align: Callable[[Aligned], Sequence[Bead]], documents: Sequence[Aligned]
) -> tuple[Counts, list[tuple[float, bool]]]:
    """Align documents; return the counts, and each bead's confidence with whether it is right."""
    total, sure = Counts(), []
    for one in documents:
        beads = align(one)
        found = [(bead.left, bead.right) for bead in beads]
        total += counts(one.beads, found)
        sure += list(zip((bead.confidence or 0.0 for bead in beads), rights(one.beads, found), strict=True))
    return total, sure


def main() -> None:
    """Print everything."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    if GOLD.is_dir():
        quality()
        shipped()
    else:
        print(f"{GOLD} is not there: only this project's own texts, and the times")
    own()
    print(flush=True)
    times()


if __name__ == "__main__":
    main()
