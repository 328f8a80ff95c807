"""``toolkit explain``: what a plugin does, why, and its options."""

import dataclasses
import inspect
import typing

import click


@click.command("explain", short_help="Print what a check, an engine, a metric ... does.")
@click.argument("name")
def command(name: str) -> None:
    """Print what the check, engine, metric, aligner, encoder, reader or report NAME does, and its options."""
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
            from toolkit.cli.severities import table
            from toolkit.config.alarm_rates import shipped

            click.echo(table(name, shipped()))
            if getattr(plugin, "safe_fix", False):
                click.echo("\nIts suggestions are safe: `toolkit check --fix` writes them into the file.")
        if kind in ("checks", "metrics"):
            click.echo(f"\nTo leave it out: {kind}: {{{name}: off}}")


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
