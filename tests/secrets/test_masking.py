"""A declared secret is in nothing that the program writes."""

import html
import json
import sys
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import toolkit as library
from tests.command_line import toolkit
from toolkit.config.loading import load
from toolkit.errors import ConfigError, InputError
from toolkit.secrets.masking import SHORTEST, hide, marked, masked, unfit

SECRET = "Quarzo-77-mirtillo"  # noqa: S105 - the test hides it
ENGINE = """import sys
for line in sys.stdin:
    print("The port reopened on Monday." if "porto" in line else "Il porto ha riaperto lunedì.")
"""
CONFIG = """
secrets: [DEN]
languages: {source: it, translation: en}
inputs: [{translation: "${DEN}/a.en.txt", source: "${DEN}/a.it.txt"}]
engines:
  mine: {use: command, command: ["PYTHON", "${DEN}/engine.py"]}
  chat: {use: chat, url: "http://127.0.0.1:9/${DEN}/v1", model: m, retries: 0}
routes: {mine: mine, chat: chat}
metrics: [chrf]
aligner: length
output: {folder: "${DEN}/runs"}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / SECRET).mkdir()
    (tmp_path / SECRET / "a.en.txt").write_text("The port reopened on Monday.\n", encoding="utf-8")
    (tmp_path / SECRET / "a.it.txt").write_text("Il porto ha riaperto lunedì.\n", encoding="utf-8")
    (tmp_path / SECRET / "engine.py").write_text(ENGINE, encoding="utf-8")
    (tmp_path / "c.yaml").write_text(CONFIG.replace("PYTHON", sys.executable), encoding="utf-8")
    monkeypatch.setenv("DEN", SECRET)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path) -> dict[str, bytes]:
    """Return all that lies in a folder but what the test put there."""
    ours = {"c.yaml", "a.en.txt", "a.it.txt", "engine.py"}
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name not in ours}


COMMANDS = [
    ["compare", "--config", "c.yaml"],
    ["compare", f"{SECRET}/a.en.txt", "--config", "c.yaml", "--source", f"{SECRET}/gone.it.txt"],
    ["batch", "c.yaml", "--out", "out"],
    ["doctor", "c.yaml"],
    ["check", f"{SECRET}/a.en.txt", "--config", "c.yaml", "--format", "json"],
    ["translate", "--config", "c.yaml", "--engine", "chat", "--from", "it", "--to", "en"],
    ["batch", "c.yaml", "--set", "routes.chat.unit=paragraph", "--set", "inputs=[{translation: '${DEN}/b*.txt'}]"],
    ["batch", "c.yaml", "--set", "engines.chat.url=${DEN}"],
    ["batch", "c.yaml", "--set", "fail_on=${DEN}"],
    ["batch", "c.yaml", "--set", "extends=${DEN}"],
    ["batch", "c.yaml", "--set", "engines.${DEN}"],
]


def test_no_output_no_report_and_no_cache_holds_a_declared_secret(folder: Path) -> None:
    said = ""
    for command in COMMANDS:
        ran = toolkit(*command, folder=folder, text="Il porto.\n")
        assert ran.returncode in (0, 1, 2, 3), ran.stderr
        said += f"\n$ {ran.returncode} {command[0]}\n{ran.stdout}{ran.stderr}"
    assert SECRET.casefold() not in said.casefold()
    assert "${DEN}/" in said
    files = written(folder)
    assert {Path(name).name for name in files} >= {"comparison.json", "report.html", "summary.json"}
    assert [name for name in files if name.endswith((".sqlite", "-wal"))]
    assert [name for name, data in files.items() if SECRET.casefold().encode() in data.lower()] == []
    comparison = json.loads((folder / SECRET / "runs" / "a" / "comparison.json").read_text(encoding="utf-8"))
    assert comparison["document"]["path"] == "${DEN}/a.en.txt"


def test_the_same_files_go_to_the_same_folder_again(folder: Path) -> None:
    for _ in range(2):
        toolkit("compare", "--config", "c.yaml", "--set", "routes.chat=off", folder=folder)
    assert [path.name for path in (folder / SECRET / "runs").iterdir()] == ["a"]


def test_a_run_is_made_again_with_the_secrets_that_are_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toolkit("compare", "--config", "c.yaml", "--set", "routes.chat=off", folder=folder)
    record = folder / SECRET / "runs" / "a" / "comparison.json"
    record.rename(folder / "a.json")
    again = toolkit("reproduce", "a.json", folder=folder)
    assert again.returncode == 0, again.stdout + again.stderr
    assert SECRET not in again.stdout + again.stderr
    monkeypatch.delenv("DEN")
    lost = toolkit("reproduce", "a.json", folder=folder)
    assert lost.returncode == 3
    assert "${DEN}/a.en.txt: it is not there any more" in lost.stderr


def test_another_value_of_a_secret_is_another_key_of_the_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load(folder / "c.yaml").engines["mine"].signature()
    monkeypatch.setenv("DEN", "another-den-2")
    second = load(folder / "c.yaml").engines["mine"].signature()
    assert first != second
    assert "another-den-2" not in second
    assert first == first.replace(SECRET, "")


def test_what_a_bug_leaves_behind_holds_no_secret(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"cannot reach http://{SECRET}.example")

    monkeypatch.setattr("toolkit.run.batch.documents.compare", broken)
    ran = toolkit("batch", "c.yaml", folder=folder)
    assert ran.returncode == 3
    (report,) = folder.rglob("bug.txt")
    assert SECRET not in report.read_text(encoding="utf-8") + ran.stderr
    assert "http://${DEN}.example" in report.read_text(encoding="utf-8")


def test_a_program_meets_no_secret_in_errors_and_results(folder: Path) -> None:
    config = library.load_config("c.yaml", set=["routes.chat=off"])
    found = library.compare(Path(SECRET) / "a.en.txt", Path(SECRET) / "a.it.txt", config=config, cache=False)
    assert SECRET not in json.dumps(found.to_dict())
    with pytest.raises(InputError) as caught:
        library.check(Path(SECRET) / "gone.txt", config=config)
    assert SECRET not in str(caught.value)
    with pytest.raises(ConfigError) as refused:
        library.load_config("c.yaml", set=["fail_on=${DEN}"])
    assert all(SECRET not in problem for problem in refused.value.problems)


def test_the_key_of_a_service_is_secret_without_being_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUR_KEY", "sk-lampone-0981")
    load({"engines": {"d": {"use": "deepl", "key_env": "OUR_KEY"}}})
    assert masked("sent sk-lampone-0981 there") == "sent ${OUR_KEY} there"


@pytest.mark.parametrize("value", ["ab", "12345", "-3.25e", "20260101"])
def test_what_would_be_found_everywhere_cannot_be_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("PIN", value)
    (tmp_path / "c.yaml").write_text("secrets: [PIN]\n", encoding="utf-8")
    if unfit(value):
        with pytest.raises(ConfigError, match=r"c.yaml:1:11: secrets.0: the value of PIN is .*use a longer one"):
            load(tmp_path / "c.yaml")


@given(st.text(min_size=SHORTEST, max_size=30), st.text(max_size=20), st.text(max_size=20))
@example('quote"back\\slash\n', "", "")
@example("https://<user>:pass word@host.example/", "x", "y")
def test_no_spelling_of_a_secret_is_left_in_a_text(value: str, before: str, after: str) -> None:
    assume(not unfit(value) and value.strip() == value and value.casefold() not in "${secret}")
    hide("SECRET", value)
    for spelled in (value, json.dumps(value), html.escape(value), repr(value), value.upper().lower()):
        text = masked(f"{before}|{spelled}|{after}")
        assert value not in text
        assert value not in marked(f"{before}|{spelled}|{after}")


def test_what_was_cut_off_within_a_secret_ends_before_it() -> None:
    hide("LONG", "zafferano-e-limone")
    assert masked("cannot read /srv/zafferano-e-l...") == "cannot read /srv/${LONG}..."
