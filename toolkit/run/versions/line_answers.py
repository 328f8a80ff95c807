"""What checks, routes and witnesses say of the lines of a version, from the cache where it is known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from toolkit.config.settings import Config
from toolkit.plugins.foreign.origins import origin_of
from toolkit.plugins.traits import self_contained
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.findings import finding_of
from toolkit.run.cache.results import recall_all
from toolkit.run.compare import Progress
from toolkit.run.families.judges import LeftOut, without
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.pairs.check_pairs import AT_ONCE, TextPair, answer_of, answers, units_of
from toolkit.run.records.signatures import signature
from toolkit.run.stages.sequence import Plan, ask_in_parts
from toolkit.run.stages.trips import Travels
from toolkit.run.versions.rows import VersionRow

_TOGETHER = 20  # lines under one key: whoever mends a line waits for no more than these

Rows = tuple[VersionRow, ...]
_Said = Iterator[list[PairAnswer]]
"""Of each line what all judges say, and then what is said without each set of those that are left out."""


@dataclass(frozen=True, slots=True)
class LineJudges:
    """Who is asked about lines, and the cache where all that they say may be kept under the signature of the run."""

    plan: Plan
    config: Config
    cache: Cache | None
    signature: Mapping[str, Any]

    @classmethod
    def of(cls, plan: Plan, config: Config, cache: Cache | None) -> "LineJudges":
        """Return those of a plan; what a signature does not name, such as what lies in a file, is not kept."""
        whole = not plan.skipped.routes and not plan.skipped.witnesses
        checks = [setting.check for setting in plan.checks]
        may_be_kept = whole and all(self_contained(check) and origin_of(check) is None for check in checks)
        kept = cache if may_be_kept else None
        return cls(plan, config, kept, signature(config, with_source=True, cache=kept) if kept else {})

    def rows(
        self, pairs: Sequence[TextPair], sent: Travels, left_out: Sequence[LeftOut], progress: Progress
    ) -> tuple[Rows, dict[LeftOut, Rows], tuple[str, ...]]:
        """Return what all judges say of each pair, what the others say without some, and which engines were not heard.

        ``sent`` is what the routes made of the pairs. What an engine could not say is not kept.
        """
        engines = bool(self.plan.routes or self.plan.witnesses)
        step = max(1, len(pairs)) if engines else _TOGETHER
        parts = [pairs[start : start + step] for start in range(0, len(pairs), step)]
        sets = [asdict(one) for one in left_out]
        keys = [("lines", self.signature, sets, [(pair.source, pair.translation) for pair in part]) for part in parts]

        def compute(missing: list[int]) -> list[Any]:
            asked = [pair for place in missing for pair in parts[place]]
            said = self._with_engines(asked, sent, left_out, progress) if engines else self._plain(asked, progress)
            return [[[_row(answer) for answer in next(said)] for _ in parts[place]] for place in missing]

        found = recall_all(self.cache, keys, compute, worth_keeping=lambda part: not any(map(_reasons, part)))
        lines = [line for part in found for line in part]
        of_sets = [
            tuple(_version_row(pair, line[number]) for pair, line in zip(pairs, lines, strict=True))
            for number in range(1 + len(left_out))
        ]
        unheard = tuple(dict.fromkeys(reason for line in lines for reason in _reasons(line)))
        return of_sets[0], dict(zip(left_out, of_sets[1:], strict=True)), unheard

    def _plain(self, pairs: Sequence[TextPair], progress: Progress) -> _Said:
        for answer in answers(pairs, self.config, progress):
            yield [answer]

    def _with_engines(
        self, pairs: Sequence[TextPair], sent: Travels, left_out: Sequence[LeftOut], progress: Progress
    ) -> _Said:
        plans = {LeftOut(): self.plan, **{one: _without(self.plan, one) for one in left_out}}
        names = iter(pairs)
        for part, asked in ask_in_parts(units_of(pairs), self.plan, progress, AT_ONCE, sent):
            for place, unit in enumerate(part):
                name, said = next(names).id, asked.of_unit(place, unit)
                yield [answer_of(name, unit, without(said, one), others) for one, others in plans.items()]


def _without(plan: Plan, left_out: LeftOut) -> Plan:
    return replace(
        plan,
        routes=tuple(route for route in plan.routes if route.name not in left_out.routes),
        witnesses=tuple(one for one in plan.witnesses if one.name not in left_out.witnesses),
    )


def _row(answer: PairAnswer) -> list[Any]:
    findings = [asdict(finding) for finding in answer.findings]
    return [findings, answer.suspicion, answer.quality, list(answer.incomplete)]


def _reasons(line: Sequence[Sequence[Any]]) -> list[str]:
    """Return why an engine was not heard about a line, by all judges."""
    reasons: list[str] = line[0][-1]
    return reasons


def _version_row(pair: TextPair, row: Sequence[Any]) -> VersionRow:
    findings, suspicion, quality, _ = row
    return VersionRow(pair.translation, tuple(map(finding_of, findings)), suspicion, quality)
