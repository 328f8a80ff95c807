"""The examples for continuous integration do what they say: their steps are run in a repository."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import junitparser
import pytest
import yaml

from tests.command_line import PATIENCE_SECONDS, surroundings
from tests.paths import ROOT
from tests.run.known.test_changed_lines import git

ARTICLE = "# The port\n\nTwo hundred people came to the port port.\n\nNobody left before noon.\n"
ORIGINAL = "# Il porto\n\nDuecento persone sono venute al porto.\n\nNessuno è partito prima di mezzogiorno.\n"
EXTRAS = {"offline", "english", "documents"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone whose origin/main has an article, and in whose branch the article changed: one error, on a new line."""
    folder = tmp_path / "clone"
    origin = tmp_path / "origin"
    origin.mkdir()
    git(origin, "init", "-q", "-b", "main")
    (origin / "my texts").mkdir()
    (origin / "my texts" / "port.en.md").write_text(ARTICLE)
    (origin / "my texts" / "port.it.md").write_text(ORIGINAL)
    git(origin, "add", ".")
    git(origin, "commit", "-qm", "one")
    git(tmp_path, "clone", "-q", str(origin), str(folder))
    git(folder, "checkout", "-qb", "work")
    (folder / "my texts" / "port.en.md").write_text(ARTICLE + "\nThree hundred boats were seen.\n")
    (folder / "my texts" / "port.it.md").write_text(ORIGINAL + "\nSi sono viste duecento barche.\n")
    git(folder, "commit", "-qam", "two")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, body in {
        "toolkit": f'exec "{sys.executable}" -m toolkit "$@"',
        "pip": 'echo "$@" >> "$HOME/installed"',  # nothing is installed in a test
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{body}\n")
        (programs / name).chmod(0o755)
    return folder


def step(folder: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the server does."""
    home = folder.parent
    path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=surroundings(home, alone=True, **{**variables, "PATH": path}),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def installed(folder: Path) -> None:
    said = (folder.parent / "installed").read_text()
    extras = set(re.findall(r"translation-toolkit\[([^\]]*)\]", said)[0].split(","))
    assert extras == EXTRAS
    assert all(f"\n{extra} = " in (ROOT / "pyproject.toml").read_text() for extra in extras)


def scripts(job: dict[str, Any]) -> list[str]:
    return [one["run"] for one in job["steps"] if "run" in one]


@pytest.mark.slow
def test_the_workflow_for_github_annotates_what_changed_and_scans_everything(repository: Path) -> None:
    jobs = yaml.safe_load((ROOT / "docs" / "ci" / "github.yml").read_text())["jobs"]
    assert jobs["changes"]["env"] == {"BASE": "origin/${{ github.base_ref }}"}
    install, check, tell = scripts(jobs["changes"])
    summary = repository.parent / "summary.md"
    variables = {"BASE": "origin/main", "GITHUB_STEP_SUMMARY": str(summary)}
    assert step(repository, install, **variables).returncode == 0
    installed(repository)
    done = step(repository, check, **variables)
    assert done.returncode == 1, done.stderr
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("::error")]
    assert line.startswith("::error file=my texts/port.en.md,line=7,endLine=7,col=1,endColumn=14,title=numbers::")
    assert "doubled-words" not in done.stdout
    assert "1 finding on lines that did not change since origin/main" in done.stderr
    assert step(repository, tell, **variables).returncode == 0
    assert "## Translation check: 1 error" in summary.read_text()
    _, scan = scripts(jobs["scan"])
    done = step(repository, scan)
    assert done.returncode == 0, done.stderr
    assert json.loads((repository / "findings.sarif").read_text())["runs"][0]["results"]


@pytest.mark.slow
def test_the_job_for_gitlab_writes_its_two_reports(repository: Path) -> None:
    job = yaml.safe_load((ROOT / "docs" / "ci" / "gitlab.yml").read_text())["translations"]
    (repository / "my texts" / "port.en.md").write_text(ARTICLE.replace("The port", "The the port"))
    variables = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "BASE": "origin/main"}
    assert job["variables"]["BASE"] == "origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
    for script in job["script"]:
        done = step(repository, script, **variables)
        assert done.returncode == 0, done.stderr
    installed(repository)
    files = job["artifacts"]["reports"]
    (issue,) = json.loads((repository / files["codequality"]).read_text())
    assert issue["location"] == {"path": "my texts/port.en.md", "lines": {"begin": 1}}
    (suite,) = junitparser.JUnitXml.fromfile(str(repository / files["junit"]))
    assert suite.tests > 20


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 1])
def test_the_hooks_of_pre_commit_take_the_files_that_are_committed(repository: Path, number: int) -> None:
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())[number]
    assert {"id", "name", "entry", "language", "files"} <= set(hook)
    files = git(repository, "ls-files", "-z").split("\0")
    wanted = [name for name in files if re.search(hook["files"], name)]
    assert wanted == ["my texts/port.en.md"]
    (repository / "my texts" / "port.en.md").write_text(ARTICLE + "\nIt was was told again.\n")
    call = f'{hook["entry"]} "$@" --fail-on info'
    done = step(repository, f'set -- "{wanted[0]}"; {call}')
    assert done.returncode == 1
    told = [":".join(line.split(":")[1:5]) for line in done.stdout.splitlines() if "doubled-words" in line]
    both = ["3:32: warning: doubled-words", "7:4: warning: doubled-words"]
    assert told == (both if number == 0 else both[1:])
