"""One document's way, from two files to a Comparison; read this first.

    read -> split -> align -> units -> trips (back, return, draft) -> guards -> witnesses -> scores -> checks -> blame
    -> suspicion -> who may have made it (families), and what judges of other families say

Each document is on its own: nothing here knows of other documents, of the command line or of reports. The middle of
the way is ``stages.sequence``, which the other commands take, too.
"""

from collections.abc import Callable
from dataclasses import replace

from toolkit.config.settings import Config
from toolkit.model import Comparison, Readable
from toolkit.run.cache.cache import Cache
from toolkit.run.families.affinity import affinities
from toolkit.run.families.impartial import impartial
from toolkit.run.families.makers import makers, require_known
from toolkit.run.known import ignores
from toolkit.run.records.provenance import inputs_of, signed
from toolkit.run.route_documents import limited
from toolkit.run.sent import count_whole, heard, texts_of
from toolkit.run.stages import suspicion
from toolkit.run.stages.issues import as_issues
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

    An engine that fails on the way leaves its route out of the result and its reason in ``failed``, and so do a metric
    and a check that break down. What comments in
    the document cover is left out (``toolkit.run.known.ignores``). Whoever has asked already what can run here gives
    the answer as ``skipped``. ``made_by`` says who made the translation: "human", an engine, or a family of engines.
    """
    require_known(made_by, config)
    with heard() as given:
        outcome = _compared(translation, source, config, cache, progress, skipped, made_by)
        count_whole(texts_of(outcome.units), config)
    return replace(outcome, sent=given.sent())


def _compared(
    translation: Readable,
    source: Readable | None,
    config: Config,
    cache: Cache | None,
    progress: Progress,
    skipped: Skipped | None,
    made_by: str | None,
) -> Comparison:
    """Take one document the whole way."""
    from toolkit.run.stages.scores import score_all

    config = limited(config, translation)
    plan = Plan.of(config, skipped or require(config, has_source=has_original(translation, source, config.readers)))
    progress("reading")
    inputs = inputs_of({"translation": translation, "source": source})
    opened = open_documents(translation, source, plan.pair, plan.aligner, config.readers, cache)
    units = opened.units
    asked = ask(units, plan, progress)
    trips, witnesses = asked.travels.sound, asked.testimony.witnesses
    progress("scores")
    unscored: dict[str, str] = {}
    scores = score_all(units, trips, config.metrics, plan.pair, cache, witnesses, unscored)
    known = depending(scores, trips, config.metrics, plan.witnesses, witnesses, plan.pair)
    progress("checks")
    judged = judge(opened.case, asked, plan, cache)
    findings, _ = ignores.read(opened.document).keep(judged.findings, units, opened.document)
    options = {"made_by": made_by} if made_by is not None else None
    drafts = {trip.route: [answer.text for answer in trip.draft.outputs] for trip in trips if trip.draft}
    near = affinities(units, drafts, config, cache)
    said = signed(config, inputs, with_source=opened.source is not None, options=options, cache=cache)
    outcome = Comparison(
        document=opened.document,
        source=opened.source,
        source_language=config.source_language,
        units=units,
        trips=said.legs(asked.travels.trips),
        guards=asked.travels.guards,
        scores=said.scores(calibrated(known, units, config.calibration, plan.pair)),
        findings=tuple(findings),
        unchecked=(*opened.unchecked, *judged.unchecked, *asked.unchecked),
        suspicion=suspicion.by_unit(findings, units, witnesses, judged.evidence, plan.reporting),
        losses=judged.losses,
        failed={**asked.failed, **unscored, **judged.failed},
        signature=said.signature,
        witnesses=witnesses,
        provenance=said.provenance,
        made_by=made_by,
        makers=makers(made_by, near, config),
        affinities=near,
    )
    own = {maker.family for maker in outcome.makers}
    judges = impartial(outcome, own, config, plan, cache) if own else outcome.impartial
    return replace(outcome, impartial=judges, findings=as_issues(findings))
