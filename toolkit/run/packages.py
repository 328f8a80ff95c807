"""The versions of installed packages that what checks, metrics and readers say depends on."""

import re
from functools import cache

LIBRARIES = ("babel", "harper-py", "sacrebleu", "simplemma", "text2num", "wordfreq")
"""Those that checks and metrics ask."""

OF_TEXTS = ("ftfy", "numpy", "py3langid")
"""Those that reading, splitting and alignment stand on."""

OF_DOCUMENTS = ("defusedxml", "lxml-html-clean", "openpyxl", "pdfminer.six", "trafilatura")
"""Those that read files which are no plain text."""

_VERSION = re.compile(r"^Version: *(.+)$", re.MULTILINE)


@cache
def version(package: str) -> str:
    """Return the version of a package, "none" where it is not installed."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        # What ``importlib.metadata.version`` takes from the whole parsed file, at a fifth of the time.
        said = _VERSION.search(distribution(package).read_text("METADATA") or "")
    except PackageNotFoundError:
        return "none"
    return said[1] if said else "unknown"
