"""One file checked, as plain rows, and the three ways to print them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.config.settings import Config
from toolkit.errors import visible
from toolkit.model import Case, CheckedDocument, Document, Finding, Gone, Readable, ReportedFinding, Unchecked, Unit
from toolkit.model.places import Place, locate, place, quote, where
from toolkit.plugins.traits import needs_witness
from toolkit.reports.wording.finding_rows import FILE_KEYS, finding_row
from toolkit.reports.wording.verdict import in_short, shortfalls
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress, silent
from toolkit.run.fixing.fixes import Fix, SafeFindings
from toolkit.run.known import ignores
from toolkit.run.known.baseline import Baseline, Known, checked_by, fingerprint, near
from toolkit.run.known.changed_lines import ChangedLines
from toolkit.run.known.reported import Left, in_order, reported
from toolkit.run.route_documents import limited
from toolkit.run.stages.issues import as_issues
from toolkit.run.stages.opening import READER, OpenedDocuments, has_original, open_documents
from toolkit.run.stages.requirements import Skipped, require
from toolkit.run.stages.sequence import Asked, Plan, ask, judge

VERSION = 1
_IGNORED: Left = ("ignored", "a comment in the text leaves it out")


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one file; ``unchecked`` lists what could not be judged, and why.

    ``found`` names every finding for a baseline, those it knows too; ``problems`` and ``unused`` are lines on comments
    of the file that cannot be obeyed and that leave nothing out; ``incomplete`` says which engines could not be heard.
    ``unexpected`` is the part of what could not be judged that a reader of findings must know, in one line; ``notes``
    are lines on how the file was read. ``fixes`` are the suggestions that ``--fix`` applies. ``outside`` counts the
    findings on lines that did not change; ``document`` is what reports are made of, where they are wanted. ``ran``
    names the checks whose findings a baseline can miss in it.
    """

    path: str
    findings: tuple[dict[str, Any], ...]
    unchecked: tuple[dict[str, Any], ...]
    found: tuple[Known, ...] = ()
    problems: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    lined: bool = True
    unexpected: str = ""
    notes: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    outside: int = 0
    document: CheckedDocument | None = None
    ran: frozenset[str] = frozenset()


def lint(
    path: Readable,
    source: Readable | None,
    config: Config,
    cache: Cache | None = None,
    progress: Progress = silent,
    baseline: Baseline | None = None,
    *,
    skipped: Skipped | None = None,
    changed: ChangedLines | None = None,
    whole: bool = False,
) -> Checked:
    """Check a file; engines run only if the configuration names any. What the baseline knows is left out.

    Whoever has asked already what can run here (``requirements_of``) gives the answer as ``skipped``. With ``changed``,
    findings on other lines are counted and left out. ``whole``: reports are wanted, which need all of it.
    """
    config = limited(config, path)
    has_source = has_original(path, source, config.readers)
    plan = Plan.of(config, skipped or requirements_of(config, has_source=has_source))
    progress("reading")
    opened = open_documents(path, source, plan.pair, plan.aligner, config.readers, cache)
    units, document = opened.units, opened.document
    asked = ask(units, plan, progress) if _asks_engines(config, has_source=has_source) else Asked()
    progress("checks")
    judged = judge(opened.case, asked, plan, cache)
    comments = ignores.read(document)
    findings, used = comments.keep(judged.findings, units, document)
    safe = SafeFindings(findings, config)
    gathered = _Gathered(opened, config, baseline, str(path), changed, safe, whole=whole)
    for finding in as_issues(findings):
        gathered.take(finding)
    incomplete = shortfalls({**asked.failed, **judged.failed}, asked.travels.trips, asked.travels.guards)
    unchecked = (*opened.unchecked, *judged.unchecked, *asked.unchecked)
    if whole:
        kept = set(map(id, findings))
        gathered.ignore(finding for finding in judged.findings if id(finding) not in kept)
    return Checked(
        str(path),
        tuple(sorted(gathered.rows, key=lambda item: (item["start"], item["check"]))),
        tuple(gap(answer, units, document) for answer in unchecked),
        tuple(gathered.every),
        comments.problems,
        comments.unused(used, checked_by(config)),
        incomplete,
        document.lined,
        in_short(_expected((*judged.unchecked, *asked.unchecked), plan, opened.case)),
        tuple(
            answer.reason if answer.check == READER else f"not checked: {answer.reason}" for answer in opened.unchecked
        ),
        tuple(gathered.fixes),
        gathered.outside,
        gathered.document(path, unchecked, incomplete) if whole else None,
        checked_by(config, has_source=has_source, together=False),
    )


@dataclass(slots=True)
class _Gathered:
    """Takes the findings of a file in order, and says of each how it stands."""

    opened: OpenedDocuments
    config: Config
    baseline: Baseline | None
    path: str
    changed: ChangedLines | None
    safe: SafeFindings
    whole: bool
    by_index: Mapping[int, Unit] = field(init=False)
    rows: list[dict[str, Any]] = field(default_factory=list)
    every: list[Known] = field(default_factory=list)
    told: list[ReportedFinding] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)
    outside: int = 0

    def __post_init__(self) -> None:
        self.by_index = {unit.index: unit for unit in self.opened.units}

    def take(self, finding: Finding) -> None:
        """Take a finding that no comment leaves out."""
        units, document = self.opened.units, self.opened.document
        left = self._left(finding)
        found = locate(finding, units, document)
        if not self._is_wanted(found):
            self.outside += left is None
            return
        if left is None:
            more = {"where": where(found, document), "quote": quote(found, document)}
            self.rows.append({**finding_row(finding, found, FILE_KEYS), **more})
            self.fixes += self.safe.fix(finding, found.start, found.end)
        if self.whole:
            self.told.append(reported(finding, units, self.by_index, document, self.config.fail_on, left))

    def ignore(self, findings: Iterable[Finding]) -> None:
        """Take the findings that comments leave out."""
        units, document = self.opened.units, self.opened.document
        for finding in as_issues(findings):
            found = reported(finding, units, self.by_index, document, left=_IGNORED)
            if self._is_wanted(found.place):
                self.told.append(found)

    def _is_wanted(self, found: Place) -> bool:
        """Whether a place changed, where only such are told; of a document without lines, whether any of it did."""
        if self.changed is None:
            return True
        document = self.opened.document
        if not document.lined:
            return self.changed.is_any
        return self.changed.touches(found.line, place(document, found.end, found.end).line)

    def document(
        self, path: Readable, unchecked: tuple[Unchecked, ...], incomplete: tuple[str, ...]
    ) -> CheckedDocument:
        """Return all of it, for reports."""
        ran = checked_by(self.config)
        known = self.baseline if self.baseline is not None and self.baseline.standing == "known" else None
        missed = checked_by(self.config, has_source=self.opened.source is not None, together=False)
        stale = known.stale({known.place(Path(self.path)): missed}) if known else ()
        return CheckedDocument(
            self.opened.document,
            self.opened.source,
            self.config.source_language,
            self.opened.units,
            in_order(self.told),
            unchecked,
            tuple(sorted(ran)),
            incomplete,
            path if isinstance(path, Path) else None,
            tuple(Gone(entry.check, entry.fingerprint, entry.near) for entry in stale) if known else None,
        )

    def _left(self, finding: Finding) -> Left | None:
        """Return why a finding is not told: the baseline knows it."""
        if self.baseline is None:
            return None
        unit = self.by_index[finding.unit]
        known = Known(
            self.baseline.place(Path(self.path)), finding.check, fingerprint(finding, unit), near(finding, unit)
        )
        self.every.append(known)
        return (self.baseline.standing, self.baseline.reason) if self.baseline.is_known(known) else None


def _expected(answers: Iterable[Unchecked], plan: Plan, case: Case) -> Iterator[Unchecked]:
    """Yield what was not checked though it was to be.

    That is no check that needs an original where none was named, or witnesses where the configuration has none.
    """
    unable = {
        setting.name
        for setting in plan.checks
        if (setting.check.needs_source and not case.has_source) or (needs_witness(setting.check) and not plan.witnesses)
    }
    of_checks = {setting.name for setting in plan.checks}
    yield from (
        answer for answer in answers if answer.check not in unable and (case.has_source or answer.check in of_checks)
    )


def requirements_of(config: Config, *, has_source: bool) -> Skipped:
    """Return what the check of files goes without, asked once for all of them; no metric is asked."""
    return require(config, metrics=False, has_source=has_source)


def _asks_engines(config: Config, *, has_source: bool) -> bool:
    return bool(config.routes or (config.witnesses and has_source))


def gap(answer: Unchecked, units: Sequence[Unit], document: Document) -> dict[str, Any]:
    """Return what could not be checked, with the line of the unit when it is one unit."""
    row: dict[str, Any] = {"check": answer.check, "reason": answer.reason}
    if answer.unit is not None:
        whole = Finding(answer.check, "info", "", "", answer.unit, ())
        row["line"] = locate(whole, units, document).line
    return row


def as_text(results: Sequence[Checked]) -> str:
    """Return one line a finding, as compilers and linters print them.

    The place is line and column, or where a file has no lines (a word processor's), its paragraph, cell or page and
    what stands there.
    """
    return "\n".join(
        f"{visible(result.path)}:{_place(row, lined=result.lined)}: {row['severity']}: {row['check']}: "
        f"{row['message']} [{row['category']}]"
        for result in results
        for row in result.findings
    )


def not_checked(results: Sequence[Checked]) -> list[str]:
    """Return lines on files that were read as something else than they are, or of which less was checked than it seems.

    A reader would believe otherwise.
    """
    lines = []
    for result in results:
        missing = (f"not checked: {result.unexpected}",) if result.unexpected else ()
        lines += [f"{visible(result.path)}: {line}" for line in (*result.notes, *missing)]
    return lines


def _place(row: dict[str, Any], *, lined: bool) -> str:
    if lined:
        return f"{row['line']}:{row['column']}" + (f": {row['where']}" if row["where"] else "")
    return f" {row['where']}" + (f' "{row["quote"]}"' if row["quote"] else "")


def as_json(results: Sequence[Checked]) -> str:
    """Return one JSON document for all files."""
    documents = [
        {"path": result.path, "findings": list(result.findings), "unchecked": list(result.unchecked)}
        for result in results
    ]
    return json.dumps({"version": VERSION, "documents": documents}, ensure_ascii=False, indent=2)


def as_jsonl(results: Sequence[Checked]) -> str:
    """Return one JSON object a finding."""
    return "\n".join(
        json.dumps({"path": result.path, **row}, ensure_ascii=False) for result in results for row in result.findings
    )
