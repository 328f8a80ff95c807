"""``toolkit lsp``: findings in an editor, by the Language Server Protocol."""

import os
import sys
from pathlib import Path

import click

from toolkit.cli.running import FILE


@click.command("lsp", short_help="Show findings in an editor, while one types.")
@click.option(
    "--config", "config_path", type=FILE, metavar="FILE", help="Configuration [default: nearest toolkit.yaml]."
)
@click.option("--no-config", is_flag=True, help="Look for no toolkit.yaml beside and above a file.")
@click.option(
    "--delay",
    type=click.FloatRange(min=0, max=60),
    default=0.4,
    show_default=True,
    metavar="SECONDS",
    help="How long nothing must be typed.",
)
@click.option("--stdio", is_flag=True, help="Talk over standard input and output, as it always does.")
def command(config_path: Path | None, no_config: bool, delay: float, stdio: bool) -> None:  # noqa: ARG001 - editors say it
    """Serve an editor over standard input and output. Editors start it; there is nothing to see in a terminal.

    A text is checked when it is opened and when nothing was typed for a while, against its original where one is found:
    by an entry of inputs, or by its name, as a.it.txt beside a.en.txt. The configuration is the nearest toolkit.yaml
    above each file. No engine is started, whatever it says.

    Hovering over a finding explains its check. Actions put a suggestion in its place, write a comment that leaves the
    finding out, or, as source.fixAll.toolkit, all that `toolkit check --fix` would.
    """
    from toolkit.config.loading import load
    from toolkit.plugins import require

    require("pygls", "lsp")
    require("lsprotocol", "lsp")
    from toolkit.cli.language_server.checking import Settings
    from toolkit.cli.language_server.server import build

    if config_path is not None:
        load(config_path, engines=False)  # what is wrong with it is said at once
    # Whatever prints would break the conversation: standard output is the editor's alone.
    ours = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    build(Settings(config_path, unconfigured=no_config), delay).start_io(stdout=ours)
