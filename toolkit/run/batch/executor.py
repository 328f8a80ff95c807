"""Who does the documents of a batch: this process one after the other, or several, each with its own engines."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from toolkit.errors import InputError
from toolkit.run.batch.beside import Task
from toolkit.run.batch.outcomes import failed, keep
from toolkit.run.batch.work import Done, Setting, complete, failure_line, marks
from toolkit.run.compare import Progress, silent
from toolkit.run.processes import can_share, replies
from toolkit.run.session import opened

_TRIES = 2
_KILLED = f"the process that did it was killed, {_TRIES} times (too little memory, or an engine that crashes?)"


def carry_out(
    tasks: Sequence[Task], setting: Setting, workers: int, say: Progress, enough: Callable[[], bool]
) -> Iterator[Done]:
    """Yield what became of each entry, as they are done; each is written by then.

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
            yield lambda number: complete(tasks[number], here, silent)

    for reply in replies(office, range(len(tasks)), workers, tries=_TRIES, enough=enough):
        if reply.error is not None:
            raise reply.error
        yield reply.answer or _killed(tasks[reply.number], setting)


def _killed(task: Task, setting: Setting) -> Done:
    outcome = failed(task, _KILLED, marks(task))
    unwritten = None
    try:
        keep(setting.folder, outcome, {})
    except InputError:
        unwritten = outcome
    return Done(task.id, failure_line(outcome), outcome.row.failure, 0.0, 0, unwritten)
