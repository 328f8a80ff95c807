"""``toolkit cache``: what is kept, and how to be rid of it."""

import click

from toolkit.plugins.plurals import counted


@click.command("cache", short_help="Show or delete what is kept between runs.")
@click.option("--clear", is_flag=True, help="Delete everything that is kept.")
@click.option("--engine", metavar="TEXT", help="With --clear: only translations of engines whose signature has TEXT.")
def command(clear: bool, engine: str | None) -> None:
    """Show where translations, vectors and scores are kept and how many, or delete them."""
    from toolkit.run.cache.cache import Cache, default_path

    if engine and not clear:
        raise click.UsageError("--engine goes with --clear")
    if clear and not engine and Cache.delete_if_damaged(default_path()):
        click.echo("the file was damaged and is deleted; the next run makes a new one")
        return
    cache = Cache.open()
    try:
        if clear:
            click.echo(f"{counted(cache.clear(engine), 'entry', 'entries')} deleted")
            return
        for name, value in cache.stats().items():
            click.echo(f"{name}: {value:,}" if isinstance(value, int) else f"{name}: {value}")
        if cache.read_only:
            click.echo("read-only: what is kept is used, and nothing is added")
    finally:
        cache.close()
