"""The files of a batch beside the folders of its documents: ``index.html``, ``summary.json``, ``consistency.jsonl``."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.config.settings import Config, at_least
from toolkit.model import SEVERITIES
from toolkit.run.batch.outcomes import DocumentOutcome
from toolkit.run.cache.cache import Cache
from toolkit.run.records.provenance import signed


def summary_files(
    outcomes: Sequence[DocumentOutcome],
    contradictions: Sequence[Mapping[str, Any]],
    config: Config,
    cache: Cache | None = None,
    missing: int = 0,
) -> dict[str, str]:
    """Return the batch's own files: name -> text; ``config`` is wired, as the documents had it.

    ``missing`` is how many documents are not done yet.
    """
    from toolkit.reports.page.batch import render_batch

    inputs = {f"{outcome.id}/{role}": one for outcome in outcomes for role, one in outcome.inputs.items()}
    with_source = any(outcome.with_source for outcome in outcomes)
    options = {outcome.id: outcome.options for outcome in outcomes if outcome.options}
    said = signed(config, inputs, with_source=with_source, options=options, cache=cache)
    rows = [outcome.row for outcome in outcomes]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in contradictions)
    return {**render_batch(rows, said.signature, said.provenance, missing), "consistency.jsonl": lines}


def differs(
    outcomes: Sequence[DocumentOutcome], contradictions: Sequence[Mapping[str, Any]], config: Config, most: int = 0
) -> bool:
    """Whether more than ``most`` findings of documents, and contradictions between two, are as severe as ``fail_on``.

    What is found in versions that are laid beside each other does not count, as with ``toolkit compare``.
    """
    counting = sum(at_least(row["severity"], config.fail_on) for row in contradictions)
    rows = [outcome.row for outcome in outcomes if not outcome.row.versions]
    counts = [(row.errors, row.warnings, row.infos) for row in rows]
    found = {severity: sum(count[at] for count in counts) for at, severity in enumerate(("error", "warning", "info"))}
    counting += sum(found[severity] for severity in SEVERITIES if at_least(severity, config.fail_on))
    return counting > most
