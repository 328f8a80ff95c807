"""What several tests share. Nothing heavy is imported or made before a test asks for it."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from toolkit.plugins.contracts import Engine

# The same examples in every run, and no test that depends on the time it takes: the machine may be busy.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put side by side what shares something slow to make: torch and its tiny models, the browser.

    A worker of pytest-xdist takes tests that follow each other, so that each of these is made by one of them.
    """
    items.sort(key=lambda item: ("model" not in item.keywords, "browser" not in item.keywords))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what a test does not put elsewhere out of the user's cache, and out of other workers' caches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOOLKIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that every user may enter, as pytest's own are not, and whose mode no other test minds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.fixture(scope="session")
def make_tiny(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give the folder of a tiny random model: "marian", "m2m100", "nllb" or "madlad"; each is made once."""
    made: dict[str, Path] = {}
    root = tmp_path_factory.mktemp("models")

    def make(name: str) -> Path:
        if name not in made:
            import torch

            from tests import tiny_models

            torch.set_num_threads(1)
            made[name] = getattr(tiny_models, name)(root / name)
        return made[name]

    return make


@pytest.fixture(scope="session")
def can_run() -> Callable[[Engine, str, str], None]:
    """Give a function that skips a test whose engine is not installed."""

    def check(engine: Engine, source: str, target: str) -> None:
        problem = engine.problem(source, target)
        if problem:
            pytest.skip(problem)

    return check
