"""What ``toolkit check --pairs`` costs on many rows: memory by size, time to the first line, and what workers gain.

    python -m benchmarks.pairs [--rows [N ...]] [--share N] [--repeat N]

The rows are made here, always the same: sentences of our own with invented names, a fault in every seventeenth. Memory
is that of the largest process at its height, one worker and two. For the gain, runs of one and of two workers on
``--share`` rows take turns; on a busy machine only their ratio means something. All answers must be the same bytes.
"""

import argparse
import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_WHO = {
    "Il porto": "The port",
    "La giunta": "The council",
    "La sindaca": "The mayor",
    "Il mercato del pesce": "The fish market",
    "La biblioteca": "The library",
    "L'orchestra": "The orchestra",
}
_DID = {"ha aperto": "opened", "ha rinviato": "postponed", "non ha chiuso": "did not close", "ha difeso": "defended"}
_WHAT = {
    "la mostra": "the exhibition",
    "il cantiere della tranvia": "the tram works",
    "la riunione sul bilancio": "the meeting on the budget",
    "il progetto del nuovo molo": "the plan for the new quay",
}
_HEADS = ("Bar", "Cor", "Del", "Fal", "Gris", "Mar", "Nov", "Pel", "Sav", "Ton", "Ver", "Zam")
_TAILS = ("acchi", "ellari", "ini", "onesi", "ulli", "attesi")


class Run(NamedTuple):
    """One run: seconds by the clock in all and to the first line, processor time, memory in MB, mark of the answers."""

    seconds: float
    first: float
    processor: float
    megabytes: float
    mark: str


def rows(count: int) -> Iterator[str]:
    """Yield so many pairs, a line of JSON each."""
    draw = random.Random(16)  # noqa: S311 - the same rows each time
    who, did, what = ([*table.items()] for table in (_WHO, _DID, _WHAT))
    for number in range(count):
        (a, x), (b, y), (c, z) = draw.choice(who), draw.choice(did), draw.choice(what)
        name = f"{draw.choice(_HEADS)}{draw.choice(_HEADS).lower()}{draw.choice(_TAILS)}"
        days = draw.randrange(2, 900)
        pair = {
            "id": f"{number // 20}/{number % 20}",
            "source": f"{a} {b} {c} dopo {days} giorni, ha detto {name} ai cronisti della città.",
            "translation": f"{x} {y} {z} after {days + (number % 17 == 0)} days, {name} told the city's reporters.",
        }
        yield json.dumps(pair, ensure_ascii=False)


def run(path: Path, workers: int, folder: str) -> Run:
    """Check the pairs of a file."""
    call = [sys.executable, "-m", "toolkit", "check", "--pairs", str(path), "--workers", str(workers)]
    start = time.perf_counter()
    process = subprocess.Popen(call, stdout=subprocess.PIPE, env={**os.environ, "TOOLKIT_CACHE": folder})
    assert process.stdout is not None
    mark = hashlib.sha256(process.stdout.readline())
    first = time.perf_counter() - start
    while data := process.stdout.read(1 << 16):
        mark.update(data)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit("it failed")
    return Run(
        time.perf_counter() - start,
        first,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
        mark.hexdigest()[:8],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000], help="sizes for memory")
    parser.add_argument("--share", type=int, default=10_000, help="rows for one worker against two")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.jsonl"
        for count in options.rows:
            path.write_text("".join(f"{row}\n" for row in rows(count)), encoding="utf-8")
            for workers in (2, 1):
                done = run(path, workers, folder)
                each = 1000 * done.processor / count
                print(
                    f"{count:,} rows, {workers} at work: {done.megabytes:.0f} MB, first line after {done.first:.2f} s, "
                    f"{done.seconds:.0f} s, {each:.2f} ms of processor time a row, answers {done.mark}",
                    flush=True,
                )
        path.write_text("".join(f"{row}\n" for row in rows(options.share)), encoding="utf-8")
        gains, marks = [], set()
        for _ in range(options.repeat):
            one, two = run(path, 1, folder), run(path, 2, folder)
            gains.append(one.seconds / two.seconds)
            marks |= {one.mark, two.mark}
            print(f"{options.share:,} rows: {one.seconds:.1f} s by one, {two.seconds:.1f} s by two", flush=True)
        print(f"two workers are {statistics.median(gains):.2f} x one (median of {options.repeat})")
        if len(marks) > 1:
            sys.exit("the answers are not the same")


if __name__ == "__main__":
    main()
