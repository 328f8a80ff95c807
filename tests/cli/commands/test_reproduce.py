"""``toolkit reproduce`` as a user meets it."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.command_line import toolkit
from tests.run.records.newsroom import config, edit, write

COMPARE = ("compare", "a.en.txt", "--source", "a.it.txt", "--config", "c.yaml", "--out", "out", "--quiet")
BATCH = ("batch", "c.yaml", "--out", "out", "--quiet")
VERSIONS = ("compare", "a.en.txt", "b.en.txt", "--source", "a.it.txt", "--config", "c.yaml", "--out", "out", "--quiet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path)
    return tmp_path


def reproduce(folder: Path, *arguments: object, key: str = "") -> subprocess.CompletedProcess[str]:
    if key:
        return toolkit("reproduce", *arguments, folder=folder, DESK_API_KEY=key)
    return toolkit("reproduce", *arguments, folder=folder)


def made(folder: Path, *arguments: str) -> None:
    ran = toolkit(*arguments, folder=folder)
    assert ran.returncode in (0, 1), ran.stderr


def test_the_same_comes_out_byte_for_byte_whatever_the_yaml_says_today(folder: Path) -> None:
    made(folder, *COMPARE)
    (folder / "c.yaml").unlink()
    ran = reproduce(folder, "out")
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert "comes out the same" in ran.stdout
    assert "2 findings, byte for byte" in ran.stdout


@pytest.mark.parametrize("arguments", [BATCH, VERSIONS], ids=["batch", "versions"])
def test_a_batch_and_versions_come_out_the_same_byte_for_byte(folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "b.en.txt").write_text((folder / "a.en.txt").read_text().replace("84", "48"))
    inputs = [{"translation": "*.en.txt", "source": "a.it.txt"}]
    (folder / "c.yaml").write_text(json.dumps(config(inputs=inputs)))
    made(folder, *arguments)
    ran = reproduce(folder, "out")
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert "byte for byte" in ran.stdout
    edit(folder / "a.en.txt", "84 million", "48 million")
    ran = reproduce(folder, "out", "--all")
    assert ran.returncode == 1
    assert "gone: error: numbers: a, unit 2" in ran.stdout


def test_a_text_that_changed_is_the_reason_and_its_words_are_shown(folder: Path) -> None:
    made(folder, *COMPARE)
    edit(folder / "a.en.txt", "84 million", "48 million")
    ran = reproduce(folder, "out")
    assert ran.returncode == 1
    assert "text     translation: a.en.txt (sha256 " in ran.stdout
    assert "unit 2: The works cost the region [-84-] {+48+} million euros." in ran.stdout
    assert "findings: 1 gone, 1 as before" in ran.stdout


def test_an_engine_that_answers_otherwise_is_named_with_its_texts_and_the_figures(folder: Path) -> None:
    made(folder, *COMPARE)
    (folder / "more.txt").write_text("Davvero.")
    ran = reproduce(folder, "out")
    assert ran.returncode == 1
    assert "by the desk, back: 4 of 4 texts" in ran.stdout
    assert re.search("chrF +back ~ source +by the desk +[0-9.]+ > [0-9.]+ +-[0-9.]+ +4 of 4 units", ran.stdout)
    assert "the reason is an engine that does not answer alike twice: by the desk" in ran.stdout
    assert reproduce(folder, "out", "--cache").returncode == 0  # what was answered once is in the cache


def test_moved_files_are_found_from_another_folder_and_from_a_base(folder: Path) -> None:
    made(folder, *COMPARE)
    (folder / "elsewhere").mkdir()
    for name in ("a.en.txt", "a.it.txt"):
        (folder / name).rename(folder / "elsewhere" / name)
    ran = reproduce(folder, "out")
    assert ran.returncode == 3
    assert "a.en.txt: it is not there any more; say where its folder is with --base FOLDER" in ran.stderr
    ran = reproduce(folder, "out", "--base", "elsewhere")
    assert ran.returncode == 0, ran.stdout
    assert "translation: found at elsewhere/a.en.txt" in ran.stdout
    assert "byte for byte" in ran.stdout


def test_a_file_that_the_configuration_names_may_have_moved_too_and_counts_by_its_content(folder: Path) -> None:
    (folder / "words.csv").write_text("source,target\nporto,harbour\n")
    checks = {"*": "off", "terminology": {"glossary": "words.csv"}}
    (folder / "c.yaml").write_text(json.dumps(config(checks=checks)))
    made(folder, *COMPARE)
    (folder / "terms").mkdir()
    (folder / "words.csv").rename(folder / "terms" / "words.csv")
    assert reproduce(folder, "out").returncode == 3
    ran = reproduce(folder, "out", "--base", "terms")
    assert (ran.returncode, "byte for byte" in ran.stdout) == (0, True), ran.stdout + ran.stderr
    edit(folder / "terms" / "words.csv", "harbour", "port")
    ran = reproduce(folder, "out", "--base", "terms")
    assert ran.returncode == 1
    assert "text     checks.terminology.glossary: words.csv (sha256 " in ran.stdout
    assert "gone: " in ran.stdout


def test_what_cannot_run_here_is_code_3_and_what_is_no_run_is_code_2(folder: Path) -> None:
    made(folder, *COMPARE)
    record = folder / "out" / "comparison.json"
    text = record.read_text()
    record.write_text(text.replace("engine.py", "lost.py").replace('"use": "command"', '"use": "chat", "url": "no"'))
    assert reproduce(folder, record).returncode == 3
    data = json.loads(text)
    record.write_text(json.dumps({**data, "provenance": None}))
    ran = reproduce(folder, record)
    assert ran.returncode == 3
    assert "written before runs recorded what they were made from" in ran.stderr
    for content, message in (("{}", "no results of the toolkit"), ("[", "not JSON")):
        record.write_text(content)
        ran = reproduce(folder, record)
        assert (ran.returncode, message in ran.stderr) == (2, True)
    assert "there is no such run" in reproduce(folder, "nowhere").stderr


@pytest.mark.parametrize(
    ("key", "value"), [("test", {}), ("test", "no"), ("seed", -1.5), ("lines", None), ("made_by", ["x"])]
)
def test_options_that_somebody_damaged_are_told_and_no_bug(folder: Path, key: str, value: object) -> None:
    (folder / "b.en.txt").write_text((folder / "a.en.txt").read_text())
    made(folder, *VERSIONS)
    record = folder / "out" / "versions.json"
    data = json.loads(record.read_text())
    data["provenance"]["options"][key] = value
    record.write_text(json.dumps(data))
    ran = reproduce(folder, "out")
    assert ran.returncode == 3
    assert ran.stderr.endswith("what it recorded of itself is damaged; make it anew\n")


def test_a_base_that_is_no_folder_is_refused(folder: Path) -> None:
    made(folder, *COMPARE)
    ran = reproduce(folder, "out", "--base", "nowhere")
    assert (ran.returncode, "nowhere: no such folder" in ran.stderr) == (2, True)


def test_the_columns_of_a_table_are_recorded_too(folder: Path) -> None:
    rows = [pair.split("|") for pair in ("original|mine", "Sono venute duecento persone.|Three hundred people came.")]
    (folder / "t.csv").write_text("".join(f"{left},{right}\n" for left, right in rows))
    (folder / "c.yaml").write_text(json.dumps(config(routes={})))
    columns = ("--columns", "source=original", "translation=mine")
    made(folder, "compare", "t.csv", *columns, "--config", "c.yaml", "--out", "out", "--quiet")
    ran = reproduce(folder, "out")
    assert ran.returncode == 0, ran.stderr
    assert "1 finding, byte for byte" in ran.stdout


def test_what_the_environment_and_the_command_line_say_is_recorded_and_a_declared_secret_by_its_name(
    folder: Path,
) -> None:
    word = "-".join(("open", "the", "door"))
    command = [*config()["engines"]["desk"]["command"], "${DESK_WORD}", "$${PLAIN}", "${DESK_NOTE}"]
    engines = {"desk": {"use": "command", "command": command}}
    (folder / "c.yaml").write_text(json.dumps(config(engines=engines, secrets=["DESK_WORD"])))
    given = {"DESK_WORD": word, "DESK_NOTE": "${odd}"}
    ran = toolkit(*COMPARE, "--set", "metrics.bleu.tokenize=char", folder=folder, **given)  # type: ignore[arg-type]
    assert ran.returncode in (0, 1), ran.stderr
    written = (folder / "out" / "comparison.json").read_text(encoding="utf-8")
    assert word not in written
    assert json.loads(written)["provenance"]["configuration"]["metrics"][1] == {"use": "bleu", "tokenize": "char"}
    ran = toolkit("reproduce", "out", folder=folder, DESK_WORD=word)
    assert (ran.returncode, "byte for byte" in ran.stdout) == (0, True), ran.stdout + ran.stderr
    ran = reproduce(folder, "out")
    assert ran.returncode == 3
    assert "the environment variable DESK_WORD is not set" in ran.stderr


def test_a_secret_is_in_no_file_and_is_taken_from_the_environment_again(folder: Path) -> None:
    secret = "-".join(("sesame", "4711", "open"))
    command = [*config()["engines"]["desk"]["command"], "--api-key", secret, "--password=hush"]
    (folder / "c.yaml").write_text(json.dumps(config(engines={"desk": {"use": "command", "command": command}})))
    ran = toolkit(*COMPARE, folder=folder, DESK_API_KEY=secret)
    assert ran.returncode in (0, 1), ran.stderr
    written = "".join(path.read_text(encoding="utf-8") for path in (folder / "out").iterdir())
    assert secret not in written
    assert "hush" not in written
    assert "${DESK_API_KEY}" in written
    ran = reproduce(folder, "out", key=secret)
    assert ran.returncode == 3
    assert "a secret stood there, which is not recorded" in ran.stderr
    edit(folder / "c.yaml", ', "--password=hush"', "")
    assert toolkit(*COMPARE, folder=folder, DESK_API_KEY=secret).returncode in (0, 1)
    assert reproduce(folder, "out", key=secret).returncode == 0
    ran = reproduce(folder, "out")
    assert ran.returncode == 3
    assert "the environment variable DESK_API_KEY is not set" in ran.stderr
