"""``toolkit fetch``: models from the network, on the user's word."""

import click


@click.command("fetch", short_help="Fetch a model: the only command that uses the network for one.")
@click.argument("what", metavar="WHAT")
@click.argument("pairs", nargs=-1, metavar="[PAIR]...")
@click.option("--revision", default="main", show_default=True, help="The revision of a model of the hub.")
def command(what: str, pairs: tuple[str, ...], revision: str) -> None:
    """Fetch a model and say where it is.

    WHAT is a name on the hub, such as Helsinki-NLP/opus-mt-it-en; or the word firefox, with language pairs behind it:
    toolkit fetch firefox it-en en-it
    """
    from toolkit.run import fetching

    if what != "firefox":
        if pairs:
            raise click.UsageError("language pairs go with: toolkit fetch firefox it-en")
        click.echo(fetching.hub(what, revision))
        return
    if not pairs:
        raise click.UsageError("name the languages too, such as: toolkit fetch firefox it-en en-it")
    for pair in pairs:
        source, dash, target = pair.partition("-")
        if not (dash and source.isalpha() and target.isalpha()):
            raise click.UsageError(f"{pair!r} is no pair of languages, such as: it-en")
        click.echo(fetching.firefox(source, target))
