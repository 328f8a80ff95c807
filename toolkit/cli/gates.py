"""What makes a run fail, and which checks it asks: ``--fail-on``, ``--max-findings``, ``--only`` and ``--skip``."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from toolkit.config.settings import Config
    from toolkit.model import Severity

Command = TypeVar("Command", bound=Callable[..., Any])

_ONLY, _SKIP = "toolkit.only", "toolkit.skip"


def fail_option(command: Command) -> Command:
    """Give a command ``--fail-on`` and ``--max-findings``."""
    severity = click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "info", "never"]),
        help="Exit code 1 from this severity on [default: fail_on of the configuration, error].",
    )
    number = click.option(
        "--max-findings",
        type=click.IntRange(min=0),
        default=0,
        metavar="N",
        help="Exit code 1 only for more than N findings that count [default: 0].",
    )
    return severity(number(command))


def failing_on(config: "Config", fail_on: str | None) -> "Config":
    """Return the configuration with what the command line says of failing."""
    return config if fail_on is None else replace(config, fail_on=fail_on)  # type: ignore[arg-type]  # a Choice


def fails(severities: Iterable["Severity"], config: "Config", most: int) -> bool:
    """Whether more than ``most`` findings count."""
    from toolkit.config.settings import at_least

    return sum(at_least(severity, config.fail_on) for severity in severities) > most


def checks_option(command: Command) -> Command:
    """Give a command ``--only`` and ``--skip``; what they say is a change of the configuration, as by ``--set``."""
    only = click.option(
        "--only",
        multiple=True,
        callback=_keep(_ONLY),
        expose_value=False,
        metavar="CHECK,...",
        help="Ask these checks alone. Repeatable.",
    )
    skip = click.option(
        "--skip",
        multiple=True,
        callback=_keep(_SKIP),
        expose_value=False,
        metavar="CHECK,...",
        help="Leave these checks out. Repeatable.",
    )
    return only(skip(command))


def _keep(key: str) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], None]:
    def keep(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> None:
        names = [name.strip() for part in value for name in part.split(",") if name.strip()]
        if value and not names:  # a variable of a script that is empty must not widen what is asked
            raise click.BadParameter("the name of a check is missing", context, parameter)
        if names:
            from toolkit import plugins
            from toolkit.plugins.suggestions import nearest

            known = plugins.names("checks")
            for name in names:
                if name not in known:
                    raise click.BadParameter(f"unknown check {name!r}{nearest(name, known)}", context, parameter)
        context.meta[key] = tuple(dict.fromkeys(names))

    return keep


def changes(context: click.Context) -> tuple[str, ...]:
    """Return what the checks that are chosen change in the configuration."""
    only, skip = context.meta.get(_ONLY, ()), context.meta.get(_SKIP, ())
    if not only and not skip:
        return ()
    from toolkit import plugins

    known = plugins.names("checks")
    left_out = [name for name in known if (only and name not in only) or name in skip]
    if len(left_out) == len(known):
        raise click.UsageError("--only and --skip leave no check to ask", context)
    return tuple(f"checks.{name}=off" for name in left_out)


def require_chosen(context: click.Context, config: "Config") -> None:
    """Raise UsageError for a check that is asked for and that the configuration switches off."""
    on = {setting.name for setting in config.checks}
    for name in context.meta.get(_ONLY, ()):
        if name not in on and name not in context.meta.get(_SKIP, ()):
            raise click.UsageError(f"--only {name}: the configuration switches this check off", context)
