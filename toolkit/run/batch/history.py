"""The runs of a batch over time: ``history.jsonl`` in its folder, a line for each run that says something new.

A line is added when all documents are done, and only if it says anything else than the line before. Marks tell what two
runs share: documents, originals, translations, checks, metrics, engines, settings, and the toolkit itself.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.reports.page.overview import Totals
from toolkit.reports.page.trends import PastRun
from toolkit.run.records.provenance import HOW_IT_WAS_SAID
from toolkit.run.result_folders import HISTORY
from toolkit.secrets.masking import masked

VERSION = 1
_PARTS = {
    "checks": ("checks", "alarm rates", "heads", "calibration", "language data"),
    "metrics": ("metrics",),
    "engines": ("engines", "routes", "witnesses"),
    "toolkit": ("toolkit", "code"),
    "packages": ("packages",),
}
_CHANGED = {
    "documents": "other documents",
    "sources": "originals edited",
    "translations": "translations edited",
    "checks": "other checks",
    "metrics": "other metrics",
    "engines": "other engines",
    "toolkit": "another toolkit",
    "packages": "other packages",
    "settings": "other settings",
    "baseline": "known findings counted otherwise",
}
_DIGITS = 8


def line_of(
    run: str,
    signature: Mapping[str, Any],
    marks: Iterable[tuple[str, str | None]],
    totals: Totals,
    *,
    baseline: bool = False,
) -> dict[str, Any]:
    """Return what is recorded of a run, without its time; ``marks`` are those of its files by ``id/role``, in order.

    With a ``baseline`` only what is new was counted.
    """
    metrics = totals.metrics
    return {
        "version": VERSION,
        "run": run,
        "marks": {**_of_texts(marks), **_of_settings(signature), "baseline": "yes" if baseline else "no"},
        "documents": totals.documents,
        "failed": totals.failed,
        "units": totals.units,
        "with_errors": totals.with_errors,
        **{f"{severity}s": count for severity, count in totals.found.items()},
        "view": totals.view,
        "routes": {
            one.route: {metric: round(one.figures[metric][1], 6) for metric in metrics if metric in one.figures}
            for one in totals.routes
        },
        "checks": {name: [one.errors, one.warnings, one.infos] for name, one in totals.checks.items()},
    }


def _of_texts(marks: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    digests = {part: hashlib.sha256() for part in ("documents", "sources", "translations")}
    last = None
    for role, mark in marks:
        name, _, side = role.partition("/")
        if name != last:
            digests["documents"].update(f"{name}\n".encode())
            last = name
        digests["sources" if side == "source" else "translations"].update(f"{role} {mark}\n".encode())
    return {part: digest.hexdigest()[:_DIGITS] for part, digest in digests.items()}


def _of_settings(signature: Mapping[str, Any]) -> dict[str, str]:
    told = {key for keys in _PARTS.values() for key in keys} | set(HOW_IT_WAS_SAID)
    parts = {part: {key: signature.get(key) for key in keys} for part, keys in _PARTS.items()}
    parts["settings"] = {key: value for key, value in signature.items() if key not in told}
    return {part: _mark(values) for part, values in parts.items()}


def _mark(values: Any) -> str:
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def past_lines(folder: Path) -> list[dict[str, Any]]:
    """Return the lines of a folder's history, the oldest first; what is damaged is left out."""
    try:
        text = (folder / HISTORY).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise InputError(f"{folder / HISTORY}: cannot be read ({error.strerror})") from None
    found = []
    for line in text.splitlines():
        try:
            data = json.loads(line)
            if data["version"] == VERSION and isinstance(data["marks"], dict) and data["time"]:
                found.append(data)
        except (ValueError, LookupError, TypeError):
            continue
    return found


def add(folder: Path, line: Mapping[str, Any]) -> None:
    """Add a line with the time of now, unless the last one says the same; raises InputError when the disk refuses."""
    past = past_lines(folder)
    if past and _untimed(past[-1]) == dict(line):
        return
    text = json.dumps({**line, "time": datetime.now(UTC).isoformat(timespec="seconds")}, ensure_ascii=False)
    path = folder / HISTORY
    try:
        whole = not path.exists() or path.stat().st_size == 0 or path.read_bytes()[-1:] == b"\n"
        with path.open("ab", buffering=0) as file:  # one write: the line is there whole, or none of it counts
            file.write(f"{'' if whole else chr(10)}{masked(text)}\n".encode())
            os.fsync(file.fileno())
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from None


def runs(lines: Sequence[Mapping[str, Any]]) -> list[PastRun]:
    """Return runs as the page shows them, the oldest first, each with what is otherwise than in the one before.

    One in which documents failed, and of which more was done then with the same settings, is one run with that.
    """
    found: list[PastRun] = []
    before: Mapping[str, Any] | None = None
    for number, line in enumerate(lines):
        if any(_goes_on(line, later) for later in lines[number + 1 : number + 2]):
            continue
        try:
            changed = [] if before is None else _changed(before, line)
            found.append(
                PastRun(
                    line["run"],
                    line.get("time", ""),
                    line["documents"],
                    line["failed"],
                    line["units"],
                    line["errors"],
                    line["warnings"],
                    line["infos"],
                    dict(line["routes"]),
                    line["view"],
                    tuple(_CHANGED[part] for part in changed),
                    counts_compare=not {"documents", "checks", "baseline"} & set(changed),
                    figures_compare=not {"documents", "metrics"} & set(changed)
                    and (before is None or before["view"] == line["view"]),
                )
            )
        except (LookupError, TypeError):
            continue
        before = line
    return found


def _goes_on(line: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    same = not {*_changed(line, later)} - {"sources", "translations"}
    return same and line.get("failed", 0) > later.get("failed", 0)


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [part for part in _CHANGED if before["marks"].get(part) != after["marks"].get(part)]


def _untimed(line: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in line.items() if key != "time"}
