"""Fit the weights of the alignment profiles: ``python -m benchmarks.alignment_weights [--write]``.

Maximum likelihood of the gold alignments under the log-linear model of ``toolkit.aligners.search.scores``, with a small
Gaussian prior, by BFGS. Printed are figures cross-validated by document (two halves); ``--write`` puts the weights
fitted on everything into ``toolkit/aligners/search/*.json``, and those of the halves beside this file, where
``benchmarks/alignment.py`` finds them. Takes some ten minutes, more while vectors are not cached.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.alignment_noise import Aligned
from benchmarks.alignment_scores import Counts, counts, rights
from benchmarks.alignment_sets import GOLD, encoder, sentences, training_sets
from toolkit.aligners.search import band, profiles, rough_path
from toolkit.aligners.search.alignment import beads
from toolkit.aligners.search.best_path import NEVER, Scores, totals
from toolkit.aligners.search.centring import centred
from toolkit.aligners.search.grid import Grid
from toolkit.aligners.search.profiles import Profile
from toolkit.aligners.search.scores import MERGES, STEPS, Features
from toolkit.aligners.search.sides import Side, side

Doubles = NDArray[np.float64]
Floats = NDArray[np.float32]

SIZES = ("1-1", "1-2", "1-3", "2-2")
FITTED = (
    *("likeness", "likeness_size", "weakest", "ratio", "marks", "fragile", "alone", "alone_size"),
    *(*SIZES, "more", "each_more"),
    *("words", "words_size"),
)
# No development text has headings marked as such: chosen by hand, about as strong as a missing final mark.
CHOSEN = {"kinds": -1.5, "crossed": -4.0, "ends": 1.0}
PENALTY = 0.1
_SMALL, _MARGIN = 2_500, 6
FOLDS = 2


@dataclass(frozen=True)
class Task:
    """What to fit a profile on, and what is known of its texts.

    ``lean`` is added to the score of sentences without counterpart after the fit: an omission that is missed costs an
    editor more than one reported in vain.
    """

    profile: str
    sets: tuple[str, ...]
    alone_share: float
    lean: float


TASKS = (
    Task(
        "news",
        (
            *("article-mild", "article-heavy", "heavy de-en", "news de-fr", "news it-en", "round trip"),
            *("literary de-fr", "literary it-en", "literary de-fr, free"),
        ),
        0.09,
        0.5,
    ),
    Task(
        "literary",
        ("literary de-fr", "literary it-en", "literary de-fr, free", "literary it-en, free"),
        0.02,
        0.0,
    ),
)


class Example:
    """A document's features: (steps, nodes, fitted) for beads, (right sentences, fitted) for additions."""

    def __init__(self, document: Aligned, sides: tuple[Side, Side]) -> None:
        self.document, self.sides = document, sides
        left, right = sides
        self.band = _band(document, left.size, right.size)
        grid = Grid(self.band)
        rough = rough_path.path(left, right)
        scale = rough_path.scale(left, right, rough)
        self.level = 1 / scale
        left, right = rough_path.levelled(left, right, rough)
        self.steps = np.zeros((len(STEPS), self.band.nodes, len(FITTED)), dtype=np.float32)
        for number, (merge, values) in enumerate(Features(left, right, scale).of(grid)):
            for name, value in values.items():
                if name in FITTED:
                    self.steps[number, :, FITTED.index(name)] = value[:-1] if len(value) > 1 else value
            size = f"{min(merge)}-{max(merge)}"
            self.steps[number, :, FITTED.index(size if size in SIZES else "more")] = 1
            if size not in SIZES:
                self.steps[number, :, FITTED.index("each_more")] = sum(merge) - 4
        self.steps[-1, :, FITTED.index("alone")] = 1
        self.steps[-1, :, FITTED.index("alone_size")] = np.append(0, left.weights)[grid.row[:-1]]
        self.additions = np.zeros((right.size, len(FITTED)), dtype=np.float32)
        self.additions[:, FITTED.index("alone")] = 1
        self.additions[:, FITTED.index("alone_size")] = right.weights
        row, column = grid.row[:-1], grid.column[:-1]
        self.column = column
        self.origins = np.array([self.band.index(row - a, column - b) for a, b in STEPS])
        self.possible = self.origins < self.band.nodes
        self.origins[~self.possible] = 0
        self.steps[~self.possible] = 0
        self.gold = np.zeros(len(FITTED))
        for (top, bottom), (start, end) in document.beads:
            if bottom == top:
                self.gold += self.additions[start]
            else:
                number = STEPS.index((bottom - top, end - start))
                self.gold += self.steps[number, self.band.index(np.array([bottom]), np.array([end]))[0]]

    def loss(self, weights: Doubles) -> tuple[float, Doubles]:
        """Return -ln of the chance of the gold alignment, and its gradient."""
        own = weights.astype(np.float32)
        steps = np.where(self.possible, self.steps @ own, np.float32(NEVER))
        additions = self.additions @ own
        forward, backward = totals(self.band, Scores(STEPS, steps, additions))
        total = forward[-1]
        chances = np.where(self.possible, np.exp(np.minimum(forward[self.origins] + steps + backward - total, 0)), 0)
        expected = np.einsum("sn,snf->f", chances, self.steps)
        later = np.setdiff1d(np.flatnonzero(self.column), self.band.base[:-1])
        added = np.exp(np.minimum(forward[later - 1] + additions[self.column[later] - 1] + backward[later] - total, 0))
        expected += added @ self.additions[self.column[later] - 1]
        return float(total - self.gold @ weights), expected - self.gold


def _band(document: Aligned, rows: int, columns: int) -> band.Band:
    """Return the whole grid of a short document, and of a long one what lies near the gold path."""
    if rows * columns <= _SMALL:
        return band.whole(rows, columns)
    path = [(0, 0), *((left[1], right[1]) for left, right in document.beads)]
    return band.around(np.array(path), rows, columns, _MARGIN)


def sides_of(document: Aligned, vectors: dict[str, Floats], signature: str) -> tuple[Side, Side]:
    """Return the sides of a document, with noise on the vectors where it is to stand for a free translation."""
    found = []
    for number, texts in enumerate((document.left, document.right)):
        own = centred(np.stack([vectors[text] for text in texts]), signature)
        if document.noise:
            noise = np.random.default_rng([document.number, number]).normal(size=own.shape) / np.sqrt(own.shape[1])
            own = (own + document.noise * noise).astype(np.float32)
            own /= np.linalg.norm(own, axis=1, keepdims=True)
        found.append(side(sentences(texts), own))
    return found[0], found[1]


def fit(examples: Sequence[Example]) -> Doubles:
    """Return the likeliest weights under the prior."""

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        value, slope = PENALTY / 2 * float(weights @ weights), PENALTY * weights
        for example in examples:
            more, own = example.loss(weights)
            value, slope = value + more, slope + own
        return value, slope

    return minimum(loss, np.zeros(len(FITTED)))


def minimum(loss: Callable[[Doubles], tuple[float, Doubles]], start: Doubles, rounds: int = 80) -> Doubles:
    """Return where a smooth convex function is least: BFGS (Nocedal & Wright 2006, algorithm 6.1)."""
    here, (value, slope) = start, loss(start)
    inverse = np.eye(len(start)) / max(float(np.linalg.norm(slope)), 1)
    for _ in range(rounds):
        direction = -inverse @ slope
        step = 1.0
        while True:
            there = here + step * direction
            new_value, new_slope = loss(there)
            if new_value <= value + 1e-4 * step * float(slope @ direction) or step < 1e-6:
                break
            step /= 2
        moved, changed = there - here, new_slope - slope
        gained, here, value, slope = value - new_value, there, new_value, new_slope
        if gained < 1e-4:
            break
        if (curvature := float(moved @ changed)) > 1e-10:
            left = np.eye(len(here)) - np.outer(moved, changed) / curvature
            inverse = left @ inverse @ left.T + np.outer(moved, moved) / curvature
    return here


def as_profile(task: Task, weights: Doubles, calibration: tuple[float, float] = (1.0, 0.0)) -> Profile:
    """Return fitted weights as a profile."""
    named = {name: round(float(weight), 3) for name, weight in zip(FITTED, weights, strict=True)}
    named["alone"] = round(named["alone"] + task.lean, 3)
    return Profile(task.profile, named | CHOSEN, task.alone_share, *calibration)


def calibrate(odds: Doubles, right: NDArray[np.bool_]) -> tuple[float, float]:
    """Return steepness and caution of a logistic curve from the log-odds of beads to being right (Platt 1999)."""

    def loss(curve: Doubles) -> tuple[float, Doubles]:
        logit = curve[0] * odds - curve[1]
        error = 1 / (1 + np.exp(-logit)) - right
        value = float(np.logaddexp(0, np.where(right, -logit, logit)).sum())
        return value, np.array([float(error @ odds), -float(error.sum())])

    found = minimum(loss, np.array([1.0, 0.0]))
    return round(float(found[0]), 3), round(float(found[1]), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the profiles into the package")
    keep = parser.parse_args().write
    if not GOLD.is_dir():
        parser.exit(2, f"{GOLD} is not there: the weights cannot be fitted without the development data\n")
    sets = training_sets()
    texts = list(dict.fromkeys(text for every in sets.values() for one in every for text in (*one.left, *one.right)))
    model = encoder()
    vectors = dict(zip(texts, model.encode(texts), strict=True))
    print(f"{sum(map(len, sets.values()))} documents, {len(texts)} texts", flush=True)
    examples = {
        name: [Example(one, sides_of(one, vectors, model.signature())) for one in documents]
        for name, documents in sets.items()
    }
    for task in TASKS:
        learn(task, examples, keep=keep)


def learn(task: Task, examples: dict[str, list[Example]], *, keep: bool) -> None:
    """Cross-validate a profile on every set, calibrate it on its own, and fit it on all of its own."""
    own = [example for name in task.sets for example in examples[name]]
    folds = [as_profile(task, fit([one for one in own if half_of(one.document) != fold])) for fold in range(FOLDS)]
    judged: list[tuple[float, bool]] = []
    print(f"\nprofile {task.profile}, cross-validated by document: strict, lax F1; omission, addition P/R; beads at .9")
    for name, every in examples.items():
        total, sure = Counts(), []
        for one in every:
            found = beads(*one.sides, folds[half_of(one.document)])
            total += counts(one.document.beads, [(bead.left, bead.right) for bead in found])
            right = rights(one.document.beads, [(bead.left, bead.right) for bead in found])
            sure += list(zip((bead.confidence or 0.0 for bead in found), right, strict=True))
        judged += sure if name in task.sets else []
        certain = [right for confidence, right in sure if confidence >= 0.9]
        print(
            f"  {name:22} {total}   {len(certain) / len(sure):.2f} {sum(certain) / max(len(certain), 1):.4f}",
            flush=True,
        )
    chance, verdict = np.array(judged).T
    chance = np.clip(chance, 1e-4, 1 - 1e-4)
    curve = calibrate(np.log(chance / (1 - chance)), verdict > 0.5)
    weights = fit(own)
    profile = as_profile(task, weights, curve)
    print(f"  steepness {curve[0]}, caution {curve[1]};", json.dumps(profile.weights))
    if keep:
        write(Path(profiles.__file__).parent / f"{task.profile}.json", profile)
        for fold, half in enumerate(folds):
            write(half_path(task.profile, fold), replace(half, steepness=curve[0], caution=curve[1]))


def half_path(profile: str, fold: int) -> Path:
    """Return the file of the weights that were fitted on the documents that are not in a fold."""
    return Path(__file__).parent / "alignment_halves" / f"{profile}.{fold}.json"


def half_of(document: Aligned) -> int:
    """Return which fold a document is in, the same for all sets made from it."""
    return document.number // 2 % FOLDS


def write(path: Path, profile: Profile) -> None:
    """Write a profile as the package reads it."""
    data = {
        "weights": profile.weights,
        "alone_share": profile.alone_share,
        "steepness": profile.steepness,
        "caution": profile.caution,
        "lean": profile.lean,
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


assert len(MERGES) + 1 == len(STEPS)

if __name__ == "__main__":
    main()
