"""``toolkit list``: what there is to choose from."""

import re

import click

# A full stop behind "et al" ends no sentence, nor does one before a small letter or a figure.
_SENTENCE_END = re.compile(r"(?<!\bet al)(?<!\be\.g)(?<!\bi\.e)\. (?=\W?[A-Z])")


@click.command("list", short_help="List checks, engines, metrics and so on.")
@click.argument("kind", required=False)
def command(kind: str | None) -> None:
    """List all plugins, or those of one KIND: engines, encoders, aligners, metrics, checks, readers or reports."""
    from toolkit import plugins
    from toolkit.plugins.suggestions import nearest

    if kind and kind not in plugins.KINDS:
        raise click.UsageError(f"there is no kind {kind!r}{nearest(kind, list(plugins.KINDS))}")
    for name in [kind] if kind else plugins.KINDS:
        if not kind:
            click.secho(f"{name}:", bold=True)
        known = plugins.names(name)
        width = max((len(plugin) for plugin in known), default=0)
        for plugin in known:
            fault = plugins.fault(name, plugin)
            text = str(fault) if fault else _short(plugins.summary(plugins.get(name, plugin)))
            click.echo(f"{'' if kind else '  '}{plugin:<{width}}  {text}")
        for fault in plugins.taken(name):
            click.echo(f"{'' if kind else '  '}{fault.name:<{width}}  {fault}")


def _short(text: str) -> str:
    return _SENTENCE_END.split(text, maxsplit=1)[0].rstrip(".:")
