"""``toolkit config``: what a configuration says once it is composed, and whether it is sound."""

import json
from pathlib import Path

import click

from toolkit.cli.changing import changes_of, set_option
from toolkit.cli.running import FILE, keep_secrets


@click.group("config", short_help="Show or check a configuration.")
def command() -> None:
    """Show a configuration as it is composed, or check it."""


@command.command("show", short_help="Print a configuration as it is composed, with where each value comes from.")
@click.argument("config_path", type=FILE, required=False, metavar="[CONFIG]")
@set_option
@click.option("--defaults", is_flag=True, help="Also what holds because nobody says otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Data and places as JSON.")
@click.pass_context
def show(context: click.Context, config_path: Path | None, defaults: bool, as_json: bool) -> None:
    """Print CONFIG with all that it extends, what --set changes, and the routes that a matrix makes.

    Behind each value stands where it comes from: file, line and column. What is printed is a configuration itself and
    gives the same run. Exit code 2 when something is wrong, with every problem.
    """
    from toolkit.config.shown.commented_yaml import as_yaml
    from toolkit.config.shown.origins import origins

    try:
        found = origins(config_path, changes_of(context), defaults=defaults)
    finally:
        keep_secrets()
    if as_json:
        click.echo(json.dumps({"config": found.data, "places": found.places()}, indent=2, ensure_ascii=False))
    else:
        click.echo(as_yaml(found.data, found.origin), nl=False)


@command.command("check", short_help="Say what is wrong with a configuration; nothing is run.")
@click.argument("config_path", type=FILE, metavar="CONFIG")
@set_option
@click.pass_context
def check(context: click.Context, config_path: Path) -> None:
    """Read CONFIG and say everything that is wrong with it, each with file, line and column.

    The manifests and patterns under inputs are looked up, too. Exit code 0 when nothing is wrong, else 2. Whether its
    engines can run here is what `toolkit doctor CONFIG` says.
    """
    from toolkit.cli.batches import say_left_out
    from toolkit.config.loading import load
    from toolkit.plugins.plurals import counted
    from toolkit.run.inputs.entries import Found, look_up

    try:
        config = load(config_path, changes=changes_of(context))
    finally:
        keep_secrets()
    found = look_up(config) if config.inputs or config.versions else Found(())
    say_left_out(found.left_out)
    parts = [
        counted(len(config.routes), "route"),
        counted(len(config.metrics), "metric"),
        counted(len(config.checks), "check"),
        counted(len(found.work), "document"),
    ]
    click.echo(f"{config_path}: nothing is wrong ({', '.join(parts)})")
