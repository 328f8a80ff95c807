"""Several translations of one original, laid beside each other row by row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.model import Affinity, Comparison, Finding, Maker, Readable, Unit
from toolkit.readers.files.documents import read
from toolkit.readers.splitting.sentences import split
from toolkit.reports.wording.verdict import incomplete
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress, compare, silent
from toolkit.run.families.impartial import judged_without
from toolkit.run.families.judges import Judges, LeftOut
from toolkit.run.families.makers import require_known
from toolkit.run.inputs import stem
from toolkit.run.route_documents import unlimited
from toolkit.run.stages.opening import open_documents
from toolkit.run.stages.quality import quality
from toolkit.run.stages.requirements import require
from toolkit.run.stages.sequence import Plan
from toolkit.run.versions.rows import Row, VersionRow, rows

NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Version:
    """A translation with its name; ``comparison`` is None where only lines were given.

    ``made_by`` is what was said of who made it: "human", the name of an engine, or of a family of engines; ``makers``
    are the families that may have. ``apart`` has the rows as they are judged without some judges; ``unheard`` are the
    reasons why an engine did not answer for lines, while a comparison has its own.
    """

    name: str
    rows: tuple[VersionRow, ...]
    comparison: Comparison | None = None
    made_by: str | None = None
    makers: tuple[Maker, ...] = ()
    affinities: tuple[Affinity, ...] = ()
    apart: Mapping[LeftOut, tuple[VersionRow, ...]] = field(default_factory=dict)
    unheard: tuple[str, ...] = ()

    @property
    def incomplete(self) -> tuple[str, ...]:
        """Why what is said of it is incomplete, a line each; empty where it is whole."""
        return self.unheard if self.comparison is None else incomplete(self.comparison)

    @property
    def families(self) -> frozenset[str]:
        """The families of engines that may have made it."""
        return frozenset(maker.family for maker in self.makers)

    def judged_without(self, left_out: LeftOut) -> tuple[VersionRow, ...]:
        """Return the rows as the other judges see them; KeyError for judges that nobody asked to leave out."""
        return self.apart[left_out] if left_out else self.rows

    def count(self, severity: str) -> int:
        """Return how many findings of a severity it has."""
        return sum(finding.severity == severity for row in self.rows for finding in row.findings)


@dataclass(frozen=True, slots=True)
class Versions:
    """All translations and, row by row, the original and a human reference; either is None where nobody gave one.

    ``documents`` says of each row which document it is of, where there are several. ``judges`` are all that were asked.
    """

    versions: tuple[Version, ...]
    source: tuple[str, ...] | None
    reference: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    judges: Judges = field(default_factory=Judges)

    def own_judges(self, *versions: Version) -> LeftOut:
        """Return the judges of the families that may have made these versions, of all where none is named."""
        families = frozenset[str]().union(*(version.families for version in versions or self.versions))
        return self.judges.of_families(families)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.versions[0].rows)


def compare_versions(
    translations: Mapping[str, Readable],
    source: Readable,
    config: Config,
    cache: Cache | None = None,
    progress: Progress = silent,
    *,
    reference: Readable | None = None,
    made_by: Mapping[str, str] = NOBODY,
) -> Versions:
    """Take each translation the whole way and lay them beside each other; raises ToolkitError as ``compare`` does."""
    require_several(translations)
    for who in made_by.values():
        require_known(who, config)
    config = unlimited(config)
    skipped = require(config)
    outcomes: dict[str, Comparison] = {}
    for name, translation in translations.items():
        progress(name)
        outcomes[name] = compare(
            translation, source, config, cache, progress, skipped=skipped, made_by=made_by.get(name)
        )
    original = split(read(source, config.source_language, config.readers))
    sentences = tuple(sentence for sentence in original if sentence.kind != "credit")
    every = [outcome.units for outcome in outcomes.values()]
    wanted: tuple[Unit, ...] | None = None
    if reference is not None:
        progress("reference")
        wanted = open_documents(reference, source, config.pair, config.aligner, config.readers, cache).units
        every.append(wanted)
    found = rows(sentences, every)
    plan = Plan.of(config, skipped)
    judges = Judges.of(plan)
    versions = tuple(
        Version(
            name,
            _version_rows(outcome, found, place),
            outcome,
            made_by.get(name),
            outcome.makers,
            outcome.affinities,
            {
                left_out: _version_rows(_judged_without(left_out, outcome, config, plan, cache), found, place)
                for left_out in unwanted(outcome.makers, [one.makers for one in outcomes.values()], judges)
            },
        )
        for place, (name, outcome) in enumerate(outcomes.items())
    )
    return Versions(
        versions,
        tuple(" ".join(sentence.text for sentence in sentences[slice(*row.source)]) for row in found),
        None if wanted is None else tuple(_joined(wanted, row.units[len(outcomes)]) for row in found),
        judges=judges,
    )


def unwanted(own: Sequence[Maker], every: Iterable[Sequence[Maker]], judges: Judges) -> tuple[LeftOut, ...]:
    """Return whom to leave out to judge a version by itself, beside each other one, and beside all; each set once.

    ``own`` and ``every`` are the families that may have made the version, and each of all of them.
    """
    mine = frozenset(maker.family for maker in own)
    others = [frozenset(maker.family for maker in makers) for makers in every]
    wanted = [mine, *(mine | other for other in others), mine.union(*others)]
    return tuple(dict.fromkeys(left_out for families in wanted if (left_out := judges.of_families(families))))


def names_of(translations: Sequence[Path], language: str) -> dict[str, Path]:
    """Return the translations by the names of their files; those that share one by their folders or numbers, too."""
    found: dict[str, Path] = {}
    for path in translations:
        name = stem(path, language)
        if name in found and path.parent.name:
            name = f"{path.parent.name}/{name}"
        number = 2
        while name in found:
            name, number = f"{stem(path, language)} {number}", number + 1
        found[name] = path
    return found


def require_several(translations: Mapping[str, Readable]) -> None:
    """Raise InputError for fewer than two."""
    if len(translations) < 2:
        raise InputError("several translations are wanted, or there is nothing to compare with each other")


def _judged_without(
    left_out: LeftOut, outcome: Comparison, config: Config, plan: Plan, cache: Cache | None
) -> Comparison:
    """Return the outcome as the other judges see it."""
    known = outcome.impartial
    if known is None or (known.routes, known.witnesses) != (left_out.routes, left_out.witnesses):
        known = judged_without(outcome, left_out, config, plan, cache)
    return replace(outcome, findings=known.findings, suspicion=known.suspicion, witnesses=known.heard)


def _joined(units: Sequence[Unit], places: Sequence[int]) -> str:
    return " ".join(text for at in places if (text := units[at].translation_text))


def _version_rows(outcome: Comparison, found: Sequence[Row], place: int) -> tuple[VersionRow, ...]:
    findings: dict[int, list[Finding]] = {unit.index: [] for unit in outcome.units}
    for finding in outcome.findings:
        findings[finding.unit].append(finding)
    return tuple(
        VersionRow(
            _joined(outcome.units, row.units[place]),
            tuple(finding for at in row.units[place] for finding in findings[outcome.units[at].index]),
            max((outcome.suspicion[at] for at in row.units[place]), default=None),
            _quality(outcome, findings, row.units[place]),
            _joined(outcome.units, row.added[place]),
        )
        for row in found
    )


def _quality(outcome: Comparison, findings: Mapping[int, Sequence[Finding]], places: Sequence[int]) -> float | None:
    """Return the mean quality of units; None without a witness, and where nothing is translated."""
    if not outcome.witnesses:
        return None
    known = [
        value
        for at in places
        if outcome.units[at].translation
        and (value := quality(outcome.witnesses[at], findings[outcome.units[at].index])) is not None
    ]
    return sum(known) / len(known) if known else None
