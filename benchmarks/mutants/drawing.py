"""Draws changes: a module, a kind of change in it, a place, each by equal chances; no big module dominates."""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.mutants.changes import Change, alters, changes


def modules(root: Path, names: Sequence[str]) -> list[str]:
    """Return the modules that the names of files and folders stand for, relative to the root."""
    found: set[Path] = set()
    for name in names:
        path = root / name
        found.update(path.rglob("*.py") if path.is_dir() else [path])
    return sorted(path.relative_to(root).as_posix() for path in found)


def text_of(root: Path, module: str) -> str:
    """Return a module's text as it stands in the file."""
    with (root / module).open(encoding="utf-8", newline="") as file:
        return file.read()


def every(root: Path, names: Sequence[str]) -> Iterator[Change]:
    """Yield all changes of the modules."""
    for module in names:
        yield from changes(module, text_of(root, module))


def draw(root: Path, names: Sequence[str], count: int, seed: int) -> list[Change]:
    """Return as many changes as wanted, or all there are; those that leave the bytecode as it is are not drawn."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    left: dict[str, dict[str, list[Change]]] = {}
    for change in every(root, names):
        left.setdefault(change.path, {}).setdefault(change.kind, []).append(change)
    texts = {module: text_of(root, module) for module in left}
    drawn: list[Change] = []
    while left and len(drawn) < count:
        module = chance.choice(sorted(left))
        kind = chance.choice(sorted(left[module]))
        places = left[module][kind]
        change = places.pop(chance.randrange(len(places)))
        if alters(change, texts[module]):
            drawn.append(change)
        if not places:
            del left[module][kind]
        if not left[module]:
            del left[module]
    if len(drawn) < count:
        print(f"there are only {len(drawn)} changes", file=sys.stderr)
    return drawn
