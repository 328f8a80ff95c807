"""What tests of engines share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from toolkit.plugins import endings

MakeTiny = Callable[[str], Path]


@pytest.fixture(autouse=True)
def _nothing_is_left_to_tell() -> Iterator[None]:
    """Forget what engines used and have to tell at the end of a run, which a command in this process would tell."""
    endings.taken()
    yield
    endings.taken()


@pytest.fixture(scope="session")
def _own_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture
def converted(make_tiny: MakeTiny, _own_models: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Give the folder of a tiny model that was converted; each is converted once."""
    pytest.importorskip("ctranslate2")
    from toolkit.engines.seq2seq import converted as converted_models

    monkeypatch.setenv("TOOLKIT_MODELS", str(_own_models))

    def make(kind: str, quantization: str = "float32") -> Path:
        converted_models.convert(str(make_tiny(kind)), "main", quantization)
        return make_tiny(kind)

    return make
