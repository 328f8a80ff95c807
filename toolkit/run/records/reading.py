"""Files of results to runs: comparison.json, versions.json, a batch's summary.json, or a folder that holds them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.model import SEVERITIES
from toolkit.plugins.disk import kind
from toolkit.run.known.baseline import content_mark
from toolkit.run.records.runs import Figure, FigureName, Run, RunDocument, RunFinding, RunUnit, Source
from toolkit.run.records.soundness import require_sound
from toolkit.run.stages.quality import COSTS

SUMMARY, VERSIONS, COMPARISON = "summary.json", "versions.json", "comparison.json"
_WANTED = "name a comparison.json, versions.json or summary.json, or the folder that it is in"
TIMES = frozenset({"time", "times", "seconds", "started", "ended", "finished", "date"})
"""Keys that tell when a run was and how long it took: two runs are the same without them."""


def find(path: Path) -> Path:
    """Return the file of results that a path means, or a folder of several runs; raises InputError for none."""
    if kind(path) == "file":
        return path
    if kind(path) != "folder":
        raise InputError(f"{path}: there is no such run; {_WANTED}")
    for name in (SUMMARY, VERSIONS, COMPARISON):
        if kind(path / name) == "file":
            return path / name
    if not _members(path):
        raise InputError(f"{path}: no results in it; {_WANTED}")
    return path


def read(path: Path) -> Run:
    """Return the run at a path; raises InputError, one line, for what is none."""
    found = find(path)
    try:
        run = _read(found)
        require_sound(run)
    except (LookupError, TypeError, AttributeError, ValueError, ArithmeticError):
        raise InputError(f"{found}: damaged, or written by another version of the toolkit; make the run anew") from None
    return run


def _read(found: Path) -> Run:
    if kind(found) == "folder":
        return of_batch(None, {folder.name: results_in(folder / COMPARISON) for folder in _members(found)})
    data = results_in(found)
    if isinstance(data.get("documents"), list):
        names = [row.get("id") or "" for row in data["documents"]]
        there = {name: found.parent / name / COMPARISON for name in names if name}
        members = {name: results_in(one) for name, one in there.items() if kind(one) == "file"}
        return of_batch(data, members, _conflicts(found.parent / "consistency.jsonl"))
    if data.get("kind") == "versions":
        return of_versions(data)
    if data.get("kind") == "comparison":
        return of_comparison(data)
    if data.get("kind") == "failure":
        raise InputError(f"{found}: this document failed ({data.get('reason')}), so there is no run")
    raise InputError(f"{found}: no results of the toolkit; {_WANTED}")


def of_comparison(data: Mapping[str, Any]) -> Run:
    """Return the run of what a ``comparison.json`` holds."""
    return Run("comparison", {"": _document(data)}, dict(_scores(data, "")), {"": _source(data)}, {COMPARISON: data})


def of_batch(
    summary: Mapping[str, Any] | None, members: Mapping[str, Any], conflicts: Sequence[Mapping[str, Any]] = ()
) -> Run:
    """Return the run of a batch, or (without a summary) of a folder of single runs, by the names of its documents.

    ``conflicts`` are the rows of consistency.jsonl.
    """
    documents = {name: _document(data) for name, data in members.items()}
    figures = {key: figure for name, data in members.items() for key, figure in _scores(data, name)}
    sources = {name: _source(data) for name, data in members.items()}
    for row in summary["documents"] if summary else ():
        name = row.get("id") or row["path"]
        if row["failure"]:
            known = documents.get(name, RunDocument())
            documents[name] = RunDocument(known.units, known.answers, (*known.remarks, f"failed: {row['failure']}"))
        documents.setdefault(name, RunDocument())
        if name not in members:
            figures.update(_row_figures(row, name))
    if summary and summary.get("provenance"):
        sources = {"": _source(summary)}
    files = {f"{name}/{COMPARISON}": data for name, data in members.items()}
    remarks = tuple(f"{row['severity']}: {row['check']}: {row['message']}" for row in conflicts)
    return Run("batch", documents, figures, sources, {**({SUMMARY: summary} if summary else {}), **files}, remarks)


def of_versions(data: Mapping[str, Any]) -> Run:
    """Return the run of what a ``versions.json`` holds; each version is a document."""
    names = [version["name"] for version in data["versions"]]
    documents = {name: RunDocument(tuple(_row(row, name) for row in data["rows"])) for name in names}
    figures: dict[FigureName, Figure] = {}
    for measure in data["measures"]:
        metric = measure["name"]
        for system in measure["systems"]:
            for view, key in (("", "score"), ("95 % from", "low"), ("95 % to", "high")):
                figures[FigureName(system["name"], metric, view)] = Figure(system[key])
        for one in measure["contrasts"]:
            pair = " and ".join(sorted((one["better"], one["worse"])))
            figures[FigureName(pair, metric, "p")] = Figure(one["p"])
    return Run("versions", documents, figures, {"": _source(data)}, {VERSIONS: data}, tuple(_verdicts(data)))


def without_times(data: Any) -> Any:
    """Return data without what tells when a run was and how long it took."""
    if isinstance(data, dict):
        return {key: without_times(value) for key, value in data.items() if key not in TIMES}
    return [without_times(value) for value in data] if isinstance(data, list) else data


def _members(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if kind(path) == "folder" and kind(path / COMPARISON) == "file"]


def results_in(path: Path, wanted: str = _WANTED) -> dict[str, Any]:
    """Return what a file of results holds; raises InputError, which says what is ``wanted``, for any other."""
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError):
        raise InputError(f"{path}: not JSON; {wanted}") from None
    if not isinstance(data, dict):
        raise InputError(f"{path}: no results of the toolkit; {wanted}")
    return data


def _conflicts(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a batch's file of contradictions, none where it is not there."""
    if kind(path) != "file":
        return []
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except (OSError, ValueError):
        raise InputError(f"{path}: damaged; make the run anew") from None


def _source(data: Mapping[str, Any]) -> Source:
    return Source(data.get("signature") or {}, data.get("provenance") or {})


def _document(data: Mapping[str, Any]) -> RunDocument:
    units = {unit["index"]: unit for unit in data["units"]}
    findings: dict[int, list[RunFinding]] = {index: [] for index in units}
    for row in data["findings"]:
        findings[row["unit"]].append(_finding(row, units[row["unit"]]))
    answers = {
        (trip["route"], leg): tuple(text["text"] for text in trip[leg]["texts"])
        for trip in data["trips"]
        for leg in ("back", "return", "draft")
        if trip[leg]
    }
    return RunDocument(
        tuple(_unit(unit, tuple(findings[index])) for index, unit in units.items()), answers, tuple(_remarks(data))
    )


def _unit(unit: Mapping[str, Any], findings: tuple[RunFinding, ...]) -> RunUnit:
    heard, quality = unit["witnesses"], None
    if heard:
        best = (max(witness[way] for witness in heard) for way in ("forward", "backward"))
        cost = sum(COSTS[severity] for severity in SEVERITIES for one in findings if one.severity == severity)
        quality = round(sum(best) - cost, 3)
    source, translation = (unit[side]["text"] if unit[side] else "" for side in ("source", "translation"))
    return RunUnit(unit["index"] + 1, source, translation, unit["suspicion"], quality, findings)


def _finding(row: Mapping[str, Any], unit: Mapping[str, Any]) -> RunFinding:
    source, translation = (unit[side]["text"] if unit[side] else "" for side in ("source", "translation"))
    spans = [(span["side"], span["start"], span["end"]) for span in row["spans"]]
    texts = {"source": source, "translation": translation}
    words = " ".join(texts[side][start:end] for side, start, end in spans if side in texts)
    mark = content_mark(row["check"], row["category"], spans, translation, source)
    place = f"{row['line']}:{row['column']}"
    return RunFinding(row["check"], row["severity"], row["category"], row["message"], mark, words, place)


def _remarks(data: Mapping[str, Any]) -> Iterator[str]:
    for guard in data["guards"]:
        if not guard["passed"]:
            yield f"route {guard['route']} failed the guard {guard['name']}"
    for name, reason in data["failed"].items():
        yield f"{name}: {reason}"
    for gap in data["unchecked"]:
        where = "" if gap["unit"] is None else f" in unit {gap['unit'] + 1}"
        yield f"not checked: {gap['check']}{where} ({gap['reason']})"


def _scores(data: Mapping[str, Any], document: str) -> Iterator[tuple[FigureName, Figure]]:
    for score in data["scores"]:
        name = FigureName(document, score["metric"], score["view"], score["route"] or "")
        yield name, Figure(score["corpus"], tuple(score["segments"]), tuple(score["percentile"] or ()))
    for guard in data["guards"]:
        yield FigureName(document, f"guard {guard['name']}", "", guard["route"]), Figure(guard["value"])


def _row_figures(row: Mapping[str, Any], document: str) -> Iterator[tuple[FigureName, Figure]]:
    """Yield what a batch's summary says of a document whose comparison is not there."""
    for score in row["scores"]:
        yield FigureName(document, score["metric"], score["view"], score["route"] or ""), Figure(score["corpus"])
    for key in ("units", "errors", "warnings", "infos", "suspicion"):
        yield FigureName(document, key), Figure(row[key])


def _row(row: Mapping[str, Any], version: str) -> RunUnit:
    own, source = row["versions"][version], row["source"] or ""
    findings = tuple(
        RunFinding(
            one["check"],
            one["severity"],
            one["category"],
            one["message"],
            content_mark(f"{one['check']} {one['message']}", one["category"], (), own["text"], source),
        )
        for one in own["findings"]
    )
    return RunUnit(row["row"], source, own["text"], own["suspicion"], own["quality"], findings)


def _verdicts(data: Mapping[str, Any]) -> Iterator[str]:
    for measure in data["measures"]:
        for one in measure["contrasts"]:
            yield f"{measure['name']}: {one['better']} against {one['worse']}: {one['verdict']}"
