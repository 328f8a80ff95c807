"""One document's way, from two files to a Comparison; read this first.

    read -> split -> align -> units -> trips (back, return, draft) -> guards -> witnesses -> scores -> checks -> blame
    -> suspicion -> who may have made it (families), and what judges of other families say

Each document is on its own: nothing here knows of other documents, of the command line or of reports. The middle of
the way is ``stages.sequence``, which the other commands take, too.
"""

from collections.abc import Callable
from dataclasses import replace

from toolkit import __version__
from toolkit.analysis.channels.heads import digest
from toolkit.config.settings import CheckSetting, Config
from toolkit.model import Comparison, Readable
from toolkit.plugins.contracts import Check
from toolkit.plugins.foreign.origins import Unusable
from toolkit.run.cache.cache import Cache
from toolkit.run.families.affinity import affinities
from toolkit.run.families.impartial import impartial
from toolkit.run.families.makers import makers, require_known
from toolkit.run.known import ignores
from toolkit.run.stages import suspicion
from toolkit.run.stages.opening import has_original, open_documents
from toolkit.run.stages.percentiles import calibrated, depending
from toolkit.run.stages.requirements import Skipped, require
from toolkit.run.stages.sequence import Plan, ask, judge

Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Report no progress."""


def compare(
    translation: Readable,
    source: Readable | None,
    config: Config,
    cache: Cache | None = None,
    progress: Progress = silent,
    *,
    skipped: Skipped | None = None,
    made_by: str | None = None,
) -> Comparison:
    """Take one document the whole way; raises ToolkitError where the user must mend something first.

    An engine that fails on the way leaves its route out of the result and its reason in ``failed``. What comments in
    the document cover is left out (``toolkit.run.known.ignores``). Whoever has asked already what can run here gives
    the answer as ``skipped``. ``made_by`` says who made the translation: "human", an engine, or a family of engines.
    """
    from toolkit.run.stages.scores import score_all

    require_known(made_by, config)
    plan = Plan.of(config, skipped or require(config, has_source=has_original(translation, source, config.readers)))
    progress("reading")
    opened = open_documents(translation, source, plan.pair, plan.aligner, config.readers, cache)
    units = opened.units
    asked = ask(units, plan, progress)
    trips, witnesses = asked.travels.sound, asked.testimony.witnesses
    progress("scores")
    scores = score_all(units, trips, config.metrics, plan.pair, cache, witnesses)
    known = depending(scores, trips, config.metrics, plan.witnesses, witnesses)
    progress("checks")
    judged = judge(opened.case, asked, plan, cache)
    findings, _ = ignores.read(opened.document).keep(judged.findings, units, opened.document)
    near = affinities(units, trips, config, cache)
    outcome = Comparison(
        document=opened.document,
        source=opened.source,
        source_language=config.source_language,
        units=units,
        trips=asked.travels.trips,
        guards=asked.travels.guards,
        scores=calibrated(known, units, config.calibration, plan.pair),
        findings=tuple(findings),
        unchecked=(*opened.unchecked, *judged.unchecked, *asked.unchecked),
        suspicion=suspicion.by_unit(findings, len(units), judged.evidence, plan.reporting),
        losses=judged.losses,
        failed=asked.failed,
        signature=signature(config, with_source=opened.source is not None),
        witnesses=witnesses,
        made_by=made_by,
        makers=makers(made_by, near, config),
        affinities=near,
    )
    own = {maker.family for maker in outcome.makers}
    return replace(outcome, impartial=impartial(outcome, own, config, plan, cache)) if own else outcome


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
        "alarm rates": config.alarm_rates.signature(),
        "checks": [_check_signature(setting) for setting in config.checks if not isinstance(setting.check, Unusable)],
        **({"language data": config.language_data.digest} if config.language_data.digest else {}),
    }


def _check_signature(setting: CheckSetting) -> str:
    from toolkit.plugins import signature as of

    check: Check = setting.check
    return of(check) + (f"|severity:{setting.severity}" if setting.severity else "")
