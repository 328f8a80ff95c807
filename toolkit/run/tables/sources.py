"""The documents of a folder of results, one after the other: a batch's, that of one comparison, or of versions."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.plugins.disk import kind
from toolkit.reports.page.batch import DocumentRow, ShownValue
from toolkit.run.batch.findings import FindingRow
from toolkit.run.batch.outcomes import DocumentOutcome, all_kept
from toolkit.run.batch.units import KeptUnit
from toolkit.run.records.reading import COMPARISON, SUMMARY, find, results_in

_MOST_LETTERS = 60
_WANTED = "name the folder of a batch or of a comparison"


def outcomes_of(path: Path) -> Iterator[DocumentOutcome]:
    """Yield the outcomes of the documents of a batch, or of the one document of a comparison.

    ``path`` is the folder, or the file in it. Of a batch those that its summary has, for others may be of other texts.
    Raises InputError for what are no results, at once.
    """
    found = find(path)
    if kind(found) == "folder":
        raise InputError(f"{path}: several runs; name the folder of one of them, or that of a batch")
    data = results_in(found, _WANTED)
    try:
        if found.name == SUMMARY or isinstance(data.get("documents"), list):
            return all_kept(found.parent, [row["id"] for row in data["documents"]])
        if data["kind"] == "versions":
            return iter([_of_versions(data, found.parent.name)])
        return iter([_of_comparison(data, found.parent.name)])
    except (LookupError, TypeError, AttributeError):
        raise InputError(f"{found}: damaged, or written by another version of the toolkit; make the run anew") from None


def comparison_of(path: Path, name: str) -> Mapping[str, Any] | None:
    """Return what the ``comparison.json`` of the document of this name holds, None where there is none."""
    folder = path if kind(path) == "folder" else path.parent
    for place in (folder / name / COMPARISON, folder / COMPARISON):
        if kind(place) == "file":
            return results_in(place, _WANTED)
    return None


def _of_comparison(data: Mapping[str, Any], name: str) -> DocumentOutcome:
    """Return a comparison as a document of a batch would be kept."""
    if data["kind"] == "failure":
        return DocumentOutcome(DocumentRow(data["path"], failure=data["reason"], id=name), {})
    path, counts = data["document"]["path"], data["counts"]
    scores = tuple(
        ShownValue(one["route"], one["view"], one["metric"], one["corpus"], one["signature"])
        for one in data["scores"]
        if one["corpus"] is not None
    )
    row = DocumentRow(
        path,
        units=counts["units"],
        errors=counts["errors"],
        warnings=counts["warnings"],
        infos=counts["infos"],
        suspicion=max((unit["suspicion"] for unit in data["units"]), default=0.0),
        scores=scores,
        faulty=tuple(dict.fromkeys(guard["route"] for guard in data["guards"] if not guard["passed"])),
        id=name,
        run=(data["provenance"] or {}).get("run"),
    )
    units = {unit["index"]: unit for unit in data["units"]}
    findings = tuple(_finding(one, units[one["unit"]], path) for one in data["findings"])
    return DocumentOutcome(row, {}, findings=findings, units=tuple(_unit(unit) for unit in data["units"]))


def _unit(unit: Mapping[str, Any]) -> KeptUnit:
    source, translation = (unit[side]["text"] if unit[side] else "" for side in ("source", "translation"))
    nowhere: dict[str, Any] = {"line": 0, "column": 0}
    here = next(iter((unit["translation"] or {}).get("sentences", ())), nowhere)
    where, suspicion = here.get("where", ""), unit["suspicion"]
    return KeptUnit(unit["index"], source, translation, here["line"], here["column"], where, suspicion)


def _finding(row: Mapping[str, Any], unit: Mapping[str, Any], path: str) -> FindingRow:
    text = unit["translation"]["text"] if unit["translation"] else ""
    spans = [(span["start"], span["end"]) for span in row["spans"] if span["side"] == "translation"]
    quote = text[slice(*spans[0])] if spans else ""
    return {"where": "", **row, "path": path, "quote": quote[:_MOST_LETTERS], "fingerprint": "", "near": ""}


def _of_versions(data: Mapping[str, Any], name: str) -> DocumentOutcome:
    """Return a comparison of versions as an entry of a batch would be kept, without places."""
    units: list[KeptUnit] = []
    findings: list[FindingRow] = []
    for row in data["rows"]:
        for version, cell in row["versions"].items():
            number = row["row"] - 1
            texts = row["source"] or "", cell["text"]
            units.append(KeptUnit(number, *texts, 0, 0, f"row {row['row']}", cell["suspicion"] or 0.0, version))
            placed = {"unit": number, "where": f"row {row['row']}", "line": 0, "column": 0, "version": version}
            bare = {
                "quote": "",
                "suggestion": None,
                "confidence": None,
                "blame": None,
                "fingerprint": "",
                "path": version,
            }
            findings += ({**placed, **bare, **one} for one in cell["findings"])
    errors, warnings, infos = (sum(one[key] for one in data["versions"]) for key in ("errors", "warnings", "infos"))
    row = DocumentRow(
        data["files"].get("source") or name,
        units=len(data["rows"]),
        errors=errors,
        warnings=warnings,
        infos=infos,
        suspicion=max((unit.suspicion for unit in units), default=0.0),
        id=name,
        versions=len(data["versions"]),
    )
    return DocumentOutcome(row, {}, findings=tuple(findings), units=tuple(units))
