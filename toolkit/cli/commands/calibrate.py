"""``toolkit calibrate``: what is usual on clean pairs, for other engines and languages than those shipped."""

import json
from pathlib import Path

import click

from toolkit.cli.running import FILE, cache_option, config_option, languages_option, open_config, progress, running
from toolkit.errors import InputError


@click.command("calibrate", short_help="Learn from clean pairs what is usual, and what faults look like.")
@click.option("--channels", type=FILE, metavar="PAIRS", help="Train the heads of omission, addition and wrong words.")
@click.option("--pairs", type=FILE, metavar="PAIRS", help="Fit what scores are usual for the engines and metrics.")
@click.option("--checks", type=FILE, metavar="PAIRS", help="Measure in which direction checks are wrong how often.")
@click.option("--out", type=FILE, required=True, metavar="FILE", help="Where to write what was learnt (JSON).")
@config_option
@languages_option
@cache_option
@click.pass_context
def command(
    context: click.Context,
    channels: Path | None,
    pairs: Path | None,
    checks: Path | None,
    out: Path,
    config_path: Path | None,
    languages: tuple[str, str] | None,
    no_cache: bool,
) -> None:
    """Learn from pairs of correct translations, a JSON object a line or a table (source, tab, translation).

    --channels puts faults into the pairs and trains the heads that tell them from the pairs as they were, by the
    witnesses of --config. It needs scikit-learn: pip install 'translation-toolkit[train]'.

    --pairs sends at least 300 of them through the routes of --config and fits each metric's scores by length. Name the
    file that it writes under 'calibration' in the configuration, and reports give percentiles.

    --checks counts what the checks of --config say of them, in JSON Lines of at least 100 pairs of a direction; several
    may stand in one file (source_language, translation_language). Name the file that it writes under 'alarm_rates', and
    no check gives a severity that it has not earned on texts like yours.
    """
    from toolkit.plugins.disk import kind
    from toolkit.run.outputs import require_writable, write_all

    if sum(path is not None for path in (channels, pairs, checks)) != 1:
        raise click.UsageError(
            "name what to learn from: one of --channels PAIRS, --pairs PAIRS and --checks PAIRS", context
        )
    if kind(out) == "folder":
        raise InputError(f"{out}: a folder; --out names a file")
    require_writable(out.parent)
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
    write_all(out.parent, {out.name: text})
