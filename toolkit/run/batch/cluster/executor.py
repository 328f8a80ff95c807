"""Documents of a batch on a cluster of Ray: they stream to its workers, and their results come back to be written here.

A document whose worker is lost goes to another one. Where it was at work and its process alone ended, that counts, and
it fails the second time, as on one machine; a node that is lost is no fault of a document. Each is written once, by the
process that the user started.
"""

import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from toolkit.errors import InputError, ToolkitError
from toolkit.plugins import endings, spending
from toolkit.run.batch.beside import Task
from toolkit.run.batch.cluster import joining, luggage
from toolkit.run.batch.cluster.crew import Answered, Crew, Lost
from toolkit.run.batch.cluster.desk import Desk
from toolkit.run.batch.cluster.parcels import parcel
from toolkit.run.batch.cluster.worker import Worker
from toolkit.run.batch.outcomes import forget
from toolkit.run.batch.work import Done, Setting, complete, written
from toolkit.run.compare import silent
from toolkit.run.processes import cores

_MOST_NODES = 10  # that a document may be lost with: then it is no chance
_PATIENCE_SECONDS = 30.0
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

    ``workers`` are as many as the cluster has processors where nobody says, and ``killed`` says what becomes of an entry
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
        for done in _streamed(tasks, setting, crew, enough, killed):
            if account:
                spending.stands(ray.get(desk.spent.remote()))
            yield done
        crew.leave()


def _streamed(
    tasks: Sequence[Task], setting: Setting, crew: Crew, enough: Callable[[], bool], killed: tuple[int, Killed]
) -> Iterator[Done]:
    waiting = deque(range(len(tasks)))
    deaths: Counter[int] = Counter()
    nodes: Counter[int] = Counter()
    told: set[str] = set()
    begun = time.monotonic()
    while waiting or crew.busy:
        if enough():
            waiting.clear()
        while waiting and (member := crew.free()) is not None:
            number = waiting.popleft()
            task = tasks[number]
            try:
                forget(setting.folder, task.id)
                packet = parcel(task)
            except InputError:
                packet = None
            if packet is None:  # what cannot be read, or written, here is told as on one machine
                yield complete(task, setting, silent)
            else:
                crew.give(member, number, packet)
        if not waiting and not crew.busy:
            break
        for said in crew.heard(_PATIENCE_SECONDS):
            begun = time.monotonic()
            if isinstance(said, Answered):
                endings.add(said.brought.counted)
                _tell(said.brought.remarks, told)
                yield written(tasks[said.number], said.brought.made, setting.folder)
            elif isinstance(said, Lost):
                for place, number in enumerate(said.numbers):
                    deaths[number] += said.alive and place == 0
                    nodes[number] += not said.alive
                given_up = [n for n in said.numbers if deaths[n] >= killed[0] or nodes[n] >= _MOST_NODES]
                waiting.extendleft(number for number in reversed(said.numbers) if number not in given_up)
                for number in given_up:
                    yield killed[1](tasks[number], setting)
            elif said.problem:
                _tell((f"toolkit: warning: nothing can be done on the node {said.address}: {said.problem}",), told)
                if not crew.size:
                    raise ToolkitError(f"no node of the cluster can do this job; {said.address}: {said.problem}")
        if not crew.ready and time.monotonic() - begun > _PATIENCE_SECONDS:
            _tell(("toolkit: no node of the cluster has a free processor; waiting for one",), told)


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
    desk = ray.remote(Desk).options(**options).remote(path.absolute() if path else None, *limits)
    yield desk
    with suppress(Exception):
        ray.get(desk.leave.remote(), timeout=joining.PATIENCE_SECONDS)


def _worker(ray: Any) -> Any:
    """Return the class of the actors: one to a processor, on as many nodes as there are, started anew where lost."""

    class Placed(Worker):
        open = ray.method(max_task_retries=-1)(Worker.open)
        do = ray.method(max_task_retries=0)(Worker.do)

    return ray.remote(Placed).options(num_cpus=1, max_restarts=-1, scheduling_strategy="SPREAD")


def _tell(lines: Sequence[str], told: set[str]) -> None:
    for line in lines:
        if line not in told:
            told.add(line)
            print(line, file=sys.stderr, flush=True)
