"""The nearest toolkit.yaml says how texts are checked, and never what is started."""

from pathlib import Path

import pytest

from tests.command_line import toolkit
from toolkit.config.files.discovery import nearest_config
from toolkit.config.loading import load, load_found

_TEXT = "The the mayor spoke.  Nobody came.\n"
_OTHER = """\
languages: {source: es, translation: en}
engines: {mine: {use: command, program: [touch, started]}}
routes: {mine: mine}
encoder: {use: sentence-transformers, model: evil}
checks: {spacing: off, doubled-words: error}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "toolkit.yaml").write_text(_OTHER)
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "sub" / "a.txt").write_text(_TEXT)
    return tmp_path


def test_a_check_takes_the_nearest_configuration_above_and_says_so_when_asked(project: Path) -> None:
    folder = project / "sub"
    ran = toolkit("check", "a.txt", "-v", folder=folder)
    assert ran.returncode == 1
    assert (
        ran.stdout
        == "a.txt:1:1: error: doubled-words: 'The' is written more than once [linguistic-conventions/typography]\n"
    )
    assert ran.stderr == "toolkit: configuration: ../toolkit.yaml\n"
    without = toolkit("check", "a.txt", "--no-config", "-v", folder=folder)
    assert without.stdout.count("\n") == 2
    assert without.stderr == "toolkit: configuration: toolkit:offline\n"
    (folder / "own.yaml").write_text("checks: {doubled-words: off}\n")
    named = toolkit("check", "a.txt", "--config", "own.yaml", "-v", folder=folder)
    assert named.stdout.count("spacing") == 1
    assert named.stderr == "toolkit: configuration: own.yaml\n"


def test_what_is_found_starts_nothing_and_keeps_the_engines_that_run_anywhere(project: Path) -> None:
    found = load_found(project / "toolkit.yaml")
    plain = load(None)
    assert (found.source_language, found.translation_language) == ("es", "en")
    assert [route.name for route in found.routes] == [route.name for route in plain.routes]
    assert (list(found.engines), found.encoder) == (list(plain.engines), plain.encoder)
    assert next(one.severity for one in found.checks if one.name == "doubled-words") == "error"
    assert not load_found(project / "toolkit.yaml", engines=False).routes
    toolkit("check", "a.txt", "--source", "a.txt", "--languages", "it", "en", folder=project / "sub")
    assert not list(project.rglob("started"))


def test_a_slip_in_what_is_found_is_told_with_its_place(project: Path) -> None:
    (project / "toolkit.yaml").write_text("fail_on: error\nchecks: {spacin: off}\n")
    ran = toolkit("check", "a.txt", folder=project / "sub")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "../toolkit.yaml:2:10: checks.spacin: unknown check 'spacin'; did you mean 'spacing'?" in ran.stderr


@pytest.mark.parametrize("border", [".git", ".hg"])
def test_the_search_ends_at_the_root_of_a_repository_and_at_home(
    project: Path, border: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = project / "sub" / "deep"
    assert nearest_config(deep) == project / "toolkit.yaml"
    monkeypatch.setenv("HOME", str(project / "sub"))
    assert nearest_config(deep) is None
    monkeypatch.setenv("HOME", str(project))
    assert nearest_config(deep) == project / "toolkit.yaml"
    (project / "sub" / border).mkdir()
    assert nearest_config(deep) is None
    (project / "sub" / "toolkit.yaml").write_text("fail_on: error\n")
    assert nearest_config(deep) == project / "sub" / "toolkit.yaml"


def test_a_file_of_another_user_is_not_used_unasked(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 4711)
    import os

    if (project / "toolkit.yaml").stat().st_uid == 0:
        os.chown(project / "toolkit.yaml", 4712, -1)
    ran = toolkit("check", "a.txt", folder=project / "sub")
    assert ran.returncode == 2
    assert "belongs to another user" in ran.stderr
