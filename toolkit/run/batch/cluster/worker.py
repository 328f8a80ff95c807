"""The actor that holds the engines: it opens the configuration once, and makes of each document that comes its reports.

It writes nothing: results go back to the first machine, which alone has the folder for them.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from toolkit.errors import ToolkitError
from toolkit.languages import using
from toolkit.plugins import endings, network
from toolkit.run.batch.cluster import errands, luggage
from toolkit.run.batch.cluster.luggage import Luggage
from toolkit.run.batch.cluster.parcels import Parcel, unpacked
from toolkit.run.batch.work import Made, Setting, make
from toolkit.run.cache import owners
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.database import StoreError
from toolkit.run.compare import silent
from toolkit.run.stages.requirements import require
from toolkit.run.wiring import wire

_OURS = "toolkit: "


@dataclass(frozen=True, slots=True)
class Ready:
    """A worker that has opened, on this node at this address; ``problem`` is why it can do nothing there.

    ``owner`` is the name under which it claims what it computes.
    """

    node: str
    address: str
    owner: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class Brought:
    """What a worker gives back: what became of an entry, what it counted, and what it had to tell meanwhile."""

    made: Made
    counted: Mapping[str, Any]
    remarks: tuple[str, ...]


class Worker:
    """One process of a cluster, with engines of its own."""

    def __init__(self) -> None:
        self._opened = ExitStack()
        self._store: errands.DistantStore | None = None
        self._setting: Setting | None = None
        self._path: Path | None = None

    def open(self, sent: Luggage, desk: Any, cache: Path | None, account: bool) -> Ready:
        """Open what documents are done with, and say where this is and whether it can work there."""
        import ray

        problem = None
        try:
            self._open(sent, desk, cache, account=account)
        except ToolkitError as error:
            problem = str(error)
        here = ray.get_runtime_context().get_node_id(), ray.util.get_node_ip_address()
        return Ready(*here, owners.name(), problem)

    def do(self, parcel: Parcel) -> Brought:
        """Take one entry to its reports."""
        assert self._setting is not None  # noqa: S101 - one that is not ready is given nothing
        remarks: list[str] = []
        with unpacked(parcel) as task, _heard(remarks):
            made = make(task, self._setting, silent)
            if self._store is not None:
                self._kept()
        return Brought(made, endings.taken(), tuple(remarks))

    def leave(self) -> None:
        """End what was started here."""
        endings.leave()
        self._opened.close()

    def _open(self, sent: Luggage, desk: Any, cache: Path | None, *, account: bool) -> None:
        import ray

        if account:
            errands.account(
                lambda characters: ray.get(desk.take.remote(characters)), lambda price: ray.get(desk.paid.remote(price))
            )
        setting = luggage.opened(sent, self._opened)
        self._opened.enter_context(using(setting.given.language_data))
        self._opened.enter_context(network.switched(on=setting.given.network))
        kept = None
        if cache is not None:
            self._path = cache
            self._store = errands.DistantStore(desk.ask.remote, partial(_answers, ray))
            kept = Cache(self._store, cache)  # type: ignore[arg-type]  # it does what a Store does
        wired = wire(setting.given, kept)
        problems = luggage.differences(sent.said, luggage.said_of(wired, with_source=sent.with_source))
        if problems:
            raise ToolkitError(problems[0])
        if require(wired, has_source=sent.with_source) != setting.skipped:
            raise ToolkitError("an engine that runs on one machine does not run on the other; see: toolkit doctor")
        self._setting = replace(setting, config=wired, cache=kept)

    def _kept(self) -> None:
        assert self._store is not None  # noqa: S101
        try:
            self._store.flush()
        except StoreError as error:
            print(f"{_OURS}warning: {self._path}: the cache {error}", file=sys.stderr)


def _answers(ray: Any, reference: Any) -> Any:
    try:
        return ray.get(reference)
    except ray.exceptions.RayError as error:
        raise StoreError(
            "cannot be asked, the process that owns it is gone; going on without it", lasting=True
        ) from error


@contextmanager
def _heard(remarks: list[str]) -> Iterator[None]:
    """Collect what the toolkit tells on standard error, which nobody sees here."""
    before = sys.stderr

    class Ear:
        def write(self, text: str) -> int:
            remarks.extend(line for line in text.splitlines() if line.startswith(_OURS))
            return before.write(text)

        def __getattr__(self, name: str) -> Any:
            return getattr(before, name)

    setattr(sys, "stderr", Ear())  # noqa: B010
    try:
        yield
    finally:
        sys.stderr = before
