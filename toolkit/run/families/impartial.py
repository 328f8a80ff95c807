"""What is said of a translation by judges of other families than those that may have made it."""

from collections.abc import Set

from toolkit.config.settings import Config
from toolkit.model import Case, Comparison, Impartial
from toolkit.plugins import traits
from toolkit.run.cache.cache import Cache
from toolkit.run.families.judges import LeftOut, Panel, without
from toolkit.run.known import ignores
from toolkit.run.stages import suspicion
from toolkit.run.stages.percentiles import calibrated, depending
from toolkit.run.stages.scores import score_all
from toolkit.run.stages.sequence import Asked, Plan, judge
from toolkit.run.stages.trips import Travels
from toolkit.run.stages.witnesses import Testimony


def impartial(
    outcome: Comparison, families: Set[str], config: Config, plan: Plan, cache: Cache | None = None
) -> Impartial | None:
    """Judge an outcome once more without the judges of these families; None where no judge is of them.

    No engine is asked again: what the others said is at hand.
    """
    left_out = Panel.of(plan).of_families(families)
    return judged_without(outcome, left_out, config, plan, cache) if left_out else None


def judged_without(
    outcome: Comparison, left_out: LeftOut, config: Config, plan: Plan, cache: Cache | None = None
) -> Impartial:
    """Judge an outcome once more without some judges."""
    units = outcome.units
    said = Asked(Travels(outcome.trips, outcome.guards), Testimony(outcome.witnesses))
    others = without(said, left_out)
    case = Case(plan.pair.source, plan.pair.translation, units, outcome.document, outcome.source)
    judged = judge(case, others, plan, cache)
    findings, _ = ignores.read(outcome.document).keep(judged.findings, units, outcome.document)
    heard = others.testimony.witnesses
    witnessed = [metric for metric in config.metrics if traits.needs_witness(metric) and left_out.witnesses]
    broken: dict[str, str] = {}  # with all witnesses they broke down before, and that was said
    scores = score_all(units, (), witnessed, plan.pair, cache, heard, broken) if heard and witnessed else ()
    known = depending(scores, (), witnessed, plan.witnesses, heard, plan.pair)
    partial = {metric.signature() for metric in witnessed}
    return Impartial(
        left_out.routes,
        left_out.witnesses,
        tuple(findings),
        suspicion.by_unit(findings, units, heard, judged.evidence, plan.reporting),
        heard,
        calibrated(known, units, config.calibration, plan.pair),
        tuple(
            score
            for score in outcome.scores
            if score.route in left_out.routes or (score.route is None and score.signature in partial)
        ),
    )
