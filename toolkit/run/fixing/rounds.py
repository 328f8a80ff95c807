"""A file, fixed: a round applies what does not touch, checks the text again, and keeps what brought nothing new.

Rounds go on until one changes nothing, so that a second run changes nothing either. A fix after which its finding is
still there, or another one is, is left out, and so is one that the file's kind cannot take.
"""

import os
import tempfile
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.model import Document
from toolkit.plugins.disk import kind
from toolkit.readers.files.decoding import load
from toolkit.readers.files.documents import holds_both, read, read_both
from toolkit.readers.files.writing.rewriting import is_rewritable, rewritten
from toolkit.run.cache.cache import Cache
from toolkit.run.check_files import Checked, lint
from toolkit.run.compare import Progress, silent
from toolkit.run.fixing.fixes import Fix, apart
from toolkit.run.known.baseline import Baseline
from toolkit.run.outputs import replace_text
from toolkit.run.stages.requirements import Skipped

MOST_ROUNDS = 10
_Row = Mapping[str, Any]
_Known = tuple[str, int, int]  # its message, and where it stands after the fixes


class NotMended(InputError):
    """A file that can be checked and not be written; the message says why, and that it is as it was."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of a file: its bytes before and after, what was mended, in order, and how many findings remain."""

    path: Path
    before: bytes
    after: bytes
    fixes: tuple[Fix, ...]
    remaining: tuple[_Row, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """A version of the file: its bytes, what is read there and what is found."""

    data: bytes
    document: Document
    checked: Checked


@dataclass(slots=True)
class _Work:
    """What is the same for all versions of a file."""

    path: Path
    source: Path | None
    config: Config
    cache: Cache | None
    progress: Progress
    baseline: Baseline | None
    skipped: Skipped | None
    folder: Path
    refused: set[tuple[str, str, str]] = field(default_factory=set)

    def state(self, data: bytes) -> _State:
        """Return what is read and found in a version."""
        copy = self.folder / self.path.name
        copy.write_bytes(data)
        baseline = self.baseline.again(self.path) if self.baseline else None
        checked = lint(copy, self.source, self.config, self.cache, self.progress, baseline, skipped=self.skipped)
        return _State(data, self.document(copy), checked)

    def document(self, path: Path) -> Document:
        """Return the translation's side of a file."""
        config = self.config
        if self.is_bilingual:
            return read_both(path, config.source_language, config.translation_language, config.readers).translation
        return read(path, config.translation_language, config.readers)

    @property
    def is_bilingual(self) -> bool:
        """Whether the file itself holds the original."""
        return self.source is None and holds_both(self.path, self.config.readers)

    def applied(self, state: _State, fixes: Sequence[Fix]) -> _State | None:
        """Return the version with these fixes; None where one cannot be written, or the text is no better for them."""
        copy = self.folder / self.path.name
        copy.write_bytes(state.data)
        source_language = self.config.source_language if self.is_bilingual else None
        edits = [fix.edit for fix in fixes]
        try:
            data = rewritten(copy, state.document, edits, source_language, self.config.readers)
            after = self.state(data)
        except InputError:
            return None
        return None if _new(after.checked.findings, state.checked.findings, fixes) else after


def fixed(
    path: Path,
    source: Path | None,
    config: Config,
    cache: Cache | None = None,
    progress: Progress = silent,
    baseline: Baseline | None = None,
    *,
    skipped: Skipped | None = None,
) -> Fixed:
    """Return a file with every safe suggestion in it; nothing is written, and no engine is asked.

    Raises NotMended for a file of a kind that is not written back, InputError for one that cannot be checked.
    """
    if kind(path) == "other":
        raise NotMended(f"{path}: this is no file that could be written; --fix takes files")
    if kind(path) == "nothing":
        raise InputError(f"{path}: no such file; check the name")
    if not is_rewritable(path, config.readers):
        raise NotMended(f"{path}: files of the kind {path.suffix} are not written back; --fix leaves it as it is")
    before = load(path)
    quiet = replace(config, routes=(), witnesses=())
    with tempfile.TemporaryDirectory(prefix="toolkit-") as folder:
        work = _Work(path, source, quiet, cache, progress, baseline, skipped, Path(folder))
        try:
            state = work.state(before)
        except InputError as error:  # what was read is a copy that nobody knows
            raise InputError(str(error).replace(f"{folder}{os.sep}", str(path)[: -len(path.name)])) from None
        done: list[Fix] = []
        for _ in range(MOST_ROUNDS):
            work.refused.clear()
            state, made = _pass(work, state)
            done += made
            if not made:
                break
    return Fixed(path, before, state.data, tuple(done), state.checked.findings)


def write(fixed: Fixed) -> None:
    """Put what a file became in its place, whole or not at all; its permissions stay. A link stays a link.

    Raises NotMended where the file changed meanwhile, or the disk refuses.
    """
    if fixed.after == fixed.before:
        return
    target = fixed.path.resolve()
    if load(fixed.path) != fixed.before:
        raise NotMended(f"{fixed.path}: changed while it was mended, and is left as it is; run it again")
    try:
        replace_text(target, fixed.after, target.stat().st_mode)
    except OSError as error:
        raise NotMended(f"{fixed.path}: cannot be written ({error.strerror}); it is as it was") from None


def _pass(work: _Work, state: _State) -> tuple[_State, list[Fix]]:
    """Apply all that can be, one set after the other; what was refused is not tried again before the next pass."""
    done: list[Fix] = []
    while True:
        known = [fix for fix in state.checked.fixes if _name(fix, state) not in work.refused]
        batch = apart(known)
        if not batch:
            return state, done
        state, made = _halved(work, state, batch)
        done += made


def _halved(work: _Work, state: _State, fixes: Sequence[Fix]) -> tuple[_State, list[Fix]]:
    """Apply fixes together, or else each half of them by itself, down to the one that is at fault."""
    together = work.applied(state, fixes)
    if together is not None:
        return together, list(fixes)
    if len(fixes) == 1:
        work.refused.add(_name(fixes[0], state))
        return state, []
    middle = len(fixes) // 2
    after, first = _halved(work, state, fixes[:middle])
    shift = sum(len(fix.text) - (fix.end - fix.start) for fix in first)
    second = [fix.moved(shift) for fix in fixes[middle:]]
    same = all(
        after.document.text[new.start : new.end] == state.document.text[old.start : old.end]
        for new, old in zip(second, fixes[middle:], strict=True)
    )
    # What has moved in another way is found again in the next round.
    after, more = _halved(work, after, second) if same else (after, [])
    return after, first + more


def _name(fix: Fix, state: _State) -> tuple[str, str, str]:
    """Return what a fix is known by, wherever it stands."""
    text = state.document.text
    around = text[max(0, fix.start - 30) : fix.start] + "\0" + text[fix.start : fix.end + 30]
    return fix.check, fix.text, around


def _new(after: Sequence[_Row], before: Sequence[_Row], fixes: Sequence[Fix]) -> list[_Row]:
    """Return what is found after the fixes and was not before: by no check at this place, nor in the same words.

    What a fix was for counts as gone, so that it is new if it is still there.
    """
    mended = {(fix.start, fix.end, fix.check, fix.text) for fix in fixes}
    known: dict[str, list[_Known]] = defaultdict(list)
    moved = _Moves(fixes)
    for row in before:
        if (row["start"], row["end"], row["check"], row["suggestion"]) not in mended:
            known[row["check"]].append((row["message"], moved.of(row["start"]), moved.of(row["end"])))
    exactly = Counter((check, *one) for check, every in known.items() for one in every)
    left = []
    for row in after:
        key = (row["check"], row["message"], row["start"], row["end"])
        if exactly[key]:  # nearly all are
            exactly[key] -= 1
            known[key[0]].remove(key[1:])
        else:
            left.append(row)
    for same in (_meet, lambda one, row: one[0] == row["message"]):
        still = []
        for row in left:
            found = next((one for one in known[row["check"]] if same(one, row)), None)
            if found is None:
                still.append(row)
            else:
                known[row["check"]].remove(found)
        left = still
    return left


def _meet(known: _Known, row: _Row) -> bool:
    return bool(known[1] <= row["end"] and row["start"] <= known[2])


class _Moves:
    """Where offsets are after fixes, which are in order."""

    def __init__(self, fixes: Sequence[Fix]) -> None:
        self._ends = [fix.end for fix in fixes]
        self._shifts = [0, *accumulate(len(fix.text) - (fix.end - fix.start) for fix in fixes)]

    def of(self, offset: int) -> int:
        """Return where an offset is."""
        return offset + self._shifts[bisect_right(self._ends, offset)]
