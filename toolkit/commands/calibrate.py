"""``toolkit calibrate``: what is usual on clean pairs, for other engines and languages than those shipped."""

import json
from pathlib import Path

import click

from toolkit.commands._running import FILE, cache_option, config_option, languages_option, progress, running, write_all


@click.command("calibrate", short_help="Learn from clean pairs what is usual, and what faults look like.")
@click.option("--channels", type=FILE, metavar="PAIRS", help="Train the heads of omission, addition and wrong words.")
@click.option("--out", type=FILE, required=True, metavar="FILE", help="Where to write what was learnt (JSON).")
@config_option
@languages_option
@cache_option
@click.pass_context
def command(
    context: click.Context,
    channels: Path | None,
    out: Path,
    config_path: Path | None,
    languages: tuple[str, str] | None,
    no_cache: bool,
) -> None:
    """Learn from pairs of correct translations, a JSON object a line or a table (source, tab, translation).

    --channels puts faults into the pairs and trains the heads that tell them from the pairs as they were, by the
    witnesses of --config. It needs scikit-learn: pip install 'translation-toolkit[train]'.
    """
    from toolkit.config import load

    if channels is None:
        raise click.UsageError("name what to learn from: --channels PAIRS", context)
    config = load(config_path, languages or None, engines=config_path is not None)
    with running(config, no_cache=no_cache) as (wired, _), progress() as say:
        from toolkit.channels.lessons import trained

        text = json.dumps(trained(channels, wired, say), separators=(",", ":")) + "\n"
    write_all(out.parent, {out.name: text})
