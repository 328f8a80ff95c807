"""What ``toolkit check --pairs`` does: answer each row as it comes."""

import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click

from toolkit.cli.bars import Bar, left, rate
from toolkit.cli.printing.pairs import Output
from toolkit.cli.running import PIPE, running
from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.model import Severity
from toolkit.plugins.plurals import counted
from toolkit.readers.files.byte_lines import ByteLines
from toolkit.run.known.baseline import Baseline, Known
from toolkit.run.pairs.check_pairs import answers
from toolkit.run.pairs.rows import PairRows
from toolkit.run.pairs.together import News, contradicting

_SECONDS_BETWEEN = 30.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line says: ``together`` as one collection, ``updating`` a baseline in place of answers."""

    together: bool = False
    updating: bool = False
    workers: int | None = None
    no_cache: bool = False
    quiet: bool = False


def check_rows(
    path: Path, config: Config, baseline: Baseline | None, wanted: Wanted, output: Output
) -> tuple[Counter[Severity], list[Known], list[str]]:
    """Hand out what is said of each pair; return how many findings there are, those for a baseline, and what failed."""
    if (wanted.workers or 1) > 1 and (config.routes or config.witnesses):
        raise InputError(
            f"{config.path}: --workers goes with checks alone; the engines of this configuration have their own threads"
        )
    counts: Counter[Severity] = Counter()
    missing: dict[str, None] = {}
    news = News(baseline, path, keep=wanted.updating) if baseline else None
    piped = ByteLines(sys.stdin.buffer, PIPE) if str(path) == "-" else None
    # Answers on a terminal show themselves how far it is.
    quiet = wanted.quiet or (sys.stdout.isatty() and not wanted.updating)
    with (
        running(config, no_cache=wanted.no_cache) as (wired, _),
        Bar(quiet=quiet, thread=False) as bar,
        closing(PairRows.open(path if piped is None else Path(PIPE), config.pair, piped, numbered=True)) as rows,
    ):
        told = _Told(bar, rows, quiet=wanted.quiet)
        pairs = tuple(rows) if wanted.together else rows
        said = answers(pairs, wired, bar, wanted.workers)
        for answer in contradicting(said, pairs, config) if isinstance(pairs, tuple) else said:
            fresh = news.of(answer) if news else answer
            output.take(fresh, rows.marks.popleft())
            missing.update(dict.fromkeys(fresh.incomplete))
            counts.update(fresh.severities)
            told.one()
    return counts, news.found if news else [], list(missing)


class _Told:
    """Tells how far it is: on the bar, and where nobody watches in a line now and then."""

    def __init__(self, bar: Bar, rows: PairRows, *, quiet: bool) -> None:
        self._bar, self._rows, self._quiet = bar, rows, quiet
        self._count = 0
        self._started = self._told = time.monotonic()

    def one(self) -> None:
        """Tell of one more pair."""
        self._count += 1
        if self._quiet:
            return
        now = time.monotonic()
        if self._bar.shown or now - self._told >= _SECONDS_BETWEEN:
            seconds, share = now - self._started, self._rows.share(self._count)
            pace = rate(self._count, seconds) + left(share, seconds)
            if self._bar.shown:
                self._bar.at(share, counted(self._count, "pair"), pace)
            else:
                self._told = now
                click.echo(f"toolkit: {counted(self._count, 'pair')}, {pace}", err=True)
