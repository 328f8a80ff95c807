"""Fetching from a hub as a user does, and translating with what was fetched."""

import importlib.util
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import toolkit_process
from tests.plugins.test_model_files import weights
from tests.run.hub_server import Files, hub
from toolkit.engines.transformers import Transformers
from toolkit.plugins import model_files

NAME = "some/model"
PICKLED: Files = {"config.json": b"{}", "source.spm": b"s", "pytorch_model.bin": b"never loaded", "README.md": b"#"}
SAFE: Files = {**PICKLED, "model.safetensors": weights()}


@pytest.fixture(autouse=True)
def _library() -> None:
    if importlib.util.find_spec("huggingface_hub") is None:
        pytest.skip("the package huggingface_hub is not installed")


def fetch(folder: Path, *arguments: str, address: str) -> "subprocess.CompletedProcess[str]":
    """Fetch from this address, in a process of its own: the hub's library reads it when it is loaded."""
    places = {"HF_HUB_CACHE": str(folder / "hub"), "TOOLKIT_MODELS": str(folder / "own")}
    return toolkit_process("fetch", *arguments, folder=folder, alone=True, HF_ENDPOINT=address, **places)


def names(folder: str) -> set[str]:
    return {path.name for path in Path(folder.strip()).iterdir()}


def test_a_model_is_fetched_without_what_is_pickled(tmp_path: Path) -> None:
    with hub(NAME, {"main": SAFE}) as address:
        done = fetch(tmp_path, NAME, address=address)
    assert done.returncode == 0, done.stderr
    assert names(done.stdout) == {"config.json", "source.spm", "model.safetensors"}


def test_of_a_pickled_model_the_hubs_own_conversion_stands_for_main(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setenv("TOOLKIT_MODELS", str(tmp_path / "own"))
    revisions = {"main": PICKLED, "refs/pr/3": PICKLED, "refs/pr/5": SAFE, "refs/pr/7": SAFE, "refs/pr/9": SAFE}
    bot = "SFconvertbot"
    proposals = [
        *({"num": 3, "author": bot}, {"num": 5, "author": bot}, {"num": 7, "author": bot, "status": "closed"}),
        {"num": 9, "author": "somebody"},
    ]
    before = model_files.identity(NAME, "main")
    assert "toolkit fetch some/model" in str(model_files.problem(NAME, "main"))
    with hub(NAME, revisions, proposals) as address:
        done = fetch(tmp_path, NAME, address=address)
        assert done.returncode == 0, done.stderr
        assert "model.safetensors" in names(done.stdout)
    assert [path.read_text() for path in (tmp_path / "own" / "revisions").rglob("main")] == ["refs/pr/5"]
    assert model_files.problem(NAME, "main") is None
    assert model_files.find(NAME, "main") == Path(done.stdout.strip())
    assert model_files.identity(NAME, "main") == model_files.identity(NAME, "refs/pr/5") != before
    with hub(NAME, {"main": SAFE}) as address:
        assert fetch(tmp_path, NAME, address=address).returncode == 0
    assert list((tmp_path / "own" / "revisions").rglob("main")) == []


@pytest.mark.parametrize(
    ("revision", "proposals"),
    [("main", []), ("main", [{"num": 5, "author": "somebody"}]), ("refs/pr/1", [{"num": 5, "author": "SFconvertbot"}])],
)
def test_a_model_without_safe_weights_is_not_fetched(
    revision: str, proposals: list[dict[str, object]], tmp_path: Path
) -> None:
    with hub(NAME, {"main": PICKLED, "refs/pr/1": PICKLED, "refs/pr/5": SAFE}, proposals) as address:
        done = fetch(tmp_path, NAME, "--revision", revision, address=address)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert f"has no *.safetensors at revision {revision}, and pickled weights are not loaded; choose" in done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(("name", "revision"), [("no/such", "main"), (NAME, "v9")])
def test_what_the_hub_does_not_have_is_one_line(name: str, revision: str, tmp_path: Path) -> None:
    with hub(NAME, {"main": SAFE}) as address:
        done = fetch(tmp_path, name, "--revision", revision, address=address)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert f"the model {name!r} cannot be fetched (" in done.stderr


@pytest.mark.model
def test_a_model_that_was_fetched_translates_without_the_hub(
    make_tiny: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setenv("TOOLKIT_MODELS", str(tmp_path / "own"))
    files = {path.name: path.read_bytes() for path in make_tiny("marian").iterdir()}
    pickled = {file: content for file, content in files.items() if not file.endswith(".safetensors")}
    with hub(NAME, {"main": pickled, "refs/pr/2": files}, [{"num": 2, "author": "SFconvertbot"}]) as address:
        assert fetch(tmp_path, NAME, address=address).returncode == 0
    answers = Transformers(NAME).translate(["with price because"], "en", "it")
    assert answers == Transformers(str(make_tiny("marian"))).translate(["with price because"], "en", "it")
