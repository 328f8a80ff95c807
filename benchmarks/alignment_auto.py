"""Fit the profile "auto" of the alignment: ``python -m benchmarks.alignment_auto [--write]``.

Two sets of weights, for close translations and for the freest, are fitted together: each document by the weights
between the two where its level of likeness puts it (``toolkit.aligners.search.profiles.Blend``). They are drawn to the
profiles of news and of literature. Documents: the article groups of the development data, the heavy ones once more with
noise on their vectors, and free translations made of clean pairs (``benchmarks/alignment_free.py``), of which every
second is held out. Printed is -ln of the chance of the gold beads for each hundred, then F1 and calibration.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks import alignment_sets
from benchmarks.alignment_free import Pair, Translator
from benchmarks.alignment_noise import Aligned
from benchmarks.alignment_scores import Counts, counts, rights
from benchmarks.alignment_sets import encoder, sentences
from benchmarks.alignment_weights import CHOSEN, FITTED, PENALTY, Doubles, Example, calibrate, minimum, sides_of, write
from toolkit.aligners.search import profiles
from toolkit.aligners.search.alignment import beads
from toolkit.aligners.search.centring import centred
from toolkit.aligners.search.profiles import Blend, Profile
from toolkit.aligners.search.sides import Side, side, with_words

FREEDOMS = (0.4, 0.8, 1.2, 1.6, 2.0, 2.4, 3.2, 4.0)
"""How far vectors are turned; at 4, sentences that correspond are half as alike as in news."""

DOCUMENTS, LENGTH = 6, 60
NOISE = 1.0
# News are what most people align, and must not suffer from the rest.
WEIGHTS = {"article-mild": 2.0, "article-heavy": 2.0, "article-heavy, noisy": 0.2}
WEIGHT_OF_FREE = 0.5
LIKE_KNOWN = 3.0
"""How much more than to nothing weights are drawn to those of the profile that is known."""


@dataclass(frozen=True)
class Known:
    """A document whose beads are known, its sides, and how much it counts; ``held_out`` ones are only measured."""

    group: str
    document: Aligned
    sides: tuple[Side, Side]
    weight: float
    held_out: bool


def documents() -> Iterator[Known]:
    """Yield all documents with their vectors."""
    model = encoder()
    groups = {name: alignment_sets.gold(name) for name in ("article-mild", "article-heavy")}
    groups["article-heavy, noisy"] = [
        Aligned(one.number, one.left, one.right, one.beads, NOISE) for one in groups["article-heavy"]
    ]
    plain = alignment_sets.gold("long-plain")[0]
    texts = list(
        dict.fromkeys(
            text
            for one in (plain, *(one for group in groups.values() for one in group))
            for text in (*one.left, *one.right)
        )
    )
    vectors = dict(zip(texts, model.encode(texts), strict=True))
    signature = model.signature()
    for name, group in groups.items():
        for one in group:
            yield Known(name, one, _worded(one, sides_of(one, vectors, signature)), WEIGHTS[name], False)
    own = [centred(np.stack([vectors[text] for text in side]), signature) for side in (plain.left, plain.right)]
    pairs = [Pair(both[:2], both[2:]) for both in zip(plain.left, plain.right, *own, strict=True)]
    yield from _free(pairs)


def _free(pairs: Sequence[Pair]) -> Iterator[Known]:
    for freedom in FREEDOMS:
        name = f"free {freedom:g}"
        translator = Translator(name, ("it", "en"), freedom)
        for number in range(DOCUMENTS):
            start = number * len(pairs) // DOCUMENTS
            made = translator.document(2 * number, pairs[start : start + LENGTH])
            one = made.document
            sides = side(sentences(one.left), np.stack(made.left)), side(sentences(one.right), np.stack(made.right))
            yield Known(name, one, _worded(one, sides), WEIGHT_OF_FREE, number % 2 == 1)


def _worded(one: Aligned, sides: tuple[Side, Side]) -> tuple[Side, Side]:
    return with_words(*sides, (one.left, one.right))


def fit(examples: Sequence[tuple[Known, Example]]) -> Doubles:
    """Return the likeliest weights under the prior: those of close translations, then those of free ones."""
    prior = np.concatenate([_weights("news"), _weights("literary")])

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        away = weights - prior
        value, slope = LIKE_KNOWN * PENALTY / 2 * float(away @ away), LIKE_KNOWN * PENALTY * away
        for known, example in examples:
            share = profiles.freedom(example.level)
            more, own = example.loss(between(weights, share))
            value += known.weight * more
            slope = slope + known.weight * np.concatenate([(1 - share) * own, share * own])
        return value, slope

    return minimum(loss, prior, 50)


def between(weights: Doubles, share: float) -> Doubles:
    """Return the weights of one document."""
    return (1 - share) * weights[: len(FITTED)] + share * weights[len(FITTED) :]


def _weights(name: str) -> Doubles:
    known = profiles.read(Path(profiles.__file__).parent / f"{name}.json").weights
    return np.array([known.get(feature, 0.0) for feature in FITTED])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the profile into the package")
    parser.add_argument("--data", type=Path, default=alignment_sets.GOLD, help="in place of the development data")
    options = parser.parse_args()
    if not options.data.is_dir():
        parser.exit(2, f"{options.data} is not there: nothing to fit the weights on\n")
    alignment_sets.GOLD = options.data
    every = list(documents())
    examples = [(known, Example(known.document, known.sides)) for known in every]
    print(f"{len(every)} documents", flush=True)
    weights = fit([(known, example) for known, example in examples if not known.held_out])
    for held_out in (False, True):
        _print_chances([one for one in examples if one[0].held_out == held_out], weights, held_out)
    found = blend(weights)
    found = replace(found, free=judge(every, found))
    if options.write:
        for kind, profile in (("close", found.close), ("free", found.free)):
            write(Path(profiles.__file__).parent / f"auto_{kind}.json", profile)


def _print_chances(examples: Sequence[tuple[Known, Example]], weights: Doubles, held_out: bool) -> None:
    print("held out:" if held_out else "fitted on:")
    sums: dict[str, list[float]] = {}
    for known, example in examples:
        own = sums.setdefault(known.group, [0.0, 0.0])
        own[0] += example.loss(between(weights, profiles.freedom(example.level)))[0]
        own[1] += len(known.document.beads)
    print("  " + ", ".join(f"{name} {100 * loss / count:.1f}" for name, (loss, count) in sums.items()), flush=True)


def blend(weights: Doubles) -> Blend:
    """Return fitted weights as a profile; what was not fitted is that of the profiles that are known."""
    parts = []
    for name, kind, own in (("news", "close", weights[: len(FITTED)]), ("literary", "free", weights[len(FITTED) :])):
        known = profiles.read(Path(profiles.__file__).parent / f"{name}.json")
        lean = profiles.load(f"auto_{kind}").lean  # chosen, not fitted
        named = {feature: round(float(weight), 3) for feature, weight in zip(FITTED, own, strict=True)}
        parts.append(replace(known, name=f"auto_{kind}", weights=named | CHOSEN, lean=lean))
    return Blend(*parts)


def judge(every: Sequence[Known], found: Blend) -> Profile:
    """Print F1 of each group; return the weights of free translations, calibrated on those that were held out."""
    plain = Blend(*(replace(one, steepness=1.0, caution=0.0) for one in (found.close, found.free)))
    totals: dict[str, Counts] = {}
    judged: list[tuple[float, bool]] = []
    for known in every:
        aligned = beads(*known.sides, plain)
        spans = [(bead.left, bead.right) for bead in aligned]
        totals[known.group] = totals.get(known.group, Counts()) + counts(known.document.beads, spans)
        if known.held_out:
            right = rights(known.document.beads, spans)
            judged += zip((bead.confidence or 0.0 for bead in aligned), right, strict=True)
    for name, total in totals.items():
        print(f"  {name:22} {total}")
    chance, verdict = np.array(judged).T
    chance = np.clip(chance, 1e-4, 1 - 1e-4)
    steepness, caution = calibrate(np.log(chance / (1 - chance)), verdict > 0.5)
    print("steepness and caution of free translations:", steepness, caution)
    return replace(found.free, steepness=steepness, caution=caution)


if __name__ == "__main__":
    main()
