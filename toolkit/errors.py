"""The errors a user can mend, drawn as a tree; anything else that escapes is a bug.

    ToolkitError
    ├── ConfigError         the YAML is wrong; carries every problem at once
    ├── InputError          a document or another file is not what it should be
    ├── UnknownPlugin       a name that no plugin has
    ├── PluginError         a plugin of another package that cannot be used, or that breaks its contract
    ├── MissingDependency   a package, program or model that must be installed first
    └── EngineError         an engine failed or broke its contract

A declared secret is in no message. A message is one line: what happened, to which named thing, and what to do about it.
"""

import re
from collections.abc import Sequence

from toolkit.secrets.masking import masked

# What a terminal obeys in place of showing it, what turns the direction of writing, and half characters.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class ToolkitError(Exception):
    """Base of all errors that are shown without a traceback; no declared secret is in what it says."""

    exit_code = 2

    def __str__(self) -> str:
        return masked(super().__str__())


class ConfigError(ToolkitError):
    """One or more problems in a configuration file; ``problems`` holds a line for each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self._problems = tuple(problems)

    @property
    def problems(self) -> tuple[str, ...]:
        """A line for each problem."""
        return tuple(map(masked, self._problems))


class InputError(ToolkitError):
    """A file that cannot be used; the message names it."""


class UnknownPlugin(ToolkitError):
    """A name that no plugin of the kind has; the message suggests the nearest."""


class PluginError(ToolkitError):
    """A plugin of another package at fault; the message names the plugin, its package and what is wrong."""


class MissingDependency(ToolkitError):
    """Something to install first; ``command`` is what the user types to get it."""

    def __init__(self, message: str, command: str) -> None:
        super().__init__(f"{message}; install it with: {command}" if command else message)
        self.command = command


class EngineError(ToolkitError):
    """An engine that failed while it ran, or whose output breaks the contract."""

    exit_code = 3


def visible(text: str) -> str:
    r"""Return a text as a line of a message shows it: a file's name may hold line breaks, or colours for a terminal.

    Each such character is written as Python writes it, ``\n`` or ``\x1b``.
    """
    return _OBEYED.sub(lambda found: repr(found[0])[1:-1], text)


def one_line(error: BaseException, most: int = 200) -> str:
    """Return what an exception says on one line, of at most ``most`` characters, for the message of another one."""
    try:
        said = str(error)
    except Exception:  # an exception of somebody else's may fail at this, too
        said = ""
    return " ".join(said.split())[:most]
