"""Who does the documents of a batch: this process one after the other, or several, each with its own engines."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from toolkit.errors import InputError
from toolkit.plugins import endings
from toolkit.run.batch.beside import Task
from toolkit.run.batch.outcomes import failed, keep
from toolkit.run.batch.work import Done, Setting, complete, failure_line, marks
from toolkit.run.compare import Progress, silent
from toolkit.run.session import opened
from toolkit.run.sharing.processes import can_share, replies

_TRIES = 2
_KILLED = f"the process that did it was killed, {_TRIES} times (too little memory, or an engine that crashes?)"


@dataclass(frozen=True, slots=True)
class Executor:
    """Who does the work: so many ``workers`` (None: as many as suit), on this machine or on a cluster of Ray.

    ``address`` is that of the cluster; without one Ray starts its own.
    """

    workers: int | None = None
    ray: bool = False
    address: str | None = None


def carry_out(
    tasks: Sequence[Task], setting: Setting, executor: Executor, say: Progress, enough: Callable[[], bool]
) -> Iterator[Done]:
    """Yield what became of each entry, as they are done; each is written by then."""
    if executor.ray:
        from toolkit.run.batch.cluster.executor import carry_out as on_a_cluster

        return on_a_cluster(tasks, setting, executor.workers, executor.address, enough, (_TRIES, _killed))
    return _here(tasks, setting, executor.workers or 1, say, enough)


def _here(
    tasks: Sequence[Task], setting: Setting, workers: int, say: Progress, enough: Callable[[], bool]
) -> Iterator[Done]:
    """Yield what became of each entry, done by processes of this machine.

    Each of several ``workers`` loads an engine once, and has an entry at work and one to go on with. Where one is
    killed, the others go on: its entry is done again, and fails where that process is killed, too. Once there are
    ``enough``, what they have is done, for it may have been paid for, and nothing else begun.
    """
    workers = min(workers, len(tasks))
    if workers < 2 or not can_share():
        for task in tasks:
            if enough():
                return
            yield complete(task, setting, say)
        return
    # SQLite must not be open in a process that is copied: the copies open the file for themselves.
    cache = setting.cache.path if setting.cache is not None else False
    if setting.cache is not None:
        setting.cache.close()

    @contextmanager
    def office() -> Iterator[Callable[[int], Done]]:
        with opened(setting.given, cache) as (config, own):
            here = replace(setting, config=config, cache=own)
            endings.taken()  # what the first process had counted is its own to tell
            yield lambda number: replace(complete(tasks[number], here, silent), used=endings.taken())

    for reply in replies(office, range(len(tasks)), workers, tries=_TRIES, enough=enough):
        if reply.error is not None:
            raise reply.error
        done = reply.answer or _killed(tasks[reply.number], setting)
        endings.added(done.used)
        yield done


def _killed(task: Task, setting: Setting) -> Done:
    outcome = failed(task, _KILLED, marks(task))
    unwritten = None
    try:
        keep(setting.folder, outcome, {})
    except InputError:
        unwritten = outcome
    return Done(task.id, failure_line(outcome), outcome.row.failure, 0.0, 0, unwritten)
