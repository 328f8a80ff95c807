"""What is done and told when a command ends is what the modules that were loaded said of themselves."""

import subprocess
import sys

from toolkit.engines.http import usage
from toolkit.plugins import endings

LEAVING = """
import subprocess
from toolkit.plugins import endings
from toolkit.plugins.programs.processes import start

program, _ = start(["sleep", "60"], stdin=subprocess.DEVNULL)
assert program.poll() is None
endings.leave()
print(program.returncode)
"""


def test_programs_are_killed_when_the_command_line_is_left_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", LEAVING], capture_output=True, text=True, check=True)
    assert done.stdout == "-9\n"


def test_what_services_were_asked_for_is_told_at_the_end() -> None:
    before = endings.lines()
    usage.add("test-endings", requests=2)
    assert [line for line in endings.lines() if line not in before] == ["test-endings: 2 requests"]
