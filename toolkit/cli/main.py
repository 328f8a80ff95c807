"""Arguments in, text and exit code out: 0 clean, 1 findings, 2 to mend, 3 incomplete, 70 a bug, 130 interrupted."""

import contextlib
import errno
import importlib
import os
import pkgutil
import signal
import sys
from types import FrameType
from typing import NoReturn

import click

from toolkit import __version__
from toolkit.cli import commands
from toolkit.errors import ConfigError, ToolkitError, visible
from toolkit.secrets.masking import masked

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_LONGEST_REASON = 300

CLEAN, FINDINGS, TO_MEND, INCOMPLETE, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130
TERMINATED = 128 + signal.SIGTERM


class _Commands(click.Group):
    """Every file in ``toolkit/cli/commands`` is a command; it is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(
            info.name.replace("_", "-")
            for info in pkgutil.iter_modules(commands.__path__)
            if not info.name.startswith("_")
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"toolkit.cli.commands.{cmd_name.replace('-', '_')}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from toolkit.plugins.suggestions import nearest  # here, since it brings all of the plugins' package

            hint = nearest(args[0], self.list_commands(ctx), "commands")
            raise click.UsageError(f"there is no command {args[0]!r}{hint}", ctx) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="toolkit")
def toolkit() -> None:
    """Say how faithful a translation is, where it goes wrong, and who is to blame."""


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    _open_streams()
    signal.signal(signal.SIGTERM, _terminated)
    try:
        code = _invoke()
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    except click.ClickException as error:
        _say(visible(f"toolkit: {_usage(error)}"))
        code = TO_MEND
    except ToolkitError as error:
        for problem in error.problems if isinstance(error, ConfigError) else [str(error)]:
            _say(visible(f"toolkit: error: {problem}"))
        code = error.exit_code
    except KeyboardInterrupt as stopping:
        _leave_at_once(stopping.args[0] if stopping.args else INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone (| head): nothing is wrong, and nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = CLEAN
    except OSError as error:
        code = _unwritten(error) if error.filename is None and error.errno in _FULL else _bug()
    except Exception:
        code = _bug()
    sys.exit(code or CLEAN)


def _open_streams() -> None:
    """Put the null device where standard input, output or error is closed.

    Else the first file that is opened, the cache for instance, would be taken for that stream.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            with contextlib.suppress(OSError):
                os.fstat(number)
                continue
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            setattr(sys, name, open(number, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _unwritten(error: OSError) -> int:
    _say(f"toolkit: error: standard output cannot be written ({error.strerror}); make room or send it elsewhere")
    # What is still in the buffer would raise the same error again when Python ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return TO_MEND


def _usage(error: click.ClickException) -> str:
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "toolkit"
    message = error.format_message()
    message = message[:1].lower() + message[1:].rstrip(".")
    return f"error: {' '.join(message.split())} (see: {command} --help)"


def _invoke() -> int | None:
    """Run the command without click's own handling of Ctrl-C, which prints an empty line."""
    if "_TOOLKIT_COMPLETE" in os.environ:
        completed: int | None = toolkit.main(standalone_mode=False, prog_name="toolkit")
        return completed
    with toolkit.make_context("toolkit", sys.argv[1:] or ["--help"]) as context:
        toolkit.invoke(context)
    return CLEAN


def _terminated(_signal: int, _frame: FrameType | None) -> None:
    # As Ctrl-C: what is half-written is cleaned up on the way out.
    raise KeyboardInterrupt(TERMINATED)


def _leave_at_once(code: int) -> NoReturn:
    """Kill the engines' processes and leave without waiting for threads that are inside native code."""
    from toolkit.plugins import endings

    endings.leave()
    _say(f"toolkit: {'terminated' if code == TERMINATED else 'interrupted'}")
    os._exit(code)


def _bug() -> int:
    import traceback

    from toolkit.cli.bug_reports import keep_report

    kept = keep_report(masked(traceback.format_exc()))
    _say(f"toolkit: this is a bug in toolkit, not a fault of yours: {_short(sys.exc_info()[1])}; {kept}")
    _say("toolkit: please report it with that file and the command you typed (README, 'Reporting a bug')")
    return BUG


def _short(error: BaseException | None) -> str:
    """Return what an error says, on one line of a length that a screen holds: the whole of it is in the file."""
    said = " ".join(repr(error).split())
    return said if len(said) <= _LONGEST_REASON else f"{said[: _LONGEST_REASON - 1]}…"


def _say(line: str) -> None:
    with contextlib.suppress(OSError):
        print(masked(line), file=sys.stderr, flush=True)
