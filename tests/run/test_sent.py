"""Reports say what of a text left this machine, and for where; the same in a run whose answers come from the cache."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import toolkit
from tests.engines.servers import serving
from toolkit.plugins import endings

TEXTS = {"a": ("Il fiume è alto.", "The river is high."), "b": ("Il ponte è chiuso.", "The bridge is closed.")}
OTHER = "The river is very high today."
TABLE = dict(TEXTS.values()) | {
    "The river is high.": "Il fiume sta alto.",
    "Il fiume sta alto.": "The river stands high.",
    "The bridge is closed.": "Il ponte sta chiuso.",
    "Il ponte sta chiuso.": "The bridge stays closed.",
    OTHER: "Oggi il fiume sta molto alto.",
    "Oggi il fiume sta molto alto.": "The river stands very high today.",
}
PROGRAM = f"import sys\ntable = {TABLE}\nfor line in sys.stdin: print(table[line.strip()])\n"


def answer(body: dict[str, list[str]]) -> dict[str, list[str]]:
    return {"translatedText": [TABLE[text] for text in body["q"]]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with two documents and their originals, and a configuration of a service on another machine."""
    for name, (source, translation) in TEXTS.items():
        (tmp_path / f"{name}.it.txt").write_text(f"{source}\n", encoding="utf-8")
        (tmp_path / f"{name}.en.txt").write_text(f"{translation}\n", encoding="utf-8")
    (tmp_path / "table.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "c.yaml").write_text(
        "engines:\n"
        "  far: {use: libretranslate, url: 'http://mt.example.org', retries: 0}\n"
        f"  own: {{use: command, command: ['{sys.executable}', table.py]}}\n"
        "routes: {r: {back: far, return: far}}\nmetrics: [chrf]\n"
        "inputs: [{translation: '{name}.en.txt', source: '{name}.it.txt'}]\n"
    )
    return tmp_path


def run(folder: Path, *arguments: str, proxy: str = "") -> Any:
    endings.taken()  # what other tests of this process counted
    return toolkit(*arguments, folder=folder, NO_PROXY="", HTTP_PROXY=proxy)


def test_a_report_tells_how_much_went_to_which_host_and_again_when_all_is_in_the_cache(folder: Path) -> None:
    asked = ("compare", "a.en.txt", "--source", "a.it.txt", "--config", "c.yaml")
    with serving(answer) as proxy:  # what goes to another machine goes through it
        first = run(folder, *asked, "--out", "first", proxy=proxy.url)
        went = [text for body in proxy.bodies for text in body["q"]]
        assert len(went) == 3
        assert {path for path, _, _ in proxy.requests} == {"http://mt.example.org/translate"}
        again = run(folder, *asked, "--out", "again", proxy=proxy.url)
        assert len(proxy.bodies) == 3
    characters = sum(map(len, went))
    line = f"Sent to mt.example.org by libretranslate: 3 texts, {characters} characters, in this run or in one whose"
    assert line in first.stdout
    assert f"toolkit: used: mt.example.org was sent 3 texts, {characters} characters" in first.stderr
    assert line in again.stdout
    assert "was sent" not in again.stderr
    told = [{"by": "libretranslate", "host": "mt.example.org", "texts": 3, "characters": characters}]
    for name in ("first", "again"):
        assert json.loads((folder / name / "comparison.json").read_text())["sent"] == told
        assert line in (folder / name / "report.html").read_text()
    assert (folder / "first" / "report.html").read_bytes() == (folder / "again" / "report.html").read_bytes()


def test_a_batch_adds_up_what_left(folder: Path) -> None:
    with serving(answer) as proxy:
        run(folder, "batch", "c.yaml", "--out", "out", "--workers", "2", proxy=proxy.url)
        went = [text for body in proxy.bodies for text in body["q"]]
    (only,) = json.loads((folder / "out" / "summary.json").read_text())["totals"]["sent"]
    assert only == {
        "by": "libretranslate", "host": "mt.example.org", "texts": 6, "characters": sum(map(len, went)),
    }  # fmt: skip
    assert "Sent to mt.example.org by libretranslate: 6 texts" in (folder / "out" / "index.html").read_text()


def test_a_run_that_asked_a_service_is_not_run_again_offline(folder: Path) -> None:
    asked = ("compare", "a.en.txt", "--source", "a.it.txt", "--config", "c.yaml", "--out", "out")
    with serving(answer) as proxy:
        run(folder, *asked, proxy=proxy.url)
        again = run(folder, "reproduce", "out", "--offline", proxy=proxy.url)
        assert len(proxy.bodies) == 3
    assert again.returncode == 3
    assert "it cannot be run again: routes.r: network is off, and libretranslate sends texts to" in again.stderr


def test_versions_laid_beside_each_other_tell_it_too(folder: Path) -> None:
    (folder / "other-a.en.txt").write_text(f"{OTHER}\n", encoding="utf-8")
    asked = ("compare", "a.en.txt", "other-a.en.txt", "--source", "a.it.txt", "--config", "c.yaml", "--out", "out")
    with serving(answer) as proxy:
        found = run(folder, *asked, proxy=proxy.url)
        texts = len([text for body in proxy.bodies for text in body["q"]])
    (only,) = json.loads((folder / "out" / "versions.json").read_text())["sent"]
    assert only["host"] == "mt.example.org"
    assert only["texts"] == texts == 5  # the draft of the original is asked for by both
    line = f"Sent to mt.example.org by libretranslate: {only['texts']} texts, "
    assert line in found.stdout
    assert line in (folder / "out" / "report.html").read_text()


def test_nothing_is_said_to_have_left_where_nothing_did_and_of_a_program_nobody_knows(folder: Path) -> None:
    asked = ("compare", "a.en.txt", "--source", "a.it.txt", "--config", "c.yaml", "--set")
    found = run(folder, *asked, "routes={r: copy}", "--out", "here")
    assert "Nothing left this machine." in found.stdout
    assert json.loads((folder / "here" / "comparison.json").read_text())["sent"] == []
    assert "Nothing left this machine." in (folder / "here" / "report.html").read_text()
    found = run(folder, *asked, "routes={r: own}", "--no-cache")
    assert "Given to command: 3 texts, " in found.stdout
    assert "nobody can see from here whether it sends them on." in found.stdout


def test_the_word_network_off_makes_no_document_of_a_batch_be_done_again(folder: Path) -> None:
    config = (folder / "c.yaml").read_text().replace("{r: {back: far, return: far}}", "{}")
    (folder / "c.yaml").write_text(config)
    assert run(folder, "batch", "c.yaml", "--out", "out").returncode in (0, 3)
    again = run(folder, "batch", "c.yaml", "--out", "out", "--offline")
    assert again.stdout.startswith("2 documents done before, 0 to do")
