"""What ``toolkit check --fix`` does before it checks, and what it says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.running import progress, running
from toolkit.errors import InputError, visible

if TYPE_CHECKING:
    from toolkit.config.settings import Config
    from toolkit.run.fixing.rounds import Fixed
    from toolkit.run.known.baseline import Baseline


def fix_options(command: click.decorators.FC) -> click.decorators.FC:
    """Give a command ``--fix`` and ``--dry-run``."""
    fix = click.option("--fix", is_flag=True, help="Write the suggestions that are safe into each FILE.")
    dry = click.option("--dry-run", is_flag=True, help="With --fix: write nothing, print a patch for patch -p0.")
    return fix(dry(command))


def require_fixable(
    context: click.Context, files: Sequence[Path | None], *, fix: bool, dry_run: bool, update: bool
) -> None:
    """Refuse what does not go together."""
    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix", context)
    if fix and not any(files):
        raise click.UsageError("--fix goes with files, not with --pairs", context)
    if fix and Path("-") in files:
        raise click.UsageError("--fix writes into files; save what comes through the pipe (-) as one", context)
    if fix and update:
        raise click.UsageError("--fix and --update-baseline: one after the other", context)
    if fix and context.params.get("changed_since"):
        raise click.UsageError("--fix writes into whole files, and does not go with --changed-since", context)


@dataclass(frozen=True, slots=True)
class Mended:
    """How many findings were mended, None where nobody asked for it, and why files were left as they are."""

    count: int | None = None
    left: tuple[str, ...] = ()

    def say(self, remaining: int) -> None:
        """Say how many were mended and how many remain, on standard error."""
        if self.count is not None:
            _say(self.count, "fixed", remaining)


def mend(
    context: click.Context,
    files: Sequence[Path],
    source: Path | None,
    config: "Config",
    baseline: "Baseline | None",
    *,
    fix: bool,
    dry_run: bool,
    no_cache: bool,
) -> Mended:
    """Write what is safe into files, where ``fix`` wants it; with ``dry_run`` print a patch, and end the command."""
    if not fix:
        return Mended()
    from toolkit.config.settings import at_least
    from toolkit.run.fixing.patch import patch
    from toolkit.run.fixing.rounds import NotMended, fixed, write

    done: list[Fixed] = []
    left: list[str] = []
    with running(config, no_cache=no_cache) as (wired, cache), progress() as say:
        for path in dict.fromkeys(files):
            try:
                one = fixed(path, source, wired, cache, say, baseline)
                if dry_run:
                    click.echo(patch(one), nl=False)
                else:
                    write(one)
            except InputError as error:
                if dry_run or isinstance(error, NotMended):  # of what cannot be read, the check itself says why
                    left.append(str(error))
                continue
            done.append(one)
    for line in left:
        click.echo(visible(f"toolkit: error: {line}"), err=True)
    count = sum(len(one.fixes) for one in done)
    if dry_run:
        rest = [row for one in done for row in one.remaining]
        _say(count, "would be fixed", len(rest))
        counts = count > 0 or any(at_least(row["severity"], config.fail_on) for row in rest)
        context.exit(2 if left else int(counts))
    return Mended(count, tuple(left))


def _say(count: int, verb: str, remaining: int) -> None:
    click.echo(f"{count:,} {verb}, {remaining:,} {'remains' if remaining == 1 else 'remain'}", err=True)
