"""A run whose engines could not be heard is never a pass, and says so, on standard error when it is to be quiet."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.test_main import ENGLISH, write
from tests.command_line import toolkit
from tests.reports import samples
from toolkit.reports.wording.verdict import incomplete

CONFIG = """version: 1
engines: {{mirror: copy, broken: {{use: command, command: ["false"]}}}}
routes: {routes}
checks: {{"*": off, doubled-words: on}}
inputs: [{{translation: t.en.txt}}]
"""
QUOTED = '"The council met on Monday," says the mayor.'
UNSOUND = "no route passed its guards"
ROUTES = [("{r: mirror}", UNSOUND), ("{r: broken}", "route r: "), ("{r: mirror, s: broken}", UNSOUND)]


def run(folder: Path, routes: str, command: str) -> subprocess.CompletedProcess[str]:
    write(folder / "t.en.txt", ENGLISH)
    # Quotation marks: only pairs of which a trip can change what is said are sent through the routes.
    pair = {"id": "1", "source": "«Il consiglio si è riunito lunedì», dice il sindaco.", "translation": QUOTED}
    write(folder / "pairs.jsonl", json.dumps(pair) + "\n")
    write(folder / "c.yaml", CONFIG.format(routes=routes))
    return toolkit(*command.split(), "--no-cache", folder=folder)


@pytest.mark.parametrize(("routes", "said"), ROUTES)
@pytest.mark.parametrize(
    "command",
    [
        "compare t.en.txt --config c.yaml --out o -q",
        "batch c.yaml --out o -q",
        "check t.en.txt --config c.yaml",
        "check t.en.txt --config c.yaml --baseline b.jsonl --update-baseline",
        "check --pairs pairs.jsonl --config c.yaml",
        "check --pairs pairs.jsonl --config c.yaml --baseline b.jsonl --update-baseline",
    ],
)
def test_engines_that_could_not_be_heard_are_said_and_exit_3(
    tmp_path: Path, command: str, routes: str, said: str
) -> None:
    done = run(tmp_path, routes, command)
    assert done.returncode == 3, done.stderr
    assert said in done.stderr
    assert ("route s: " in done.stderr) == ("s: broken" in routes)
    assert not (tmp_path / "b.jsonl").exists()


def test_a_loud_comparison_says_it_once_in_its_summary(tmp_path: Path) -> None:
    done = run(tmp_path, "{r: mirror}", "compare t.en.txt --config c.yaml --out o")
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout.count("No route passed its guards") == 1
    assert json.loads((tmp_path / "o/comparison.json").read_text())["complete"] is False


def test_the_summary_of_a_batch_gives_it_as_the_document_s_failure(tmp_path: Path) -> None:
    done = run(tmp_path, "{r: mirror}", "batch c.yaml --out o")
    assert "1 failed" in done.stdout
    row = json.loads((tmp_path / "o/summary.json").read_text())["documents"][0]
    assert UNSOUND in row["failure"]
    assert row["report"] == "t/report.html"
    assert (tmp_path / "o/t/report.html").exists()


def test_one_sound_route_is_enough() -> None:
    assert incomplete(replace(samples.guarded(), failed={})) == ()
    assert [line.split(":")[0] for line in incomplete(samples.guarded())] == ["route chat"]


def test_without_routes_nothing_is_missing(tmp_path: Path) -> None:
    done = run(tmp_path, "{}", "compare t.en.txt --config c.yaml --out o -q")
    assert (done.returncode, done.stderr) == (0, "")
