"""What the commands that run documents share: configuration, cache, progress, output files."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from toolkit.cli.changing import changes_of, set_option
from toolkit.cli.gates import fails, require_chosen
from toolkit.errors import InputError, visible

if TYPE_CHECKING:
    from toolkit.cli.bars import Bar
    from toolkit.config.settings import Config
    from toolkit.model import Comparison, Text
    from toolkit.run.cache.cache import Cache


class _File(click.Path):
    """A path; an empty one, such as an unset variable makes, is not the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the Path."""
        if value == "":
            self.fail("the name is empty", param, ctx)
        return super().convert(value, param, ctx)


class PluginName(click.Choice[str]):
    """The name of a plugin of a kind. Which there are is asked when it is wanted: ``toolkit --help`` must be quick."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.case_sensitive = True

    @property
    def choices(self) -> list[str]:  # type: ignore[override]  # click keeps them, and asks for them each time
        """The names."""
        from toolkit import plugins

        return plugins.names(self.kind)


Command = TypeVar("Command", bound=Callable[..., Any])

FILE = _File(path_type=Path)
_UNCONFIGURED = "toolkit.no-config"
_VERBOSE = "toolkit.verbose"
PIPE = "<stdin>"
"""What messages call a text that came through a pipe."""


def config_option(command: Command) -> Command:
    """Give a command ``--config``, ``--set`` and ``--offline``."""
    named = click.option("--config", "config_path", type=FILE, metavar="FILE", help="Configuration (YAML).")
    return named(set_option(command))


def found_config_options(command: Command) -> Command:
    """Give a command what goes with a configuration that it finds by itself: ``--no-config`` and ``--verbose``."""
    without = click.option(
        "--no-config",
        is_flag=True,
        callback=lambda context, _, value: context.meta.update({_UNCONFIGURED: value}),
        expose_value=False,
        help="Look for no toolkit.yaml in this folder and above.",
    )
    verbose = click.option(
        "--verbose",
        "-v",
        is_flag=True,
        callback=lambda context, _, value: context.meta.update({_VERBOSE: value}),
        expose_value=False,
        help="Say which configuration is used.",
    )
    return without(verbose(command))


languages_option = click.option(
    "--languages",
    nargs=2,
    metavar="SOURCE TRANSLATION",
    help="Languages of original and translation, such as: it en.",
)


def _columns(
    context: click.Context, parameter: click.Parameter, value: tuple[str, str] | None
) -> dict[str, str | int] | None:
    """Return the two columns by their sides."""
    if not value:
        return None
    parts = [part.partition("=") for part in value]
    if sorted(side for side, _, _ in parts) != ["source", "translation"] or not all(name for _, _, name in parts):
        raise click.BadParameter("say which is which, such as: --columns source=2 translation=3", context, parameter)
    return {side: int(name) if name.isascii() and name.isdigit() else name for side, _, name in parts}


whole_page_option = click.option("--whole-page", is_flag=True, help="Read pages (html) whole, not only the article.")


columns_option = click.option(
    "--columns",
    nargs=2,
    callback=_columns,
    metavar="source=NAME translation=NAME",
    help="The columns of a table (csv, tsv, xlsx), by header or number from 1.",
)


def reading(config: "Config", columns: dict[str, str | int] | None, *, whole_page: bool = False) -> "Config":
    """Return the configuration with these columns for every reader of tables, and whole pages if they are wanted."""
    readers = config.readers
    readers = readers if columns is None else readers.having("columns", columns)
    return replace(config, readers=readers.having("whole", True) if whole_page else readers)


def from_pipe(path: Path, name: Path | None = None) -> "Path | Text":
    """Return the path, or the text that comes through a pipe: for ``-``, and for ``<(...)`` of a shell.

    A pipe is read here, once, for a command may look at a file again and again. ``name`` is what the text of ``-`` is
    called, and read as. Raises InputError as a reader does.
    """
    from toolkit.model import Text
    from toolkit.plugins.disk import kind
    from toolkit.readers.files.decoding import binary_kind, decode, not_utf8

    if str(path) != "-":
        return Text(decode(path), str(path)) if kind(path) == "other" else path
    data = sys.stdin.buffer.read()
    called = str(name) if name else PIPE
    if kind_of_file := binary_kind(data):
        raise InputError(f"{called}: this is {kind_of_file}, not a text; save it as a file and name that")
    try:
        return Text(data.decode("utf-8"), called)
    except UnicodeDecodeError as error:
        raise InputError(not_utf8(called, data, error.start)) from None


cache_option = click.option("--no-cache", is_flag=True, help="Translate anew and keep nothing.")


def open_config(
    path: Path | None,
    direction: tuple[str, str] | None = None,
    *,
    engines: bool = True,
    changes: tuple[str, ...] | None = None,
    upwards: bool = False,
) -> "Config":
    """Load the configuration, whose language data is read from now until the command ends.

    ``changes`` are those of ``--set`` where nobody gives others. Where none is named, the nearest toolkit.yaml
    ``upwards`` gives the settings of texts and checks, never engines.
    """
    from toolkit.config.loading import load, load_found
    from toolkit.languages import using
    from toolkit.plugins import network

    context = click.get_current_context()
    found = nearest_found(context) if upwards and path is None else None
    if path is None and not engines:
        for change in changes_of(context):
            if re.match(r"\s*(routes|matrix|witnesses)\b", change):
                raise click.UsageError(f"--set {change}: no engine is asked here; name a configuration with --config")
    try:
        wanted = changes_of(context) if changes is None else changes
        if found is not None:
            config = load_found(found, direction, engines=engines, changes=wanted)
        else:
            config = load(path, direction, engines=engines, changes=wanted)
    finally:
        keep_secrets()
    require_chosen(context, config)
    if context.meta.get(_VERBOSE):
        click.echo(visible(f"toolkit: configuration: {config.path}"), err=True)
    context.with_resource(using(config.language_data))
    if not config.network:
        network.guard()
        context.with_resource(network.switched(on=False))
    return config


def nearest_found(context: click.Context) -> Path | None:
    """Return the nearest toolkit.yaml from the current folder upwards, None where --no-config wants none."""
    from toolkit.config.files.discovery import nearest_config

    return None if context.meta.get(_UNCONFIGURED) else nearest_config(Path.cwd())


def keep_secrets() -> None:
    """Print nothing from now on, on standard output and error, that a configuration declared secret."""
    from toolkit.secrets.masking import any_hidden, masked

    if any_hidden():
        for stream in (sys.stdout, sys.stderr):
            write = stream.write
            if getattr(write, "__name__", "") != "write_masked":

                def write_masked(text: str, write: Callable[[str], int] = write) -> int:
                    return write(masked(text))

                stream.write = write_masked  # type: ignore[method-assign]


@contextmanager
def running(config: "Config", *, no_cache: bool) -> Iterator[tuple["Config", "Cache | None"]]:
    """Give the configuration wired to the cache (or to none), and close the cache at the end."""
    from toolkit.plugins import network
    from toolkit.run.session import opened

    if not config.network:
        network.guard()
    try:
        with opened(config, cache=not no_cache) as wired:
            yield wired
    finally:
        _say_usage()
        _say_bugs()


def _say_usage() -> None:
    """Say what services were asked for: not in the report, which a second run makes again from the cache."""
    from toolkit.plugins import endings

    for line in endings.lines():
        click.echo(f"toolkit: used: {line}", err=True)


def _say_bugs() -> None:
    """Say where the tracebacks are of what broke off and was left out."""
    from toolkit.cli.bug_reports import keep_report
    from toolkit.run import bugs

    report = bugs.taken()
    if report:
        click.echo(f"toolkit: this is a bug in toolkit, not a fault of yours; {keep_report(report)}", err=True)
        asked = "please report it with that file and the command you typed (README, 'Reporting a bug')"
        click.echo(f"toolkit: {asked}", err=True)


def progress(*, quiet: bool = False) -> "Bar":
    """Return what shows what is being done: on a terminal only, on standard error, when it takes a while."""
    from toolkit.cli.bars import Bar

    return Bar(quiet=quiet)


def say_incomplete(path: Path, reasons: Iterable[str]) -> None:
    """Say on standard error why what was made of a file is incomplete: the exit code alone would not tell."""
    for reason in reasons:
        click.echo(visible(f"toolkit: {path}: incomplete: {reason}"), err=True)


def exit_code(config: "Config", outcome: "Comparison", most: int = 0) -> int:
    """Return 3 for an incomplete outcome, 1 for more than ``most`` findings that count, 0 otherwise."""
    from toolkit.reports.wording.verdict import incomplete

    if incomplete(outcome):
        return 3
    return int(fails((finding.severity for finding in outcome.findings), config, most))
