"""What is kept of a bug for whoever mends it: a file with the traceback and the command."""

import sys
import tempfile

from toolkit import __version__
from toolkit.secrets.masking import masked


def keep_report(trace: str) -> str:
    """Write a traceback into a file and return where it is, or the traceback where no file can be written."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="toolkit-bug-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(f"toolkit {__version__}, Python {sys.version}\n{masked(repr(sys.argv))}\n{trace}")
    except OSError:
        return trace
    return f"the traceback is in {file.name}"
