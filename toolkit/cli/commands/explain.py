"""``toolkit explain``: what a plugin does, why, and its options."""

import dataclasses
import inspect
import typing
from pathlib import Path

import click

from toolkit.cli.running import config_option, open_config


@click.command("explain", short_help="Print what a check, an engine, a metric ... does.")
@click.argument("name")
@config_option
def command(name: str, config_path: Path | None) -> None:
    """Print what the check, engine, metric, aligner, encoder, reader or report NAME does, and its options.

    With --config, the severities of a check are those that this configuration leaves it.
    """
    from toolkit import plugins
    from toolkit.errors import UnknownPlugin
    from toolkit.plugins.option_help import descriptions
    from toolkit.plugins.suggestions import nearest

    kinds = [kind for kind in plugins.KINDS if name in plugins.names(kind)]
    if not kinds:
        every = sorted({known for kind in plugins.KINDS for known in plugins.names(kind)})
        raise UnknownPlugin(f"nothing is called {name!r}{nearest(name, every)}")
    for number, kind in enumerate(kinds):
        for fault in plugins.taken(kind):
            if fault.name.replace("_", "-") == name:
                click.echo(f"toolkit: warning: {fault}", err=True)
        plugin = plugins.get(kind, name)
        if number:
            click.echo()
        click.secho(f"{name} ({kind.removesuffix('s')})", bold=True)
        click.echo(f"\n{inspect.cleandoc(plugin.__doc__ or '')}")
        options = sorted(
            (field for field in dataclasses.fields(plugin) if field.init), key=lambda field: field.kw_only is True
        )
        said = descriptions(plugin)
        if options:
            click.echo("\nOptions:")
        for field in options:
            click.echo(f"  {field.name}: {_kind(field.type)}{_default(field)}")
            if field.name in said:
                click.echo(f"      {said[field.name]}")
        if kind == "checks":
            click.echo(_severities(name, config_path))
            if getattr(plugin, "safe_fix", False):
                click.echo("\nIts suggestions are safe: `toolkit check --fix` writes them into the file.")
        if kind in ("checks", "metrics"):
            click.echo(f"\nTo leave it out: {kind}: {{{name}: off}}")


def _severities(check: str, config_path: Path | None) -> str:
    """Return the severities that a check has earned, by the figures of the toolkit or of a configuration."""
    from toolkit.cli.severities import in_house, table
    from toolkit.config.alarm_rates import shipped

    if config_path is None:
        return table(check, shipped())
    config = open_config(config_path, None, engines=True)
    return "\n".join([table(check, config.alarm_rates), *in_house(check, config.precision)])


def _kind(hint: object) -> str:
    choices = [one for part in (hint, *typing.get_args(hint)) if (one := _choices(part))]
    if choices:
        return choices[0]
    return hint if isinstance(hint, str) else getattr(hint, "__name__", str(hint)).replace("typing.", "")


def _choices(hint: object) -> str:
    """Return the words that a choice allows, "" for anything else."""
    if typing.get_origin(hint) is not typing.Literal:
        return ""
    return " | ".join(f'"{one}"' if " " in str(one) else str(one) for one in typing.get_args(hint))


def _default(field: "dataclasses.Field[object]") -> str:
    if field.default is not dataclasses.MISSING:
        return f" = {field.default!r}"
    if field.default_factory is not dataclasses.MISSING:
        return f" = {field.default_factory()!r}"
    return "  (required)"
