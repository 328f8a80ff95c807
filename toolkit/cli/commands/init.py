"""``toolkit init``: the first configuration of a folder."""

from pathlib import Path

import click

from toolkit.cli.running import FILE
from toolkit.errors import InputError, visible


@click.command("init", short_help="Write a first configuration for a folder.")
@click.argument("folder", type=FILE, required=False, default=Path(), metavar="[DIR]")
@click.option(
    "--languages",
    default="it-en",
    show_default=True,
    metavar="SOURCE-TRANSLATION",
    help="Languages of originals and translations.",
)
@click.option("--force", is_flag=True, help="Write over a toolkit.yaml that is there.")
def command(folder: Path, languages: str, force: bool) -> None:
    """Write DIR/toolkit.yaml (here without DIR): what runs on this machine, and the rest with what to type for it.

    Nothing is started, fetched or installed, and no file is overwritten without --force. It ends with the command to
    type next.
    """
    from toolkit.config.files.discovery import NAME
    from toolkit.config.loading import turned
    from toolkit.plugins.disk import kind
    from toolkit.run.outputs import write_all
    from toolkit.run.starting.starter import starter

    both = languages.replace(",", "-").replace(">", "-").split("-")
    if len(both) != 2:
        raise click.UsageError(f"--languages {languages}: name two, the original's first, such as: it-en")
    source, translation = turned(both[0].strip(), both[1].strip())
    path = folder / NAME
    if kind(path) != "nothing" and not force:
        raise InputError(f"{path}: there is one already; look at it with `toolkit config show {path}`, or --force")
    made = starter(folder, source, translation)
    write_all(folder, {NAME: made.text})
    click.echo(f"{visible(str(path))} is written.")
    click.echo(f"  can run here: {', '.join(made.running) or 'no engine yet, and checks need none'}")
    if made.commented:
        click.echo(f"  in it as comments, with what they want: {', '.join(made.commented)}")
    where = "" if folder in (Path(), Path()) else f"cd {visible(str(folder))} && "
    click.echo(f"Next: {where}{visible(made.next)}")
