"""What is done and told when a command ends is what the modules that were loaded said of themselves."""

from pathlib import Path

from tests.command_line import python

LEAVING = """
import subprocess
from toolkit.plugins import endings
from toolkit.plugins.programs.processes import start

program, _ = start(["sleep", "60"], stdin=subprocess.DEVNULL)
assert program.poll() is None
endings.leave()
print(program.returncode)
"""


def test_programs_are_killed_when_the_command_line_is_left_at_once(tmp_path: Path) -> None:
    assert python("-c", LEAVING, folder=tmp_path).stdout == "-9\n"


COUNTING = """
from toolkit.engines.http import usage
from toolkit.plugins import endings

assert endings.lines() == []
usage.add("a service", requests=2)
print(endings.lines())
"""


def test_what_services_were_asked_for_is_told_at_the_end(tmp_path: Path) -> None:
    # In a process of its own: what was counted would be told at the end of every command of this one.
    assert python("-c", COUNTING, folder=tmp_path).stdout == "['a service: 2 requests']\n"
