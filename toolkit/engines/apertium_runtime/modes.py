"""What Apertium has installed: directions, the programs of each, and the Debian package that brings a missing one.

A direction is a file NAME.mode with a shell pipe; names use two or three letters (es-pt, eng-spa). Files only: nothing
is started but ``apertium-wblank-mode``, which prints a mode's pipe with null flush in every program.
"""

import hashlib
import os
import re
import shlex
import shutil
import subprocess
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from toolkit.languages.codes import long, short

Command = tuple[str, ...]

# Debian's packages by the two languages; most bring both directions. Where a bridge is wanted the first way found is
# named, so the better bridges stand first (English-Italian: chrF 67.4 by Spanish, 63.1 by Catalan).
_PAIRS = """
    eng-spa eng-cat por-cat es-pt spa-ita cat-ita fr-es fra-cat spa-cat afr-nld arg-cat bel-rus br-fr cat-srd
    dan-nor en-gl eo-ca eo-en eo-es eo-fr es-gl es-ro eu-en eu-es hbs-eng hbs-mkd hbs-slv isl-eng isl-swe mkd-bul
    mkd-eng nno-nob oc-ca oc-es oci-fra pt-gl rus-ukr spa-arg srd-ita swe-dan swe-nor urd-hin
"""
_PACKAGES = {frozenset(pair.split("-")): f"apertium-{pair}" for pair in _PAIRS.split()}

_PROVIDERS = {
    "cg-proc": "cg3", "lrx-proc": "apertium-lex-tools", "lsx-proc": "apertium-separable", "lt-proc": "lttoolbox",
    "apertium-anaphora": "apertium-anaphora", "rtx-proc": "apertium-recursive",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a direction cannot be taken, and the command that mends it (empty where none does)."""

    reason: str
    command: str

    def __str__(self) -> str:
        return f"{self.reason}; install it with: {self.command}" if self.command else self.reason


def modes_folder() -> Path:
    """Return where the modes are: ``$APERTIUM_DATADIR/modes``, or Debian's place."""
    return Path(os.environ.get("APERTIUM_DATADIR", "/usr/share/apertium")) / "modes"


def mode_file(source: str, target: str) -> Path | None:
    """Return the file of a direction, None if it is not installed."""
    return next((path for path in _candidates(source, target) if path.is_file()), None)


def missing(source: str, target: str) -> Missing | None:
    """Return why a direction cannot be taken here, or None if it can. Looks at files only."""
    path = mode_file(source, target)
    package = _package(source, target)
    install = f"apt-get install apertium {package or ''}".strip()
    if path is not None:
        absent = _absent(path)
        if absent in _PROVIDERS:
            install = f"apt-get install {_PROVIDERS[absent]}"
        return Missing(f"{path.name} of Apertium needs {absent}, which is not installed", install) if absent else None
    if package and mode_file(target, source) is None:
        return Missing(f"Apertium's {source} > {target} is not installed", install)
    way = bridge(source, target)
    if way:
        return Missing(f"Apertium has no direct {source} > {target}; use a chain with path: [{', '.join(way)}]", "")
    return Missing(f"Apertium has no {source} > {target}; installed are: {', '.join(_installed()) or 'none'}", "")


@cache
def programs(path: Path) -> tuple[Command, ...]:
    """Return the programs of a mode in order, with their arguments: null flush, no marks on unknown words."""
    printed = subprocess.run(
        ["apertium-wblank-mode", "-z", path], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    return _commands(printed)


@cache
def fingerprint() -> str:
    """Return a short digest that changes when Apertium's programs or any installed data change."""
    names = ("lt-proc", "apertium-tagger", "apertium-transfer", "apertium-wblank-mode", "cg-proc", "lrx-proc")
    files = [Path(found) for found in map(shutil.which, names) if found]
    files += [path for path in modes_folder().parent.glob("*/*") if path.is_file()]
    return _digest(files)


@cache
def fingerprint_of(path: Path) -> str:
    """Return a short digest that changes when a mode, its programs or its data change, whatever else is installed."""
    words = {word for command in _commands(path.read_text(encoding="utf-8")) for word in command}
    started = [found for word in (*words, "apertium-wblank-mode") if (found := shutil.which(word))]
    named = [word for word in words if word.startswith("/")]
    return _digest({path, *map(Path, started), *map(Path, named)})


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(path for path in files if path.is_file()):
        state = path.stat()
        digest.update(f"{path.name}:{state.st_size}:{int(state.st_mtime)}\n".encode())
    return digest.hexdigest()


def _commands(pipe: str) -> tuple[Command, ...]:
    lexer = shlex.shlex(pipe, posix=True, punctuation_chars="|")
    lexer.whitespace_split = True
    commands: list[list[str]] = [[]]
    for word in lexer:
        if word == "|":
            commands.append([])
        elif word != "$2":  # the tagger's flag, for tracing
            commands[-1].append("-n" if word == "$1" else word)
    return tuple(tuple(command) for command in commands if command)


def _names(language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((long(language), short(language))))


def _candidates(source: str, target: str) -> list[Path]:
    folder = modes_folder()
    return [folder / f"{start}-{end}.mode" for start in _names(source) for end in _names(target)]


def _package(source: str, target: str) -> str | None:
    for start in _names(source):
        for end in _names(target):
            if frozenset((start, end)) in _PACKAGES:
                return _PACKAGES[frozenset((start, end))]
    return None


def _absent(path: Path) -> str | None:
    """Return a program or data file that a mode names and that is not there."""
    if shutil.which("apertium-wblank-mode") is None:
        return "apertium-wblank-mode"
    for command in _commands(path.read_text(encoding="utf-8")):
        if shutil.which(command[0]) is None:
            return command[0]
        for word in command[1:]:
            if word.startswith("/") and not Path(word).is_file():
                return word
    return None


def _installed() -> list[str]:
    names = (path.stem for path in sorted(modes_folder().glob("*.mode")))
    pairs = (re.fullmatch(r"([a-z]{2,3})-([a-z]{2,3})", name) for name in names)
    return [" > ".join(short(code) for code in pair.groups()) for pair in pairs if pair]


def directions(*, installed: bool) -> list[tuple[str, str]]:
    """Return the directions in the order of the packages, then any others; short codes. Looks at files only.

    Those ``installed`` have their programs and data; without that, those of all packages, both ways, are among them.
    """
    pairs = [(short(first), short(second)) for pair in _PAIRS.split() for first, _, second in [pair.partition("-")]]
    packaged = [way for pair in pairs for way in (pair, pair[::-1])]
    there = ((start, end) for start, _, end in (mode.partition(" > ") for mode in _installed()))
    every = dict.fromkeys([*packaged, *there])
    return [way for way in every if not installed or ((path := mode_file(*way)) and not _absent(path))]


def bridge(source: str, target: str) -> list[str] | None:
    """Return the shortest way over languages for which there are packages."""
    pairs = [tuple(short(code) for code in pair) for pair in _PACKAGES]
    ways = deque([[short(source)]])
    goal, seen = short(target), {source}
    while ways:
        way = ways.popleft()
        if way[-1] == goal:
            return way
        for first, second in pairs:
            for here, there in ((first, second), (second, first)):
                if here == way[-1] and there not in seen:
                    seen.add(there)
                    ways.append([*way, there])
    return None
