"""``toolkit doctor``: what can run here, and what to type for the rest; with ``--measure``, what engines are worth."""

import shlex
from pathlib import Path
from typing import Literal

import click

from toolkit.cli.changing import set_option
from toolkit.cli.running import FILE, found_config_options, nearest_found, open_config, progress


@click.command("doctor", short_help="Say what can run here, and what to type for the rest.")
@click.argument("config_path", type=FILE, required=False, metavar="[CONFIG]")
@click.option("--config", "named", type=FILE, metavar="FILE", help="The same as CONFIG.")
@click.option("--measure", is_flag=True, help="Measure the engines on clean text: fidelity, losses, guards, speed.")
@click.option("--engine", "engines", multiple=True, metavar="NAME", help="With --measure: this one. Repeatable.")
@click.option("--pairs", type=FILE, metavar="PAIRS", help="With --measure: clean pairs, in place of our own.")
@click.option(
    "--most", type=click.IntRange(min=20), default=300, show_default=True, help="With --measure: pairs at most."
)
@click.option("--metered", is_flag=True, help="With --measure: ask also engines whose calls may cost something.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="With --measure: what to print."
)
@set_option
@found_config_options
@click.pass_context
def command(
    context: click.Context,
    config_path: Path | None,
    named: Path | None,
    measure: bool,
    engines: tuple[str, ...],
    pairs: Path | None,
    most: int,
    metered: bool,
    form: Literal["text", "json"],
) -> None:
    """Say whether a configuration can run here, and if not, what brings what it lacks; then all that there is.

    Where drafts for a witness are chosen from what is installed, it says by which rule, and how each is asked.

    That is CONFIG, else the nearest toolkit.yaml above, else what `toolkit compare` uses without any. With CONFIG, the
    engines that it names are also put through a self-test, which sees an engine whose output is damaged. Exit code 2
    when the configuration cannot run.

    With --measure, the engines of CONFIG translate clean pairs in both directions, without the cache: how near they
    come to people (chrF), what checks find in 100 sentences, in how many they lose numbers, names, negation and
    questions, whether they pass the guards, and how fast they are. PAIRS is JSON Lines or a table (source, tab,
    translation). Exit code 2 when no engine could be measured, 3 when one broke down.
    """
    if config_path is not None and named is not None:
        raise click.UsageError("name the configuration once: CONFIG, or --config FILE", context)
    config_path = config_path or named
    if measure:
        context.exit(_measure(context, config_path, engines, pairs, most, form, metered=metered))
    if engines or pairs or metered:
        raise click.UsageError("--engine, --pairs and --metered go with --measure", context)
    nearest = nearest_found(context) if config_path is None else None
    context.exit(_diagnose(config_path or nearest, found=nearest is not None))


def _diagnose(config_path: Path | None, *, found: bool) -> int:
    """Say what can run; a configuration that was found and not named is looked at, but no engine of it is started."""
    from toolkit.cli.diagnoses import Verdict, table
    from toolkit.run.doctor.diagnosis import diagnose
    from toolkit.run.wiring import wire

    config = wire(open_config(config_path), None)
    everything = list(diagnose(config, self_test=config_path is not None and not found))
    verdict = Verdict.of(config.path, everything, skips=config.missing_engines == "skip")
    for line in verdict.lines():
        click.echo(line)
    if found:
        click.echo(f"  No engine was started; with a self-test of each: toolkit doctor {shlex.quote(config.path)}")
    click.echo()
    for line in table(everything):
        click.echo(line)
    return 0 if config_path is None or verdict.can_run else 2


def _measure(
    context: click.Context,
    config_path: Path | None,
    names: tuple[str, ...],
    path: Path | None,
    most: int,
    form: Literal["text", "json"],
    *,
    metered: bool,
) -> int:
    import json

    from toolkit.cli.running import running
    from toolkit.evaluation.engines.measuring import measure
    from toolkit.evaluation.engines.pairs import clean_pairs
    from toolkit.evaluation.engines.table import as_data, lines
    from toolkit.plugins.suggestions import nearest

    config = open_config(config_path)
    if not config.engines:
        raise click.UsageError(f"{config.path}: no engine to measure; name some under 'engines'", context)
    for name in names:
        if name not in config.engines:
            raise click.UsageError(f"--engine: no engine is called {name!r}{nearest(name, [*config.engines])}", context)
    pairs = clean_pairs(path, config.source_language, config.translation_language, most)
    with running(config, no_cache=True) as (wired, _), progress() as say:
        report = measure(names or [*config.engines], pairs, wired, say, metered=metered)
    if form == "json":
        click.echo(json.dumps(as_data(report), ensure_ascii=False, indent=2))
    else:
        for line in lines(report):
            click.echo(line)
    states = {one.state for one in report.engines}
    return 3 if "broke down" in states else 0 if "measured" in states else 2
