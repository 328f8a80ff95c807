"""Documents of a batch on a cluster of Ray: they stream to its workers, and their results come back to be written here.

A document whose worker is lost goes to another one. Where it was at work and its process alone ended, that counts, and
it fails the second time, as on one machine; a node that is lost is no fault of a document. Each is written once, by the
process that the user started.
"""

import os
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from toolkit.errors import InputError, ToolkitError
from toolkit.plugins import endings, spending
from toolkit.run.batch.beside import Task
from toolkit.run.batch.cluster import joining, luggage
from toolkit.run.batch.cluster.crew import Answered, Crew, Lost
from toolkit.run.batch.cluster.desk import Desk
from toolkit.run.batch.cluster.parcels import parcel
from toolkit.run.batch.cluster.worker import Ready, Worker
from toolkit.run.batch.outcomes import forget
from toolkit.run.batch.work import Done, Setting, complete, written
from toolkit.run.compare import silent
from toolkit.run.sharing.processes import cores

_MOST_NODES = 10  # that a document may be lost with: then it is no chance
_PATIENCE_SECONDS = 30.0
_OURS = "TOOLKIT_"
Killed = Callable[[Task, Setting], Done]


def carry_out(
    tasks: Sequence[Task],
    setting: Setting,
    workers: int | None,
    address: str | None,
    enough: Callable[[], bool],
    killed: tuple[int, Killed],
) -> Iterator[Done]:
    """Yield what became of each entry, as they are done; each is written by then.

    ``workers`` are as many as the cluster has processors where nobody says; ``killed`` says what becomes of an entry
    whose process was killed so many times.
    """
    if not tasks:
        return
    own = address is None
    wanted = min(workers or cores(), len(tasks)) if own else workers
    sent = luggage.packed(setting, with_source=any(task.source for task in tasks))
    if setting.cache is not None:
        setting.cache.close()
    with joining.joined(address, wanted or 1) as ray, _desk(ray, setting) as desk:
        count = min(wanted or int(ray.cluster_resources().get("CPU", 1)), len(tasks))
        actor = _worker(ray)
        cache = setting.cache.path if setting.cache is not None else None
        account = spending.limits() != (None, None)
        crew = Crew(ray, [actor.remote() for _ in range(count)], (ray.put(sent), desk, cache, account))
        stream = _Stream(tasks, setting, crew, desk, killed)
        for done in stream.flow(enough):
            if account:
                spending.stands(ray.get(desk.spent.remote()))
            yield done
        crew.leave()


class _Stream:
    """Documents that wait, and what became of those that workers were lost with."""

    def __init__(
        self, tasks: Sequence[Task], setting: Setting, crew: Crew, desk: Any, killed: tuple[int, Killed]
    ) -> None:
        self._tasks, self._setting, self._crew, self._desk = tasks, setting, crew, desk
        self._tries, self._killed = killed
        self._waiting = deque(range(len(tasks)))
        self._deaths: Counter[int] = Counter()
        self._nodes: Counter[int] = Counter()
        self._told: set[str] = set()

    def flow(self, enough: Callable[[], bool]) -> Iterator[Done]:
        """Yield what became of the documents; once there are ``enough``, nothing else is begun."""
        begun = time.monotonic()
        while self._waiting or self._crew.busy:
            if enough():
                self._waiting.clear()
            yield from self._handed_out()
            if not self._waiting and not self._crew.busy:
                break
            for said in self._crew.heard(_PATIENCE_SECONDS):
                begun = time.monotonic()
                yield from self._heard(said)
            if not self._crew.ready and time.monotonic() - begun >= _PATIENCE_SECONDS:
                self._tell("toolkit: no node of the cluster has a free processor; waiting for one")

    def _handed_out(self) -> Iterator[Done]:
        """Give workers what they have room for; yield what nobody can be given."""
        while self._waiting and (member := self._crew.free()) is not None:
            number = self._waiting.popleft()
            task = self._tasks[number]
            try:
                forget(self._setting.folder, task.id)
                packet = parcel(task)
            except InputError:
                packet = None
            if packet is None:  # what cannot be read, or written, here is told as on one machine
                yield complete(task, self._setting, silent)
            else:
                self._crew.give(member, number, packet)

    def _heard(self, said: Answered | Lost | Ready) -> Iterator[Done]:
        if isinstance(said, Answered):
            endings.added(said.brought.counted)
            self._tell(*said.brought.remarks)
            done = written(self._tasks[said.number], said.brought.made, self._setting.folder)
            yield replace(done, used=said.brought.counted)
        elif isinstance(said, Lost):
            yield from self._lost(said)
        elif said.problem:
            if not self._crew.size:
                raise ToolkitError(f"no node of the cluster can do this job; node {said.address}: {said.problem}")
            self._tell(f"toolkit: warning: nothing can be done on the node {said.address}: {said.problem}")

    def _lost(self, lost: Lost) -> Iterator[Done]:
        """Have documents done by others; yield those that were lost too often."""
        if lost.owner and self._desk is not None:
            self._desk.gone.remote(lost.owner)
        for place, number in enumerate(lost.numbers):
            self._deaths[number] += lost.alive and place == 0
            self._nodes[number] += not lost.alive
        given_up = [n for n in lost.numbers if self._deaths[n] >= self._tries or self._nodes[n] >= _MOST_NODES]
        self._waiting.extendleft(number for number in reversed(lost.numbers) if number not in given_up)
        for number in given_up:
            yield self._killed(self._tasks[number], self._setting)

    def _tell(self, *lines: str) -> None:
        for line in lines:
            if line not in self._told:
                self._told.add(line)
                print(line, file=sys.stderr, flush=True)


@contextmanager
def _desk(ray: Any, setting: Setting) -> Iterator[Any]:
    """Give the actor on this machine that owns the cache and the account, None where there is neither."""
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    limits = spending.limits()
    if setting.cache is None and limits == (None, None):
        yield None
        return
    here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
    # An account that began anew would let the job spend twice: then the desk stays away, and nothing is spent.
    tries = -1 if limits == (None, None) else 0
    options = {"num_cpus": 0, "max_restarts": tries, "max_task_retries": tries, "scheduling_strategy": here}
    path = setting.cache.path if setting.cache is not None else None
    environment = {name: value for name, value in os.environ.items() if name.startswith(_OURS)}
    desk = ray.remote(Desk).options(**options).remote(path.absolute() if path else None, limits, environment)
    yield desk
    with suppress(Exception):
        ray.get(desk.leave.remote(), timeout=joining.PATIENCE_SECONDS)


def _worker(ray: Any) -> Any:
    """Return the class of the actors: one to a processor, on as many nodes as there are, started anew where lost."""

    class Placed(Worker):
        open = ray.method(max_task_retries=-1)(Worker.open)
        do = ray.method(max_task_retries=0)(Worker.do)

    return ray.remote(Placed).options(num_cpus=1, max_restarts=-1, scheduling_strategy="SPREAD")
