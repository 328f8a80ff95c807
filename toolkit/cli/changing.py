"""What the command line changes in a configuration: ``--set`` and ``--offline``, with ``--only`` and ``--skip``."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from toolkit.cli.gates import changes as chosen

Command = TypeVar("Command", bound=Callable[..., Any])

_CHANGES, _OFFLINE = "toolkit.changes", "toolkit.offline"


def _kept(name: str) -> Callable[[click.Context, click.Parameter, object], None]:
    """Return what keeps the value of an option in the context, under a name."""

    def keep(context: click.Context, _parameter: click.Parameter, value: object) -> None:
        context.meta[name] = value

    return keep


_set_option = click.option(
    "--set",
    multiple=True,
    callback=_kept(_CHANGES),
    expose_value=False,
    metavar="KEY=VALUE",
    help="Change the configuration: a dotted key and a value in YAML, such as routes.neural.num_beams=1, "
    "metrics.bleu=off; a key with a dot in it in quotation marks: 'engines.\"a.b\".unit=paragraph'. Repeatable.",
)


offline_option = click.option(
    "--offline",
    is_flag=True,
    callback=_kept(_OFFLINE),
    expose_value=False,
    help="Refuse whatever sends texts to another machine (network: off).",
)


def set_option(command: Command) -> Command:
    """Give a command ``--set`` and ``--offline``."""
    return _set_option(offline_option(command))


def is_offline(context: click.Context) -> bool:
    """Whether ``--offline`` says that nothing may leave this machine."""
    return bool(context.meta.get(_OFFLINE))


def changes_of(context: click.Context) -> tuple[str, ...]:
    """Return what ``--set`` says, and ``--only``, ``--skip`` and ``--offline``, which nothing else overrides."""
    found: tuple[str, ...] = context.meta.get(_CHANGES, ())
    offline = ("network=off",) if is_offline(context) else ()
    return (*found, *chosen(context), *offline)
