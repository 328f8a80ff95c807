"""Whether time grows with the length of a text and no faster: each pattern at n, 2n and 200,000 characters.

    python -m benchmarks.growth [--size N] [--whole N] [--limit SECONDS] [--only WORDS]

Prints the seconds of processor time at both sizes and at the whole, how many times 2n takes what n does, and the part
(reading, splitting and aligning, or a check) that takes most of it. A pattern that would take the whole longer than the
limit is told by its two sizes. Sorted, the slowest first.
"""

import argparse
import sys
from time import process_time

from benchmarks.growth.parts import parts
from benchmarks.growth.patterns import Pattern, patterns

_LEAST = 0.02  # seconds: below, a ratio is noise


def taken(pattern: Pattern, size: int) -> dict[str, float]:
    """Return the processor time of each part."""
    seconds: dict[str, float] = {}
    for name, work in parts(pattern, size):
        start = process_time()
        work()
        seconds[name] = process_time() - start
    return seconds


def line(pattern: Pattern, size: int, whole: int, limit: float) -> tuple[float, str]:
    """Return the row of a pattern, and what it is sorted by."""
    once, twice = taken(pattern, size), taken(pattern, 2 * size)
    first, second = sum(once.values()), sum(twice.values())
    ratio = second / first if second > _LEAST else 1.0
    steps = whole / (2 * size)
    expected = second * max(1.0, steps * (steps if ratio > 3 else 1))
    most = twice
    last = f"over {limit:.0f}"
    if expected <= limit:
        most = taken(pattern, whole)
        expected = sum(most.values())
        last = f"{expected:.2f}"
    slowest = sorted(most, key=lambda name: most[name], reverse=True)[:3]
    told = ", ".join(f"{name} {most[name]:.2f}" for name in slowest)
    return expected, f"| {pattern.title} | {first:.2f} | {second:.2f} | {ratio:.1f} | {last} | {told} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--whole", type=int, default=200_000)
    parser.add_argument("--limit", type=float, default=20.0)
    parser.add_argument("--only", default="", help="patterns with these words in their titles")
    options = parser.parse_args()
    chosen = [one for one in patterns() if options.only in one.title]
    for pattern in chosen:
        taken(pattern, 200)  # what is loaded once is loaded now
    rows = []
    for pattern in chosen:
        rows.append(line(pattern, options.size, options.whole, options.limit))
        print(rows[-1][1], file=sys.stderr, flush=True)
    print(f"| pattern | {options.size:,} | {2 * options.size:,} | ratio | {options.whole:,} | most of it |")
    print("|---|---:|---:|---:|---:|---|")
    for _, row in sorted(rows, reverse=True):
        print(row)


if __name__ == "__main__":
    main()
