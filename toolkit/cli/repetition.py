"""A recorded run run again: the same data, by this copy of the toolkit and with the engines that are here."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.cli.running import progress, running
from toolkit.cli.versions import Options, in_a_batch, laid_beside
from toolkit.config.settings import Config
from toolkit.errors import InputError, ToolkitError
from toolkit.run.batch.beside import Task
from toolkit.run.batch.contradictions import contradictions_between
from toolkit.run.batch.documents import require_all, run_document
from toolkit.run.batch.outcomes import DocumentOutcome, failed, outcome_of, outcome_of_versions
from toolkit.run.batch.summary import summary_of
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress, compare
from toolkit.run.inputs.entries import Job, VersionsJob
from toolkit.run.outputs import render
from toolkit.run.records.reading import COMPARISON, SUMMARY, VERSIONS, of_batch, of_comparison, of_versions
from toolkit.run.records.restoring import Restored, as_recorded
from toolkit.run.records.runs import Run

_VERSION = "version "


def repeated(old: Run, restored: Restored, *, cache: bool, quiet: bool) -> Run:
    """Return the run as it is now; raises ToolkitError for what cannot run here."""
    with running(restored.config, no_cache=not cache) as (wired, kept), progress(quiet=quiet) as say:
        if old.kind == "comparison":
            return of_comparison(_comparison(old, restored.inputs, wired, kept, say))
        if old.kind == "versions":
            return of_versions(_versions(old, restored.inputs, wired, kept, say))
        return _batch(old, restored.inputs, wired, kept, say)


def _comparison(
    old: Run, inputs: Mapping[str, Path], config: Config, cache: Cache | None, say: Progress
) -> dict[str, Any]:
    made_by = old.source.provenance["options"].get("made_by")
    outcome = compare(inputs["translation"], inputs.get("source"), config, cache, say, made_by=made_by)
    return as_recorded(json.loads(render(outcome, ["json"])[COMPARISON]), old.data[COMPARISON])


def _versions(
    old: Run, inputs: Mapping[str, Path], config: Config, cache: Cache | None, say: Progress
) -> dict[str, Any]:
    named = {role.removeprefix(_VERSION): path for role, path in inputs.items() if role.startswith(_VERSION)}
    sides = {role: inputs.get(role) for role in ("source", "reference", "documents")}
    chosen = old.source.provenance["options"]
    options = Options(chosen["test"], chosen["seed"], lines=chosen["lines"], made_by=chosen.get("made_by", {}))
    data, _ = laid_beside(named, sides, old.data[VERSIONS]["files"], config, cache, say, options)
    return as_recorded(data, old.data[VERSIONS])


def _batch(old: Run, inputs: Mapping[str, Path], config: Config, cache: Cache | None, say: Progress) -> Run:
    summary = old.data.get(SUMMARY)
    if summary is None:
        raise InputError("a folder of single runs is run again one by one; name one of them")
    links = [row["report"] or "" for row in summary["documents"]]
    formats = tuple(name for name in ("html", "json") if any(link.endswith(name) for link in links))
    options = old.source.provenance["options"]
    wanted = replace(config, formats=formats)
    skipped = require_all(tasks := [_task(row["id"], inputs, options) for row in summary["documents"]], config)
    outcomes, members = [], {}
    for task in tasks:
        if isinstance(task, VersionsJob):
            outcomes.append(_beside(task, wanted, cache, say, options[task.id]))
            continue
        result = run_document(task, config, cache, say, skipped)
        outcomes.append(outcome_of(result, wanted))
        before = old.data.get(f"{task.id}/{COMPARISON}")
        if result.comparison is not None and before:
            members[task.id] = as_recorded(json.loads(render(result.comparison, ["json"])[COMPARISON]), before)
    conflicts = contradictions_between(outcomes, config)
    return of_batch(as_recorded(summary_of(outcomes, wanted, cache), summary), members, conflicts)


def _beside(
    task: VersionsJob, config: Config, cache: Cache | None, say: Progress, options: Mapping[str, Any]
) -> DocumentOutcome:
    try:
        return outcome_of_versions(task, in_a_batch(task, config, cache, say, options), config)
    except ToolkitError as error:
        return failed(task, str(error))


def _task(name: str, inputs: Mapping[str, Path], options: Mapping[str, Any]) -> Task:
    """Return an entry of a batch by what was recorded of it."""
    own = {role.removeprefix(f"{name}/"): path for role, path in inputs.items() if role.startswith(f"{name}/")}
    if name not in options:
        return Job(name, own["translation"], own.get("source"))
    source, reference, documents = (own.get(role) for role in ("source", "reference", "documents"))
    named = {role.removeprefix(_VERSION): path for role, path in own.items() if role.startswith(_VERSION)}
    chosen = options[name]
    return VersionsJob(name, named, chosen["made_by"], source, reference, documents, chosen["lines"])
