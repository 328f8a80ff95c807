"""``toolkit cache``: what is kept, how much of it there may be, and how to be rid of it."""

import click

from toolkit.plugins.plurals import counted


@click.command("cache", short_help="Show, bound or delete what is kept between runs.")
@click.option("--clear", is_flag=True, help="Delete everything that is kept.")
@click.option("--engine", metavar="TEXT", help="With --clear: only translations of engines whose signature has TEXT.")
@click.option(
    "--max-size", metavar="SIZE", help="Keep SIZE at most, such as 2GB, in all runs from now on; none for no bound."
)
def command(clear: bool, engine: str | None, max_size: str | None) -> None:
    """Show where translations, vectors and scores are kept and how many, or delete them.

    --max-size holds for all runs that use the file, from now on: what was written first goes first, a little at each
    run and while others work. TOOLKIT_CACHE_MAX_SIZE in the environment says it for one run instead.
    """
    from toolkit.run.cache.bound import shown, size_of
    from toolkit.run.cache.cache import Cache, default_path

    if engine and not clear:
        raise click.UsageError("--engine goes with --clear")
    try:
        size = None if max_size is None else size_of(max_size)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--max-size") from None
    if clear and not engine and Cache.delete_if_damaged(default_path()):
        click.echo("the file was damaged and is deleted; the next run makes a new one")
        return
    cache = Cache.open()
    try:
        if max_size is not None:
            click.echo(f"{counted(cache.bind(size), 'entry', 'entries')} deleted, the oldest")
        if clear:
            click.echo(f"{counted(cache.clear(engine), 'entry', 'entries')} deleted")
        if clear or max_size is not None:
            return
        for name, value in cache.stats().items():
            click.echo(f"{name}: {value:,}" if isinstance(value, int) else f"{name}: {value}")
        most = cache.max_size
        click.echo(f"at most: {'any size (toolkit cache --max-size 2GB)' if most is None else shown(most)}")
        for path in sorted(cache.path.parent.glob(f"{cache.path.name}.damaged-*[0-9]")):
            click.echo(f"damaged, set aside: {path} ({shown(path.stat().st_size)})")
        if cache.read_only:
            click.echo("read-only: what is kept is used, and nothing is added")
    finally:
        cache.close()
