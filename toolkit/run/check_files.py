"""One file checked, as plain rows, and the three ways to print them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.config.settings import Config
from toolkit.errors import visible
from toolkit.model import Case, Document, Finding, Readable, Unchecked, Unit
from toolkit.model.places import locate, quote, where
from toolkit.plugins.traits import needs_witness
from toolkit.reports.wording.finding_rows import FILE_KEYS, finding_row
from toolkit.reports.wording.verdict import in_short, shortfalls
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress, silent
from toolkit.run.fixing.fixes import Fix, SafeFindings
from toolkit.run.known import ignores
from toolkit.run.known.baseline import Baseline, Known, checked_by, fingerprint, near
from toolkit.run.route_documents import limited
from toolkit.run.stages.issues import as_issues
from toolkit.run.stages.opening import READER, has_original, open_documents
from toolkit.run.stages.requirements import Skipped, require
from toolkit.run.stages.sequence import Asked, Plan, ask, judge

VERSION = 1


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one file; ``unchecked`` lists what could not be judged, and why.

    ``found`` names every finding for a baseline, those it knows too; ``problems`` and ``unused`` are lines on comments
    of the file that cannot be obeyed and that leave nothing out; ``incomplete`` says which engines could not be heard.
    ``unexpected`` is the part of what could not be judged that a reader of findings must know, in one line; ``notes``
    are lines on how the file was read. ``fixes`` are the suggestions that ``--fix`` applies.
    ``ran`` names the checks whose findings a baseline can miss in it.
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
) -> Checked:
    """Check a file; engines run only if the configuration names any. What the baseline knows is left out.

    Whoever has asked already what can run here (``requirements_of``) gives the answer as ``skipped``.
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
    by_index = {unit.index: unit for unit in units}
    rows, every = [], []
    safe = SafeFindings(findings, config)
    fixes: list[Fix] = []
    for finding in as_issues(findings):
        unit = by_index[finding.unit]
        if baseline is not None:
            place = baseline.place(Path(str(path)))
            known = Known(place, finding.check, fingerprint(finding, unit), near(finding, unit))
            every.append(known)
            if baseline.is_known(known):
                continue
        found = locate(finding, units, document)
        more = {"where": where(found, document), "quote": quote(found, document)}
        rows.append({**finding_row(finding, found, FILE_KEYS), **more})
        fixes += safe.fix(finding, found.start, found.end)
    return Checked(
        str(path),
        tuple(sorted(rows, key=lambda item: (item["start"], item["check"]))),
        tuple(gap(answer, units, document) for answer in (*opened.unchecked, *judged.unchecked, *asked.unchecked)),
        tuple(every),
        comments.problems,
        comments.unused(used, checked_by(config)),
        shortfalls(asked.failed, asked.travels.trips, asked.travels.guards),
        document.lined,
        in_short(_expected((*judged.unchecked, *asked.unchecked), plan, opened.case)),
        tuple(
            answer.reason if answer.check == READER else f"not checked: {answer.reason}" for answer in opened.unchecked
        ),
        tuple(fixes),
        checked_by(config, has_source=has_source, together=False),
    )


def _of_reading(answer: Unchecked) -> str:
    return answer.reason if answer.check == READER else f"not checked: {answer.reason}"


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
