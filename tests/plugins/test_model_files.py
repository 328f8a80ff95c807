import json
from pathlib import Path

import pytest

from toolkit.plugins import model_files

NAME = "some/model-it-en"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the hub."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    return tmp_path


def weights() -> bytes:
    """A file of weights with one tensor of four bytes."""
    header = b'{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'
    return len(header).to_bytes(8, "little") + header + b"\0" * 4


def stored(hub: Path, commit: str = "abc123", name: str = NAME) -> Path:
    cached = hub / f"models--{name.replace('/', '--')}"
    (cached / "refs").mkdir(parents=True, exist_ok=True)
    (cached / "refs" / "main").write_text(commit)
    snapshot = cached / "snapshots" / commit
    snapshot.mkdir(parents=True)
    for file in ("config.json", "model.safetensors", "source.spm"):
        (snapshot / file).write_text("{}")
    (snapshot / "model.safetensors").write_bytes(weights())
    return snapshot


def test_the_hubs_folder_is_found_as_its_library_finds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HF_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", "/home/x")
    assert model_files.hub_folder() == Path("/home/x/.cache/huggingface/hub")
    monkeypatch.setenv("XDG_CACHE_HOME", "/c")
    assert model_files.hub_folder() == Path("/c/huggingface/hub")
    monkeypatch.setenv("HF_HOME", "/h")
    assert model_files.hub_folder() == Path("/h/hub")
    monkeypatch.setenv("HF_HUB_CACHE", "/direct")
    assert model_files.hub_folder() == Path("/direct")


def test_a_model_of_the_hub_is_found_by_its_revision(hub: Path) -> None:
    snapshot = stored(hub)
    assert model_files.find(NAME, "main") == snapshot
    assert model_files.find(NAME, "abc123") == snapshot
    assert model_files.find(NAME, "refs/pr/1") is None
    assert model_files.problem(NAME, "main") is None


def test_an_absent_model_names_the_folder_and_the_command(hub: Path) -> None:
    assert model_files.problem(NAME, "main") == (
        f"the model 'some/model-it-en' is not in {hub}; fetch it with: toolkit fetch some/model-it-en"
    )
    assert "toolkit fetch some/model-it-en --revision v2" in str(model_files.problem(NAME, "v2"))


def test_a_file_in_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "model").write_text("x")
    assert f"'{tmp_path / 'model'}' is a file, no model folder" in str(model_files.problem(str(tmp_path / "model"), ""))


@pytest.mark.parametrize("cut", [b"", b"{}", weights()[:-1], weights()[:30], weights() + b"\0", b"\xff" * 99])
def test_weights_that_are_cut_off_are_found_before_they_are_loaded(cut: bytes, hub: Path) -> None:
    path = stored(hub) / "model.safetensors"
    path.write_bytes(cut)
    assert model_files.problem(NAME, "main") == f"{path} is cut off or damaged; fetch or copy the model again"
    assert model_files.encoder_problem(NAME, "main") == model_files.problem(NAME, "main")


def test_a_damaged_configuration_and_an_absent_part_are_found_before_they_are_loaded(hub: Path) -> None:
    snapshot = stored(hub)
    index = {"weight_map": {"a": "model.safetensors", "b": "more.safetensors"}}
    (snapshot / "model.safetensors.index.json").write_text(json.dumps(index))
    assert f"{snapshot / 'more.safetensors'} is not there; fetch" in str(model_files.problem(NAME, "main"))
    (snapshot / "more.safetensors").write_bytes(weights())
    assert model_files.problem(NAME, "main") is None
    (snapshot / "config.json").write_text('{"model_type": ')
    assert f"{snapshot / 'config.json'} is cut off or damaged" in str(model_files.problem(NAME, "main"))


@pytest.mark.parametrize(
    ("name", "says"),
    [("", "model is empty"), ("https://host/some/model", "write only the name"), ("a b", "no model folder")],
)
def test_what_is_no_name_of_a_model_is_said(name: str, says: str) -> None:
    assert says in str(model_files.problem(name, "main"))
    assert says in str(model_files.encoder_problem(name, "main"))


def test_an_absent_folder_is_named(hub: Path) -> None:
    assert model_files.problem("./nowhere", "main") == (
        "there is no model folder './nowhere'; give the folder of a model, or its name on the hub"
    )


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("config.json", "has no config.json"),
        ("model.safetensors", "has no *.safetensors, and pickled weights are not loaded"),
        ("source.spm", "has no tokenizer"),
    ],
)
def test_an_incomplete_model_says_what_is_missing(hub: Path, file: str, said: str) -> None:
    (stored(hub) / file).unlink()
    assert said in str(model_files.problem(NAME, "main"))


def test_the_identity_changes_with_the_models_state(hub: Path, tmp_path: Path) -> None:
    stored(hub)
    first = model_files.identity(NAME, "main")
    assert model_files.identity("some/model-*-*", "main") == first
    stored(hub, "def456")
    assert model_files.identity(NAME, "main") != first
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    before = model_files.identity(str(folder), "main")
    assert model_files.identity(str(tmp_path / "o*"), "main") == before
    (folder / "config.json").write_text('{"a": 1}')
    assert model_files.identity(str(folder), "main") != before


def test_settings_are_empty_where_the_file_is_no_json_map(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.json").write_text("[1]")
    (tmp_path / "c.json").write_text(json.dumps({"k": 1}))
    found = [model_files.settings(tmp_path, name) for name in ("a.json", "b.json", "c.json", "d.json")]
    assert found == [{}, {}, {"k": 1}, {}]
