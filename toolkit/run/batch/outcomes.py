"""What is kept of a document that is done: small plain data in a file of its own, ``outcome.json`` in its folder.

The file is written last, when all reports of the document are in place, and is there whole or not at all. So whoever
finds it knows that the document is done, from which texts, and with what; the summary of a batch is made of these
files alone, and no comparison is kept in memory.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path, PurePath
from typing import Any

from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.model import Sent
from toolkit.reports.page.batch import DocumentRow, row
from toolkit.reports.wording.rejections import noted
from toolkit.run import bugs
from toolkit.run.batch.beside import Beside, Task, files_of, named, options_of
from toolkit.run.batch.documents import DocumentResult
from toolkit.run.batch.findings import FindingRow, finding_rows
from toolkit.run.batch.units import KeptUnit, units_of
from toolkit.run.inputs.entries import VersionsJob
from toolkit.run.outputs import Content, filenames, remove_all, write_below
from toolkit.run.records.provenance import Inputs, plain
from toolkit.secrets.masking import masked

OUTCOME = "outcome.json"
VERSION = 2
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What became of one document.

    ``row`` is its row in the summary. ``inputs`` are its files with marks of their content, ``signature`` is what its
    figures depend on, empty where there are none, ``options`` are what no configuration says, and ``files`` are its
    reports, in the ``formats`` that were wanted. ``original`` is a mark of the text of the original, None without one.
    ``seconds`` of wall clock it took. ``findings`` are rows of ``finding_rows``; they and ``units`` are those of all
    versions where several are laid beside each other. ``notes`` are how many notes of each kind engines gave, by route.
    ``sent`` is what may have left this machine.
    """

    row: DocumentRow
    inputs: Inputs
    signature: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    original: str | None = None
    seconds: float = 0.0
    findings: tuple[FindingRow, ...] = ()
    units: tuple[KeptUnit, ...] = ()
    notes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    sent: tuple[Sent, ...] = ()

    @property
    def id(self) -> str:
        """The name of the document's folder."""
        return self.row.id

    @property
    def with_source(self) -> bool:
        """Whether there was an original, in a file of its own or beside the translation."""
        return self.original is not None or "source" in self.inputs

    @property
    def uses(self) -> tuple[KeptUnit, ...]:
        """The units with text on both sides; none of versions, which are held against each other where they are."""
        return tuple(unit for unit in self.units if unit.source and unit.translation and not unit.version)


def failed(task: Task, failure: str, inputs: Inputs | None = None, seconds: float = 0.0) -> DocumentOutcome:
    """Return the outcome of a document of which nothing can be said but why; of unread files there is no mark."""
    files = {role: path for role, path in files_of(task).items() if path}
    unread: Inputs = {role: {"path": str(path), "sha256": None, "text": False} for role, path in files.items()}
    return DocumentOutcome(row(named(task), None, None, failure, task.id), inputs or unread, seconds=seconds)


def outcome_of_versions(job: VersionsJob, beside: Beside, config: Config, seconds: float = 0.0) -> DocumentOutcome:
    """Return what is kept of a comparison of versions."""
    return DocumentOutcome(
        beside.row(job),
        beside.data["provenance"]["inputs"],
        beside.data["signature"],
        options_of(job),
        tuple(beside.texts),
        tuple(config.formats),
        seconds=seconds,
        findings=tuple(beside.findings),
        units=tuple(beside.units),
        sent=tuple(Sent(**one) for one in beside.data.get("sent", ())),
    )


def outcome_of(result: DocumentResult, config: Config, seconds: float = 0.0) -> DocumentOutcome:
    """Return what is kept of a result."""
    job, comparison = result.job, result.comparison
    if comparison is None:
        return failed(job, result.failure or "", result.inputs, seconds)
    report = "report.html" if "html" in config.formats else "comparison.json" if "json" in config.formats else None
    link = f"{job.id}/{report}" if report else None
    source = comparison.source
    return DocumentOutcome(
        row(str(job.translation), comparison, link, result.failure, job.id),
        result.inputs,
        comparison.signature,
        {},
        filenames(config.formats),
        tuple(config.formats),
        None if source is None else hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest(),
        seconds,
        finding_rows(comparison, str(job.translation)),
        units_of(comparison),
        noted(comparison.trips, with_rejected=True),
        comparison.sent,
    )


def keep(folder: Path, outcome: DocumentOutcome, texts: Mapping[str, Content]) -> None:
    """Write a document's reports and then its outcome into its folder; raises InputError when the disk refuses.

    Reports of an earlier run that this one does not write are removed: they would look like this one's.
    """
    place = folder / outcome.id
    remove_all(place, [OUTCOME, *(name for name in (*filenames(), bugs.FILE) if name not in texts)])
    write_below(place, {**texts, OUTCOME: _text(outcome)})


def forget(folder: Path, name: str) -> None:
    """Take back a document's outcome and reports, before it is done again: they are of other texts or settings."""
    before = kept(folder, name)
    remove_all(folder / name, [OUTCOME])
    if before is not None:
        remove_all(folder / name, [file for file in before.files if ".." not in PurePath(file).parts])


def kept(folder: Path, name: str) -> DocumentOutcome | None:
    """Return the outcome in a document's folder, None where none is, or one that this version does not understand."""
    try:
        return _parsed(json.loads((folder / name / OUTCOME).read_bytes()), name)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise InputError(f"{folder / name / OUTCOME}: cannot be read ({error.strerror}); remove it") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def as_kept(outcome: DocumentOutcome) -> DocumentOutcome:
    """Return an outcome that the disk did not take as it would be read from there: without secrets."""
    return _parsed(json.loads(masked(_text(outcome))), outcome.id) or outcome


def all_kept(folder: Path, names: Iterable[str]) -> Iterator[DocumentOutcome]:
    """Yield the outcomes that are there, in the order of the names, one at a time."""
    for name in names:
        outcome = kept(folder, name)
        if outcome is not None:
            yield outcome


def _text(outcome: DocumentOutcome) -> str:
    data = {"version": VERSION, "kind": "outcome", **_fields(outcome), "row": outcome.row.data()}
    data["sent"] = [_fields(one) for one in outcome.sent]
    data["units"] = [list(_fields(unit).values()) for unit in outcome.units]
    # Half characters, which some files hold as escapes, cannot be written as UTF-8.
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", json.dumps(plain(data), ensure_ascii=False)) + "\n"


def _fields(noun: Any) -> dict[str, Any]:
    return {one.name: getattr(noun, one.name) for one in fields(noun)}


def _parsed(data: Mapping[str, Any], name: str) -> DocumentOutcome | None:
    if data["version"] != VERSION or data["row"]["id"] != name:
        return None
    return DocumentOutcome(
        DocumentRow.of(data["row"]),
        data["inputs"],
        data["signature"],
        data["options"],
        tuple(data["files"]),
        tuple(data["formats"]),
        data["original"],
        data["seconds"],
        tuple(data["findings"]),
        tuple(KeptUnit(*unit) for unit in data["units"]),
        data["notes"],
        tuple(Sent(**one) for one in data["sent"]),
    )
