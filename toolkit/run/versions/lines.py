"""What checks, routes and witnesses say of files of segments, line by line, kept in the cache."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from toolkit.config.settings import Config
from toolkit.model import Affinity, Unit
from toolkit.plugins.foreign.origins import origin_of
from toolkit.plugins.traits import self_contained
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.findings import finding_of
from toolkit.run.cache.results import recall_all
from toolkit.run.compare import Progress
from toolkit.run.families.affinity import affinities
from toolkit.run.families.drafts import drafts
from toolkit.run.families.judges import LeftOut, Panel
from toolkit.run.families.makers import makers
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.pairs.check_pairs import answers, units_of
from toolkit.run.pairs.rows import TextPair
from toolkit.run.records.signatures import signature
from toolkit.run.stages.requirements import require
from toolkit.run.stages.sequence import Plan
from toolkit.run.versions.rows import VersionRow

_AT_ONCE = 20  # lines under one key: whoever mends a line waits for no more than these


@dataclass(frozen=True, slots=True)
class Judges:
    """A configuration with its plan, and the cache where all that is said may be kept under its signature."""

    config: Config
    plan: Plan
    cache: Cache | None
    signature: Mapping[str, Any]

    @classmethod
    def of(cls, config: Config, cache: Cache | None) -> "Judges":
        """Return the judges of a configuration; raises MissingDependency for what it wants and cannot run here."""
        plan = Plan.of(config, require(config, metrics=False))
        kept = cache if cache and _may_be_kept(plan) else None
        return cls(config, plan, kept, signature(config, with_source=True, cache=kept) if kept else {})


@dataclass(frozen=True, slots=True)
class JudgedLines:
    """What is said of each line of a version, who was not heard, who may have made it, and what others than these say.

    ``apart`` has the rows as they are judged without some judges.
    """

    rows: tuple[VersionRow, ...]
    unheard: tuple[str, ...] = ()
    affinities: tuple[Affinity, ...] = ()
    apart: Mapping[LeftOut, tuple[VersionRow, ...]] = field(default_factory=dict)


def judge_lines(
    texts: Mapping[str, Sequence[str]],
    source: Sequence[str],
    config: Config,
    cache: Cache | None,
    progress: Progress,
    made_by: Mapping[str, str],
) -> tuple[dict[str, JudgedLines], Panel]:
    """Return what is said of each version, and all who may judge; raises ToolkitError as the checks of pairs do.

    Who may have made one of them decides who judges the others beside it.
    """
    everybody = Judges.of(config, cache)
    panel = Panel.of(everybody.plan)
    near = _affinities(texts, source, everybody, progress) if panel.routes else {}
    who = {name: makers(made_by.get(name), near.get(name, ()), config) for name in texts}
    others: dict[LeftOut, Judges] = {}
    found = {}
    for name, lines in texts.items():
        progress(name)
        rows, unheard = line_rows(lines, source, everybody, progress)
        apart = {}
        for left_out in panel.unwanted(who[name], who.values()):
            if left_out not in others:
                others[left_out] = Judges.of(_without(config, left_out), cache)
            apart[left_out], _ = line_rows(lines, source, others[left_out], progress)
        found[name] = JudgedLines(rows, unheard, near.get(name, ()), apart)
    return found, panel


def _without(config: Config, left_out: LeftOut) -> Config:
    return replace(
        config,
        routes=tuple(route for route in config.routes if route.name not in left_out.routes),
        witnesses=tuple(one for one in config.witnesses if one.name not in left_out.witnesses),
    )


def _affinities(
    texts: Mapping[str, Sequence[str]], source: Sequence[str], judges: Judges, progress: Progress
) -> dict[str, tuple[Affinity, ...]]:
    """Return how near each version is to what the routes write for the same lines; kept where all of them wrote."""
    config = judges.config
    keys = [("affinities", judges.signature, list(source), list(lines)) for lines in texts.values()]
    versions = [*texts.values()]

    def compute(missing: list[int]) -> list[Any]:
        units = {place: _units(versions[place], source, config) for place in missing}
        written = drafts(units[missing[0]], judges.plan, progress)
        whole = len(written) == len(judges.plan.routes)
        return [
            [whole, [asdict(one) for one in affinities(units[place], written, config, judges.cache)]]
            for place in missing
        ]

    found = recall_all(judges.cache, keys, compute, worth_keeping=lambda answer: answer[0])
    return {name: tuple(Affinity(**one) for one in near) for name, (_, near) in zip(texts, found, strict=True)}


def _units(lines: Sequence[str], source: Sequence[str], config: Config) -> list[Unit]:
    return units_of(_pairs(lines, source, config))


def _pairs(lines: Sequence[str], source: Sequence[str], config: Config) -> list[TextPair]:
    languages = config.source_language, config.translation_language
    return [
        TextPair(str(number), original, line, *languages)
        for number, (original, line) in enumerate(zip(source, lines, strict=True), 1)
    ]


def line_rows(
    lines: Sequence[str], source: Sequence[str], judges: Judges, progress: Progress
) -> tuple[tuple[VersionRow, ...], tuple[str, ...]]:
    """Return what is said of each line as the translation of that of the source, and which engines were not heard.

    Raises ToolkitError as the checks of pairs do. What an engine could not say is not kept.
    """
    config = judges.config
    pairs = _pairs(lines, source, config)
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


def _may_be_kept(plan: Plan) -> bool:
    """Whether all that is said depends on what a signature names, and everybody who is asked can be."""
    whole = not plan.skipped.routes and not plan.skipped.witnesses
    return whole and all(self_contained(one.check) and origin_of(one.check) is None for one in plan.checks)
