"""Models that are not there, asked for as a user does, with an empty home: one line, exit code 2, no network tried."""

import importlib.util
import subprocess
from pathlib import Path

import pytest

from tests.command_line import toolkit, toolkit_process

NOWHERE = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:1")
SENTENCE = "The minister opened the new bridge on Monday.\n"
PACKAGES = {
    "transformers": "torch",
    "ctranslate2": "ctranslate2",
    "firefox": "fxtranslate",
    "sentence-transformers": "sentence_transformers",
}
HUB = "the model 'some/model' is not in {home}/.cache/huggingface/hub; fetch it with: toolkit fetch some/model"
FIREFOX = "the Firefox model it-en is not in {home}/.cache/toolkit/models/firefox; fetch it with: toolkit fetch firefox"
SAID = {"transformers": HUB, "ctranslate2": HUB, "firefox": FIREFOX, "sentence-transformers": HUB}


def needs(package: str) -> None:
    """Skip without a package, and do not spend seconds on importing it."""
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"the package {package} is not installed")


def cut_off(folder: Path, *arguments: str, text: str = "") -> "subprocess.CompletedProcess[str]":
    """Run a command in a folder that is also the home, with nothing else of the user's and no way out."""
    return toolkit(*arguments, folder=folder, text=text, alone=True, **NOWHERE)


def one_line(done: "subprocess.CompletedProcess[str]", said: str) -> None:
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert said in done.stderr


@pytest.mark.parametrize("name", ["transformers", "ctranslate2", "firefox"])
@pytest.mark.parametrize("command", ["translate", "compare"])
def test_an_absent_model_of_an_engine_names_the_folder_and_the_command(name: str, command: str, tmp_path: Path) -> None:
    needs(PACKAGES[name])
    options = "" if name == "firefox" else ", model: some/model"
    (tmp_path / "c.yaml").write_text(
        f"engines: {{e: {{use: {name}{options}}}}}\nroutes: {{r: e}}\nchecks: {{'*': off}}\n"
    )
    (tmp_path / "a.txt").write_text(SENTENCE)
    if command == "translate":
        given = ("--engine", "e", "--from", "it", "--to", "en")
        done = cut_off(tmp_path, "translate", *given, "--config", "c.yaml", text="Ciao.\n")
    else:
        done = cut_off(tmp_path, "compare", "a.txt", "--config", "c.yaml", "--out", "o")
        assert not (tmp_path / "o").exists()
    said = SAID[name].format(home=tmp_path)
    one_line(done, said if command == "translate" else said.replace("it-en", "en-it"))


def test_an_absent_model_of_an_encoder_names_the_folder_and_the_command(tmp_path: Path) -> None:
    needs("sentence_transformers")
    (tmp_path / "c.yaml").write_text(
        "encoder: {use: sentence-transformers, model: some/model}\naligner: embedding\nmetrics: [cosine]\n"
        "engines: {e: copy}\nroutes: {r: e}\n"
    )
    (tmp_path / "a.txt").write_text(SENTENCE)
    (tmp_path / "b.txt").write_text(SENTENCE)
    done = cut_off(tmp_path, "compare", "a.txt", "--source", "b.txt", "--config", "c.yaml", "--out", "o")
    one_line(done, SAID["sentence-transformers"].format(home=tmp_path))
    assert not (tmp_path / "o").exists()


def test_an_absent_model_cannot_be_converted(tmp_path: Path) -> None:
    needs("ctranslate2")
    one_line(cut_off(tmp_path, "convert", "some/model"), SAID["ctranslate2"].format(home=tmp_path))


@pytest.mark.parametrize("what", [("some/model",), ("firefox", "it-en")])
def test_nothing_can_be_fetched_without_a_network_and_nothing_is_left_behind(
    what: tuple[str, ...], tmp_path: Path
) -> None:
    needs("fxtranslate")
    needs("huggingface_hub")
    # The libraries read the surroundings when they are loaded.
    done = toolkit_process("fetch", *what, folder=tmp_path, alone=True, **NOWHERE)
    one_line(done, "cannot be fetched (")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
