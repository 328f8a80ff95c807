import socket
from pathlib import Path

import pytest

from tests.command_line import toolkit, toolkit_process
from tests.paths import ROOT
from toolkit.errors import InputError, MissingDependency
from toolkit.run import fetching


@pytest.fixture
def nowhere() -> str:
    """An address at which nobody answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def test_a_hub_that_cannot_be_reached_is_one_line(nowhere: str, tmp_path: Path) -> None:
    done = toolkit_process("fetch", "some/model", folder=tmp_path, HF_ENDPOINT=nowhere, HF_HUB_CACHE=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "the model 'some/model' cannot be fetched (" in done.stderr
    assert "refused" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_service_that_cannot_be_reached_is_one_line_and_leaves_nothing(nowhere: str, tmp_path: Path) -> None:
    pytest.importorskip("fxtranslate")
    done = toolkit_process(
        *("fetch", "firefox", "it-en"),
        folder=tmp_path,
        FXTRANSLATE_RECORDS_URL=f"{nowhere}/records",
        TOOLKIT_MODELS=str(tmp_path),
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "the Firefox model it > en cannot be fetched (" in done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("fetch", "firefox"), "name the languages too"),
        (("fetch", "https://host/some/model"), "write the one that it has on the hub"),
        (("fetch", ""), "write the one that it has on the hub"),
        (("fetch", "firefox", "iten"), "'iten' is no pair of languages"),
        (("fetch", "some/model", "it-en"), "language pairs go with"),
        (("convert", "some/model", "--quantization", "int3"), "there is no quantization 'int3'"),
        (("convert", "some/model"), "fetch it with: toolkit fetch some/model"),
    ],
)
def test_what_cannot_be_done_is_one_line_that_says_what_to_type(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = toolkit(*arguments, folder=tmp_path, HF_HUB_CACHE=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_a_folder_is_not_fetched() -> None:
    with pytest.raises(InputError, match="nothing to fetch"):
        fetching.hub("./model", "main")


def test_an_absent_model_stops_a_run_before_any_library_is_loaded(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    config = ROOT / "configs" / "opus-mt.yaml"
    (tmp_path / "a.en.txt").write_text("The house is red.\n")
    done = toolkit("compare", "a.en.txt", "--config", config, folder=tmp_path, HF_HUB_CACHE=str(tmp_path / "hub"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"is not in {tmp_path / 'hub'}; fetch it with: toolkit fetch Helsinki-NLP/opus-mt-" in done.stderr


def test_what_the_service_lacks_is_the_reason(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("fxtranslate")
    monkeypatch.setenv("TOOLKIT_MODELS", str(tmp_path))
    monkeypatch.setattr(fetching, "_reach", lambda _: None)
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", "http://127.0.0.1:9/records")
    with pytest.raises(MissingDependency, match="it > en cannot be fetched"):
        fetching.firefox("it", "en")
