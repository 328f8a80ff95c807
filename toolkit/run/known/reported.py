"""Findings -> what reports of documents are given: with places, fingerprints, how they stand, and no secret in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.config.settings import FailOn, at_least
from toolkit.errors import InputError
from toolkit.model import CheckedDocument, Comparison, Document, Failure, Finding, ReportedFinding, Standing, Unit
from toolkit.model.places import locate, quote, where
from toolkit.plugins.disk import kind
from toolkit.reports.wording.verdict import incomplete
from toolkit.run.known.baseline import fingerprint
from toolkit.secrets.masking import masked

Left = tuple[Standing, str]
"""How a finding stands that is not told, and why."""


def reported(
    finding: Finding,
    units: Sequence[Unit],
    by_index: Mapping[int, Unit],
    document: Document,
    fail_on: FailOn = "never",
    left: Left | None = None,
) -> ReportedFinding:
    """Return a finding with all that a report tells of it; ``left`` says why it is not told."""
    place = locate(finding, units, document)
    standing, reason = left or ("told", "")
    return ReportedFinding(
        _without_secrets(finding),
        place,
        where(place, document),
        quote(place, document),
        fingerprint(finding, by_index[finding.unit]) if finding.unit in by_index else "",
        standing,
        reason,
        standing == "told" and at_least(finding.severity, fail_on),
    )


def in_order(findings: Iterable[ReportedFinding]) -> tuple[ReportedFinding, ...]:
    """Return findings in the order of the text."""
    return tuple(sorted(findings, key=lambda found: (found.place.start, found.finding.check)))


def of_comparison(comparison: Comparison, fail_on: FailOn = "error") -> CheckedDocument:
    """Return a comparison as what reports of documents are made of."""
    document, units = comparison.document, comparison.units
    by_index = {unit.index: unit for unit in units}
    return CheckedDocument(
        document,
        comparison.source,
        comparison.source_language,
        units,
        in_order(reported(finding, units, by_index, document, fail_on) for finding in comparison.findings),
        comparison.unchecked,
        checks_of(comparison),
        tuple(map(masked, incomplete(comparison))),
        origin_of(document.path),
    )


def of_failure(failure: Failure) -> CheckedDocument:
    """Return a document that could not be done: nothing but the reason, as what is incomplete."""
    return CheckedDocument(Document(failure.path, "", ""), None, "", (), (), incomplete=(masked(failure.reason),))


def checks_of(comparison: Comparison) -> tuple[str, ...]:
    """Return the names of the checks that ran, by the signature, and by what they said."""
    told = [finding.check for finding in comparison.findings]
    return tuple(sorted({*(name.partition("|")[0] for name in comparison.signature.get("checks", ())), *told}))


def origin_of(path: str) -> Path | None:
    """Return the file that a document was read from, None for a text that lay in none."""
    origin = Path(path)
    try:
        return origin if kind(origin) == "file" else None
    except InputError:
        return None


def _without_secrets(finding: Finding) -> Finding:
    message, evidence = masked(finding.message), tuple(map(masked, finding.evidence))
    suggestion = finding.suggestion and masked(finding.suggestion)
    return replace(finding, message=message, evidence=evidence, suggestion=suggestion)
