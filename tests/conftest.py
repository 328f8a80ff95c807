"""What several tests share. Nothing heavy is imported or made before a test asks for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from toolkit.plugins.contracts import Engine

# The same examples in every run, and no test that depends on the time it takes: the machine may be busy.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


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
