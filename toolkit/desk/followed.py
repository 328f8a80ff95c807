"""A file of verdicts that others write, too: what is new in it, without reading again what is known."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import InputError
from toolkit.run.verdicts.journal import append, read
from toolkit.run.verdicts.state import State, current
from toolkit.run.verdicts.verdict import Verdict, from_row


@dataclass(slots=True)
class Followed:
    """The verdicts of a file in order, as far as it was read; ``problems`` are lines on what in it cannot be read."""

    path: Path
    verdicts: list[Verdict] = field(default_factory=list)
    problems: tuple[str, ...] = ()
    ids: set[str] = field(default_factory=set)
    state: State = field(default_factory=State)
    _read_to: int = 0

    @classmethod
    def open(cls, path: Path) -> "Followed":
        """Return what a file has by now, nothing where there is none; raises InputError where it holds other things."""
        followed = cls(path)
        if os.path.lexists(path):
            followed.problems = read(path).problems
        followed.news()
        return followed

    def add(self, *verdicts: Verdict) -> list[Verdict]:
        """Write verdicts for good and return all that is new; raises InputError where the disk refuses."""
        append(self.path, *verdicts)
        return self.news()

    def news(self) -> list[Verdict]:
        """Return what was written since the last time, by whomever."""
        data = self._unread()
        whole, _, _ = data.rpartition(b"\n")
        self._read_to += len(whole) + 1 if whole else 0
        found = [verdict for line in whole.split(b"\n") if (verdict := _verdict(line)) and verdict.id not in self.ids]
        if found:
            self.verdicts += found
            self.ids.update(verdict.id for verdict in found)
            self.state = current(self.verdicts)
        return found

    def _unread(self) -> bytes:
        try:
            with self.path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                if size < self._read_to:  # somebody took lines out: what was said is still remembered here
                    self._read_to = 0
                file.seek(self._read_to)
                return file.read()
        except FileNotFoundError:
            self._read_to = 0
            return b""
        except OSError as error:
            raise InputError(f"{self.path}: cannot be read ({error.strerror})") from None


def _verdict(line: bytes) -> Verdict | None:
    try:
        row = json.loads(line.decode("utf-8-sig"))
        return from_row(row) if isinstance(row, dict) else None
    except (ValueError, RecursionError):
        return None
