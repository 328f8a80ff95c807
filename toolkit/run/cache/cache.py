"""What was computed once: translations, vectors and scores, in one SQLite file for all runs and processes.

``CachedEngine`` and ``CachedEncoder`` stand in front of an engine or encoder and keep its contract. A key holds the
signature of what computed it, so a new version or option never meets an old answer. A cache is only ever a help: if the
file is damaged, locked or full, one line on standard error says so and the work goes on without it.
"""

import json
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from toolkit.errors import InputError
from toolkit.languages import in_force
from toolkit.model import Hypothesis
from toolkit.plugins.disk import kind
from toolkit.run.cache import bound, damage, owners
from toolkit.run.cache.database import StoreError
from toolkit.run.cache.store import Store

Answer = TypeVar("Answer")


CHUNK = 256
"""How many texts are worked on before they are written: what a crash can lose at most.

Of an engine that streams it is a batch of its own instead.
"""

CLAIMED = 16 * CHUNK
"""How many texts an engine that streams is asked for at once: what others who want the same texts wait for at most."""


class Cache:
    """Translations, vectors and scores, by exact text. Safe for several threads and processes at once."""

    def __init__(self, store: Store | None, path: Path) -> None:
        self.path = path
        self._store = store
        self._said: set[str] = set()
        self._begun: dict[int, tuple[str, set[str]]] = {}  # our claims: the space, and the keys that have no value yet

    @classmethod
    def open(cls, path: Path | None = None) -> "Cache":
        """Open the cache at a path, or the user's own: ``$TOOLKIT_CACHE`` or the user cache folder.

        It never fails: where the file cannot be used, it warns and stays empty. Raises InputError only for a size in
        the environment that is none.
        """
        path = path or default_path()
        bound.from_environment()
        try:
            cache = cls(Store(path), path)
        except StoreError as error:
            cache = cls(None, path)
            cache._warn(error)
        if cache._store is not None and cache._store.remark:
            cache._say(cache._store.remark)
        return cache

    @property
    def read_only(self) -> bool:
        """Whether the file can be read, but not written."""
        return self._store is not None and self._store.read_only

    def close(self) -> None:
        """Close the file; the cache is empty and keeps nothing from then on."""
        if self._store is not None:
            self._store.close()
        self._store = None

    def stats(self) -> dict[str, int | str]:
        """Return the file, its size in bytes, and how many entries of each kind it holds."""
        nothing: dict[str, int] = {}
        counts = self._tried(lambda store: store.counts(), nothing)
        kinds = {f"{kind}s": 0 for kind in ("translation", "vector", "score", "likelihood", "filling")}
        for space, count in counts.items():
            name = f"{space.partition('|')[0]}s"
            kinds[name] = kinds.get(name, 0) + count
        files = (self.path, self.path.with_name(f"{self.path.name}-wal"))  # what was written last is in the log
        size = sum(file.stat().st_size for file in files if kind(file) == "file")
        return {"file": str(self.path), "bytes": size, **kinds}

    @property
    def max_size(self) -> int | None:
        """How many bytes it may have, None for any number; the oldest written goes first."""
        return self._tried(lambda store: store.max_size(), None)

    def bind(self, size: int | None) -> int:
        """Let it have so many bytes from now on, in all runs, None for any number; return how many entries went."""
        self._require_writable()

        def bounded(store: Store) -> int:
            store.set_max_size(size)
            gone = store.trim(whole=True)
            store.shrink()
            return gone

        return self._tried(bounded, 0)

    def clear(self, engine: str | None = None) -> int:
        """Delete everything, or the translations of engines with this text in their signature; return how many."""
        self._require_writable()
        if engine is None:
            return self._tried(lambda store: store.delete(lambda _: True), 0)
        return self._tried(
            lambda store: store.delete(lambda space: space.startswith("translation|") and engine in space), 0
        )

    @staticmethod
    def delete_if_damaged(path: Path) -> bool:
        """Delete the file if it is no database or a broken one, and return whether it was so."""
        if kind(path) != "file":
            return False
        store = None
        try:
            store = Store(path, keep_damaged=False)
            store.counts()
        except StoreError as error:
            if error.damaged:
                _delete(path)
            return error.damaged
        finally:
            if store is not None:
                store.close()
        return False

    def translations(self, signature: str, source: str, target: str, texts: Sequence[str]) -> dict[str, Hypothesis]:
        """Return what is known of these texts."""
        found = self._get(space_of_translations(signature, source, target), texts)
        parsed = {text: _hypothesis(value) for text, value in found.items()}
        return {text: answer for text, answer in parsed.items() if answer is not None}

    def keep_translations(self, signature: str, source: str, target: str, answers: dict[str, Hypothesis]) -> None:
        """Keep the answers to these texts."""
        values = {text: json.dumps([answer.text, *answer.notes]).encode() for text, answer in answers.items()}
        self._put(space_of_translations(signature, source, target), values)

    def vectors(self, signature: str, texts: Sequence[str]) -> dict[str, bytes]:
        """Return the vectors that are known of these texts, as float32 in the byte order of this machine."""
        return self._get(space_of_vectors(signature), texts)

    def keep_vectors(self, signature: str, vectors: dict[str, bytes]) -> None:
        """Keep the vectors of these texts."""
        self._put(space_of_vectors(signature), vectors)

    def score(self, key: str) -> Any | None:
        """Return what was kept under a key, parsed from JSON, or None."""
        return self.scores([key]).get(key)

    def scores(self, keys: Sequence[str]) -> dict[str, Any]:
        """Return what was kept under these keys, parsed from JSON."""
        return {key: json.loads(value) for key, value in self._get("score", keys).items()}

    def keep_score(self, key: str, value: Any) -> None:
        """Keep anything that JSON can hold under a key."""
        self._put("score", {key: json.dumps(value).encode()})

    def likelihoods(
        self, signature: str, source: str, target: str, pairs: Sequence[tuple[str, str]]
    ) -> dict[tuple[str, str], str]:
        """Return the lines that are known of these pairs (text, given)."""
        keys = {json.dumps(pair): pair for pair in pairs}
        found = self._get(space_of_scores("likelihood", signature, source, target), list(keys))
        return {keys[key]: zlib.decompress(value).decode() for key, value in found.items()}

    def fillings(
        self, signature: str, source: str, target: str, gaps: Sequence[tuple[str, int, str]]
    ) -> dict[tuple[str, int, str], Any]:
        """Return what is known of these gaps (text, place, given), parsed from JSON."""
        keys = {json.dumps(gap): gap for gap in gaps}
        found = self._get(space_of_scores("filling", signature, source, target), list(keys))
        return {keys[key]: json.loads(value) for key, value in found.items()}

    def keep_fillings(
        self, signature: str, source: str, target: str, answers: Mapping[tuple[str, int, str], Sequence[Any]]
    ) -> None:
        """Keep what the engine would write in these gaps."""
        values = {json.dumps(gap): json.dumps(answer).encode() for gap, answer in answers.items()}
        self._put(space_of_scores("filling", signature, source, target), values)

    def keep_likelihoods(self, signature: str, source: str, target: str, lines: dict[tuple[str, str], str]) -> None:
        """Keep the lines of these pairs."""
        values = {json.dumps(pair): zlib.compress(line.encode(), 1) for pair, line in lines.items()}
        self._put(space_of_scores("likelihood", signature, source, target), values)

    def claim(self, space: str, keys: Sequence[str]) -> tuple[int, list[str], list[str]]:
        """Return the number of a claim, the keys that are ours to compute with it, and those whose values are there.

        All others are being computed by another process. Where the file cannot be written, all are ours, with number 0.
        """
        unclaimed: tuple[int, list[str], list[str]] = (0, list(keys), [])
        if self.read_only:
            return unclaimed
        number, ours, there = self._tried(lambda store: store.claim(space, keys, owners.name()), unclaimed)
        if number:
            self._begun[number] = space, set(ours)
        return number, ours, there

    def release(self, *numbers: int) -> None:
        """Give up claims, those of them whose values were not all kept: another process may compute them."""
        left = [number for number in numbers if self._begun.pop(number, None)]
        if left:
            self._tried(lambda store: store.release(left), None)

    def _require_writable(self) -> None:
        if self.read_only:
            raise InputError(f"{self.path}: the cache is read-only; nothing is deleted (chmod u+w, or ask its owner)")

    def _get(self, space: str, texts: Sequence[str]) -> dict[str, bytes]:
        nothing: dict[str, bytes] = {}
        found = self._tried(lambda store: store.get(space, texts), nothing)
        if self._store is not None and self._store.damaged:
            self._say("holds damaged entries; what they held is computed again")
        return found

    def _put(self, space: str, values: dict[str, bytes]) -> None:
        if values and self.read_only:
            self._say("is read-only; what is in it is used, and nothing is added")
        elif values:
            begun = [number for number, (where, _) in list(self._begun.items()) if where == space]
            for number in begun:
                self._begun[number][1].difference_update(values)
            ended = [number for number in begun if not self._begun[number][1]]
            begun = [number for number in begun if number not in ended]
            self._tried(lambda store: store.put(space, values, ended, begun), None)
            for number in ended:
                del self._begun[number]

    def _tried(self, work: Callable[[Store], Answer], otherwise: Answer) -> Answer:
        if self._store is None:
            return otherwise
        try:
            return work(self._store)
        except StoreError as error:
            self._warn(error)
            if error.lasting:
                self.close()
            return otherwise

    def _warn(self, error: StoreError) -> None:
        self._say(str(error))

    def _say(self, what: str) -> None:
        """Say once what is wrong; "" is nothing of ours to say."""
        if what and what not in self._said:
            self._said.add(what)
            print(f"toolkit: warning: {self.path}: the cache {what}", file=sys.stderr, flush=True)

    def __reduce__(self) -> tuple[Callable[[Path], "Cache"], tuple[Path]]:
        """Let another process open the same file."""
        return Cache.open, (self.path,)


def _delete(path: Path) -> None:
    try:
        with damage.lock(path, alone=True):
            for ending in ("-wal", "-shm", ""):
                path.with_name(path.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path}: the damaged cache cannot be deleted ({error.strerror}); ask its owner") from None


def space_of_translations(signature: str, source: str, target: str) -> str:
    """Return where the answers of an engine are kept: apart where data of the user's says how long texts are cut."""
    cuts = in_force().mark(source, "clauses")
    return f"translation|{source}|{target}|{signature}{f'|clauses:{cuts}' if cuts else ''}"


def space_of_vectors(signature: str) -> str:
    """Return where the vectors of an encoder are kept."""
    return f"vector|{sys.byteorder}|{signature}"


def space_of_scores(kind: Literal["likelihood", "filling"], signature: str, source: str, target: str) -> str:
    """Return where is kept what a scorer says of texts, or of gaps in them, whose keys are lists in JSON."""
    return f"{kind}|{source}|{target}|{signature}"


def default_path() -> Path:
    """Return the file of the user's cache: in ``$TOOLKIT_CACHE``, or the user cache folder."""
    import os

    folder = os.environ.get("TOOLKIT_CACHE")
    if not folder:
        from platformdirs import user_cache_dir

        folder = user_cache_dir("toolkit", appauthor=False)
    return Path(folder).expanduser() / "translations.sqlite"


def _hypothesis(value: bytes) -> Hypothesis | None:
    try:
        text, *notes = json.loads(value)
    except ValueError:  # a damaged entry is as good as none
        return None
    return Hypothesis(text, tuple(notes))
