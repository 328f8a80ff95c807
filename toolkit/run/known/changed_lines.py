"""Which lines of a file changed since a branch was left, as git says: so that a check tells what is new."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError

_HUNK = re.compile(rb"(?m)^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_BINARY = re.compile(rb"(?m)^Binary files ")


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """Ranges of lines, from 1, both ends included; ``is_whole``: git compares no lines of the file, or it is new."""

    ranges: tuple[tuple[int, int], ...] = ()
    is_whole: bool = False

    @property
    def is_any(self) -> bool:
        """Whether anything changed."""
        return self.is_whole or bool(self.ranges)

    def touches(self, first: int, last: int) -> bool:
        """Whether any of these lines changed."""
        return self.is_whole or any(start <= last and first <= end for start, end in self.ranges)


class Changes:
    """What changed in a working tree since the last commit that it shares with a branch."""

    def __init__(self, branch: str) -> None:
        """Name the branch; git is asked with the first file."""
        self._branch = branch
        self._root, self._base = Path(), ""
        self._renamed: dict[str, str] = {}
        self._known = False

    def of(self, path: Path) -> ChangedLines:
        """Return the lines that changed in a file; raises InputError where git cannot say."""
        folder = path.parent if str(path.parent) else Path()
        self._open(folder)
        name = self._name(path)
        if not self._git(["ls-files", "-z", "--", f":(top,literal){name}"]):
            return ChangedLines(is_whole=True)  # git does not know it: all of it is new
        old = self._renamed.get(name, name)
        names = [f":(top,literal){one}" for one in dict.fromkeys((old, name))]
        said = self._git(
            ["diff", "--no-color", "--no-ext-diff", "--no-textconv", "-M", "-U0", self._base, "--", *names]
        )
        if _BINARY.search(said):
            return ChangedLines(is_whole=True)
        return ChangedLines(tuple(_lines(match) for match in _HUNK.finditer(said)))

    def _open(self, folder: Path) -> None:
        """Find the tree, the commit, and which files have another name since; asked once."""
        if self._known:
            return
        root = _run(folder, ["rev-parse", "--show-toplevel"])
        if root.returncode:
            raise InputError(f"--changed-since {self._branch}: {folder.absolute()} is in no working tree of git")
        self._root = Path(root.stdout.decode("utf-8", "surrogateescape").rstrip("\n")).resolve()
        known = _run(self._root, ["rev-parse", "--verify", "--quiet", f"{self._branch}^{{commit}}"])
        if known.returncode:
            raise InputError(
                f"--changed-since {self._branch}: git knows no such branch or commit; "
                f"fetch it with: git fetch origin {self._branch}, and say origin/{self._branch}"
            )
        base = _run(self._root, ["merge-base", "HEAD", known.stdout.decode().strip()])
        if base.returncode:
            raise InputError(
                f"--changed-since {self._branch}: it has no commit in common with HEAD; "
                "fetch more history (git fetch --unshallow)"
            )
        self._base = base.stdout.decode().strip()
        words = self._git(["diff", "--no-color", "-M", "--diff-filter=R", "--name-status", "-z", self._base]).split(
            b"\0"
        )
        for old, new in zip(words[1::3], words[2::3], strict=True):
            self._renamed[_text(new)] = _text(old)
        self._known = True

    def _name(self, path: Path) -> str:
        """Return how git calls a file: relative to the tree."""
        try:
            return path.resolve().relative_to(self._root).as_posix()
        except ValueError:
            raise InputError(
                f"{path}: not in the working tree {self._root}, so --changed-since cannot be said of it"
            ) from None

    def _git(self, arguments: list[str]) -> bytes:
        done = _run(self._root, arguments)
        if done.returncode:
            reason = " ".join(done.stderr.decode("utf-8", "replace").split())
            raise InputError(f"--changed-since {self._branch}: git failed: {reason}")
        return done.stdout


def _lines(match: re.Match[bytes]) -> tuple[int, int]:
    """Return the range of a hunk; of lines that were only taken out, those around the gap.

    What is left out of a translation is told at the end of what stands before it, above the blank line.
    """
    start, count = int(match[1]), int(match[2]) if match[2] else 1
    return (start, start + count - 1) if count else (start - 1, start + 1)


def _run(folder: Path, arguments: list[str]) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError:
        raise InputError("--changed-since asks git, which is not installed here; install it") from None
    except OSError as error:
        raise InputError(f"--changed-since cannot ask git ({error.strerror})") from None


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
