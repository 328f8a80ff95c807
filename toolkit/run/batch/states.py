"""How each document of a batch stands: done, failed, missing, or changed since it was done, and what changed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.plugins.disk import kind
from toolkit.run.batch.beside import Task, files_of, options_of
from toolkit.run.batch.outcomes import DocumentOutcome, kept
from toolkit.run.cache.cache import Cache
from toolkit.run.inputs.entries import Job
from toolkit.run.records import reasons
from toolkit.run.records.provenance import HOW_IT_WAS_SAID, inputs_of, plain, signed
from toolkit.run.records.runs import Run, Source
from toolkit.run.route_documents import limited
from toolkit.secrets.masking import masked

Standing = Literal["done", "failed", "missing", "changed"]
_MOST = 3
_SIDES = {"translation": "the translation", "source": "the original"}


@dataclass(frozen=True, slots=True)
class State:
    """One document and how it stands; ``reasons`` say why it failed or what changed, ``seconds`` what it took.

    ``units`` is None where nothing is known of it; ``failed`` is whether it failed, changed since or not.
    """

    job: Task
    standing: Standing
    reasons: tuple[str, ...] = ()
    seconds: float = 0.0
    units: int | None = None
    failed: bool = False

    @property
    def why(self) -> str:
        """The reasons on one line."""
        more = len(self.reasons) - _MOST
        return "; ".join([*self.reasons[:_MOST], *([f"and {more} more"] if more > 0 else [])])


def states(work: Sequence[Task], config: Config, folder: Path, cache: Cache | None) -> Iterator[State]:
    """Yield how each document stands, in order; ``config`` is wired, ``folder`` holds the folders of the documents."""
    signatures = _Signatures(config, cache)
    for job in work:
        outcome = kept(folder, job.id)
        if outcome is None:
            yield State(job, "missing")
            continue
        changes = tuple(_changes(job, outcome, signatures, folder / job.id))
        failure = outcome.row.failure
        standing: Standing = "changed" if changes else "failed" if failure else "done"
        yield State(
            job, standing, changes or ((failure,) if failure else ()), outcome.seconds, outcome.row.units, bool(failure)
        )


class _Signatures:
    """What a run says of itself today; asked once for all documents that go one way and are of one kind."""

    def __init__(self, config: Config, cache: Cache | None) -> None:
        self._config, self._cache = config, cache
        self._known: dict[Any, dict[str, Any]] = {}

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats of the reports that are wanted."""
        return tuple(self._config.formats)

    def of(self, job: Task, outcome: DocumentOutcome) -> dict[str, Any]:
        config = limited(self._config, job.translation, job.id) if isinstance(job, Job) else self._config
        suffixes = frozenset(path.suffix.lower() for path in files_of(job).values() if path)
        key = tuple(route.name for route in config.routes), outcome.with_source, suffixes
        if key not in self._known:
            inputs = {suffix: {"path": f"text{suffix}", "sha256": None, "text": False} for suffix in suffixes}
            said = signed(config, inputs, with_source=outcome.with_source, cache=self._cache).signature
            self._known[key] = json.loads(masked(json.dumps(plain(_what_counts(said)))))
        return self._known[key]


def _what_counts(signature: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in signature.items() if key not in HOW_IT_WAS_SAID}


def _changes(job: Task, outcome: DocumentOutcome, signatures: _Signatures, folder: Path) -> Iterator[str]:
    """Yield what is otherwise than when the document was done."""
    try:
        inputs = inputs_of(files_of(job))
    except InputError as error:
        yield str(error)
        return
    for role in dict.fromkeys([*inputs, *outcome.inputs]):
        one, other = outcome.inputs.get(role), inputs.get(role)
        name = _SIDES.get(role, role)
        if one is None or other is None:
            yield f"{name} is {'new' if one is None else 'not named any more'}"
        elif one["path"] != masked(other["path"]):
            yield f"{name} is another file ({one['path']} > {masked(other['path'])})"
        elif one["sha256"] != other["sha256"]:
            yield f"{name} {'changed' if other['sha256'] else 'is not there any more'} ({one['path']})"
    if not outcome.signature:
        return
    before, after = _what_counts(outcome.signature), signatures.of(job, outcome)
    if before != after:
        runs = (Run("comparison", {}, {}, {"": Source(side, {})}, {}) for side in (before, after))
        told = reasons.between(*runs).versions
        yield from (f"{change.key}: {change.old} > {change.new}" for change in told)
        if not told:
            yield "the settings changed"
    gone = [name for name in outcome.files if kind(folder / name) != "file"]
    if gone:
        yield f"{', '.join(gone)} is not there any more"
    elif outcome.formats != signatures.formats:
        yield f"other reports are wanted ({', '.join(signatures.formats)})"
    if outcome.options != options_of(job):
        yield "what is said of the versions changed"
