"""A batch as a process of its own, and what it took: time, memory, processors, and what its events say."""

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "CT2_INTRA_THREADS")
_STEP_SECONDS = 0.1
_SETTLED = 5  # documents by which every worker has loaded its engines
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Run:
    """What a batch took. Seconds are of wall clock where nothing else is said.

    ``cpu_seconds`` are of the job and all processes that it waited for, ``driver_cpu_seconds`` what its first process
    spent on a document; ``driver_bytes`` and ``worker_bytes`` are the highest resident memory of the first process, and
    of any other, ``half_bytes`` that of the first process by when half of the documents were done. ``times`` are when
    each document was done, after the start of the work; ``stages`` are sums over all documents.
    """

    seconds: float
    cpu_seconds: float
    driver_cpu_seconds: float
    driver_bytes: int
    half_bytes: int
    worker_bytes: int
    work_seconds: float
    times: tuple[float, ...]
    stages: Mapping[str, float]
    failed: int
    workers: int
    printed: str = ""

    @property
    def documents(self) -> int:
        """How many were done."""
        return len(self.times)

    @property
    def stage_seconds(self) -> float:
        """What all stages of all documents took together."""
        return sum(self.stages.values())

    @property
    def overhead(self) -> float:
        """Seconds a document beside its stages: work x workers less the stages."""
        return (self.work_seconds * self.workers - self.stage_seconds) / max(self.documents, 1)

    @property
    def pace(self) -> float:
        """Documents a second, once every worker has its engines."""
        first = min(_SETTLED, self.documents - 2)
        if first < 0:
            return 0.0
        return (self.documents - 1 - first) / max(self.times[-1] - self.times[first], 1e-9)

    def halves(self) -> tuple[float, float]:
        """Return the seconds that the first half of the documents took, and the second."""
        if not self.times:
            return 0.0, 0.0
        middle = self.times[self.documents // 2 - 1]
        return middle, self.times[-1] - middle


@dataclass
class _Seen:
    """The highest figures of a process and those below it, looked at now and then."""

    first: int
    driver: list[tuple[float, int, int]] = field(default_factory=list)  # when, ticks of processor, highest memory
    worker_bytes: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        while not self.over.is_set():
            self.driver.append((time.time(), _ticks(self.first), _highest(self.first)))
            self.worker_bytes = max([self.worker_bytes, *map(_highest, _python_below(self.first))])
            self.over.wait(_STEP_SECONDS)


def batch(config: Path, out: Path, cache: Path, *options: object, workers: int = 1) -> Run:
    """Run ``toolkit batch``, a thread to each worker, and return what it took."""
    events = out.with_name(f"{out.name}.events.jsonl")
    events.unlink(missing_ok=True)
    command = [sys.executable, "-m", "toolkit", "batch", str(config), "--out", str(out), "--quiet"]
    command += ["--workers", str(workers), "--events", str(events), *map(str, options)]
    surroundings = {**os.environ, **dict.fromkeys(_THREADS, "1"), "TOOLKIT_CACHE": str(cache)}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # each start would compile the toolkit anew
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env=surroundings, cwd=config.parent, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    seen = _Seen(process.pid)
    watcher = threading.Thread(target=seen.look)
    watcher.start()
    assert process.stderr is not None
    with process.stderr as stream:
        printed = stream.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    seen.over.set()
    watcher.join()
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}\nended with {process.returncode}:\n{printed}")
    told = _told(json.loads(line) for line in events.read_text(encoding="utf-8").splitlines())
    done = told["times"]
    middle = told["begun"] + (done[len(done) // 2] if done else 0.0)
    return Run(
        seconds,
        usage.ru_utime + usage.ru_stime,
        _processor(seen.driver, told["times"], told["begun"]),
        max(memory for _, _, memory in seen.driver),
        max((memory for at, _, memory in seen.driver if at <= middle), default=0),
        seen.worker_bytes,
        workers=workers,
        printed=printed,
        **{name: value for name, value in told.items() if name != "begun"},
    )


def _told(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    from datetime import datetime

    stages: Counter[str] = Counter()
    times, failed, begun, seconds = [], 0, 0.0, 0.0
    for row in rows:
        at = datetime.fromisoformat(row["time"]).timestamp()
        if row["event"] == "started":
            begun = at
        elif row["event"] == "ended":
            seconds = row["seconds"]
        else:
            times.append(at - begun)
            failed += row["failure"] is not None
            stages.update(row["stages"])
    return {"begun": begun, "work_seconds": seconds, "times": tuple(times), "stages": dict(stages), "failed": failed}


def _processor(driver: Sequence[tuple[float, int, int]], times: Sequence[float], begun: float) -> float:
    """Return the seconds of processor that the first process spent on a document, once every worker is at work."""
    first = min(_SETTLED, len(times) - 2)
    if first < 0:
        return 0.0
    start, end = begun + times[first], begun + times[-1]
    within = [spent for at, spent, _ in driver if start <= at <= end and spent]
    return (within[-1] - within[0]) / _TICKS / (len(times) - 1 - first) if within else 0.0


def _highest(number: int) -> int:
    """Return the highest resident memory of a process in bytes, 0 where it is gone."""
    try:
        status = Path(f"/proc/{number}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


def _ticks(number: int) -> int:
    try:
        fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def _python_below(number: int) -> list[int]:
    """Return the processes that one has started which are the toolkit, too, not programs of engines."""
    try:
        children = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="utf-8").split()
        return [int(one) for one in children if "python" in Path(f"/proc/{one}/exe").readlink().name]
    except OSError:
        return []
