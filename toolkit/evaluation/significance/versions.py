"""Versions measured: every score that there is of them, as statistics of rows, ranked and tested."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

import numpy as np

from toolkit import plugins
from toolkit.config.settings import Config
from toolkit.evaluation.significance.corpus_scores import SegmentStatistics, mean, of_means, of_sacrebleu, sums_of
from toolkit.evaluation.significance.paired_tests import SEED, TRIALS, Test
from toolkit.evaluation.significance.ranking import Ranking, rank, ranking_of
from toolkit.evaluation.significance.wording import Wordings
from toolkit.model import Pair, Score, View
from toolkit.plugins import traits
from toolkit.plugins.contracts import Metric
from toolkit.reports.wording.makers import APART, NO_JUDGE
from toolkit.run import bugs
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.results import recall
from toolkit.run.families.judges import LeftOut
from toolkit.run.stages.scores import score_pairs
from toolkit.run.versions.rows import VersionRow
from toolkit.run.versions.versions import Version, Versions

ISSUES, QUALITY, SUSPICION = "issues", "quality", "suspicion"
OF_ENGINES = (ISSUES, QUALITY, SUSPICION)
OF_REFERENCES = ("bleu", "chrf", "ter")
_VIEW: View = "source-translation"
MEANING = {
    ISSUES: "what is found in 100 words of the original, an error 1 and a warning .4; fewer is better",
    QUALITY: "how likely the witnesses find it, less what is found, in nats a token; more is better",
    SUSPICION: "how much speaks for looking at a row, from 0 to 1, the mean of all; less is better",
    "bleu": "likeness to the reference, from 0 to 100; more is better",
    "chrf": "likeness to the reference, from 0 to 100; more is better",
    "ter": "edits in 100 words of the reference; fewer is better",
}
MEANING_OF_JUDGE = "what a learned judge says of source and translation; more is better"


Measures = dict[str, dict[str, SegmentStatistics]]
"""The statistics of each version, by the names of measures and of versions."""


def rankings(
    statistics: Measures,
    documents: Sequence[str] | None = None,
    test: Test = "randomization",
    *,
    seed: int = SEED,
    trials: int = TRIALS,
    found: Versions | None = None,
    cache: Cache | None = None,
) -> tuple[Ranking, ...]:
    """Return the order of the versions by each measure; ``documents`` says of each row which one it is of.

    With what was ``found``, no version is judged by an engine of a family that may have made it. What the same figures
    gave before is kept in the cache.
    """
    judged = _judged_rows(found) if found is not None else []
    ranked = []
    for name, systems in statistics.items():
        fair = FairMeasure(name, systems, found) if found is not None and name in OF_ENGINES else None
        values = [(system, one.values) for system, one in systems.items()]
        key = ("ranking", name, values, documents, (test, seed, trials), judged if fair else [])
        tested = partial(rank, systems, test, documents=documents, seed=seed, trials=trials, fair=fair)
        ranked.append(ranking_of(recall(cache, key, partial(_plain, tested))))
    return tuple(ranked)


def _plain(tested: Callable[[], Ranking]) -> dict[str, Any]:
    return asdict(tested())


def _judged_rows(found: Versions) -> list[object]:
    """Return what decides who judges whom, and what they then say."""
    return [
        (version.name, version.rows, [*version.apart.items()], sorted(version.families)) for version in found.versions
    ]


class FairMeasure:
    """A measure by judges of other families than those that may have made a version, or either of two."""

    def __init__(self, name: str, systems: Mapping[str, SegmentStatistics], found: Versions) -> None:
        self._name, self._systems, self._found = name, systems, found
        self._versions = {version.name: version for version in found.versions}
        self._known: dict[tuple[str, LeftOut], SegmentStatistics] = {}
        self._wordings = Wordings(found.versions)

    def alone(self, name: str) -> SegmentStatistics | None:
        """Return what others than its makers say of a version."""
        version = self._versions[name]
        return self._without(version, self._found.own_judges(version))

    def beside(self, one: str, other: str) -> tuple[SegmentStatistics, SegmentStatistics] | str:
        """Return what others than the makers of both say of each, or why nothing is to be said."""
        first, second = self._versions[one], self._versions[other]
        left_out = self._found.own_judges(first, second)
        sides = self._without(first, left_out), self._without(second, left_out)
        if sides[0] is None or sides[1] is None:
            return NO_JUDGE
        if self._name == QUALITY and not self._wordings.alike(one, other):
            return APART
        return sides[0], sides[1]

    def _without(self, version: Version, left_out: LeftOut) -> SegmentStatistics | None:
        """Return the statistics without some judges; None where quality has no witness left. Checks are always left."""
        panel = self._found.panel
        if self._name == QUALITY and panel.witnesses and not set(panel.witnesses) - set(left_out.witnesses):
            return None
        if not left_out:
            return self._systems[version.name]
        key = version.name, left_out
        if key not in self._known:
            rows = version.judged_without(left_out)
            self._known[key] = of_rows(self._name, rows, self._found.source or ())
        return self._known[key]


def measures(
    found: Versions, config: Config, cache: Cache | None = None, failed: dict[str, str] | None = None
) -> Measures:
    """Return the statistics by each measure that there is, those without a reference first.

    A learned judge that breaks down is put among what ``failed``, with the reason, and left out. Raises
    MissingDependency for one that is not there, and EngineError where nobody asks for what ``failed``.
    """
    known: Measures = {}
    if found.source is not None:
        names = [ISSUES, SUSPICION]
        if any(row.quality is not None for version in found.versions for row in version.rows):
            names.insert(1, QUALITY)
        for name in names:
            known[name] = {version.name: of_rows(name, version.rows, found.source) for version in found.versions}
        for metric in _judging(config, with_reference=found.reference is not None):
            try:
                scores = [_judged(metric, version, found, config, cache) for version in found.versions]
            except Exception as error:
                if failed is None or bugs.to_mend(error):
                    raise
                name = f"metric {traits.called(metric)}"
                failed.setdefault(name, bugs.reason(error).removeprefix(f"{name}: "))
                continue
            name = _unlike(scores[0].metric, known)
            known[name] = {
                version.name: of_means(name, score.segments)
                for version, score in zip(found.versions, scores, strict=True)
            }
    if found.reference is not None:
        for name, plugin in _of_references(config).items():
            known[name] = {
                version.name: _against(plugin, version, found.reference, cache) for version in found.versions
            }
    return known


def _judging(config: Config, *, with_reference: bool) -> list[Metric]:
    """Return the configured metrics that judge source and translation."""
    return [
        metric
        for metric in config.metrics
        if traits.judges(metric) and _VIEW in metric.views and (with_reference or not traits.needs_reference(metric))
    ]


def _judged(metric: Metric, version: Version, found: Versions, config: Config, cache: Cache | None) -> Score:
    references: Sequence[str | None] = found.reference or [None] * found.size
    sources = found.source or ()
    first, second = config.source_language, config.translation_language
    pairs = [
        Pair(source, row.text, first, second, _VIEW, reference=reference)
        for source, row, reference in zip(sources, version.rows, references, strict=True)
    ]
    return score_pairs(metric, pairs, None, cache)


def _unlike(name: str, known: Measures) -> str:
    """Return a name that no other measure has."""
    number = 2
    found = name
    while found in known or found in OF_REFERENCES:
        found, number = f"{name} {number}", number + 1
    return found


def reference_metrics(config: Config) -> dict[str, Any]:
    """Return sacreBLEU's metrics as the configuration has them, with its defaults for those that it does not name."""
    return {name: plugin.of_corpora() for name, plugin in _of_references(config).items()}


def _of_references(config: Config) -> dict[str, Any]:
    named = {metric.signature().partition("|")[0]: metric for metric in config.metrics}
    return {name: named.get(name) or plugins.get("metrics", name)() for name in OF_REFERENCES}


def signatures(config: Config) -> dict[str, str]:
    """Return sacreBLEU's signature of each metric."""
    found = {}
    for name, metric in reference_metrics(config).items():
        metric.corpus_score(["x"], [["x"]])
        found[name] = f"{name}|{metric.get_signature()}"
    return found


def _against(plugin: Any, version: Version, reference: Sequence[str], cache: Cache | None) -> SegmentStatistics:
    """Return the statistics of one of sacreBLEU's metrics against the reference, kept in the cache.

    Of documents, a row that the reference lacks counts for no version; segments count as sacreBLEU counts them.
    """
    metric = plugin.of_corpora()
    aligned = version.comparison is not None
    rows = zip(version.rows, reference, strict=True)
    texts = [row.text if wanted.strip() or not aligned else "" for row, wanted in rows]
    key = ("segment sums", plugin.signature(), texts, list(reference))
    sums = recall(cache, key, lambda: [list(map(float, row)) for row in sums_of(metric, texts, reference)])
    return of_sacrebleu(metric, texts, reference, sums=sums)


def of_rows(name: str, rows: Sequence[VersionRow], source: Sequence[str]) -> SegmentStatistics:
    """Return the statistics of a measure that engines have a part in.

    Issues are what is found in 100 words of the original: a sum over rows, over their words.
    """
    if name == QUALITY:
        return of_means(QUALITY, [row.quality for row in rows])
    if name == SUSPICION:
        return of_means(SUSPICION, [row.suspicion for row in rows], higher_is_better=False)
    values = [(100 * row.cost, len(text.split())) for row, text in zip(rows, source, strict=True)]
    return SegmentStatistics(ISSUES, np.array(values, dtype=np.float64).reshape(-1, 2), mean, higher_is_better=False)
