"""The workers of a job on a cluster, and what each has in hand.

Ray places the actors, starts one anew where its process or its node is gone, and tells of it. Here is only kept which
documents a worker has: one at work and one to go on with, so that no more are under way than are worked on.
"""

import socket
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.errors import visible
from toolkit.run.batch.cluster.parcels import Parcel
from toolkit.run.batch.cluster.worker import Brought, Ready

AHEAD = 2
"""Documents that a worker has."""
_PATIENCE_SECONDS = 2.0
_MOST = 200  # letters of what Ray says


@dataclass(slots=True, eq=False)
class Member:
    """An actor; ``here`` is what it said when it was ready, and ``at_work`` are numbers by what they can be had by."""

    actor: Any
    here: Ready | None = None
    at_work: deque[tuple[Any, int]] = field(default_factory=deque)


@dataclass(frozen=True, slots=True)
class Lost:
    """Documents that a worker had when it was lost: the first was at work, the others not begun.

    ``alive`` is whether its node is still there, so that it was its process alone that ended; ``owner`` is its name.
    """

    numbers: tuple[int, ...]
    alive: bool
    owner: str | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a document."""

    number: int
    brought: Brought


class Crew:
    """All workers of a job."""

    def __init__(self, ray: Any, actors: list[Any], opening: tuple[Any, ...]) -> None:
        self._ray, self._opening = ray, opening
        self._members = [Member(actor) for actor in actors]
        self._waited: dict[Any, Member] = {}
        for member in self._members:
            self._open(member)

    @property
    def ready(self) -> bool:
        """Whether any worker is."""
        return any(member.here for member in self._members)

    @property
    def size(self) -> int:
        """How many workers there are, ready or not."""
        return len(self._members)

    @property
    def busy(self) -> bool:
        """Whether any document is under way."""
        return any(member.at_work for member in self._members)

    def free(self) -> Member | None:
        """Return the worker that has least in hand, None where all have enough."""
        able = [one for one in self._members if one.here and len(one.at_work) < AHEAD]
        return min(able, key=lambda one: len(one.at_work), default=None)

    def give(self, member: Member, number: int, parcel: Parcel) -> None:
        """Send a document to a worker."""
        reference = member.actor.do.remote(parcel)
        member.at_work.append((reference, number))
        self._waited[reference] = member

    def heard(self, seconds: float) -> Iterator[Answered | Lost | Ready]:
        """Wait for one thing to happen, at most so long, and yield it: nothing where nothing did.

        Raises what the work raised.
        """
        done, _ = self._ray.wait(list(self._waited), num_returns=1, timeout=seconds)
        for reference in done:
            member = self._waited.pop(reference)
            number = next((number for one, number in member.at_work if one == reference), None)
            try:
                said = self._ray.get(reference)
            except self._ray.exceptions.RayTaskError as error:
                raise (error.cause if isinstance(error.cause, Exception) else error) from error
            except self._ray.exceptions.RayError as error:
                # Ray tries without end to open a worker, wherever it can be: it gives up where that cannot succeed.
                yield self._lost(member) if number is not None else self._unopened(member, error)
                continue
            if number is None:
                member.here = said
                if said.problem:
                    self._retire(member)
                yield said
            else:
                member.at_work.remove((reference, number))
                yield Answered(number, said)

    def leave(self) -> None:
        """Have every worker that is there end what it started."""
        farewells = [member.actor.leave.remote() for member in self._members if member.here and not member.at_work]
        if farewells:
            self._ray.wait(farewells, num_returns=len(farewells), timeout=5.0)

    def _open(self, member: Member) -> None:
        self._waited[member.actor.open.remote(*self._opening)] = member

    def _lost(self, member: Member) -> Lost:
        numbers = tuple(number for _, number in member.at_work)
        for reference, _ in member.at_work:
            self._waited.pop(reference, None)
        was = member.here
        member.at_work.clear()
        member.here = None
        self._open(member)
        if was is None:
            return Lost(numbers, True, None)
        return Lost(numbers, any(_answers(one) for one in self._ray.nodes() if one["NodeID"] == was.node), was.owner)

    def _unopened(self, member: Member, error: Exception) -> Ready:
        self._retire(member)
        why = str(error).strip().rpartition("\n")[2]  # the last line of a traceback from there
        return Ready("", "?", "", f"a worker cannot start ({visible(why[:_MOST])}); is the toolkit installed there?")

    def _retire(self, member: Member) -> None:
        self._members.remove(member)
        self._ray.kill(member.actor)


def _answers(node: Mapping[str, Any]) -> bool:
    """Whether a node is there: Ray itself takes some seconds to see that one is not."""
    try:
        with socket.create_connection((node["NodeManagerAddress"], node["NodeManagerPort"]), _PATIENCE_SECONDS):
            return bool(node["Alive"])
    except OSError:
        return False
