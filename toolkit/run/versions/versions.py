"""Several translations of one original, laid beside each other row by row: as documents, or as lines of segments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from toolkit.analysis.text.identification import require_language
from toolkit.config.inputs import SIDES
from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.model import Affinity, Comparison, Finding, Maker, Readable, Unit
from toolkit.plugins.plurals import counted
from toolkit.readers.files.documents import content, read
from toolkit.readers.splitting.sentences import split
from toolkit.reports.wording.verdict import incomplete
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress, compare, silent
from toolkit.run.families.impartial import judged_without
from toolkit.run.families.judges import LeftOut, Panel
from toolkit.run.families.makers import makers, require_known
from toolkit.run.inputs.entries import stem
from toolkit.run.route_documents import unlimited
from toolkit.run.stages.opening import open_documents
from toolkit.run.stages.quality import quality
from toolkit.run.stages.requirements import require
from toolkit.run.stages.sequence import Plan
from toolkit.run.versions.lines import JudgedLines, judge_lines
from toolkit.run.versions.rows import Row, VersionRow, rows

NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Version:
    """A translation with its name; ``comparison`` is None where only lines were given.

    ``made_by`` is what was said of who made it: "human", the name of an engine, or of a family of engines.
    ``unheard`` are the reasons why an engine did not answer for lines; a comparison has its own. ``makers`` are the
    families of engines that may have made it; ``apart`` has the rows as they are judged without some judges.
    """

    name: str
    rows: tuple[VersionRow, ...]
    comparison: Comparison | None = None
    made_by: str | None = None
    unheard: tuple[str, ...] = ()
    makers: tuple[Maker, ...] = ()
    affinities: tuple[Affinity, ...] = ()
    apart: Mapping[LeftOut, tuple[VersionRow, ...]] = field(default_factory=dict)

    @property
    def families(self) -> frozenset[str]:
        """The families of engines that may have made it."""
        return frozenset(maker.family for maker in self.makers)

    def judged_without(self, left_out: LeftOut) -> tuple[VersionRow, ...]:
        """Return the rows as the other judges see them; KeyError for judges that nobody asked to leave out."""
        return self.apart[left_out] if left_out else self.rows

    @property
    def incomplete(self) -> tuple[str, ...]:
        """Why what is said of it is incomplete, a line each; empty where it is whole."""
        return self.unheard if self.comparison is None else incomplete(self.comparison)


@dataclass(frozen=True, slots=True)
class Versions:
    """All translations and, row by row, the original and a human reference; either is None where nobody gave one.

    ``documents`` says of each row which document it is of, where there are several. ``panel`` are all judges.
    ``failed`` are the reasons of metrics that broke down, which say nothing of any version.
    """

    versions: tuple[Version, ...]
    source: tuple[str, ...] | None
    reference: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    panel: Panel = field(default_factory=Panel)
    failed: Mapping[str, str] = field(default_factory=dict)

    @property
    def incomplete(self) -> dict[str, tuple[str, ...]]:
        """Why what is said of a version is incomplete, a line each, by its name; without those that are whole."""
        lacking = [f"{name}: {reason}" for name, reason in self.failed.items()]
        reasons = {one.name: tuple(dict.fromkeys((*one.incomplete, *lacking))) for one in self.versions}
        return {name: lines for name, lines in reasons.items() if lines}

    def own_judges(self, *versions: Version) -> LeftOut:
        """Return the judges of the families that may have made these versions, of all where none is named."""
        families = frozenset[str]().union(*(version.families for version in versions or self.versions))
        return self.panel.of_families(families)

    def fair_rows(self, version: Version) -> tuple[VersionRow, ...]:
        """Return the rows of a version as those judges see them that are of no family which may have made it."""
        return version.judged_without(self.own_judges(version))

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
    _require_several(translations)
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
    panel = Panel.of(plan)
    versions = tuple(
        Version(
            name,
            _version_rows(outcome, found, place),
            outcome,
            made_by.get(name),
            makers=outcome.makers,
            affinities=outcome.affinities,
            apart={
                left_out: _version_rows(_judged_without(left_out, outcome, config, plan, cache), found, place)
                for left_out in panel.unwanted(outcome.makers, [one.makers for one in outcomes.values()])
            },
        )
        for place, (name, outcome) in enumerate(outcomes.items())
    )
    return Versions(
        versions,
        tuple(" ".join(sentence.text for sentence in sentences[slice(*row.source)]) for row in found),
        None if wanted is None else tuple(_joined(wanted, row.units[len(outcomes)]) for row in found),
        panel=panel,
    )


def compare_lines(
    translations: Mapping[str, Readable],
    config: Config,
    cache: Cache | None = None,
    progress: Progress = silent,
    *,
    source: Readable | None = None,
    reference: Readable | None = None,
    documents: Readable | None = None,
    made_by: Mapping[str, str] = NOBODY,
) -> Versions:
    """Lay files beside each other that have a segment a line (as WMT has them), the texts as they stand.

    With a ``source``, what checks and witnesses say of each pair goes with it; ``documents`` is a file with the name of
    each segment's document. Raises InputError where the files have not the same number of lines, or nothing judges.
    """
    _require_several(translations)
    for who in made_by.values():
        require_known(who, config)
    if source is None and reference is None:
        raise InputError("lines want an original (--source), a human reference (--reference), or both")
    texts = {name: lines_of(translation) for name, translation in translations.items()}
    given = {"source": source, "reference": reference, "documents": documents}
    sides = {name: lines_of(side) for name, side in given.items() if side is not None}
    _require_equal(
        {
            **{str(translations[name]): lines for name, lines in texts.items()},
            **{f"{given[name]} ({name})": lines for name, lines in sides.items()},
        }
    )
    languages = {"source": config.source_language, "reference": config.translation_language}
    for name, lines in texts.items():
        require_language(str(translations[name]), " ".join(lines), config.translation_language)
    for name, language in languages.items():
        if name in sides:
            require_language(str(given[name]), " ".join(sides[name]), language)
    if "documents" in sides:
        _require_named(str(documents), sides["documents"])
    judged = {name: JudgedLines(tuple(map(VersionRow, lines))) for name, lines in texts.items()}
    panel = Panel()
    if source is not None:
        judged, panel = judge_lines(texts, sides["source"], config, cache, progress, made_by)
    return Versions(
        tuple(
            Version(
                name,
                one.rows,
                None,
                made_by.get(name),
                one.unheard,
                makers(made_by.get(name), one.affinities, config),
                one.affinities,
                one.apart,
            )
            for name, one in judged.items()
        ),
        tuple(sides["source"]) if source is not None else None,
        tuple(sides["reference"]) if reference is not None else None,
        tuple(sides["documents"]) if documents is not None else None,
        panel,
    )


def names_of(translations: Sequence[Path], language: str) -> dict[str, Path]:
    """Return the translations by the names of their files; those that share one by their folders or numbers, too.

    None is called as a side is: both stand beside each other in results.
    """
    found: dict[str, Path] = {}
    for path in translations:
        name = stem(path, language)
        if (name in found or name in SIDES) and path.parent.name:
            name = f"{path.parent.name}/{name}"
        number = 2
        while name in found or name in SIDES:
            name, number = f"{stem(path, language)} {number}", number + 1
        found[name] = path
    return found


def lines_of(readable: Readable) -> list[str]:
    """Return the lines of a file of segments, as they stand; raises InputError as a reader does.

    Only what ends a line is gone, as Windows writes it, too: a file is no other translation for that.
    """
    lines = content(readable).removeprefix("\ufeff").removesuffix("\n").split("\n")
    return [line.removesuffix("\r") for line in lines]


def _require_several(translations: Mapping[str, Readable]) -> None:
    if len(translations) < 2:
        raise InputError("several translations are wanted, or there is nothing to compare with each other")


def _require_equal(files: Mapping[str, Sequence[str]]) -> None:
    (first, lines), *others = files.items()
    for name, other in others:
        if len(other) != len(lines):
            there = counted(len(other), "line")
            raise InputError(f"{name}: {there}, and {first} has {len(lines)}; with --lines, a line is one segment")


def _require_named(path: str, documents: Sequence[str]) -> None:
    """Raise InputError for a segment without a document: all such would be drawn as one document."""
    for number, name in enumerate(documents, 1):
        if not name.strip():
            raise InputError(f"{path}:{number}: no name; write the name of its document for each segment, one a line")


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
