"""Versions measured: every score that there is of them, as statistics of rows, ranked and tested."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from toolkit import plugins
from toolkit.config.settings import Config
from toolkit.evaluation.significance.corpus_scores import SegmentStatistics, mean, of_means, of_sacrebleu
from toolkit.evaluation.significance.paired_tests import SEED, TRIALS, Test
from toolkit.evaluation.significance.ranking import Ranking, rank
from toolkit.run.versions.versions import Version, Versions

ISSUES, QUALITY, SUSPICION = "issues", "quality", "suspicion"
OF_REFERENCES = ("bleu", "chrf", "ter")
MEANING = {
    ISSUES: "what is found in 100 words of the original, an error 1 and a warning .4; fewer is better",
    QUALITY: "how likely the witnesses find it, less what is found, in nats a token; more is better",
    SUSPICION: "how much speaks for looking at a row, from 0 to 1, the mean of all; less is better",
    "bleu": "likeness to the reference, from 0 to 100; more is better",
    "chrf": "likeness to the reference, from 0 to 100; more is better",
    "ter": "edits in 100 words of the reference; fewer is better",
}


Measures = dict[str, dict[str, SegmentStatistics]]
"""The statistics of each version, by the names of measures and of versions."""


def rankings(
    statistics: Measures,
    documents: Sequence[str] | None = None,
    test: Test = "randomization",
    *,
    seed: int = SEED,
    trials: int = TRIALS,
) -> tuple[Ranking, ...]:
    """Return the order of the versions by each measure; ``documents`` says of each row which one it is of."""
    return tuple(rank(systems, test, documents=documents, seed=seed, trials=trials) for systems in statistics.values())


def measures(found: Versions, config: Config) -> Measures:
    """Return the statistics by each measure that there is, those without a reference first."""
    known: Measures = {}
    if found.source is not None:
        known[ISSUES] = {version.name: _issues(version, found.source) for version in found.versions}
        if any(row.quality is not None for version in found.versions for row in version.rows):
            known[QUALITY] = {
                version.name: of_means(QUALITY, [row.quality for row in version.rows]) for version in found.versions
            }
        known[SUSPICION] = {
            version.name: of_means(SUSPICION, [row.suspicion for row in version.rows], higher_is_better=False)
            for version in found.versions
        }
    if found.reference is not None:
        for name, metric in reference_metrics(config).items():
            known[name] = {version.name: _against(metric, version, found.reference) for version in found.versions}
    return known


def reference_metrics(config: Config) -> dict[str, Any]:
    """Return sacreBLEU's metrics as the configuration has them, with its defaults for those that it does not name."""
    named = {metric.signature().partition("|")[0]: metric for metric in config.metrics}
    known: dict[str, Any] = {name: named.get(name) or plugins.get("metrics", name)() for name in OF_REFERENCES}
    return {name: metric.of_corpora() for name, metric in known.items()}


def signatures(config: Config) -> dict[str, str]:
    """Return sacreBLEU's signature of each metric."""
    found = {}
    for name, metric in reference_metrics(config).items():
        metric.corpus_score(["x"], [["x"]])
        found[name] = f"{name}|{metric.get_signature()}"
    return found


def _against(metric: Any, version: Version, reference: Sequence[str]) -> SegmentStatistics:
    """Return a metric's statistics; a row that the reference lacks counts for no version."""
    pairs = [(row.text, wanted) for row, wanted in zip(version.rows, reference, strict=True)]
    return of_sacrebleu(metric, [text for text, _ in pairs], [wanted for _, wanted in pairs])


def _issues(version: Version, source: Sequence[str]) -> SegmentStatistics:
    """Return what is found in 100 words of the original: a sum over rows, over their words."""
    values = [(100 * row.cost, len(text.split())) for row, text in zip(version.rows, source, strict=True)]
    statistics = np.array(values, dtype=np.float64).reshape(-1, 2)
    return SegmentStatistics(ISSUES, statistics, mean, higher_is_better=False)
