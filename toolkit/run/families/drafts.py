"""What each route's engine writes for the source by itself, without a translation to send back."""

from collections.abc import Callable, Sequence

from toolkit.errors import EngineError
from toolkit.model import Unit
from toolkit.run.stages.guards import guard_leg
from toolkit.run.stages.sequence import Plan
from toolkit.run.stages.trips import draft_leg


def drafts(units: Sequence[Unit], plan: Plan, progress: Callable[[str], None]) -> dict[str, tuple[str, ...]]:
    """Return the draft of each unit by route; without the routes that cannot run, break down or fail a guard."""
    found = {}
    for route in plan.routes:
        if route.name in plan.skipped.routes:
            continue
        try:
            leg = draft_leg(route, units, plan.pair, plan.aligner, progress)
        except EngineError:
            continue  # the trips say so, which send the same texts
        if all(guard.passed for guard in guard_leg("draft", leg, route.name)):
            found[route.name] = tuple("" if answer.rejection else answer.text for answer in leg.outputs)
    return found
