"""``toolkit doctor``: what can run here, and what to type for the rest."""

from pathlib import Path

import click

from toolkit.cli.running import FILE, open_config, set_option


@click.command("doctor", short_help="Say what can run here, and what to type for the rest.")
@click.argument("config_path", type=FILE, required=False, metavar="[CONFIG]")
@set_option
@click.pass_context
def command(context: click.Context, config_path: Path | None) -> None:
    """Say of every engine, encoder, metric and check whether it can run here, and if not, what makes it.

    With CONFIG, the engines that it names are also put through a self-test, which sees an engine whose output is
    damaged. Exit code 2 when something that the configuration needs is missing or damaged.
    """
    from toolkit.run.doctor.diagnosis import Diagnosis, diagnose
    from toolkit.run.wiring import wire

    marks = {"ok": ("ok", "green"), "missing": ("missing", "red"), "damaged": ("damaged", "red"), "idle": ("-", None)}
    worst: list[Diagnosis] = []
    for finding in diagnose(wire(open_config(config_path), None), self_test=config_path is not None):
        word, colour = marks[finding.state]
        click.echo(f"{click.style(f'{word:<8}', fg=colour)} {finding.kind:<8} {finding.name:<22} {finding.detail}")
        if finding.state in ("missing", "damaged") and finding.needed:
            worst.append(finding)
    if worst and config_path is not None:
        click.echo(f"toolkit: {len(worst)} of the things that {config_path} needs cannot run", err=True)
        context.exit(2)
