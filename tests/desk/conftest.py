"""A compared article for the tests of the desk, and desks that show it."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desk.serving import Client
from tests.paths import ROOT
from tests.reports.page.conftest import chromium as chromium  # noqa: PLC0414 - a fixture
from toolkit.desk.opening import Opened, open_all
from toolkit.desk.server.serving import Desk, desk, in_background


def unchecked(path: Path) -> dict[str, object]:
    """Check no plain file."""
    raise AssertionError(path)


Serve = Callable[..., Client]


@pytest.fixture(scope="session")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demonstration article and, in "result", what a comparison without engines says of it."""
    from toolkit.run import arguments
    from toolkit.run.compare import compare
    from toolkit.run.outputs import render, write_all
    from toolkit.run.session import in_force, opened

    folder = tmp_path_factory.mktemp("desk")
    for name in ("summit.planted.en.txt", "summit.it.txt"):
        shutil.copy(ROOT / "corpora" / "summit" / name, folder / name)
    config = arguments.configuration({"aligner": "length"}, None, engines=False)
    with opened(config, cache=False) as (wired, kept), in_force(config):
        outcome = compare(folder / "summit.planted.en.txt", folder / "summit.it.txt", wired, kept)
    write_all(folder / "result", render(outcome, ["json", "html"]))
    return folder


@pytest.fixture
def article(compared: Path, tmp_path: Path) -> Path:
    """A fresh copy of the article and of its result."""
    folder = tmp_path / "article"
    shutil.copytree(compared, folder)
    data = json.loads((folder / "result" / "comparison.json").read_text(encoding="utf-8"))
    data["document"]["path"] = str(folder / "summit.planted.en.txt")
    (folder / "result" / "comparison.json").write_text(json.dumps(data), encoding="utf-8")
    return folder


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Give a function that serves folders of results in a thread, and a client for it."""
    ready: list[Desk] = []
    threads = []

    def start(*paths: Path, opened: tuple[Opened, ...] | None = None) -> Client:
        found = opened or open_all(paths, unchecked)
        ready.append(desk(found))
        threads.append(in_background(ready[-1]))
        return Client(ready[-1].address)

    yield start
    for one in ready:
        one.stop()
    for thread in threads:
        thread.join()
