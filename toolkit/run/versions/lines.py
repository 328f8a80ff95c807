"""What checks, routes and witnesses say of files of segments, line by line, kept in the cache."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from toolkit.config.settings import Config
from toolkit.plugins.foreign.origins import origin_of
from toolkit.plugins.traits import self_contained
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.findings import finding_of
from toolkit.run.cache.results import recall_all
from toolkit.run.compare import Progress
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.pairs.check_pairs import TextPair, answers
from toolkit.run.records.signatures import signature
from toolkit.run.stages.requirements import require
from toolkit.run.versions.rows import VersionRow

_AT_ONCE = 20  # lines under one key: whoever mends a line waits for no more than these


@dataclass(frozen=True, slots=True)
class Judges:
    """A configuration, and the cache where all that its checks and engines say may be kept under its signature."""

    config: Config
    cache: Cache | None
    signature: Mapping[str, Any]

    @classmethod
    def of(cls, config: Config, cache: Cache | None) -> "Judges":
        """Return the judges of a configuration; raises MissingDependency for what it wants and cannot run here."""
        kept = cache if cache and _may_be_kept(config) else None
        return cls(config, kept, signature(config, with_source=True, cache=kept) if kept else {})


def line_rows(
    lines: Sequence[str], source: Sequence[str], judges: Judges, progress: Progress
) -> tuple[tuple[VersionRow, ...], tuple[str, ...]]:
    """Return what is said of each line as the translation of that of the source, and which engines were not heard.

    Raises ToolkitError as the checks of pairs do. What an engine could not say is not kept.
    """
    config = judges.config
    languages = config.source_language, config.translation_language
    pairs = [
        TextPair(str(number), original, line, *languages)
        for number, (original, line) in enumerate(zip(source, lines, strict=True), 1)
    ]
    parts = [pairs[start : start + _AT_ONCE] for start in range(0, len(pairs), _AT_ONCE)]
    keys = [("lines", judges.signature, [(pair.source, pair.translation) for pair in part]) for part in parts]

    def compute(missing: list[int]) -> list[Any]:
        said = answers([pair for place in missing for pair in parts[place]], config, progress)
        return [[_row(next(said)) for _ in parts[place]] for place in missing]

    found = recall_all(judges.cache, keys, compute, worth_keeping=lambda rows: not any(row[-1] for row in rows))
    every = [row for rows in found for row in rows]
    return (
        tuple(
            VersionRow(line, tuple(map(finding_of, findings)), suspicion, quality)
            for line, (findings, suspicion, quality, _) in zip(lines, every, strict=True)
        ),
        tuple(dict.fromkeys(reason for row in every for reason in row[-1])),
    )


def _row(answer: PairAnswer) -> list[Any]:
    findings = [asdict(finding) for finding in answer.findings]
    return [findings, answer.suspicion, answer.quality, list(answer.incomplete)]


def _may_be_kept(config: Config) -> bool:
    """Whether all that is said depends on what a signature names, and everybody who is asked can be."""
    checks = [setting.check for setting in config.checks]
    if not all(self_contained(check) and origin_of(check) is None for check in checks):
        return False
    skipped = require(config, metrics=False)
    return not skipped.routes and not skipped.witnesses
