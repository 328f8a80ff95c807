"""Which judges, routes and witnesses, are of which families, and what is left without those of some.

A translation carries the mark of its engine's family alone; a judge that of every engine in it. A round trip from a
neural engine on through rules, and a neural witness that reads a draft by rules, both favour what rules made: on 82
sentences the likelihood of a translation by rules via Spanish was -2.7 under such a witness, of the human one -5.9.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from toolkit.config.settings import Route
from toolkit.config.witnesses import WitnessSetting
from toolkit.model import Maker
from toolkit.model.witness import Witness
from toolkit.plugins import traits
from toolkit.run.stages.sequence import Asked, Plan

Heard = Sequence[tuple[Witness, ...]]
"""What witnesses say of each unit."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The names of the judges that are of some families, in the order of the configuration."""

    routes: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.routes or self.witnesses)


@dataclass(frozen=True, slots=True)
class Panel:
    """The judges of a run, in the order of the configuration, each with the families of all engines in it."""

    routes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    witnesses: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan) -> "Panel":
        """Return those of a plan that can be asked here."""
        skipped = plan.skipped
        return cls(
            {route.name: _of_route(route) for route in plan.routes if route.name not in skipped.routes},
            {one.name: _of_witness(one) for one in plan.witnesses if one.name not in skipped.witnesses},
        )

    def of_families(self, families: Set[str]) -> LeftOut:
        """Return the judges in which an engine of these families has a part."""
        return LeftOut(
            tuple(name for name, own in self.routes.items() if own & families),
            tuple(name for name, own in self.witnesses.items() if own & families),
        )

    def unwanted(self, own: Sequence[Maker], every: Iterable[Sequence[Maker]]) -> tuple[LeftOut, ...]:
        """Return whom to leave out to judge a version by itself, beside each other one, and beside all; each set once.

        ``own`` and ``every`` are the families that may have made the version, and each of all of them.
        """
        mine = frozenset(maker.family for maker in own)
        others = [frozenset(maker.family for maker in makers) for makers in every]
        wanted = [mine, *(mine | other for other in others), mine.union(*others)]
        return tuple(dict.fromkeys(left_out for families in wanted if (left_out := self.of_families(families))))


def without(asked: Asked, left_out: LeftOut) -> Asked:
    """Return what the other judges said."""
    travels, testimony = asked.travels, asked.testimony
    return Asked(
        replace(
            travels,
            trips=tuple(trip for trip in travels.trips if trip.route not in left_out.routes),
            guards=tuple(guard for guard in travels.guards if guard.route not in left_out.routes),
        ),
        replace(testimony, witnesses=heard_without(testimony.witnesses, left_out)),
    )


def heard_without(heard: Heard, left_out: LeftOut) -> tuple[tuple[Witness, ...], ...]:
    """Return what the other witnesses said of each unit; empty where there is no other."""
    others = tuple(tuple(one for one in of_unit if one.name not in left_out.witnesses) for of_unit in heard)
    return others if any(others) else ()


def _of_route(route: Route) -> frozenset[str]:
    return traits.families(route.back) | traits.families(route.returned)


def _of_witness(witness: WitnessSetting) -> frozenset[str]:
    drafting = traits.families(witness.draft) if witness.draft else frozenset()
    return traits.families(witness.translator) | drafting
