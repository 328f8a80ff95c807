"""One document's way, from two files to a Comparison; read this first.

    read -> split -> align -> units -> trips (back, return, draft) -> guards -> witnesses -> scores -> checks -> blame
    -> suspicion

Each document is on its own: nothing here knows of other documents, of the command line or of reports.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit import __version__
from toolkit.analysis.channels import evidence
from toolkit.analysis.channels.heads import chosen, digest
from toolkit.config.settings import CheckSetting, Config
from toolkit.errors import InputError
from toolkit.model import Bead, Case, Comparison, Document, Sentence, Unit
from toolkit.plugins.contracts import Check
from toolkit.plugins.foreign.origins import Unusable
from toolkit.readers.files.documents import read
from toolkit.readers.splitting.sentences import split
from toolkit.run.cache.cache import Cache
from toolkit.run.known import ignores
from toolkit.run.stages import blame, suspicion
from toolkit.run.stages.checks import in_order, run_checks, soften
from toolkit.run.stages.percentiles import calibrated
from toolkit.run.stages.trips import travel
from toolkit.run.stages.witnesses import hear, require_witnesses

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document or a pair of documents, cut into units."""

    document: Document
    source: Document | None
    units: tuple[Unit, ...]
    case: Case


def silent(_: str) -> None:
    """Report no progress."""


def compare(
    translation: Path,
    source: Path | None,
    config: Config,
    cache: Cache | None = None,
    progress: Progress = silent,
    *,
    ignoring: bool = True,
) -> Comparison:
    """Take one document the whole way; raises ToolkitError where the user must mend something first.

    An engine that fails on the way leaves its route out of the result and its reason in ``failed``. What comments in
    the document cover is left out (``toolkit.run.known.ignores``) unless ``ignoring`` is False.
    """
    from toolkit.run.stages.scores import require_metrics, score_all

    require_metrics(config)
    progress("reading")
    reading = open_documents(translation, source, config)
    if source is not None:
        require_witnesses(config)
    travels = travel(reading.units, config, progress)
    testimony = hear(reading.units, config, progress)
    progress("scores")
    scores = score_all(reading.units, travels.sound, config, cache, testimony.witnesses)
    scores = calibrated(scores, reading.units, travels.sound, config, testimony.witnesses)
    progress("checks")
    case = replace(reading.case, trips=travels.sound, witnesses=testimony.witnesses, heads=chosen(config.heads))
    findings, unchecked = run_checks(case, config.checks, cache)
    checks = {setting.name: setting.check for setting in config.checks}
    losses = blame.losses(travels.sound, checks, cache)
    findings = blame.lay(findings, travels.sound, losses, checks, has_source=source is not None)
    findings = soften(findings, reading.units)
    if ignoring:
        findings, _ = ignores.read(reading.document).keep(findings, reading.units, reading.document)
    return Comparison(
        document=reading.document,
        source=reading.source,
        source_language=config.source_language,
        units=reading.units,
        trips=travels.trips,
        guards=travels.guards,
        scores=scores,
        findings=in_order(findings),
        unchecked=(*unchecked, *travels.unchecked, *testimony.unchecked),
        suspicion=suspicion.by_unit(
            findings, len(reading.units), evidence(case) if case.witnesses else (), suspicion.heard(checks)
        ),
        losses=losses,
        failed={**travels.failed, **{f"witness {name}": reason for name, reason in testimony.failed.items()}},
        signature=signature(config, with_source=source is not None),
        witnesses=testimony.witnesses,
    )


def open_documents(translation: Path, source: Path | None, config: Config) -> Reading:
    """Read, split and align; raises InputError for a document that cannot be used."""
    document, right = _sentences(translation, config.translation_language)
    if source is None:
        units = tuple(Unit(index, None, (sentence,)) for index, sentence in enumerate(right))
        case = Case(config.source_language, config.translation_language, units, document)
        return Reading(document, None, units, case)
    original, left = _sentences(source, config.source_language)
    beads = config.aligner.align(left, right, config.source_language, config.translation_language)
    units = tuple(_units(beads, left, right))
    case = Case(config.source_language, config.translation_language, units, document, original)
    return Reading(document, original, units, case)


def _sentences(path: Path, language: str) -> tuple[Document, tuple[Sentence, ...]]:
    from toolkit.analysis.text.identification import check_language

    document = read(path, language)
    check_language(document)
    found = tuple(sentence for sentence in split(document) if sentence.kind != "credit")
    if not found:
        raise InputError(f"{path}: no sentences in it; is it the right file?")
    return document, found


def _units(beads: Sequence[Bead], left: Sequence[Sentence], right: Sequence[Sentence]) -> Iterable[Unit]:
    for index, bead in enumerate(beads):
        yield Unit(index, tuple(left[slice(*bead.left)]), tuple(right[slice(*bead.right)]), bead.confidence)


def signature(config: Config, *, with_source: bool) -> dict[str, object]:
    """Name everything that the result depends on."""
    from toolkit.plugins import signature as of

    return {
        "toolkit": __version__,
        "config": config.path,
        "mode": "fidelity" if with_source else "round-trip stability",
        "languages": f"{config.source_language} > {config.translation_language}",
        "aligner": of(config.aligner, without=("encoder",)) if with_source else "none",
        "encoder": config.encoder.signature(),
        "routes": {
            route.name: {"back": route.back.signature(), "return": route.returned.signature()}
            for route in config.routes
        },
        "witnesses": {witness.name: witness.signature() for witness in config.witnesses},
        "metrics": [metric.signature() for metric in config.metrics],
        "calibration": config.calibration.signature(),
        "heads": digest(config.heads),
        "checks": [_check_signature(setting) for setting in config.checks if not isinstance(setting.check, Unusable)],
        **({"language data": config.language_data.digest} if config.language_data.digest else {}),
    }


def _check_signature(setting: CheckSetting) -> str:
    from toolkit.plugins import signature as of

    check: Check = setting.check
    return of(check) + (f"|severity:{setting.severity}" if setting.severity else "")
