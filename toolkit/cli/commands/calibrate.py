"""``toolkit calibrate``: what is usual on clean pairs, for other engines and languages than those shipped."""

import json
from pathlib import Path

import click

from toolkit.cli.running import FILE, cache_option, config_option, languages_option, open_config, progress, running


@click.command("calibrate", short_help="Learn from clean pairs what is usual, and what faults look like.")
@click.option("--channels", type=FILE, metavar="PAIRS", help="Train the heads of omission, addition and wrong words.")
@click.option("--pairs", type=FILE, metavar="PAIRS", help="Fit what scores are usual for the engines and metrics.")
@click.option("--checks", type=FILE, metavar="PAIRS", help="Measure in which direction checks are wrong how often.")
@click.option(
    "--verdicts", type=FILE, multiple=True, metavar="FILE", help="Count how often reviewers say that checks are right."
)
@click.option("--out", type=FILE, metavar="FILE", help="Where to write what was learnt (JSON).")
@config_option
@languages_option
@cache_option
@click.pass_context
def command(
    context: click.Context,
    channels: Path | None,
    pairs: Path | None,
    checks: Path | None,
    verdicts: tuple[Path, ...],
    out: Path | None,
    config_path: Path | None,
    languages: tuple[str, str] | None,
    no_cache: bool,
) -> None:
    """Learn from pairs of correct translations, a JSON object a line or a table (source, tab, translation).

    --channels puts faults into the pairs and trains the heads that tell them from the pairs as they were, by the
    witnesses of --config. Pairs of several languages may stand in one file. It needs scikit-learn: pip install
    'translation-toolkit[train]'.

    --pairs sends at least 300 of them through the routes of --config and fits each metric's scores by length. Name the
    file that it writes under 'calibration' in the configuration, and reports give percentiles.

    --checks counts what the checks of --config say of them, in JSON Lines of at least 100 pairs of a direction; several
    may stand in one file (source_language, translation_language). Name the file that it writes under 'alarm_rates', and
    no check gives a severity that it has not earned on texts like yours.

    --verdicts (repeatable; what `toolkit review` writes) prints how often each check was right in this house, with its
    95 % interval. A check that is surely right less often than its severity promises (9 in 10 errors, 1 in 2 warnings)
    is told more quietly once the file that --out writes is named under 'precision'; with too few verdicts it says how
    many more would do.
    """
    from toolkit.run.outputs import require_apart, require_file, write_file

    if sum(path is not None for path in (channels, pairs, checks, verdicts or None)) != 1:
        choice = "--channels PAIRS, --pairs PAIRS, --checks PAIRS and --verdicts FILE"
        raise click.UsageError(f"name what to learn from: one of {choice}", context)
    if out is None and not verdicts:
        raise click.UsageError("--out FILE is missing: where to write what was learnt", context)
    if out is not None:
        require_apart([out], [channels, pairs, checks, *verdicts, config_path])
        require_file(out)
    if out is None or verdicts:
        _of_verdicts(verdicts, out)
        return
    config = open_config(config_path, languages or None, engines=config_path is not None or pairs is not None)
    with running(config, no_cache=no_cache) as (wired, cache), progress() as say:
        if pairs is not None:
            from toolkit.config import calibration
            from toolkit.evaluation import calibration as calibrating

            text = calibration.text(calibrating.calibrate(pairs, wired, cache, say))
        elif channels is not None:
            from toolkit.evaluation.training.examples import trained

            text = json.dumps(trained(channels, wired, say), separators=(",", ":")) + "\n"
        elif checks is not None:
            from toolkit.config import alarm_rates
            from toolkit.evaluation import alarm_rates as measuring

            text = alarm_rates.text(measuring.calibrate(checks, wired, say))
    write_file(out, text)


def _of_verdicts(paths: tuple[Path, ...], out: Path | None) -> None:
    """Print how often each check was right, and write it where a file is named."""
    from toolkit.cli.terminal import clean
    from toolkit.config.precision import text
    from toolkit.errors import visible
    from toolkit.evaluation.precision import lines, precision
    from toolkit.plugins.plurals import counted
    from toolkit.run.outputs import write_file
    from toolkit.run.verdicts.journal import read_all
    from toolkit.run.verdicts.state import current

    journal = read_all(paths)
    for line in journal.problems:
        click.echo(visible(f"toolkit: warning: {line}"), err=True)
    state = current(journal.verdicts)
    reviewers = counted(len(state.reviewers), "reviewer")
    findings = counted(len(state.decisions), "finding")
    found = precision(state, f"{findings} of {', '.join(path.name for path in paths)}, {reviewers}")
    for line in lines(found):
        click.echo(clean(line))
    if out is not None:
        write_file(out, text(found))
